package header

import (
	"slices"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
)

// missingField finds a field that is in no column (Table Schema v2, fieldsMatch). A value given on the command line lets
// the field's requirements be tested; the field stays missing.
var missingField = &lint.Rule{
	ID: "missing-field", Family: lint.HeaderFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "missing-label", Pages: pages, Bind: bindMissingField,
}

func bindMissingField(b *lint.Binding) (lint.Check, error) {
	if err := b.Decode(&struct{}{}); err != nil {
		return nil, err
	}
	fields, err := b.Some("field")
	if err != nil {
		return nil, err
	}
	return lint.ResourceCheck(func(r *lint.Resource) []lint.Defect {
		var defects []lint.Defect
		for _, field := range fields {
			if isAbsent(r, field.Name) {
				defects = append(defects, absent(r, field.Field))
			}
		}
		return defects
	}), nil
}

// isAbsent reports whether a field is in no column and no wide layout explains it: there its values are in the header, or
// under it.
func isAbsent(r *lint.Resource, name string) bool {
	if r.Wide != nil && (r.Wide.Field == name || r.Wide.Holds == name) {
		return false
	}
	return !slices.ContainsFunc(r.Columns, func(c lint.Column) bool { return c.Field != nil && c.Field.Name == name })
}

func absent(r *lint.Resource, field *standard.Field) lint.Defect {
	defect := lint.Defect{
		Params: bothNames(r, field),
		At:     lint.Location{Line: r.Dialect.HeaderLine, Field: field.Name},
	}
	if value, ok := r.Supplied[field.Name]; ok {
		defect.Variant = "supplied"
		defect.Params = append(defect.Params, message.P("supplied", value))
	}
	return defect
}
