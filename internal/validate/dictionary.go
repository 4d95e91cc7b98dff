package validate

import (
	"slices"

	"github.com/cogwg/hvdlint/internal/table"
)

// dictionary is what a column's judge knows of the values of a dictionary: each is judged once, when a record first has it.
type dictionary struct {
	id       uint64 // of [table.Column]; 0: of one batch alone
	known    []knowledge
	verdicts []verdict
	mended   []uint32     // values of which later stages judge another text
	own      table.Column // the dictionary with the first of them in their place, in memory of the judge's own; nil spans: not made
	replaced int          // how many of them
}

// knowledge is what is known of one value, small enough for a pass over the records to stay in the processor's cache.
type knowledge uint8

const (
	unknown knowledge = iota
	sound             // nothing is wrong with it
	judged            // see verdicts
)

// begin prepares for the dictionary of a column.
func (d *dictionary) begin(column *table.Column) {
	kept := 0
	if column.Dictionary == d.id {
		kept = min(column.Lasting(), len(d.known))
	}
	if kept == 0 {
		d.mended, d.own, d.replaced = d.mended[:0], table.Column{}, 0
	}
	d.id = column.Dictionary
	d.known = slices.Grow(d.known[:kept], len(column.Spans)-kept)[:len(column.Spans)]
	clear(d.known[kept:])
}

// runDictionary does what run does, for a column with a dictionary.
func (j *columnJudge) runDictionary(b *table.Batch, column *table.Column, counts *chainCounts, fail func(i int, cell table.Cell, fails uint64)) {
	d := &j.dictionary
	d.begin(column)
	mends, index := false, column.Index[:b.Len]
	for i, slot := range index {
		if d.known[slot] == sound || d.known[slot] == unknown && j.learn(slot, column.Cell(i)) {
			continue
		}
		v := d.verdicts[slot]
		mends = mends || v.mended
		j.note(b, i, column.Cell(i), v, counts, fail)
	}
	switch {
	case !mends:
	case column.Spell():
		d.mended = d.mended[:0]
		j.mendSpelt(column, index)
	default:
		j.mendDictionary(column)
	}
}

// learn judges a value and reports whether nothing is wrong with it.
func (j *columnJudge) learn(slot uint32, cell table.Cell) bool {
	d := &j.dictionary
	v := j.look(cell)
	if v == (verdict{}) {
		d.known[slot] = sound
		return true
	}
	if len(d.verdicts) < len(d.known) {
		d.verdicts = slices.Grow(d.verdicts, len(d.known)-len(d.verdicts))[:len(d.known)]
	}
	d.known[slot], d.verdicts[slot] = judged, v
	if v.mended {
		d.mended = append(d.mended, slot)
	}
	return false
}

// mendSpelt puts mended texts in the place of those that a column has now that its dictionary is gone.
func (j *columnJudge) mendSpelt(column *table.Column, index []uint32) {
	for i, slot := range index {
		if j.dictionary.known[slot] == judged && j.dictionary.verdicts[slot].mended {
			_, text := j.judge(column.Cell(i))
			column.Replace(i, text)
		}
	}
}

// mendDictionary points the column to a dictionary with mended texts in their place. It is the judge's own: the reader's serves others.
func (j *columnJudge) mendDictionary(column *table.Column) {
	d := &j.dictionary
	if d.own.Spans == nil {
		d.own = table.Column{Data: column.Data, Spans: slices.Clone(column.Spans), Kinds: column.Kinds}
	}
	for _, slot := range d.mended[d.replaced:] {
		_, text := j.judge(d.own.Cell(int(slot)))
		d.own.Replace(int(slot), text)
	}
	d.replaced = len(d.mended)
	column.Data, column.Spans = d.own.Data, d.own.Spans
	column.Dictionary, column.Values = 0, nil // what is known of the reader's values is not of these
}
