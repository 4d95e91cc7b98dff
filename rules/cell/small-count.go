package cell

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// smallCount finds counts below the number under which a standard wants them withheld (domain N05 and N06: Québec published
// 604,441 counts of 1 until 2020; British Columbia writes 0 for "fewer than 5"). The threshold is the standard's, never ours:
// France's demands none. A threshold below 1 leaves nothing to find.
var smallCount = &lint.Rule{
	ID: "small-count", Family: lint.CellFamily, Stage: lint.Constraint, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "constraint-error", Pages: pages,
	Bind: func(b *lint.Binding) (lint.Check, error) {
		var params struct {
			Threshold *int64 `yaml:"threshold"`
		}
		field, err := fieldOf(b, &params)
		if err != nil {
			return nil, err
		}
		if params.Threshold == nil {
			return nil, lacks(b, "threshold")
		}
		threshold := *params.Threshold
		if threshold < 1 || !isNumeric(field.Field) {
			return nil, nil
		}
		return lint.CellCheck{
			Fails: func(c table.Cell) bool {
				n, ok := parseShort(c.Text)
				return ok && n < threshold
			},
			Explain: func(c table.Cell) lint.Defect {
				limit := message.P("threshold", threshold)
				switch n, _ := parseShort(c.Text); {
				case n < 0:
					return defect("negative", limit)
				case n == 0:
					return defect("zero", limit)
				}
				return defect("", limit)
			},
		}, nil
	},
}
