package validate

import (
	"cmp"
	"sync/atomic"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/table"
)

// place is a failing place that will be shown.
type place struct {
	slot    int  // -1: found by a state or a check of facts
	group   bool // it stands for all failing cells of its slot
	waiver  int  // number, from 1, of the waiver that accepts it; 0: none
	untold  bool // only record and slot are known so far
	defect  lint.Defect
	excerpt *report.Excerpt
}

// isLoose reports whether no worker saw a place with its record at hand: it is one of a state, of facts or of a supplied value.
func (p *place) isLoose() bool { return p.slot < 0 || p.defect.At.Record == 0 }

// comparePlaces orders places by position.
func comparePlaces(a, b place) int {
	return cmp.Or(cmp.Compare(a.defect.At.Record, b.defect.At.Record), cmp.Compare(a.defect.At.Column, b.defect.At.Column))
}

// tally is what one slot (one check on one column, or one record check) found in a run of records.
type tally struct {
	failed int64
	places []place // that count, the first by position, at most the samples kept
	except exceptedTally
}

// excerpts is the number of places of a requirement that are shown with their record.
const excerpts = 3

// room says where the description of a failing place belongs.
type room uint8

const (
	noRoom    room = iota // it is counted and not described
	counting              // among the places that count
	waived                // among those that a waiver accepts
	candidate             // with the last candidate: only the merge knows whether it counts
)

// collector counts what a block's checks found. It belongs to one worker at a time.
type collector struct {
	samples int           // 0: all
	tallies []tally       // of the shard being judged
	full    []atomic.Bool // shared by all workers: rooms of slots, see fullOf, of which the first places are known already
	by      int           // number of the waiver that accepted the last place
}

// count adds a failing place that counts and says whether it should be described.
func (c *collector) count(slot int) room {
	t := &c.tallies[slot]
	t.failed++
	return c.roomFor(counting, slot, len(t.places))
}

// roomFor returns the room if it takes one more place beside those that this shard has put there.
func (c *collector) roomFor(r room, slot, kept int) room {
	if c.samples == 0 || kept < c.samples && !c.full[fullOf(r, slot, len(c.tallies))].Load() {
		return r
	}
	return noRoom
}

// fullOf is the index among the flags of a room of one of some slots.
func fullOf(r room, slot, slots int) int { return int(r-counting)*slots + slot }

// keep puts a described place where it belongs.
func (c *collector) keep(r room, p place) {
	t := &c.tallies[p.slot]
	switch r {
	case counting:
		t.places = append(t.places, p)
	case waived:
		p.waiver = c.by
		t.except.waived = append(t.except.waived, p)
	case candidate:
		t.except.candidates[len(t.except.candidates)-1].place = &p
	}
}

// add appends what a following block found. Places stay in order of position because blocks are added in order.
func (t *tally) add(next tally, samples int) {
	t.failed += next.failed
	t.places = addFirst(t.places, next.places, samples)
	t.except.add(&next.except, samples)
}

// addFirst appends places as long as there is room for samples, 0 for all.
func addFirst(to, next []place, samples int) []place {
	n := len(next)
	if samples > 0 {
		n = max(0, min(n, samples-len(to)))
	}
	return append(to, next[:n]...)
}

// excerptWidth is the number of cells of an excerpt on each side of the place.
const excerptWidth = 3

// excerpt copies a few cells of record i around a column, -1 for none.
func excerpt(b *table.Batch, columns []lint.Column, i, column int) *report.Excerpt {
	from, to := 0, min(len(columns), 2*excerptWidth+1)
	if column >= 0 {
		from = max(0, min(column-excerptWidth, len(columns)-2*excerptWidth-1))
		to = min(len(columns), from+2*excerptWidth+1)
	}
	e := &report.Excerpt{Column: -1}
	for c := from; c < to; c++ {
		if b.Columns[c].Kind(i) == table.Absent {
			break
		}
		if c == column {
			e.Column = c - from
		}
		e.Labels = append(e.Labels, shorten(columns[c].Label))
		e.Cells = append(e.Cells, shorten(b.Columns[c].Text(i)))
	}
	return e
}

// valueLimit is the number of bytes of a value, and of a label beside one, that a report keeps.
const valueLimit = 1000

// shorten copies a value, cut at a character after valueLimit bytes.
func shorten[T string | []byte](text T) string { return message.Cut(text, valueLimit) }
