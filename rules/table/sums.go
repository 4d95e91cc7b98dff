package table

import (
	"errors"
	"iter"
	"math"

	"github.com/cogwg/hvdlint/internal/spill"
)

// sums adds amounts up by pairs of a group and a member, and keeps where each pair first stands. Few pairs are kept in memory, those
// of many merged states in a sorter, so that it takes as much memory as it is given, however many pairs there are.
type sums struct {
	options spill.Options
	rows    []spill.Row                               // group, member, amount, record, line
	slots   []uint32                                  // open table of positions in rows, counted from 1; 0 is an empty slot
	last    int                                       // the row added to last
	ordered bool                                      // the rows are sorted
	most    int                                       // the number of groups that are kept of more, those with the smallest hashes; 0: all
	cut     uint64                                    // groups with greater hashes are not kept any more; 0: all are
	joins   func(into *spill.Row, row spill.Row) bool // joins two rows of one pair in a way of its own, or returns false; nil: never
	sorter  *spill.Sorter
	failed  error // of what went to the sorter while nobody asked for an error
}

// beyond is what amounts add up to when the sum is too large to be one, or when one of them is no amount.
const beyond = math.MaxUint64

// add adds an amount found at a record, which comes after those added before, and reports whether the pair is new.
func (s *sums) add(group, member, amount uint64, record, line int64) bool {
	return s.put(&spill.Row{group, member, amount, uint64(record), uint64(line)})
}

// skips reports whether a group is one of those that are not kept.
func (s *sums) skips(group uint64) bool { return s.cut > 0 && group > s.cut }

// put adds a row and reports whether its pair is new, as far as memory tells.
func (s *sums) put(row *spill.Row) bool {
	if s.last < len(s.rows) {
		if last := &s.rows[s.last]; last[0] == row[0] && last[1] == row[1] {
			s.join(last, row)
			return false
		}
	}
	if s.skips(row[0]) {
		return false
	}
	if s.most > 0 && len(s.rows) >= 4*s.most {
		s.shrink()
	}
	if len(s.rows) > s.limit() {
		s.flush()
	}
	if 4*(len(s.rows)+1) > 3*len(s.slots) {
		s.index(max(64, 2*len(s.slots)))
	}
	slot := s.slot(row)
	if at := s.slots[slot]; at > 0 {
		s.last = int(at) - 1
		s.join(&s.rows[s.last], row)
		return false
	}
	s.last, s.ordered = len(s.rows), false
	s.rows = append(s.rows, *row)
	s.slots[slot] = uint32(len(s.rows))
	return true
}

// slot returns where the pair of a row is in slots, or would be.
func (s *sums) slot(row *spill.Row) int {
	mask := len(s.slots) - 1
	for i := int(mix(row[0]^secondSeed, row[1]^firstSeed)) & mask; ; i = (i + 1) & mask {
		at := s.slots[i]
		if at == 0 || s.rows[at-1][0] == row[0] && s.rows[at-1][1] == row[1] {
			return i
		}
	}
}

// index makes slots of a size, a power of two, for the rows there are.
func (s *sums) index(size int) {
	s.slots = make([]uint32, size)
	for i := range s.rows {
		s.slots[s.slot(&s.rows[i])] = uint32(i + 1)
	}
}

// shrink lets go of the groups beyond most. A group that is kept in the end was below every cut, so that its sums are complete.
func (s *sums) shrink() {
	spill.SortRows(s.rows)
	groups := 0
	for i := range s.rows {
		if i > 0 && s.rows[i][0] == s.rows[i-1][0] {
			continue
		}
		if groups++; groups > s.most {
			s.cut = s.rows[i-1][0]
			s.rows = s.rows[:i]
			break
		}
	}
	s.index(len(s.slots))
	s.last, s.ordered = 0, true
}

// join adds a row to one of the same pair.
func (s *sums) join(into, row *spill.Row) {
	if s.joins != nil && s.joins(into, *row) {
		return
	}
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

// pairBytes is about what a pair takes in memory, with what growing leaves free.
const pairBytes = 100

func (s *sums) limit() int {
	memory := s.options.Memory
	if memory <= 0 {
		memory = spill.DefaultMemory
	}
	return int(min(memory/pairBytes, math.MaxInt32))
}

// merge adds what another one holds, which is not used afterwards.
func (s *sums) merge(next *sums) error {
	defer next.close()
	for row, err := range next.each() {
		if err != nil {
			return err
		}
		s.put(row)
	}
	return s.failed
}

// flush moves all rows to the sorter.
func (s *sums) flush() {
	if s.sorter == nil {
		s.sorter = spill.New(s.options)
	}
	s.failed = errors.Join(s.failed, s.sorter.Add(s.rows...))
	s.rows, s.last = s.rows[:0], 0
	clear(s.slots)
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
		if !s.ordered {
			spill.SortRows(s.rows)
			s.index(len(s.slots))
			s.ordered = true
		}
		return s.each()
	}
	return func(yield func(*spill.Row, error) bool) {
		if s.flush(); s.failed != nil {
			yield(nil, s.failed)
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
				s.join(&open, row)
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
	*s = sums{options: s.options, most: s.most, joins: s.joins}
	for _, row := range w.getRows() {
		s.put(&row)
	}
}
