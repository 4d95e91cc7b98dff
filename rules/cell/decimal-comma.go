package cell

import (
	"bytes"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// decimalComma finds numbers written with a decimal comma where the field has another decimalChar (Table Schema v2,
// number; domain F14). It does not apply where the comma is the decimal sign.
var decimalComma = &lint.Rule{
	ID: "decimal-comma", Family: lint.CellFamily, Stage: lint.Type, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "type-error", Pages: pages,
	Bind: func(b *lint.Binding) (lint.Check, error) {
		field, err := fieldOf(b, &noParams{})
		if err != nil || field.Type != "number" {
			return nil, err
		}
		form := numberFormOf(field.Field)
		if form.decimal == "," {
			return nil, nil
		}
		return lint.CellCheck{
			Fails: func(c table.Cell) bool { return written(c) && hasDecimalComma(c.Text) && !form.isWritten(c.Text) },
			Explain: func(c table.Cell) lint.Defect {
				return defect("", message.P("suggestion", string(bytes.Replace(c.Text, []byte(","), []byte(form.decimal), 1))))
			},
			Safe: lint.BytesOf("0-9", "+-."),
		}, nil
	},
}

// hasDecimalComma reports whether text is [+-]?[0-9]*,[0-9]+ and perhaps an exponent.
func hasDecimalComma(text []byte) bool {
	whole, fraction, found := bytes.Cut(unsigned(text), []byte{','})
	digits := leadingDigits(fraction)
	if !found || leadingDigits(whole) != len(whole) || digits == 0 {
		return false
	}
	_, ok := parseExponent(fraction[digits:])
	return ok
}
