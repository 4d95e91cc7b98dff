package cell

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/table"
)

// numberAsText finds numbers that stand as text in a format that has numbers (domain F18: Alberta's years are text cells). It does
// not apply to delimited text, where everything is text.
var numberAsText = &lint.Rule{
	ID: "number-as-text", Family: lint.CellFamily, Stage: lint.Form, Since: "0.1.0", Status: lint.Stable, Pages: pages,
	Bind: func(b *lint.Binding) (lint.Check, error) {
		field, err := fieldOf(b, &noParams{})
		if err != nil || !b.Native.Has(table.Number) || !isNumeric(field.Field) && field.Type != "year" {
			return nil, err
		}
		of, err := typeOf(field.Field)
		if err != nil {
			return nil, err
		}
		return asText(of, func(table.Cell) lint.Defect { return defect("") }), nil
	},
}
