package cell

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// tooLong finds values with more characters, or items, than allowed (Table Schema v2, constraint maxLength).
var tooLong = &lint.Rule{
	ID: "too-long", Family: lint.CellFamily, Stage: lint.Constraint, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "constraint-error", Pages: pages,
	Bind: func(b *lint.Binding) (lint.Check, error) {
		most, of, err := lengthOf(b)
		if of == nil || err != nil {
			return nil, err
		}
		check := lint.CellCheck{
			Fails: func(c table.Cell) bool {
				// A character, and an item but for the last one, which has no delimiter, takes at least one byte.
				return len(c.Text) >= most && of.count(c) > most
			},
			Explain: func(c table.Cell) lint.Defect {
				params := []message.Param{message.P("length", of.count(c)), message.P("maximum", most)}
				if of.items {
					return defect("items", params...)
				}
				return defect("", params...)
			},
		}
		if most > 1 {
			check.Safe, check.Most = lint.BytesBetween(0, 0xFF), most-1
		}
		return check, nil
	},
}
