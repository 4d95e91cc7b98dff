package validate

import (
	"cmp"
	"slices"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/table"
)

// settle gathers what was found under its requirements and gives each its outcome.
func (p *plan) settle(facts *table.Resource, total *found, results map[*settlement]lint.Result, samples int) {
	p.countTested(total)
	for i, t := range total.tallies {
		slot := &p.slots[i]
		slot.failed = t.failed
		s := slot.settlement
		s.tested += slot.tested
		s.failed += t.failed
		if slot.isGroup() {
			first := t.places[0]
			first.group = true
			s.places = append(s.places, first)
		} else {
			s.places = append(s.places, t.places...)
		}
	}
	for s, result := range results {
		s.tested, s.failed = result.Tested, result.Failed
		if !result.CantTell.IsZero() {
			s.settle(report.CantTell, result.CantTell)
		}
		for _, defect := range result.Defects {
			s.places = append(s.places, place{slot: -1, defect: defect})
		}
	}
	resource := p.observed(facts)
	for _, s := range p.settled {
		if !s.leftOut.IsZero() {
			s.drop()
			continue
		}
		if s.resource != nil && s.outcome == "" {
			s.settlePlaces(s.resource(resource))
		}
		if s.tested == 0 {
			s.tested = s.supplied
		}
		s.order(samples)
		s.conclude(facts)
	}
}

// countTested works out how many values each link of a chain saw, those that no link before it stopped, and how many records each
// record check saw.
func (p *plan) countTested(total *found) {
	observations := total.records - total.excluded
	unsound := map[string]bool{} // fields whose values all failed before their constraints
	for i, c := range p.chains {
		counts := &total.counts[i]
		left := observations - counts.missing - counts.damaged
		for k, l := range c.links {
			if k < c.presence {
				p.slots[l.slot].tested = observations
				continue
			}
			p.slots[l.slot].tested = left
			if s := p.slots[l.slot].settlement; left == 0 && observations > counts.missing {
				s.stopped = true
			}
			left -= counts.stopped[k]
			if field := p.header.columns[c.column].Field; field != nil && left == 0 && observations > counts.missing && l.stage < lint.Constraint {
				unsound[field.Name] = true
			}
		}
	}
	for _, s := range p.settled {
		s.stopped = s.stopped || s.state && slices.ContainsFunc(s.fields, func(name string) bool { return unsound[name] })
	}
	for i := range p.records {
		p.slots[p.records[i].slot].tested = total.looked[i]
	}
}

// observed is what resource checks see.
func (p *plan) observed(facts *table.Resource) *lint.Resource {
	return &lint.Resource{Resource: facts, Schema: p.schema, Columns: p.header.columns, Supplied: p.supplied, Wide: p.header.wide}
}

// settlePlaces takes what a check of facts found.
func (s *settlement) settlePlaces(defects []lint.Defect) {
	s.tested = 1
	for _, defect := range defects {
		s.failed += max(defect.Count, 1)
		s.places = append(s.places, place{slot: -1, defect: defect})
	}
}

// order keeps the first places by position. Several fields of one requirement come together here.
func (s *settlement) order(samples int) {
	slices.SortStableFunc(s.places, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.defect.At.Record, b.defect.At.Record), cmp.Compare(a.defect.At.Column, b.defect.At.Column))
	})
	if samples > 0 && len(s.places) > samples {
		s.places = s.places[:samples]
	}
}

// conclude gives a requirement whose checks ran its outcome.
func (s *settlement) conclude(facts *table.Resource) {
	switch {
	case s.outcome != "":
	case s.failed > 0:
		s.outcome = report.Failed
	case facts.Unread != nil && s.rule.Family != lint.FileFamily && s.rule.Family != lint.HeaderFamily:
		s.settle(report.CantTell, textReadInPart.Format(message.P("record", facts.Records)))
	case s.tested > 0:
		s.outcome = report.Passed
	case facts.Records == 0:
		s.settle(report.Inapplicable, textNoRecords)
	case s.stopped:
		s.settle(report.Untested, textNoSoundValues)
	default:
		s.settle(report.Inapplicable, textNoValues)
	}
}

// A defect is told as one group when it has at least groupLeast places and they are nine tenths of the values tested.
const groupLeast = 10

// isGroup reports whether the failing cells of one column are told as one group.
func (s *slot) isGroup() bool {
	return s.column >= 0 && s.failed >= groupLeast && 10*s.failed >= 9*s.tested
}
