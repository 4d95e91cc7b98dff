package record

import (
	"unicode"
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/table"
)

// blankRecord finds a record without a single value (domain, F08). In a table of one column an empty line is one too: a
// reader cannot tell it from a missing value, and a stray line is by far the likelier.
var blankRecord = &lint.Rule{
	ID: "blank-record", Family: lint.RecordFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "blank-row", Pages: pages, Bind: withoutParams(lint.RecordCheck{
		Fails:    isBlankRecord,
		Explain:  func(lint.Record) lint.Defect { return lint.Defect{} },
		Sift:     siftBlank,
		Excludes: true,
	}),
}

// isBlankRecord reports whether no cell of the record has a value. Columns made for fields that the table lacks say
// nothing about one record.
func isBlankRecord(r lint.Record) bool {
	for i := range width(r.Batch) {
		if !isBlankCell(r.Columns[i].Cell(r.I)) {
			return false
		}
	}
	return width(r.Batch) > 0
}

// siftBlank marks the records whose first cell has no value.
func siftBlank(b *table.Batch, suspects []bool) (some bool) {
	return width(b) > 0 && blankCells.siftColumn(b, &b.Columns[0], suspects)
}

// blankCells finds the cells without a value.
var blankCells = &sieve{suspect: isBlankCell}

func isBlankCell(cell table.Cell) bool {
	switch cell.Kind {
	case table.Null, table.Absent:
		return true
	case table.Damaged, table.Error:
		return false // something stands there, and the file rules tell what
	}
	for text := cell.Text; len(text) > 0; {
		if text[0] > ' ' && text[0] < utf8.RuneSelf {
			return false
		}
		r, size := utf8.DecodeRune(text)
		if !unicode.IsSpace(r) {
			return false
		}
		text = text[size:]
	}
	return true
}
