package validate

import (
	"sync/atomic"
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/table"
)

// place is a failing place that will be shown.
type place struct {
	slot    int  // -1: found by a state or a check of facts
	group   bool // it stands for all failing cells of its slot
	defect  lint.Defect
	excerpt *report.Excerpt
}

// tally is what one slot (one check on one column, or one record check) found in a run of records.
type tally struct {
	failed int64
	places []place // the first by position, at most the samples kept
}

// excerpts is the number of places of a requirement that are shown with their record.
const excerpts = 3

// collector counts what a block's checks found. It belongs to one worker at a time.
type collector struct {
	samples int           // 0: all
	tallies []tally       // of the shard being judged
	full    []atomic.Bool // shared by all workers: slots of which the first places are known already
	off     bool          // a second look: nothing is counted again
}

// count adds a failing place and reports whether it should be described.
func (c *collector) count(slot int) bool {
	if c.off {
		return false
	}
	t := &c.tallies[slot]
	t.failed++
	return c.samples == 0 || len(t.places) < c.samples && !c.full[slot].Load()
}

func (c *collector) keep(p place) {
	t := &c.tallies[p.slot]
	t.places = append(t.places, p)
}

// add appends what a following block found. Places stay in order of position because blocks are added in order.
func (t *tally) add(next tally, samples int) {
	t.failed += next.failed
	room := len(next.places)
	if samples > 0 {
		room = min(room, samples-len(t.places))
	}
	t.places = append(t.places, next.places[:room]...)
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
		e.Labels = append(e.Labels, shortText(columns[c].Label))
		e.Cells = append(e.Cells, shorten(b.Columns[c].Text(i)))
	}
	return e
}

// valueLimit is the number of bytes of a value, and of a label beside one, that a report keeps.
const valueLimit = 1000

// shorten copies a value, cut at a character after valueLimit bytes.
func shorten(text []byte) string { return message.Cut(text, valueLimit) }

// shortText is [shorten] of what is a string already.
func shortText(text string) string {
	if len(text) <= valueLimit {
		return text
	}
	return shorten([]byte(text[:min(len(text), valueLimit+utf8.UTFMax)])) // enough to see where a character ends
}
