package cell

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/table"
)

// aboveMaximum finds values above the greatest one allowed (Table Schema v2, constraints maximum and exclusiveMaximum).
var aboveMaximum = &lint.Rule{
	ID: "above-maximum", Family: lint.CellFamily, Stage: lint.Constraint, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "constraint-error", Pages: pages,
	Bind: func(b *lint.Binding) (lint.Check, error) {
		var params struct {
			Maximum   string `yaml:"maximum"`
			Exclusive bool   `yaml:"exclusive"`
		}
		field, err := fieldOf(b, &params)
		if err != nil {
			return nil, err
		}
		if params.Maximum == "" {
			return nil, lacks(b, "maximum")
		}
		limit, err := boundOf(b, field.Field, params.Maximum)
		if limit == nil || err != nil {
			return nil, err
		}
		most := 0
		if params.Exclusive {
			most = -1
		}
		return lint.CellCheck{
			Fails: func(c table.Cell) bool {
				order, ok := limit.order(c)
				return ok && order > most
			},
			Explain: func(table.Cell) lint.Defect { return limit.explain("maximum", "after", params.Exclusive) },
		}, nil
	},
}
