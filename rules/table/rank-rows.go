package table

import (
	"fmt"
	"slices"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/spill"
	"github.com/cogwg/hvdlint/internal/table"
)

// rankRows is the second look of rank-mismatch: every ranked record as a row of group, value, record, rank and line, which
// the sorter brings into groups with the highest value first.
type rankRows struct {
	options  *rankOptions
	hasher   keyHasher
	rows     []spill.Row
	unplaced int64
	sorter   *spill.Sorter
}

// descending maps whole numbers to words that sort the highest number first.
func descending(n int64) uint64 { return ^(uint64(n) ^ 1<<63) }

func ascending(w uint64) int64 { return int64(^w ^ 1<<63) }

func (s *rankRows) Observe(b *table.Batch) {
	o := s.options
	s.rows = slices.Grow(s.rows, b.Len)
	for i, key := range s.hasher.sum(b, firstSeed) {
		if r, ok := readRanked(b, o, i, &s.unplaced); ok {
			s.rows = append(s.rows, spill.Row{groupKey(b, o, i, key), descending(r.value), uint64(r.record), uint64(r.rank), uint64(r.line)})
		}
	}
}

func (s *rankRows) Merge(next lint.State) error {
	n, ok := next.(*rankRows)
	if !ok {
		return fmt.Errorf("merging %T into a second look of rank-mismatch", next)
	}
	s.unplaced += n.unplaced
	if n.sorter != nil {
		if err := addSorted(s.add, n.sorter); err != nil {
			return err
		}
	}
	return s.add(n.rows)
}

func (s *rankRows) add(rows []spill.Row) error {
	if s.sorter == nil {
		s.sorter = spill.New(s.options.spill)
	}
	if err := s.sorter.Add(s.rows...); err != nil {
		return err
	}
	s.rows = nil
	return s.sorter.Add(rows...)
}

func (s *rankRows) Finish() (lint.Result, error) {
	defer s.Close()
	if err := s.add(nil); err != nil {
		return lint.Result{}, err
	}
	total := newTallies(s.options)
	total.sound.unplaced = s.unplaced
	judge := total.sound.judge(s.options)
	var ties []ranked
	var key uint64
	for row, err := range s.sorter.Sorted() {
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
	if err := s.add(nil); err != nil {
		return nil, err
	}
	w.put(uint64(s.unplaced))
	err := w.putRows(s.sorter)
	return w.bytes, err
}

func (s *rankRows) UnmarshalBinary(data []byte) error {
	w := &wire{bytes: data}
	s.unplaced = w.getInt()
	rows := w.getRows()
	if err := w.err(); err != nil {
		return err
	}
	return s.add(rows)
}

// Close gives the temporary file back.
func (s *rankRows) Close() error {
	if s.sorter == nil {
		return nil
	}
	return s.sorter.Close()
}
