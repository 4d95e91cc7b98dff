// Package header holds the rules of the header family, one file and two pages each.
//
// They judge the names of the columns and how they were bound to the fields of the standard. The engine does not ask them
// about a table without header.
package header

import (
	"embed"

	"github.com/cogwg/hvdlint/internal/lint"
)

//go:embed *.md
var pages embed.FS

// Rules lists the family. Order is the order of checks within a stage.
var Rules = []*lint.Rule{
	missingField,
	unexpectedField,
	unrelatedHeader,
	repeatedField,
	blankFieldName,
	misnamedField,
	misorderedFields,
	mixedLanguageHeader,
	wideLayout,
}

// withoutParams binds a check that nothing in the requirement shapes; a parameter is then a mistake in the standard.
func withoutParams(check lint.ResourceCheck) func(*lint.Binding) (lint.Check, error) {
	return func(b *lint.Binding) (lint.Check, error) {
		if err := b.Decode(&struct{}{}); err != nil {
			return nil, err
		}
		return check, nil
	}
}

// againstSchema binds a check that compares names with those of the schema; without fields it cannot apply.
func againstSchema(check lint.ResourceCheck) func(*lint.Binding) (lint.Check, error) {
	bind := withoutParams(check)
	return func(b *lint.Binding) (lint.Check, error) {
		bound, err := bind(b)
		if err != nil || b.Schema == nil || len(b.Schema.Fields) == 0 {
			return nil, err
		}
		return bound, nil
	}
}

// at returns the place of column i of the header, counted from 0.
func at(r *lint.Resource, i int) lint.Location {
	column := r.Columns[i]
	place := lint.Location{Line: r.Dialect.HeaderLine, Column: i + 1, Label: column.Label}
	if column.Field != nil {
		place.Field = column.Field.Name
	}
	return place
}
