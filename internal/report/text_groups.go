package report

import (
	"cmp"
	"slices"

	"github.com/cogwg/hvdlint/internal/message"
)

// group is all findings of one requirement on one resource.
type group struct {
	assertion Assertion // of a report without it: what the findings tell
	severity  string
	findings  []*Finding
}

// groupsOf gathers the findings of a run by requirement, worst first: by severity, then by failing places, then in the order
// of the requirements. A failed requirement without findings is a group too. Only what counts is in them: the assertion of a group
// has no other failing places.
func groupsOf(r *Run) []group {
	return gather(r, r.Findings, func(a *Assertion) int64 { return a.Counting() })
}

// gather makes groups of some findings, and of the requirements of which places counts some.
func gather(r *Run, findings []Finding, places func(*Assertion) int64) []group {
	type key struct{ requirement, resource string }
	var groups []group
	index := map[key]int{}
	add := func(k key, a Assertion, severity string) int {
		index[k] = len(groups)
		groups = append(groups, group{assertion: a, severity: severity})
		return index[k]
	}
	for _, a := range r.Assertions {
		n := places(&a)
		if a.Outcome != Failed || n == 0 && a.Failed > 0 {
			continue
		}
		a.Failed = n
		add(key{a.Requirement, a.Resource}, a, severityOf(a.Level))
	}
	for i := range findings {
		f := &findings[i]
		k := key{f.Requirement, f.Resource}
		at, ok := index[k]
		if !ok {
			at, ok = index[key{f.Requirement, ""}] // of the dataset, about one of its tables
		}
		if !ok {
			at = add(k, Assertion{Requirement: f.Requirement, Rule: f.Rule, Resource: f.Resource, Title: message.Same(f.Rule)}, f.Severity)
		}
		g := &groups[at]
		g.findings, g.severity = append(g.findings, f), f.Severity
	}
	for i := range groups {
		g := &groups[i]
		g.assertion.Failed = max(g.assertion.Failed, placesOf(g.findings))
	}
	slices.SortStableFunc(groups, func(a, b group) int {
		return cmp.Or(
			cmp.Compare(severityRank(a.severity), severityRank(b.severity)),
			cmp.Compare(b.assertion.Failed, a.assertion.Failed))
	})
	return groups
}

// others are the requirements of which no failing place counts: those that failed all the same, then those of other outcomes, the met ones last.
func (r *Run) others() []*Assertion {
	var list []*Assertion
	for _, outcome := range []Outcome{Failed, CantTell, Untested, Inapplicable, Passed} {
		for i := range r.Assertions {
			if a := &r.Assertions[i]; a.Outcome == outcome && !a.Counts() {
				list = append(list, a)
			}
		}
	}
	return list
}

// records is the number of records of all tables.
func (r *Run) records() (n int64) {
	for i := range r.Resources {
		n += r.Resources[i].Records
	}
	return n
}

// passed is the number of requirements that are met.
func (r *Run) passed() (n int64) {
	for i := range r.Assertions {
		if r.Assertions[i].Outcome == Passed {
			n++
		}
	}
	return n
}

func (f *Finding) places() int64 { return max(f.Count, 1) }

// placesOf is the number of places that findings tell of.
func placesOf(findings []*Finding) int64 {
	n := int64(0)
	for _, f := range findings {
		n += f.places()
	}
	return n
}

// hidden is the number of failing places that no finding of a group tells of.
func (g *group) hidden() int64 { return max(0, g.assertion.Failed-placesOf(g.findings)) }

// rest is a finding that stands for the hidden places of a group, of whose number text speaks; nil: there are none.
func (p *page) rest(g *group, text message.Text) *Finding {
	n := g.hidden()
	if n == 0 {
		return nil
	}
	return &Finding{
		Requirement: g.assertion.Requirement, Rule: g.assertion.Rule, Severity: g.severity, Resource: g.assertion.Resource, Count: n,
		Messages: message.Same(p.say(text, message.P("n", n))),
	}
}

// entry is a finding as it is shown, or a run of findings that say the same of consecutive records.
type entry struct {
	first, last *Finding
	places      int64
}

// entries folds findings that say the same of consecutive records.
func (g *group) entries() []entry {
	var list []entry
	for _, f := range g.findings {
		if n := len(list); n > 0 && follows(list[n-1].last, f) {
			list[n-1].last = f
			list[n-1].places += f.places()
			continue
		}
		list = append(list, entry{first: f, last: f, places: f.places()})
	}
	return list
}

// follows reports whether b says of the next record, or the next line outside records, what a says.
func follows(a, b *Finding) bool {
	same := a.Messages == b.Messages && a.Fixes == b.Fixes && a.Field == b.Field && a.Column == b.Column &&
		a.places() == 1 && b.places() == 1 && len(a.Related) == 0 && len(b.Related) == 0
	if !same {
		return false
	}
	if a.Record > 0 {
		return b.Record == a.Record+1
	}
	return b.Record == 0 && a.Line > 0 && b.Line == a.Line+1
}

// oneFix reports whether all entries are mended alike, so that it need be said once.
func oneFix(entries []entry) bool {
	for _, e := range entries {
		if e.first.Fixes != entries[0].first.Fixes {
			return false
		}
	}
	return true
}
