package cell

import (
	"unicode"
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// suppressionMarker finds signs for "withheld" where a number belongs (domain N06: Québec 2024 writes both "<5" and "< 5" in
// one year; Statistics Canada writes "x" and "F" in a status column of its own).
var suppressionMarker = &lint.Rule{
	ID: "suppression-marker", Family: lint.CellFamily, Stage: lint.Type, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "type-error", Pages: pages,
	Bind: func(b *lint.Binding) (lint.Check, error) {
		field, err := fieldOf(b, &noParams{})
		if err != nil || !isNumeric(field.Field) {
			return nil, err
		}
		signs := newWords(suppressionSigns)
		return lint.CellCheck{
			Fails: func(c table.Cell) bool { return written(c) && (isBelow(c.Text) || signs.has(c.Text)) },
			Explain: func(c table.Cell) lint.Defect {
				if isBelow(c.Text) {
					return defect("", message.P("threshold", string(trailingDigits(c.Text))))
				}
				return defect("sign")
			},
			// Every sign has a letter or one of * < ≤ ‹ [ & in it.
			Safe: lint.BytesOf("0-9", "+-.,:/' "),
		}, nil
	},
}

// suppressionSigns are whole values, folded.
var suppressionSigns = []string{
	"x", "*", "**", "***", "s", "c", "f", "[c]", "[x]", "[s]", "(x)", "(s)", "(c)", "suppressed", "supprime", "supprimee", "supp", "masked", "masque",
	"masquee", "withheld", "redacted", "confidential", "confidentiel", "confidentielle", "conf.", "small number", "petit nombre",
}

// belowSigns stand before a number, folded and without spaces.
var belowSigns = []string{
	"<", "<=", "≤", "‹", "＜", "&lt;", "lessthan", "fewerthan", "under", "below", "upto", "moinsde", "moinsque", "inferieura",
	"inferieurea", "endessousde",
}

// isBelow reports whether text is a sign for "fewer than", spaces and digits.
func isBelow(text []byte) bool {
	digits := trailingDigits(text)
	if len(digits) == 0 || len(digits) == len(text) || len(text) > 40 {
		return false
	}
	var packed, folded [64]byte
	sign := packed[:0]
	for rest := text[:len(text)-len(digits)]; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		if !unicode.IsSpace(r) {
			sign = append(sign, rest[:size]...)
		}
		rest = rest[size:]
	}
	sign = appendFold(folded[:0], sign)
	for _, s := range belowSigns {
		if string(sign) == s {
			return true
		}
	}
	return false
}

func trailingDigits(text []byte) []byte {
	i := len(text)
	for i > 0 && isDigit(text[i-1]) {
		i--
	}
	return text[i:]
}
