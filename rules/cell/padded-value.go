package cell

import (
	"cmp"
	"unicode"
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// paddedValue finds white space at an end of a value, doubled inside it, or of another kind than the plain space
// (domain N20 and F09: Ontario 2018 pads every name to 30 characters; F16: no-break spaces).
var paddedValue = &lint.Rule{
	ID: "padded-value", Family: lint.CellFamily, Stage: lint.Form, Since: "0.1.0", Status: lint.Stable, Pages: pages,
	Bind: func(b *lint.Binding) (lint.Check, error) {
		if _, err := fieldOf(b, &noParams{}); err != nil {
			return nil, err
		}
		return lint.CellCheck{
			Fails:   isPadded,
			Explain: explainPadding,
			Mend:    func(c table.Cell) []byte { return squeeze(c.Text) },
			Safe:    withoutSpaces(),
		}, nil
	},
}

// withoutSpaces are the bytes that no white space starts with.
func withoutSpaces() *lint.ByteSet {
	var set lint.ByteSet
	for b := range set {
		set[b] = b > ' '
	}
	for _, lead := range []byte{0xC2, 0xE1, 0xE2, 0xE3} { // U+0085 and U+00A0, U+1680, U+2000-205F, U+3000
		set[lead] = false
	}
	return &set
}

func isPadded(c table.Cell) bool {
	if !written(c) || len(c.Text) == 0 {
		return false
	}
	space := true // whether the character before was one; so is the start
	for i := 0; i < len(c.Text); {
		b := c.Text[i]
		switch {
		case b == ' ':
			if space {
				return true
			}
			space = true
			i++
		case b < utf8.RuneSelf:
			if b >= '\t' && b <= '\r' {
				return true
			}
			space = false
			i++
		default:
			r, size := utf8.DecodeRune(c.Text[i:])
			if unicode.IsSpace(r) {
				return true
			}
			space = false
			i += size
		}
	}
	return space
}

// squeeze trims text and writes every run of white space inside it as one space.
func squeeze(text []byte) []byte {
	mended := make([]byte, 0, len(text))
	pending := false
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		switch {
		case unicode.IsSpace(r):
			pending = len(mended) > 0
		default:
			if pending {
				mended = append(mended, ' ')
			}
			pending = false
			mended = append(mended, text[:size]...)
		}
		text = text[size:]
	}
	return mended
}

func explainPadding(c table.Cell) lint.Defect {
	runes := []rune(string(c.Text))
	before, after := 0, 0
	for before < len(runes) && unicode.IsSpace(runes[before]) {
		before++
	}
	for after < len(runes)-before && unicode.IsSpace(runes[len(runes)-1-after]) {
		after++
	}
	mended := string(squeeze(c.Text))
	value := message.P("mended", mended)
	special := cmp.Or(specialAt(runes[:before]), specialAt(runes[len(runes)-after:]))
	switch {
	case mended == "":
		return defect("blank", message.P("count", len(runes)))
	case special != 0:
		return defect("special-end", value, message.P("code", codeOf(special)), message.P("name", nameOf(special)))
	case before > 0 && after > 0:
		return defect("both", value, message.P("count", before+after))
	case before > 0:
		return defect("before", value, message.P("count", before))
	case after > 0:
		return defect("after", value, message.P("count", after))
	}
	for i, r := range runes {
		if unicode.IsSpace(r) && r != ' ' {
			return defect("special", value, message.P("code", codeOf(r)), message.P("name", nameOf(r)))
		}
		if r == ' ' && runes[i+1] == ' ' {
			break
		}
	}
	return defect("", value)
}

// specialAt returns the first of some white space that is no plain space, which the functions of spreadsheets leave alone; 0: none.
func specialAt(spaces []rune) rune {
	for _, r := range spaces {
		if r != ' ' {
			return r
		}
	}
	return 0
}
