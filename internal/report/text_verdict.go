package report

import (
	"slices"
	"strings"

	"github.com/fatih/color"

	"github.com/cogwg/hvdlint/internal/message"
)

// outcomes counts the requirements by outcome, and says of those that neither passed nor failed why.
func (p *page) outcomes(r *Run) {
	counts, excepted := map[Outcome]int{}, 0
	for i := range r.Assertions {
		if a := &r.Assertions[i]; a.Outcome == Failed && !a.Counts() {
			excepted++
		} else {
			counts[a.Outcome]++
		}
	}
	if len(r.Assertions) == 0 {
		return
	}
	var parts []string
	for _, c := range []struct {
		outcome Outcome
		text    message.Text
		always  bool
	}{
		{Passed, textPassed, true},
		{Failed, textFailed, true},
		{CantTell, textCountUndecided, false},
		{Untested, textCountUntested, false},
		{Inapplicable, textCountNothing, false},
	} {
		if c.always || counts[c.outcome] > 0 {
			parts = append(parts, p.say(c.text, message.P("n", counts[c.outcome])))
		}
	}
	if excepted > 0 {
		parts = slices.Insert(parts, 2, p.say(textCountExcepted, message.P("n", excepted)))
	}
	p.paragraph(0, leadRequirements.In(p.language), nil, strings.Join(parts, ", "))
	if isWhollyUnread(r) {
		return // one reason for all, told above
	}
	p.reasons(r, CantTell, textUndecided)
	p.reasons(r, Untested, textUntested)
	p.reasons(r, Inapplicable, textInapplicable)
}

// isWhollyUnread reports whether nothing of the run's data could be read.
func isWhollyUnread(r *Run) bool {
	return r.HasUnread() && !slices.ContainsFunc(r.Resources, func(r Resource) bool { return r.Unread == nil || r.Records > 0 })
}

// reasons lists the requirements of one outcome, by reason.
func (p *page) reasons(r *Run, outcome Outcome, text message.Text) {
	for _, s := range settledBy(r, outcome, p.language) {
		if n := len(s.requirements) - leftOutShown; s.leftOut && n > 1 {
			s.requirements = append(s.requirements[:leftOutShown], p.say(textMore, message.P("n", n)))
		}
		p.paragraph(2, "", nil, p.say(text, as("reason", s.reason), as("requirements", strings.Join(s.requirements, ", "))))
	}
}

// settledFor is the requirements that have one outcome for one reason, visible.
type settledFor struct {
	reason       string
	requirements []string
	leftOut      bool // by the user
}

// settledBy gathers the requirements of one outcome by reason, in the order in which the reasons come up.
func settledBy(r *Run, outcome Outcome, l message.Language) []settledFor {
	var list []settledFor
	index := map[string]int{}
	for i := range r.Assertions {
		a := &r.Assertions[i]
		if a.Outcome != outcome {
			continue
		}
		reason := ""
		if a.Reason != nil {
			reason = sentence(a.Reason.In(l))
		}
		at, ok := index[reason]
		if !ok {
			at = len(list)
			index[reason] = at
			list = append(list, settledFor{reason: reason, leftOut: a.LeftOut})
		}
		if id := visible(a.Requirement); !slices.Contains(list[at].requirements, id) {
			list[at].requirements = append(list[at].requirements, id)
		}
	}
	return list
}

// notShown says how many failing places are not shown, and how to see them.
func (p *page) notShown(hidden int64) {
	if hidden > 0 {
		p.paragraph(0, leadShortened.In(p.language), nil, p.say(textNotShown, message.P("n", hidden)))
	}
}

// verdict writes the line that says it all.
func (p *page) verdict(r *Run, indent int) {
	_, ink, _ := p.verdictWords(r)
	lead, rest := p.verdictSentence(r)
	p.paragraph(indent, lead, ink, rest)
}

// verdictSentence is the verdict in a few words, and how the sentence goes on: with the standard and the totals.
func (p *page) verdictSentence(r *Run) (verdict, rest string) {
	lead, _, text := p.verdictWords(r)
	totals := p.totals(r.Totals)
	failed := 0
	for i := range r.Assertions {
		if r.Assertions[i].Counts() {
			failed++
		}
	}
	if failed > 0 && len(waiverBundles(r)) == 0 {
		totals = p.say(textTotalsIn, as("totals", totals), message.P("n", failed))
	}
	totals = p.withExcepted(totals, r.waivedPlaces(), r.knownPlaces())
	standard := standardName(&r.Standard, p.language)
	return lead.In(p.language), p.say(text, as("standard", standard), as("totals", totals))
}

// withExcepted adds to totals how many places do not count, if there are any.
func (p *page) withExcepted(totals string, waived, known int64) string {
	if waived+known == 0 {
		return totals
	}
	return p.say(textTotalsExcept, as("totals", totals), message.P("waived", waived), message.P("known", known))
}

func (p *page) totals(t Totals) string {
	return p.say(textTotals, message.P("errors", t.Error), message.P("warnings", t.Warning), message.P("notes", t.Note))
}

// verdictWords are the words of a verdict, their colour, and how the sentence goes on.
func (p *page) verdictWords(r *Run) (lead message.Text, ink *color.Color, rest message.Text) {
	switch r.Verdict {
	case Conforms:
		return leadConforms, p.ink.good, textTo
	case ConformsWithExceptions:
		return leadConformsWithExceptions, p.ink.good, textTo
	case DoesNotConform:
		return leadDoesNotConform, p.ink.error, textTo
	}
	if r.Verdict == CouldNotCheck && slices.ContainsFunc(r.Resources, func(r Resource) bool { return r.Records > 0 }) {
		return leadCheckedInPart, p.ink.error, textAgainst
	}
	return leadCouldNotCheck, p.ink.error, textAgainst
}

// summary adds up several runs in one sentence.
func (p *page) summary(r *Report) { p.paragraph(0, "", p.ink.heading, p.summarySentence(r)) }

func (p *page) summarySentence(r *Report) string {
	counts := map[Verdict]int{}
	var waived, known int64
	for i := range r.Runs {
		counts[r.Runs[i].Verdict]++
		waived, known = waived+r.Runs[i].waivedPlaces(), known+r.Runs[i].knownPlaces()
	}
	var verdicts []string
	for _, v := range []struct {
		verdict Verdict
		text    message.Text
	}{{Conforms, textConform}, {ConformsWithExceptions, textConformWithExceptions}, {DoesNotConform, textDoNotConform}, {CouldNotCheck, textNotChecked}} {
		if n := counts[v.verdict]; n > 0 {
			verdicts = append(verdicts, p.say(v.text, message.P("n", n)))
		}
	}
	all := textDatasets
	if differentStandards(r.Runs) {
		all = textResults
	}
	return p.say(textSummary, as("all", p.say(all, message.P("n", len(r.Runs)))),
		as("verdicts", strings.Join(verdicts, ", ")), as("totals", p.withExcepted(p.totals(r.Totals()), waived, known)))
}

func differentStandards(runs []Run) bool {
	for i := range runs {
		if runs[i].Standard.Name != runs[0].Standard.Name || runs[i].Standard.Version != runs[0].Standard.Version {
			return true
		}
	}
	return false
}
