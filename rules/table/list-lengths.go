package table

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/spill"
	"github.com/cogwg/hvdlint/internal/table"
)

// The members of a group in the first look of oversized-group.
const (
	lengthListed = iota // its records with a value
	lengthHeld          // its records without one
	lengthLeast         // those with the smallest value, which stands in place of the record
)

// joinLeast joins rows of lengthLeast: the smaller value counts.
func joinLeast(into *spill.Row, row spill.Row) bool {
	if row[1] != lengthLeast {
		return false
	}
	switch {
	case row[3] < into[3]:
		*into = row
	case row[3] == into[3]:
		into[2] += row[2]
	}
	return true
}

// count counts the records of each group.
func (o *sizeRule) count(s *sumState, b *table.Batch) {
	numbers := numbersOf(b, o.order.Column)
	s.group.groups(b, func(from, to int, group uint64) {
		s.test(group, to-from)
		least := leastOf(b, numbers, from, to)
		if held := int64(to-from) - least.records; held > 0 {
			s.sums.add(group, lengthHeld, uint64(held), b.Record(from), b.Line(from))
		}
		if least.records > 0 {
			s.sums.add(group, lengthListed, uint64(least.records), b.Record(from), b.Line(from))
			s.sums.put(&spill.Row{group, lengthLeast, uint64(least.at), word(least.least)})
		}
	})
}

// listLength is what the first look knows of a group.
type listLength struct{ listed, held, least int64 }

func (l *listLength) add(row *spill.Row) {
	switch row[1] {
	case lengthListed:
		l.listed = int64(row[2])
	case lengthHeld:
		l.held = int64(row[2])
	case lengthLeast:
		l.least = int64(row[2])
	}
}

// isLong reports whether a group is longer than limit and its ties allow, or so long that its ties do not matter.
func (l *listLength) isLong(limit int64) bool {
	if l.held > 0 {
		return l.listed+l.held >= 2*limit
	}
	return l.listed-l.least >= limit
}

// lengths calls yield for each group.
func (o *sizeRule) lengths(s *sumState, yield func(group uint64, l *listLength)) error {
	var l listLength
	return s.byGroup(l.add, func(group uint64) {
		yield(group, &l)
		l = listLength{}
	})
}

func (o *sizeRule) countedLength(s *sumState) (int64, error) {
	return o.length(func(yield func(records int64)) error {
		return o.lengths(s, func(_ uint64, l *listLength) { yield(l.listed + l.held) })
	})
}

// review asks for a second look at the groups that are longer than their ties allow.
func (o *sizeRule) review(s *sumState) (lint.TableCheck, bool, error) {
	limit, err := o.countedLength(s)
	if err != nil || limit == 0 {
		return lint.TableCheck{}, false, err
	}
	second := *o
	second.limit, second.long = limit, &spill.Set{}
	err = o.lengths(s, func(group uint64, l *listLength) {
		if l.isLong(limit) {
			second.long.Add(group)
		}
	})
	if err != nil || second.long.Len() == 0 {
		return lint.TableCheck{}, false, err
	}
	return second.options().check(), true, s.Close()
}

// finishCount is the result when no group is longer than its ties allow, or nobody knows N.
func (o *sizeRule) finishCount(s *sumState) (lint.Result, error) {
	result := s.result()
	limit, err := o.countedLength(s)
	if limit == 0 && result.Tested > 0 {
		result.CantTell = textNoUsualLength
	}
	return result, err
}
