package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cogwg/hvdlint/internal/message"
)

// htmlRun is one run as the template writes it.
type htmlRun struct {
	ID, Name, Standard string
	W                  htmlWords
	Several            bool
	htmlVerdict

	Errors, Warnings, Notes          string
	HasErrors, HasWarnings, HasNotes bool
	Records, Passed                  string
	Unread                           []htmlFact
	Status, Meaning                  string // of the standard

	First        []htmlFirst
	Shares       *htmlChart
	Tables       []htmlTable
	Requirements []htmlRequirement
	Limited      string // says that fewer places are shown than were kept
	Settled      []htmlSettled
	Exceptions   *htmlExceptions // nil: there are none
	Completeness *htmlCompleteness
	Provenance   []htmlFacts
	Fields       []htmlFields
}

// htmlFirst is a requirement among those to mend first.
type htmlFirst struct{ ID, Severity, SeverityWord, Title, Count, Fix string }

// htmlTable is a table of requirements; with a summary it is folded.
type htmlTable struct {
	ID, Caption, Summary string
	Rows                 []htmlRow
}

// htmlRow is one requirement in a table.
type htmlRow struct {
	ID                                string // of the requirement's own section; empty: it has none
	Requirement, Level, Icon, Outcome string
	Statement                         []htmlSpan
	Failed, Tested, Share             string
}

// htmlSettled is the requirements of an outcome other than passed and failed, for one reason.
type htmlSettled struct {
	Icon, Outcome, Reason string
	Requirements          []string
	More                  string
}

// firstToMend is the number of requirements that are named at the top.
const firstToMend = 5

func (v *htmlView) run(r *Run, id string, several bool) htmlRun {
	verdict, rest := v.verdictSentence(r)
	run := htmlRun{
		ID: id, Name: shown(v.heading(r), nameLength), Standard: shown(standardName(&r.Standard, v.language), nameLength), W: v.words, Several: several,
		htmlVerdict: htmlVerdict{verdictIcon(r.Verdict), message.Capital(verdict), shown(rest, sentenceLength)},
		Errors:      v.number(r.Totals.Error), HasErrors: r.Totals.Error > 0,
		Warnings: v.number(r.Totals.Warning), HasWarnings: r.Totals.Warning > 0,
		Notes: v.number(r.Totals.Note), HasNotes: r.Totals.Note > 0,
	}
	v.facts(&run, r)
	groups := groupsOf(r)
	for i := range groups {
		run.Requirements = append(run.Requirements, v.requirementOf(r, &groups[i], fmt.Sprintf("%s-%d", id, i+1)))
	}
	for i, g := range run.Requirements[:min(len(run.Requirements), firstToMend)] {
		run.First = append(run.First, htmlFirst{g.ID, g.Severity, g.SeverityWord, g.Title, v.count(&groups[i].assertion), g.Fix})
	}
	v.tables(&run, r, groups)
	run.Shares = v.shares(r, groups, id+"-shares")
	run.Exceptions = v.exceptionsOf(r, id)
	run.Settled = v.settled(r)
	run.Completeness = v.completeness(r, id+"-completeness")
	for i := range groups {
		if v.limit < htmlPlaces && len(groups[i].findings) > v.limit {
			run.Limited = v.say(textHTMLLimited, message.P("n", v.limit))
		}
	}
	run.Provenance = v.provenance(r)
	run.Fields = v.fields(r, id)
	return run
}

// facts tells how many records there are, what was not read, and how far the standard has come.
func (v *htmlView) facts(run *htmlRun, r *Run) {
	run.Records, run.Passed = v.number(r.records()), v.number(r.passed())
	for i := range r.Resources {
		resource := &r.Resources[i]
		if resource.Unread == nil {
			continue
		}
		text := v.said(resource.Unread.Messages)
		if to := v.readTo(resource.Unread); to != "" {
			text = v.say(textAt, as("place", to), as("message", text))
		}
		if len(r.Resources) > 1 {
			text = v.say(textAt, as("place", shown(cmp.Or(resource.Path, resource.Name), nameLength)), as("message", text))
		}
		run.Unread = append(run.Unread, htmlFact{Name: v.label(resource.Unread.lead()), Value: text})
	}
	word, meaning := statusTexts(r.Standard.Status)
	if meaning.IsZero() {
		return
	}
	if r.Standard.Provenance != nil {
		meaning = *r.Standard.Provenance
	}
	run.Status, run.Meaning = message.Capital(word.In(v.language)), v.said(meaning)
}

// tables lists the failed requirements, worst first, and folded under them all others.
func (v *htmlView) tables(run *htmlRun, r *Run, groups []group) {
	failed := htmlTable{ID: run.ID + "-failing", Caption: v.words["failedCaption"]}
	for i := range groups {
		if len(failed.Rows) < htmlRows {
			failed.Rows = append(failed.Rows, v.row(&groups[i].assertion, Failed, run.Requirements[i].ID, groups[i].severity))
		}
	}
	others := htmlTable{ID: run.ID + "-others", Caption: v.words["othersCaption"]}
	counts := map[Outcome]int{}
	for _, a := range r.others() {
		if counts[a.Outcome]++; len(others.Rows) < htmlRows {
			others.Rows = append(others.Rows, v.row(a, a.Outcome, "", ""))
		}
	}
	others.Summary = v.outcomeCounts(counts)
	for _, t := range []htmlTable{failed, others} {
		if len(t.Rows) > 0 {
			run.Tables = append(run.Tables, t)
		}
	}
}

func (v *htmlView) row(a *Assertion, outcome Outcome, id, severity string) htmlRow {
	row := htmlRow{
		ID: id, Requirement: shown(a.Requirement, nameLength), Statement: htmlSpans(v.said(a.Statement)),
		Level: levelWord(a.Level).In(v.language), Outcome: outcomeWord(outcome).In(v.language), Icon: "none",
	}
	switch outcome {
	case Failed:
		row.Icon, row.Failed = cmp.Or(severity, row.Icon), v.number(a.Failed)
		if id == "" { // it fails where nothing counts
			row.Outcome = wordNotCounted.In(v.language)
		}
	case Passed:
		row.Icon, row.Failed = "good", v.number(0)
	case CantTell:
		row.Icon = "unread"
	}
	if a.Tested > 0 && a.Failed <= a.Tested {
		row.Tested = v.number(a.Tested)
	}
	if hasShare(a) && outcome == Failed {
		row.Share = v.share(a.Failed, a.Tested)
	}
	return row
}

// hasShare reports whether the failing places of a requirement are a part of a whole that is worth a number.
func hasShare(a *Assertion) bool { return a.Tested > 1 && a.Failed <= a.Tested }

// settled lists what neither passed nor failed, and why.
func (v *htmlView) settled(r *Run) []htmlSettled {
	var list []htmlSettled
	for _, outcome := range []Outcome{CantTell, Untested, Inapplicable} {
		icon := "none"
		if outcome == CantTell {
			icon = "unread"
		}
		for _, s := range settledBy(r, outcome, v.language) {
			settled := htmlSettled{Icon: icon, Outcome: message.Capital(outcomeWord(outcome).In(v.language)), Reason: shown(s.reason, sentenceLength)}
			settled.Requirements = s.requirements[:min(len(s.requirements), htmlRows)]
			for i, id := range settled.Requirements {
				settled.Requirements[i] = shown(id, nameLength)
			}
			if n := len(s.requirements) - len(settled.Requirements); n > 0 {
				settled.More = " " + v.say(textMore, message.P("n", n))
			}
			list = append(list, settled)
		}
	}
	return list
}

func (v *htmlView) outcomeCounts(counts map[Outcome]int) string {
	var parts []string
	for _, outcome := range []Outcome{Passed, CantTell, Untested, Inapplicable} {
		if n := counts[outcome]; n > 0 {
			parts = append(parts, v.say(outcomeCount(outcome), message.P("n", n)))
		}
	}
	if n := counts[Failed]; n > 0 {
		parts = append(parts, v.say(textCountExcepted, message.P("n", n)))
	}
	return v.say(textHTMLOthers, as("counts", strings.Join(parts, ", ")))
}

func outcomeCount(outcome Outcome) message.Text {
	switch outcome {
	case Passed:
		return textPassed
	case CantTell:
		return textCountUndecided
	case Untested:
		return textCountUntested
	case Inapplicable:
		return textCountNothing
	}
	return textFailed
}

// severityOrNote is a severity that the page has a colour for.
func severityOrNote(severity string) string {
	if slices.Contains([]string{SeverityError, SeverityWarning}, severity) {
		return severity
	}
	return SeverityNote
}
