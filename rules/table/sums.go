package table

import (
	"iter"
	"math"
	"slices"

	"github.com/cogwg/hvdlint/internal/spill"
)

// sums adds amounts up by pairs of a group and a member, and keeps where each pair first stands. Few pairs are kept in memory, those
// of many merged states in a sorter, so that it takes as much memory as it is given, however many pairs there are.
type sums struct {
	options spill.Options
	rows    []spill.Row       // group, member, amount, record, line
	at      map[[2]uint64]int // where the row of a pair is
	last    int               // the row added to last
	sorter  *spill.Sorter
}

// beyond is what amounts add up to when the sum is too large to be one, or when one of them is no amount.
const beyond = math.MaxUint64

// add adds an amount found at a record, which comes after those added before, and reports whether the pair is new.
func (s *sums) add(group, member, amount uint64, record, line int64) bool {
	if s.last < len(s.rows) {
		if row := &s.rows[s.last]; row[0] == group && row[1] == member {
			row[2] = saturated(row[2], amount)
			return false
		}
	}
	return s.put(&spill.Row{group, member, amount, uint64(record), uint64(line)})
}

// put adds a row and reports whether its pair is new.
func (s *sums) put(row *spill.Row) bool {
	pair := [2]uint64{row[0], row[1]}
	at, known := s.at[pair]
	if !known {
		if s.at == nil {
			s.at = map[[2]uint64]int{}
		}
		s.last = len(s.rows)
		s.at[pair] = s.last
		s.rows = append(s.rows, *row)
		return true
	}
	s.last = at
	join(&s.rows[at], row)
	return false
}

// join adds a row to one of the same pair.
func join(into, row *spill.Row) {
	into[2] = saturated(into[2], row[2])
	if row[3] < into[3] {
		into[3], into[4] = row[3], row[4]
	}
}

func saturated(a, b uint64) uint64 {
	if a > beyond-b {
		return beyond
	}
	return a + b
}

// pairBytes is about what a pair takes in memory.
const pairBytes = 128

func (s *sums) limit() int {
	memory := s.options.Memory
	if memory <= 0 {
		memory = spill.DefaultMemory
	}
	return int(memory / pairBytes)
}

// merge adds what another one holds, which is not used afterwards.
func (s *sums) merge(next *sums) error {
	defer next.close()
	for row, err := range next.each() {
		if err != nil {
			return err
		}
		s.put(row)
		if len(s.rows) > s.limit() {
			if err := s.flush(); err != nil {
				return err
			}
		}
	}
	return nil
}

// flush moves all rows to the sorter.
func (s *sums) flush() error {
	if s.sorter == nil {
		s.sorter = spill.New(s.options)
	}
	err := s.sorter.Add(s.rows...)
	s.rows, s.last = s.rows[:0], 0
	clear(s.at)
	return err
}

// each yields the rows in no particular order when they are all in memory, and sorted otherwise.
func (s *sums) each() iter.Seq2[*spill.Row, error] {
	if s.sorter != nil {
		return s.sorted()
	}
	return func(yield func(*spill.Row, error) bool) {
		for i := range s.rows {
			if !yield(&s.rows[i], nil) {
				return
			}
		}
	}
}

// sorted yields one row for each pair, in order of group and member. It may be called again. A row is valid until the next one; an
// error ends the sequence with a nil row.
func (s *sums) sorted() iter.Seq2[*spill.Row, error] {
	if s.sorter == nil {
		slices.SortFunc(s.rows, func(a, b spill.Row) int { return a.Compare(&b) })
		s.at = make(map[[2]uint64]int, len(s.rows))
		for i := range s.rows {
			s.at[[2]uint64{s.rows[i][0], s.rows[i][1]}] = i
		}
		return s.each()
	}
	return func(yield func(*spill.Row, error) bool) {
		if err := s.flush(); err != nil {
			yield(nil, err)
			return
		}
		var open spill.Row // the pair that is being added up
		isOpen := false
		for row, err := range s.sorter.Sorted() {
			switch {
			case err != nil:
				yield(nil, err)
				return
			case isOpen && row[0] == open[0] && row[1] == open[1]:
				join(&open, row)
				continue
			case isOpen && !yield(&open, nil):
				return
			}
			open, isOpen = *row, true
		}
		if isOpen {
			yield(&open, nil)
		}
	}
}

func (s *sums) close() error {
	if s.sorter == nil {
		return nil
	}
	return s.sorter.Close()
}

func (w *wire) putSums(s *sums) error {
	var rows []spill.Row
	for row, err := range s.sorted() {
		if err != nil {
			return err
		}
		rows = append(rows, *row)
	}
	w.put(uint64(len(rows)))
	for i := range rows {
		w.put(rows[i][:]...)
	}
	return nil
}

func (w *wire) getSums(s *sums) {
	*s = sums{options: s.options}
	for _, row := range w.getRows() {
		s.put(&row)
	}
}
