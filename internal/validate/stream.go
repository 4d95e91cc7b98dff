package validate

import (
	"cmp"
	"slices"

	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/table"
)

// A Listener is told every failing place as soon as it is known, so that nobody has to keep them. It is called from one goroutine at a time:
// for the places of each block in order, then for those that only the end of a table shows.
type Listener interface {
	// Hold says that what was told so far holds.
	Hold()
	// Forget says that what was told since the last Hold does not hold: a table is read again, on other premises.
	Forget()
	// Tell tells one failing place. It has no excerpt, and is never a group of several cells; path is that of its table, empty for the
	// dataset as a whole. A place with a waiver has its number in Options.Waivers.
	Tell(path string, standing Standing, f *report.Finding)
}

// Standing says whether a failing place counts.
type Standing string

// The standings.
const (
	Counts Standing = "new"
	Waived Standing = "waived" // by a waiver in force
	Known  Standing = "known"  // to the baseline
)

// told is a place and its standing.
type told struct {
	place    place
	standing Standing
}

// stream tells the listener of a run what is found in one table.
type stream struct {
	to    Listener
	plan  *plan
	facts *table.Resource
	block []told // of the block that is being merged
}

// newStream returns nil when nobody listens.
func (p *plan) newStream(options *Options, facts *table.Resource) *stream {
	if options.Findings == nil {
		return nil
	}
	return &stream{to: options.Findings, plan: p, facts: facts}
}

// add takes places that the next block found.
func (s *stream) add(standing Standing, places ...place) {
	if s == nil {
		return
	}
	for _, p := range places {
		if s.plan.slots[p.slot].settlement.leftOut.IsZero() {
			s.block = append(s.block, told{p, standing})
		}
	}
}

// flush tells the places of a block in order of position.
func (s *stream) flush() error {
	if s == nil {
		return nil
	}
	slices.SortStableFunc(s.block, func(a, b told) int {
		return cmp.Or(comparePlaces(a.place, b.place), cmp.Compare(a.place.slot, b.place.slot))
	})
	for i := range s.block {
		b := &s.block[i]
		if err := s.tell(s.plan.slots[b.place.slot].settlement, b.place, b.standing); err != nil {
			return err
		}
	}
	clear(s.block)
	s.block = s.block[:0]
	return nil
}

// forget begins the telling of a table, or begins it anew.
func (o *Options) forget() {
	if o.Findings != nil {
		o.Findings.Forget()
	}
}

// hold ends the telling of a table.
func (o *Options) hold() {
	if o.Findings != nil {
		o.Findings.Hold()
	}
}

// tellAll tells what a run found about the dataset as a whole.
func (o *Options) tellAll(run *report.Run) {
	if o.Findings == nil {
		return
	}
	for i := range run.Findings {
		o.Findings.Tell("", Counts, &run.Findings[i])
	}
	for i := range run.Waived {
		o.Findings.Tell("", Waived, &run.Waived[i])
	}
	for i := range run.Known {
		o.Findings.Tell("", Known, &run.Known[i])
	}
	o.Findings.Hold()
}

func (s *stream) tell(of *settlement, p place, standing Standing) error {
	f, err := s.plan.finding(of, p, s.facts)
	if err == nil {
		s.to.Tell(s.facts.Path, standing, &f)
	}
	return err
}

// rest tells the places of a requirement that no block showed.
func (s *stream) rest(of *settlement) error {
	if s == nil || of.outcome != report.Failed {
		return nil
	}
	for _, list := range []struct {
		standing Standing
		places   []place
	}{{Counts, of.places}, {Waived, of.except.waived}, {Known, of.except.known}} {
		for _, p := range list.places {
			if !p.isLoose() {
				continue
			}
			if err := s.tell(of, p, list.standing); err != nil {
				return err
			}
		}
	}
	return nil
}
