package validate

import (
	"bytes"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// worker judges batches. It belongs to one goroutine.
type worker struct {
	pass      *pass
	judges    []indexedJudge
	collector *collector
	excluded  []bool
	suspects  []bool
	nulls     []table.Status
	columns   []table.Column
	lookedAt  []lookedAt // the columns that are judged or looked at
	lexicons  int        // of them, that hold values
	memo      table.Memo
	excepting *excepting // nil: all failing places count
}

// indexedJudge is the judge of the plan's chain at index.
type indexedJudge struct {
	*columnJudge
	index int
}

// lookedAt is what a worker keeps of a column that is judged or looked at, from batch to batch.
type lookedAt struct {
	column  int
	runs    []int32 // memory
	lexicon table.Lexicon
	notes   table.ValueNotes // of a dictionary of the format's
}

// mostLexicons is the number of columns of a worker that may have a lexicon at a time: with what is noted of its values, one takes about five mebibytes.
const mostLexicons = 8

// prepare finds what makes it cheap to go down the columns of a batch: that values stand in runs, or that they come again.
func (w *worker) prepare(b *table.Batch) {
	for i := range w.lookedAt {
		l := &w.lookedAt[i]
		if l.column >= len(b.Columns) {
			continue
		}
		c := &b.Columns[l.column]
		l.runs = c.FindRuns(b.Len, l.runs)
		l.notes.Attach(c, b.Len)
		isHeld := l.lexicon.Holds()
		if c.HasRuns() || !isHeld && w.lexicons == mostLexicons {
			continue
		}
		l.lexicon.Encode(c, b.Len)
		switch {
		case !isHeld && l.lexicon.Holds():
			w.lexicons++
		case isHeld && !l.lexicon.Holds():
			w.lexicons--
		}
	}
}

// columns are the columns that the states of a pass look at. A state that names no fields looks at all of them.
func (p *pass) columns() map[int]bool {
	used := map[int]bool{}
	for _, s := range p.states {
		if len(s.settlement.fields) == 0 {
			for column := range p.plan.columns {
				used[column] = true
			}
		}
		for _, column := range s.settlement.located {
			used[column] = true
		}
		for _, name := range s.settlement.fields {
			if column, ok := p.plan.header.position[name]; ok {
				used[column] = true
			}
		}
	}
	return used
}

func (p *pass) newWorker() *worker {
	w := &worker{pass: p, collector: &collector{samples: p.described(), full: p.full}}
	if p.plan.excepted != nil && !p.again && p.only == nil {
		w.excepting = newExcepting(p.plan)
	}
	var used map[int]bool
	if p.again {
		used = p.columns()
	}
	for i, c := range p.plan.chains {
		if !p.again || used[c.column] {
			w.judges = append(w.judges, indexedJudge{newColumnJudge(c), i})
			w.lookedAt = append(w.lookedAt, lookedAt{column: c.column})
		}
	}
	return w
}

// batch judges one batch: records that are no observations, then cells, then records, then groups.
func (w *worker) batch(b *table.Batch, f *found) {
	plan := w.pass.plan
	f.records += int64(b.Len)
	f.damage = append(f.damage, b.Damage...)
	for c := range b.Columns {
		b.Columns[c].Status = nil // of the batch that was in this memory before
	}
	if w.pass.only != nil && !w.pass.only.in(b.First, int64(b.Len)) {
		return
	}
	if w.excepting != nil {
		w.excepting.begin(b)
	}
	w.prepare(b)
	w.addMade(b)
	for i := range plan.records {
		if l := &plan.records[i]; l.before {
			f.looked[i] += w.records(b, l, f)
		}
	}
	for _, judge := range w.judges {
		judge.run(b, &f.counts[judge.index], func(record int, cell table.Cell, fails uint64) { w.cell(b, judge.chain, record, cell, fails) })
	}
	if !w.pass.again {
		for i := range plan.records {
			if l := &plan.records[i]; !l.before {
				f.looked[i] += w.records(b, l, f)
			}
		}
	}
	w.memo.Reset()
	b.Memo = &w.memo
	for _, state := range f.states {
		state.Observe(b)
	}
}

// addMade appends the made columns to those of the file.
func (w *worker) addMade(b *table.Batch) {
	b.Excluded, b.Made = nil, 0
	plan := w.pass.plan
	if len(plan.made) == 0 {
		return
	}
	w.columns = append(w.columns[:0], b.Columns[:plan.columns]...)
	for _, m := range plan.made {
		if m.null {
			for len(w.nulls) < b.Len {
				w.nulls = append(w.nulls, table.Missing)
			}
			m.column.Status = w.nulls[:b.Len]
		}
		w.columns = append(w.columns, m.column)
	}
	b.Columns, b.Made = w.columns, len(plan.made)
}

// records judges the records of a batch and returns how many there were.
func (w *worker) records(b *table.Batch, l *recordLink, f *found) (looked int64) {
	looked = int64(b.Len)
	for _, excluded := range b.Excluded {
		if excluded {
			looked--
		}
	}
	suspects, some := w.sift(b, l)
	if !some {
		return looked
	}
	for i := range b.Len {
		if b.IsExcluded(i) || suspects != nil && !suspects[i] {
			continue
		}
		record := lint.Record{Batch: b, I: i}
		if !l.check.Fails(record) {
			continue
		}
		if room := w.count(b, l.slot, i); room != noRoom {
			w.collector.keep(room, w.recordPlace(b, l, i))
		}
		if l.check.Excludes {
			w.exclude(b, i)
			f.excluded++
		}
	}
	return looked
}

// sift returns the records that a check has to see, and whether there are any; nil: all.
func (w *worker) sift(b *table.Batch, l *recordLink) (suspects []bool, some bool) {
	if l.check.Sift == nil {
		return nil, true
	}
	w.suspects = table.Sized(w.suspects, b.Len)
	clear(w.suspects)
	return w.suspects, l.check.Sift(b, w.suspects)
}

func (w *worker) exclude(b *table.Batch, i int) {
	if b.Excluded == nil {
		if cap(w.excluded) < b.Len {
			w.excluded = make([]bool, b.Len)
		}
		w.excluded = w.excluded[:b.Len]
		clear(w.excluded)
		b.Excluded = w.excluded
	}
	b.Excluded[i] = true
}

func (w *worker) recordPlace(b *table.Batch, l *recordLink, i int) place {
	p := place{slot: l.slot, defect: l.check.Explain(lint.Record{Batch: b, I: i})}
	p.defect.At.Record, p.defect.At.Line = b.Record(i), b.Line(i)
	column := p.defect.At.Column - 1
	if column >= 0 && column < w.pass.plan.columns {
		if p.defect.Value == "" {
			p.defect.Value = shorten(b.Columns[column].Text(i))
		}
		w.name(&p.defect, column)
	} else {
		p.defect.At.Column = 0
	}
	return p
}

// name fills in what the column of a defect is called.
func (w *worker) name(defect *lint.Defect, column int) {
	c := w.pass.plan.header.columns[column]
	defect.At.Label = c.Label
	if c.Field != nil && c.Repeats == 0 && defect.At.Field == "" {
		defect.At.Field = c.Field.Name
	}
}

// count adds a failing place and says whether, and where, it should be described.
func (w *worker) count(b *table.Batch, slot, i int) room {
	switch {
	case w.pass.again:
		return noRoom
	case w.pass.only != nil:
		if w.pass.only.places[wantedPlace{slot, b.Record(i)}] {
			return counting
		}
		return noRoom
	case w.excepting != nil && w.pass.plan.slots[slot].excepted != nil:
		return w.except(b, slot, i)
	}
	return w.collector.count(slot)
}

// cell counts a failing cell for each of the links it fails.
func (w *worker) cell(b *table.Batch, c *chain, i int, cell table.Cell, fails uint64) {
	if w.pass.again {
		return
	}
	written := cell.Text
	for k := range c.links {
		if fails>>k == 0 {
			return
		}
		l := &c.links[k]
		if fails>>k&1 == 1 {
			if room := w.count(b, l.slot, i); room != noRoom {
				w.collector.keep(room, w.cellPlace(b, c, l, i, cell, written))
			}
			// What comes after a form check fails with the mended text.
			if fails>>(k+1) != 0 && l.stage == lint.Form && l.check.Mend != nil {
				if mended := l.check.Mend(cell); mended != nil {
					cell.Text = mended
				}
			}
		}
	}
}

// cellPlace describes a failing cell, whose text may be mended by an earlier stage already, as it was written.
func (w *worker) cellPlace(b *table.Batch, c *chain, l *link, i int, cell table.Cell, written []byte) place {
	p := place{slot: l.slot, defect: l.check.Explain(cell)}
	p.defect.At = lint.Location{Record: b.Record(i), Line: b.Line(i), Column: c.column + 1, Field: p.defect.At.Field}
	w.name(&p.defect, c.column)
	if p.defect.Value == "" {
		p.defect.Value = shorten(written)
		if !bytes.Equal(written, cell.Text) {
			p.defect.Params = append(p.defect.Params, message.P("value", shorten(cell.Text)))
		}
	}
	return p
}
