package verify

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"fmt"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
)

// listed is how many differences are kept; all are counted.
const listed = 50

// Differences are those between a run of a report and the same one made now.
type Differences struct {
	Count   int64        `json:"count"`   // exact
	Wording int64        `json:"wording"` // sentences that another version words otherwise; they are not among Count
	List    []Difference `json:"list"`    // the first of Count
}

// Part is a part of a run.
type Part string

// The parts.
const (
	WholeRun  Part = "run"
	Resource  Part = "resource"
	Assertion Part = "assertion"
	Finding   Part = "finding" // of those that count, are waived or are known
)

// Difference is one thing that a report says otherwise than checking again does. A part that only one of them has is one difference.
type Difference struct {
	Part        Part          `json:"part"`
	Requirement string        `json:"requirement,omitempty"` // of an assertion or finding
	Resource    string        `json:"resource,omitempty"`    // of these, or itself
	Record      int64         `json:"record,omitempty"`      // of a finding
	Line        int64         `json:"line,omitempty"`
	Field       string        `json:"field,omitempty"`
	Messages    *message.Text `json:"messages,omitempty"` // of a finding that only one of them has
	Only        Side          `json:"only,omitempty"`     // who has the part; empty: both
	Property    string        `json:"property,omitempty"` // that differs, as a JSON Pointer into the part
	Was         any           `json:"was,omitempty"`      // in the report; left out: nothing
	Is          any           `json:"is,omitempty"`       // now; left out: nothing
}

// Side is the report or the check.
type Side string

// The sides.
const (
	InReport Side = "report"
	InCheck  Side = "check"
)

// Compare holds a run of a report against the same one made now. Without sameTool, sentences are counted apart: another version may word
// them otherwise.
func Compare(recorded, again *report.Run, sameTool bool) Differences {
	c := &comparison{sameTool: sameTool, found: Differences{List: []Difference{}}}
	c.values(Difference{Part: WholeRun}, bare(recorded), bare(again))
	each(c, recorded.Resources, again.Resources, func(r *report.Resource) Difference { return Difference{Part: Resource, Resource: r.Name} })
	each(c, recorded.Assertions, again.Assertions, func(a *report.Assertion) Difference {
		return Difference{Part: Assertion, Requirement: a.Requirement, Resource: a.Resource}
	})
	was, is := findingLists(recorded), findingLists(again)
	for i := range was {
		each(c, was[i], is[i], func(f *report.Finding) Difference {
			return Difference{Part: Finding, Requirement: f.Requirement, Resource: f.Resource, Record: f.Record, Line: f.Line, Field: f.Field, Messages: &f.Messages}
		})
	}
	return c.found
}

// findingLists are the lists of findings that a run has.
func findingLists(r *report.Run) [][]report.Finding {
	return [][]report.Finding{r.Findings, r.Waived, r.Known}
}

// bare is a run without the lists that are compared one by one.
func bare(r *report.Run) *report.Run {
	b := *r
	b.Resources, b.Assertions, b.Findings, b.Waived, b.Known = nil, nil, nil, nil, nil
	return &b
}

// comparison collects differences.
type comparison struct {
	sameTool bool
	found    Differences
}

func (c *comparison) add(d Difference) {
	c.found.Count++
	if len(c.found.List) < listed {
		d.Was, d.Is = brief(d.Was), brief(d.Is)
		d.Requirement, d.Resource, d.Field = Brief(d.Requirement), Brief(d.Resource), Brief(d.Field)
		if d.Messages != nil {
			d.Messages = &message.Text{EN: Brief(d.Messages.EN), FR: Brief(d.Messages.FR)}
		}
		c.found.List = append(c.found.List, d)
	}
}

// each compares the elements of two lists that are about the same thing, and tells of those that only one of them has. What an element is
// about is what name says of it but for its sentence; of several about the same, equal ones belong together.
func each[T any](c *comparison, was, is []T, name func(*T) Difference) {
	type entry struct {
		index int
		sum   [sha256.Size]byte
	}
	key := func(e *T) string {
		d := name(e)
		return fmt.Sprintf("%q %q %d %d %q", d.Requirement, d.Resource, d.Record, d.Line, d.Field)
	}
	open := map[string][]entry{}
	for i := range is {
		k := key(&is[i])
		open[k] = append(open[k], entry{i, sumOf(&is[i])})
	}
	matched := make([]bool, len(is))
	partner := make([]int, len(was))
	take := func(i int, fits func(entry) bool) bool {
		k := key(&was[i])
		for n, e := range open[k] {
			if fits(e) {
				open[k] = append(open[k][:n:n], open[k][n+1:]...)
				partner[i], matched[e.index] = e.index, true
				return true
			}
		}
		return false
	}
	var rest []int
	for i := range was {
		sum := sumOf(&was[i])
		if !take(i, func(e entry) bool { return e.sum == sum }) {
			rest = append(rest, i)
		}
	}
	for _, i := range rest {
		d := name(&was[i])
		if take(i, func(entry) bool { return true }) {
			d.Messages = nil
			c.values(d, &was[i], &is[partner[i]])
			continue
		}
		d.Only = InReport
		c.add(d)
	}
	for i := range is {
		if !matched[i] {
			d := name(&is[i])
			d.Only = InCheck
			c.add(d)
		}
	}
}

// values compares two values by what they say as JSON.
func (c *comparison) values(about Difference, was, is any) {
	before, after := textOf(was), textOf(is)
	if bytes.Equal(before, after) {
		return
	}
	diff("", treeOf(before), treeOf(after), func(property string, was, is any, wording bool) {
		if wording && !c.sameTool {
			c.found.Wording++
			return
		}
		about.Property, about.Was, about.Is = cmp.Or(property, "/"), was, is
		c.add(about)
	})
}

// sumOf stands for what a value says as JSON.
func sumOf(value any) [sha256.Size]byte { return sha256.Sum256(textOf(value)) }

func textOf(value any) []byte {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err) // a part of a report is always written: parameters have the types of JSON
	}
	return text
}

func treeOf(text []byte) any {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var tree any
	if err := decoder.Decode(&tree); err != nil {
		panic(err) // it was just written
	}
	return tree
}
