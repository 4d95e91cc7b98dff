package cell

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/table"
)

// placeholderValue finds values that stand where no value was known, and are counted as if they were one (domain N22: BABY,
// UNNAMED, INCONNU). The whole value is compared, whatever its case and accents.
var placeholderValue = &lint.Rule{
	ID: "placeholder-value", Family: lint.CellFamily, Stage: lint.Constraint, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "constraint-error", Pages: pages,
	Bind: func(b *lint.Binding) (lint.Check, error) {
		var params struct {
			Values []string `yaml:"values"`
		}
		if _, err := fieldOf(b, &params); err != nil {
			return nil, err
		}
		values := newWords(params.Values)
		if len(values.folded) == 0 {
			return nil, isEmpty(b, "values")
		}
		return lint.CellCheck{
			Fails:   func(c table.Cell) bool { return values.has(c.Text) },
			Explain: func(table.Cell) lint.Defect { return defect("") },
		}, nil
	},
}
