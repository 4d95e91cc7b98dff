package report

import (
	"fmt"
	"strings"

	"github.com/cogwg/hvdlint/internal/message"
)

// htmlExceptions is what the section about waivers and the baseline shows, folded.
type htmlExceptions struct {
	ID      string
	W       htmlWords
	Open    bool // a waiver is faulty
	Summary string
	Head    []string
	Waivers []htmlWaiver
	More    string
	Lines   []htmlFact // about the baseline
	Places  []htmlRequirement
}

// htmlWaiver is one waiver in the table.
type htmlWaiver struct {
	Requirement, Scope, Reason, Owner, Until, Places string
	Icon, State                                      string
	Problem, Fix                                     string
}

// exceptionsOf makes the section; nil: the run has neither waivers nor a baseline.
func (v *htmlView) exceptionsOf(r *Run, id string) *htmlExceptions {
	if !r.hasExceptions() {
		return nil
	}
	e := &htmlExceptions{ID: id + "-exceptions", W: v.words, Summary: wordExceptions.In(v.language)}
	if n := v.notCounting(r); n != "" {
		e.Summary = v.say(textAt, as("place", e.Summary), as("message", n))
	}
	for _, head := range []message.Text{wordRequirement, wordScope, wordReason, wordOwner, wordUntil, wordState, wordPlaces} {
		e.Head = append(e.Head, head.In(v.language))
	}
	for i := range r.Waivers[:min(len(r.Waivers), htmlRows)] {
		e.Waivers = append(e.Waivers, v.waiver(&r.Waivers[i]))
		e.Open = e.Open || r.Waivers[i].State.Severity() != ""
	}
	if n := len(r.Waivers) - htmlRows; n > 0 {
		e.More = v.say(textMoreWaivers, message.P("n", n))
	}
	e.Lines = v.baselineFacts(r.Baseline)
	e.Places = append(v.excepted(r, waivedGroups(r), wordWaived, id+"-waived"), v.excepted(r, knownGroups(r), wordKnown, id+"-known")...)
	return e
}

// baselineFacts is [page.baselineLines] as facts.
func (v *htmlView) baselineFacts(b *Baseline) []htmlFact {
	var facts []htmlFact
	for _, line := range v.baselineLines(b) {
		facts = append(facts, htmlFact{Name: v.label(line.lead), Value: line.text})
	}
	return facts
}

// label is a lead as the name of a fact: without its colon.
func (v *htmlView) label(lead message.Text) string {
	return message.Capital(strings.TrimSuffix(lead.In(v.language), message.Colon.In(v.language)))
}

func (v *htmlView) waiver(w *Waiver) htmlWaiver {
	h := htmlWaiver{
		Requirement: shown(w.Requirement, nameLength), Scope: shown(v.scope(&w.Scope), sentenceLength), Reason: v.said(w.Reason),
		Owner: shown(w.Owner, nameLength), Until: shown(w.Expires, nameLength), Places: v.number(w.Count),
		Icon: "none", State: stateWord(w.State).In(v.language),
	}
	if severity := w.State.Severity(); severity != "" {
		h.Icon = severity
	}
	if wrong, fix := w.problem(); !wrong.IsZero() {
		h.Problem, h.Fix = asSentence(v.said(wrong)), v.said(fix)
	}
	return h
}

// excepted shows places that do not count as those that do, under another word than that of a severity.
func (v *htmlView) excepted(r *Run, groups []group, word message.Text, id string) []htmlRequirement {
	var list []htmlRequirement
	for i := range groups {
		h := v.requirementOf(r, &groups[i], fmt.Sprintf("%s-%d", id, i+1))
		h.Severity, h.SeverityWord = SeverityNote, word.In(v.language)
		list = append(list, h)
	}
	return list
}
