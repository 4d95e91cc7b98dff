package cell

import (
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// tooShort finds values with fewer characters, or items, than allowed (Table Schema v2, constraint minLength; domain N23:
// Ontario lists J and M as names).
var tooShort = &lint.Rule{
	ID: "too-short", Family: lint.CellFamily, Stage: lint.Constraint, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "constraint-error", Pages: pages,
	Bind: func(b *lint.Binding) (lint.Check, error) {
		least, of, err := lengthOf(b)
		if of == nil || err != nil {
			return nil, err
		}
		check := lint.CellCheck{
			Fails: func(c table.Cell) bool {
				// A character takes at most four bytes.
				return (of.items || len(c.Text) < 4*least) && of.count(c) < least
			},
			Explain: func(c table.Cell) lint.Defect {
				params := []message.Param{message.P("length", of.count(c)), message.P("minimum", least)}
				if of.items {
					return defect("items", params...)
				}
				return defect("", params...)
			},
		}
		if !of.items {
			check.Safe, check.Least = lint.BytesBetween(0, utf8.RuneSelf-1), least
		}
		return check, nil
	},
}
