package record

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/table"
)

// siftCells marks the records in which one of the fields has a suspect cell.
func siftCells(fields []lint.Field, suspect func(table.Cell) bool) func(*table.Batch, []bool) bool {
	return func(b *table.Batch, suspects []bool) (some bool) {
		for k := range fields {
			if siftColumn(b, fields[k].Column, suspects, suspect) {
				some = true
			}
		}
		return some
	}
}

// siftColumn marks the records with a suspect cell in a column. Runs of equal cells are looked at once.
func siftColumn(b *table.Batch, column int, suspects []bool, suspect func(table.Cell) bool) (some bool) {
	c := &b.Columns[column]
	for i := 0; i < b.Len; {
		end := c.RunEnd(i, b.Len)
		if suspect(c.Cell(i)) {
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
