package record

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// raggedRecord finds a record with more or fewer cells than the header (RFC 4180 section 2, rule 4; domain, F07). What it
// has is judged all the same. Blank records are blank-record's, whatever their width.
var raggedRecord = &lint.Rule{
	ID: "ragged-record", Family: lint.RecordFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "missing-cell", Pages: pages, Bind: bindRagged,
}

func bindRagged(b *lint.Binding) (lint.Check, error) {
	explain := explainRagged
	if b.Sheet {
		explain = explainBeside
	}
	return withoutParams(lint.RecordCheck{Fails: isRagged, Explain: explain, Sift: siftRagged})(b)
}

func isRagged(r lint.Record) bool {
	return r.Widths != nil && int(r.Widths[r.I]) != width(r.Batch) && !isBlankRecord(r)
}

// siftRagged marks the records with more or fewer cells than the header.
func siftRagged(b *table.Batch, suspects []bool) (some bool) {
	expected := int32(width(b))
	for i, found := range b.Widths {
		if found != expected {
			some = true
			suspects[i] = true
		}
	}
	return some
}

func explainRagged(r lint.Record) lint.Defect {
	found, expected := int(r.Widths[r.I]), width(r.Batch)
	defect := lint.Defect{Params: []message.Param{message.P("found", found), message.P("expected", expected)}}
	if found > expected {
		defect.Variant = "too-many"
	}
	return defect
}

// explainBeside explains a row of a sheet: no delimiter can have made cells of it.
func explainBeside(r lint.Record) lint.Defect {
	defect := explainRagged(r)
	if defect.Variant == "too-many" {
		defect.Variant = "beside"
	}
	return defect
}

// width returns the number of columns of the table.
func width(b *table.Batch) int { return len(b.Columns) - b.Made }
