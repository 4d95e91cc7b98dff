package record

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/table"
)

// sieve finds the records in which one of some fields has a suspect cell.
type sieve struct {
	fields  []lint.Field
	suspect func(table.Cell) bool
}

// siftCells marks the records in which one of the fields has a suspect cell.
func siftCells(fields []lint.Field, suspect func(table.Cell) bool) func(*table.Batch, []bool) bool {
	return (&sieve{fields, suspect}).sift
}

func (s *sieve) sift(b *table.Batch, suspects []bool) (some bool) {
	for k := range s.fields {
		if s.siftColumn(b, &b.Columns[s.fields[k].Column], suspects) {
			some = true
		}
	}
	return some
}

// siftColumn marks the records with a suspect cell in a column. Runs of equal cells are looked at once, and values of a dictionary as well.
func (s *sieve) siftColumn(b *table.Batch, c *table.Column, suspects []bool) (some bool) {
	values := c.NoteValues(s, func(cell table.Cell) uint64 {
		if s.suspect(cell) {
			return 1
		}
		return 0
	})
	if values != nil && !values.Some() {
		return false
	}
	for i := 0; i < b.Len; {
		end := c.RunEnd(i, b.Len)
		if values != nil && values.Words[c.Index[i]] == 1 || values == nil && s.suspect(c.Cell(i)) {
			some = true
			mark(suspects[i:end])
		}
		i = end
	}
	return some
}

// siftMissing marks the records in which one of the fields has no value.
func siftMissing(fields []lint.Field) func(*table.Batch, []bool) bool {
	return func(b *table.Batch, suspects []bool) (some bool) {
		for k := range fields {
			for i, status := range b.Columns[fields[k].Column].Status {
				if status == table.Missing {
					some = true
					suspects[i] = true
				}
			}
		}
		return some
	}
}

func mark(suspects []bool) {
	for i := range suspects {
		suspects[i] = true
	}
}
