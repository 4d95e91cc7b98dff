package table

import (
	"fmt"
	"slices"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/spill"
	"github.com/cogwg/hvdlint/internal/table"
)

// rankRows is the look of rank-mismatch at groups in any order: every ranked record as a row of group, value, record, rank and line, which
// the sorter brings into groups with the highest value first.
type rankRows struct {
	options  *rankOptions
	hasher   keyHasher
	rows     rowStore
	unplaced int64
}

// descending maps whole numbers to words that sort the highest number first.
func descending(n int64) uint64 { return ^word(n) }

func ascending(w uint64) int64 { return unword(^w) }

func newRankRows(o *rankOptions) rankRows {
	return rankRows{options: o, rows: rowStore{options: o.spill}, hasher: newKeyHasher(o.within)}
}

func (s *rankRows) Observe(b *table.Batch) {
	s.rows.pending = slices.Grow(s.rows.pending, b.Len)
	var group []ranked
	s.unplaced += s.options.each(b, &s.hasher, func(key uint64, r *rankReader, from, to int) {
		group = r.append(group[:0], from, to)
		s.add(key, group)
	})
}

// add takes the records of a group down.
func (s *rankRows) add(key uint64, group []ranked) {
	for i := range group {
		for one := range group[i].each() {
			s.rows.pending = append(s.rows.pending, spill.Row{key, descending(one.value), uint64(one.record), uint64(one.rank), uint64(one.line)})
		}
	}
}

func (s *rankRows) Merge(next lint.State) error {
	n, ok := next.(*rankRows)
	if !ok {
		return fmt.Errorf("merging %T into a second look of rank-mismatch", next)
	}
	s.unplaced += n.unplaced
	return s.rows.merge(&n.rows)
}

func (s *rankRows) Finish() (lint.Result, error) {
	defer s.Close()
	total := newTallies(s.options)
	total.sound.unplaced = s.unplaced
	judge := total.sound.judge(s.options)
	var ties []ranked
	var key uint64
	for row, err := range s.rows.sorted() {
		if err != nil {
			return lint.Result{}, err
		}
		r := ranked{value: ascending(row[1]), record: int64(row[2]), rank: int64(row[3]), line: int64(row[4])}
		if len(ties) > 0 && (row[0] != key || r.value != ties[0].value) {
			judge.tie(ties)
			ties = ties[:0]
		}
		if row[0] != key {
			judge.end()
			key = row[0]
			judge = total.of(key).judge(s.options)
		}
		ties = append(ties, r)
	}
	if len(ties) > 0 {
		judge.tie(ties)
	}
	judge.end()
	return total.result(s.options), nil
}

func (s *rankRows) MarshalBinary() ([]byte, error) {
	w := &wire{}
	w.put(uint64(s.unplaced))
	err := w.putRows(&s.rows)
	return w.bytes, err
}

func (s *rankRows) UnmarshalBinary(data []byte) error {
	w := &wire{bytes: data}
	s.unplaced = w.getInt()
	s.rows.pending = w.getRows()
	return w.err()
}

// Close gives the temporary file back.
func (s *rankRows) Close() error { return s.rows.close() }
