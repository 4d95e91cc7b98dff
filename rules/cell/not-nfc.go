package cell

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// notNFC finds values that are not in Unicode's composed form: two spellings of é that look the same and do not compare
// the same (domain F17; Unicode Standard Annex 15).
var notNFC = &lint.Rule{
	ID: "not-nfc", Family: lint.CellFamily, Stage: lint.Form, Since: "0.1.0", Status: lint.Stable, Pages: pages,
	Bind: func(b *lint.Binding) (lint.Check, error) {
		if _, err := fieldOf(b, &noParams{}); err != nil {
			return nil, err
		}
		return lint.CellCheck{
			Fails: func(c table.Cell) bool { return written(c) && !isComposed(c.Text) },
			Explain: func(c table.Cell) lint.Defect {
				mended := norm.NFC.Bytes(c.Text)
				before, after := utf8.RuneCount(c.Text), utf8.RuneCount(mended)
				params := []message.Param{message.P("mended", string(mended)), message.P("before", before), message.P("after", after)}
				if before == after {
					return defect("same-length", params...)
				}
				return defect("", params...)
			},
			Mend: func(c table.Cell) []byte { return norm.NFC.Bytes(c.Text) },
			Safe: composedBytes(),
		}, nil
	},
}

// composedBytes are those below 0xCC: characters up to U+02FF are in composed form whatever surrounds them.
func composedBytes() *lint.ByteSet {
	var set lint.ByteSet
	for b := range 0xCC {
		set[b] = true
	}
	return &set
}

func isComposed(text []byte) bool {
	for _, b := range text {
		if b >= 0xCC {
			return norm.NFC.IsNormal(text)
		}
	}
	return true
}
