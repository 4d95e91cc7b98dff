package record

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// incompleteTogether finds records in which fields that go together do not: all of them have a value or none has or, where
// the standard asks only for that, one of them at least. A table may lack some of the fields; they are then empty in every
// record. What is no usable value is a value here: something stands there, and its own rule tells what.
var incompleteTogether = &lint.Rule{
	ID: "incomplete-together", Family: lint.RecordFamily, Stage: lint.Relation, Since: "0.1.0", Status: lint.Stable,
	Optional: []string{"field"}, Frictionless: "row-constraint", Pages: pages, Bind: bindIncompleteTogether,
}

var faultLeast = message.Text{
	EN: "least must be all or one, not “{value}”",
	FR: "least doit être all ou one, et non «\u00a0{value}\u00a0»",
}

func bindIncompleteTogether(b *lint.Binding) (lint.Check, error) {
	params := struct {
		Least string `yaml:"least"`
	}{Least: "all"}
	if err := b.Decode(&params); err != nil {
		return nil, err
	}
	if params.Least != "all" && params.Least != "one" {
		return nil, b.Fault(faultLeast, message.P("value", params.Least))
	}
	fields, err := several(b, "field")
	if err != nil {
		return nil, err
	}
	if params.Least == "one" {
		return lint.RecordCheck{
			Fails: func(r lint.Record) bool {
				filled, empty := count(fields, r)
				return filled == 0 && empty > 0
			},
			Explain: func(r lint.Record) lint.Defect {
				return lint.Defect{
					Variant: "none", Params: []message.Param{message.P("fields", together(fields))},
					At: lint.Location{Column: firstIn(fields, r)},
				}
			},
			Sift: siftMissing(fields),
		}, nil
	}
	return lint.RecordCheck{
		Fails: func(r lint.Record) bool {
			filled, empty := count(fields, r)
			return filled > 0 && empty > 0
		},
		Explain: func(r lint.Record) lint.Defect { return explainIncomplete(fields, r) },
		Sift:    siftMissing(fields),
	}, nil
}

// count says how many fields have a value. Of a record that is too short it says nothing: ragged-record tells that one.
func count(fields []lint.Field, r lint.Record) (filled, empty int) {
	for i := range fields {
		column := &r.Columns[fields[i].Column]
		switch {
		case column.Kind(r.I) == table.Absent:
			return 0, 0
		case column.Missing(r.I):
			empty++
		default:
			filled++
		}
	}
	return filled, empty
}

func explainIncomplete(fields []lint.Field, r lint.Record) lint.Defect {
	var filled, empty []lint.Field
	for _, field := range fields {
		if r.Columns[field.Column].Missing(r.I) {
			empty = append(empty, field)
		} else {
			filled = append(filled, field)
		}
	}
	at := firstIn(empty, r)
	if at == 0 {
		at = firstIn(filled, r)
	}
	return lint.Defect{
		Params: []message.Param{message.P("empty", together(empty)), message.P("filled", together(filled))},
		At:     lint.Location{Column: at},
	}
}

// firstIn returns the column, from 1, of the first field that the table has, or 0.
func firstIn(fields []lint.Field, r lint.Record) int {
	for _, field := range fields {
		if field.Column < width(r.Batch) {
			return field.Column + 1
		}
	}
	return 0
}
