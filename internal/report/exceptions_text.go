package report

import (
	"maps"
	"slices"
	"strings"

	"github.com/fatih/color"

	"github.com/cogwg/hvdlint/internal/message"
)

// exceptionLines is the number of waivers that are told one by one.
const exceptionLines = 20

// exceptionLine is a sentence about waivers or the baseline, which its lead sets off.
type exceptionLine struct {
	lead message.Text
	ink  *color.Color
	text string
	fix  string
}

// exceptions says in lines what does not count and why, and what is wrong with the waivers themselves.
func (p *page) exceptions(r *Run) []exceptionLine {
	return append(p.waiverLines(r), p.baselineLines(r.Baseline)...)
}

func (p *page) waiverLines(r *Run) []exceptionLine {
	var lines []exceptionLine
	more := 0
	for i := range r.Waivers {
		w := &r.Waivers[i]
		if severity := w.State.Severity(); severity != "" {
			lead, ink := p.severity(severity)
			wrong, fix := w.problem()
			lines = append(lines, exceptionLine{lead: lead, ink: ink, text: sentence(wrong.In(p.language)), fix: sentence(fix.In(p.language))})
		}
		if w.Count == 0 || !w.State.accepts() {
			continue
		}
		if len(lines) >= exceptionLines {
			more++
			continue
		}
		lines = append(lines, exceptionLine{lead: leadWaived, text: p.waived(w)})
	}
	if more > 0 {
		lines = append(lines, exceptionLine{lead: leadWaived, text: p.say(textMoreWaivers, message.P("n", more))})
	}
	return lines
}

// baselineLines says what a baseline (nil: there is none) knows, and what of it is gone.
func (p *page) baselineLines(b *Baseline) []exceptionLine {
	if b == nil {
		return nil
	}
	path := as("path", visible(b.Path))
	lines := []exceptionLine{{lead: leadKnown, text: p.say(textKnownPlaces, message.P("n", b.Known), message.P("new", b.New), path)}}
	if b.Gone > 0 {
		lines = append(lines, exceptionLine{lead: leadGone, text: p.say(textGonePlaces, message.P("n", b.Gone))})
	}
	for _, note := range b.Notes {
		lines = append(lines, exceptionLine{lead: leadBaseline, text: sentence(note.In(p.language))})
	}
	return lines
}

// waived says what a waiver accepts, and why.
func (p *page) waived(w *Waiver) string {
	text := textWaivedPlaces
	if w.Expires != "" {
		text = textWaivedUntil
	}
	scope := p.scope(&w.Scope)
	if scope != "" {
		scope = p.say(textScope, as("scope", scope))
	}
	return p.say(text, message.P("n", w.Count), as("requirement", visible(w.Requirement)), as("scope", scope),
		as("reason", strings.TrimSuffix(sentence(w.Reason.In(p.language)), ".")), as("owner", visible(w.Owner)), as("expires", visible(w.Expires)))
}

// scope says what a waiver is narrowed to; empty: to nothing.
func (p *page) scope(s *WaiverScope) string {
	var parts []string
	if s.File != "" {
		parts = append(parts, p.say(textScopeFile, as("file", visible(s.File))))
	}
	if s.Field != "" {
		parts = append(parts, p.say(textScopeField, as("field", visible(s.Field))))
	}
	for _, field := range slices.Sorted(maps.Keys(s.Key)) {
		parts = append(parts, p.say(textScopeKey, as("field", visible(field)), message.P("values", message.List(s.Key[field]))))
	}
	return strings.Join(parts, ", ")
}

// tellExceptions writes the block about what does not count.
func (p *page) tellExceptions(r *Run) {
	lines := p.exceptions(r)
	if len(lines) == 0 {
		return
	}
	for _, line := range lines {
		p.paragraph(0, line.lead.In(p.language), line.ink, line.text)
		if line.fix != "" {
			p.paragraph(2, leadFix.In(p.language), nil, line.fix)
		}
	}
	p.gap()
}

// notCounting says in one sentence how many places of a run do not count; empty: all count.
func (p *page) notCounting(r *Run) string {
	waived, known := r.waivedPlaces(), r.knownPlaces()
	if waived+known == 0 {
		return ""
	}
	return p.say(textNotCounting, message.P("waived", waived), message.P("known", known))
}

// asSentence makes a message a sentence of its own.
func asSentence(s string) string {
	if strings.HasSuffix(s, "?") || strings.HasSuffix(s, ".") {
		return message.Capital(s)
	}
	return message.Capital(s) + "."
}
