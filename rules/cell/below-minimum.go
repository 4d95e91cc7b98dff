package cell

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// belowMinimum finds values below the least one allowed (Table Schema v2, constraints minimum and exclusiveMinimum; domain
// N13: years begin when registration began).
var belowMinimum = &lint.Rule{
	ID: "below-minimum", Family: lint.CellFamily, Stage: lint.Constraint, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "constraint-error", Pages: pages,
	Bind: func(b *lint.Binding) (lint.Check, error) {
		var params struct {
			Minimum   string `yaml:"minimum"`
			Exclusive bool   `yaml:"exclusive"`
		}
		field, err := fieldOf(b, &params)
		if err != nil {
			return nil, err
		}
		if params.Minimum == "" {
			return nil, lacks(b, "minimum")
		}
		limit, err := boundOf(b, field.Field, params.Minimum)
		if limit == nil || err != nil {
			return nil, err
		}
		least := 0
		if params.Exclusive {
			least = 1
		}
		return lint.CellCheck{
			Fails: func(c table.Cell) bool {
				order, ok := limit.order(c)
				return ok && order < least
			},
			Explain: func(table.Cell) lint.Defect { return limit.explain("minimum", "before", params.Exclusive) },
		}, nil
	},
}

// explain names the bound; dates and times are before or after it, other values below or above.
func (l *bound) explain(name, temporal string, exclusive bool) lint.Defect {
	limit := message.P(name, l.text)
	switch {
	case l.temporal && exclusive:
		return defect(temporal+"-exclusive", limit)
	case l.temporal:
		return defect(temporal, limit)
	case exclusive:
		return defect("exclusive", limit)
	}
	return defect("", limit)
}
