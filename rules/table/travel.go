package table

import (
	"slices"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/spill"
)

// How the parts of states travel.

// putRankRows writes n ranked records that each yields.
func (w *wire) putRankRows(n int, each func(yield func(key uint64, r *ranked) error) error) error {
	w.put(uint64(n))
	return each(func(key uint64, r *ranked) error {
		w.put(key, uint64(r.value), uint64(r.rank), uint64(r.record), uint64(r.line), uint64(r.more), flag(r.still))
		return nil
	})
}

func (w *wire) getRankRows(add func(key uint64, r *ranked) error) error {
	for range w.count() {
		key := w.get()
		r := ranked{value: w.getInt(), rank: w.getInt(), record: w.getInt(), line: w.getInt(), more: w.getInt(), still: w.get() == 1}
		if err := add(key, &r); err != nil {
			return err
		}
	}
	return nil
}

func (w *wire) putTally(t *tally) {
	w.put(uint64(t.placed), uint64(t.tested), uint64(t.wrong), uint64(t.gaps), uint64(t.unplaced))
	for _, n := range t.agree {
		w.put(uint64(n))
	}
	w.putRankDefects(&t.kept)
	w.putRankDefects(&t.keptGaps)
}

func (w *wire) putRankDefects(f *first) {
	w.put(uint64(len(f.defects)))
	for _, d := range f.defects {
		w.put(uint64(d.At.Record), uint64(d.At.Line))
		w.putText(d.Variant)
		for _, p := range d.Params {
			w.putText(p.Value.(string))
		}
	}
}

func (w *wire) getTally(t *tally, o *rankOptions) {
	*t = newTally(o)
	t.placed, t.tested, t.wrong, t.gaps, t.unplaced = w.getInt(), w.getInt(), w.getInt(), w.getInt(), w.getInt()
	for i := range t.agree {
		t.agree[i] = w.getInt()
	}
	w.getRankDefects(&t.kept, o)
	w.getRankDefects(&t.keptGaps, o)
}

func (w *wire) getRankDefects(f *first, o *rankOptions) {
	for range w.count() {
		d := lint.Defect{At: lint.Location{Record: w.getInt(), Line: w.getInt(), Column: o.rank.Column + 1, Field: o.rank.Name}, Variant: w.getText()}
		for _, name := range []string{"rank", "expected", "of"} {
			d.Params = append(d.Params, message.P(name, w.getText()))
		}
		d.Value = d.Params[0].Value.(string)
		f.add(d)
	}
}

func (w *wire) putRows(rows *rowStore) error {
	w.put(uint64(rows.len()))
	for row, err := range rows.sorted() {
		if err != nil {
			return err
		}
		w.put(row[:]...)
	}
	return nil
}

func (w *wire) getRows() []spill.Row {
	rows := make([]spill.Row, w.count())
	for i := range rows {
		for k := range rows[i] {
			rows[i][k] = w.get()
		}
	}
	return rows
}

func (w *wire) putParts(parts []groupPart) {
	w.put(uint64(len(parts)))
	for _, part := range parts {
		w.put(part.key, uint64(part.end))
	}
}

// getParts reads the parts of n things.
func (w *wire) getParts(n int) []groupPart {
	parts := make([]groupPart, w.count())
	end := 0
	for i := range parts {
		parts[i] = groupPart{w.get(), int(w.get())}
		if parts[i].end < end || parts[i].end > n {
			w.broken = true
			return nil
		}
		end = parts[i].end
	}
	return parts
}

func (w *wire) putSet(s *spill.Set) {
	w.put(uint64(s.Len()))
	w.put(slices.Sorted(s.All())...)
}

func (w *wire) getSet(s *spill.Set) {
	for range w.count() {
		s.Add(w.get())
	}
}

func (w *wire) putBag(b *hashBag) error {
	w.put(uint64(b.len()))
	return b.each(func(hashes []uint64) error {
		w.put(hashes...)
		return nil
	})
}

func (w *wire) getBag(b *hashBag) error {
	return b.add(w.getWords()...)
}
