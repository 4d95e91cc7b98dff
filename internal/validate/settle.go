package validate

import (
	"slices"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// settlement is a requirement on its way to an outcome.
type settlement struct {
	requirement *standard.Requirement
	rule        *lint.Rule // nil: the catalogue does not have it
	fields      []string
	outcome     report.Outcome // empty: its checks decide
	reason      message.Text
	resource    lint.ResourceCheck
	located     []int // columns that its check looks at beside those of its fields
	state       bool
	leftOut     message.Text // why the user's choice leaves it out; zero: it does not
	ownLevel    string       // of the standard, where the user chose another; empty: the requirement has it

	tested, failed int64
	places         []place // that count
	loose          int64   // failing places that no worker saw with its record at hand
	except         exceptedPlaces
	supplied       int64 // supplied values tested; they count where no value of the file does
	stopped        bool  // there were values, and earlier checks stopped them all
}

func (s *settlement) settle(outcome report.Outcome, reason message.Text) {
	s.outcome, s.reason = outcome, reason
}

// gather gathers what was found under its requirements.
func (p *plan) gather(facts *table.Resource, total *found, results map[*settlement]lint.Result) {
	p.countTested(total)
	for _, s := range p.settled {
		s.loose = s.failed // of supplied values
	}
	for i := range total.tallies {
		p.gatherSlot(&p.slots[i], &total.tallies[i])
	}
	for s, result := range results {
		s.tested, s.failed, s.loose = result.Tested, result.Failed, result.Failed
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
	}
}

// gatherSlot adds what one slot found to its requirement.
func (p *plan) gatherSlot(slot *slot, t *tally) {
	s := slot.settlement
	s.tested += slot.tested
	s.failed += t.failed
	slot.failed = t.failed - t.except.knows
	for number, n := range t.except.accepted {
		if use := p.excepted.numbered(number); !use.idle {
			slot.failed -= n
			s.except.waivedPlaces += n
		}
		p.excepted.numbered(number).count += n
	}
	s.except.knownPlaces += t.except.knows
	s.except.waived = append(s.except.waived, t.except.waived...)
	s.except.known = append(s.except.known, t.except.known...)
	if !slot.isGroup() {
		s.places = append(s.places, t.places...)
		return
	}
	first := t.places[0]
	first.group = true
	s.places = append(s.places, first)
}

// conclude gives each requirement its outcome, tells what only the end of the table shows, and keeps the first places.
func (p *plan) conclude(facts *table.Resource, options *Options) error {
	stream := p.newStream(options, facts)
	for _, s := range p.settled {
		if s.tested == 0 && s.leftOut.IsZero() {
			s.tested = s.supplied
		}
		s.conclude(facts)
		for _, places := range []*[]place{&s.places, &s.except.waived, &s.except.known} {
			slices.SortStableFunc(*places, comparePlaces) // several fields of one requirement come together here
		}
		if err := stream.rest(s); err != nil {
			return err
		}
		for _, places := range []*[]place{&s.places, &s.except.waived, &s.except.known} {
			*places = first(*places, options.shown)
		}
	}
	return nil
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
		s.loose += max(defect.Count, 1)
		s.places = append(s.places, place{slot: -1, defect: defect})
	}
}

// first returns the first samples places; 0: all.
func first(places []place, samples int) []place {
	if samples > 0 && len(places) > samples {
		return places[:samples]
	}
	return places
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
