package validate

import (
	"slices"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/waiver"
)

// What a block found is told apart when blocks are merged, in order of position: as often as a baseline has a place the place is
// known, beyond that it is new. So it does not depend on how the table was cut.

// recorded is the failing places that somebody wants to know.
type recorded struct{ places map[waiver.Hash]*waiver.Known }

// add counts a place; id is what it is known by.
func (r *recorded) add(hash waiver.Hash, id *waiver.Identity, n int64) error {
	place := r.places[hash]
	if place == nil {
		if len(r.places) >= waiver.Limit {
			return message.NewFault(faultTooMany, message.P("limit", waiver.Limit))
		}
		place = &waiver.Known{Identity: *id}
		r.places[hash] = place
	}
	place.Count += n
	return nil
}

// take takes the next candidate in order of position: it is recorded, or the baseline is asked whether it knows it.
func (e *exceptions) take(c *candidatePlace, names map[waiver.Hash]waiver.Identity) (isKnown bool, err error) {
	if e.record != nil {
		name := names[c.hash]
		return false, e.record.add(c.hash, &name, 1)
	}
	e.seen[c.hash]++
	return e.seen[c.hash] <= e.known[c.hash], nil
}

// addTally joins what a slot found in the next block to all before.
func (p *pass) addTally(slot int, total, next *tally, names map[waiver.Hash]waiver.Identity) error {
	e := p.plan.excepted
	var fresh []place
	for i := range next.except.candidates {
		c := &next.except.candidates[i]
		isKnown, err := e.take(c, names)
		if err != nil {
			return err
		}
		if isKnown {
			total.except.knows++
			p.stream.add(Known, c.described(slot))
			if p.hasRoom(total.except.known) {
				total.except.known = append(total.except.known, c.described(slot))
			}
		} else if p.stream != nil || p.hasRoom(fresh) {
			fresh = append(fresh, c.described(slot))
		}
	}
	if len(fresh) > 0 {
		next.places = append(next.places, fresh...)
		slices.SortStableFunc(next.places, comparePlaces)
	}
	p.stream.add(Counts, next.places...)
	p.stream.add(Waived, next.except.waived...)
	total.add(*next, p.samples)
	for i, places := range [...][]place{total.places, total.except.waived, total.except.known} { // in the order of rooms
		if p.samples > 0 && len(places) >= p.samples {
			p.full[fullOf(counting+room(i), slot, len(p.plan.slots))].Store(true)
		}
	}
	return nil
}

// described is the number of places of a slot that workers describe; 0: all.
func (p *pass) described() int {
	if p.stream != nil {
		return 0
	}
	return p.samples
}

func (p *pass) hasRoom(places []place) bool { return p.samples == 0 || len(places) < p.samples }

// described is a candidate as a place; what was not described is told later.
func (c *candidatePlace) described(slot int) place {
	if c.place != nil {
		return *c.place
	}
	p := place{slot: slot, untold: true}
	p.defect.At.Record = c.record
	return p
}
