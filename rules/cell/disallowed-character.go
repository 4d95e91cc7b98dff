package cell

import (
	"unicode"
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// disallowedCharacter finds characters in a name that no name is written with (domain N18). A name is written with letters of
// any script and their marks, spaces, hyphens, apostrophes and periods. That includes the letters of Indigenous orthographies:
// syllabics, ʔ, modifier letters (ʼ ʷ ˀ), the raised dot and the colon between letters (Kahnawà:ke).
var disallowedCharacter = &lint.Rule{
	ID: "disallowed-character", Family: lint.CellFamily, Stage: lint.Constraint, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "constraint-error", Pages: pages,
	Bind: func(b *lint.Binding) (lint.Check, error) {
		var params struct {
			Allow string `yaml:"allow"`
		}
		if _, err := fieldOf(b, &params); err != nil {
			return nil, err
		}
		n := &nameCharacters{}
		for _, r := range params.Allow {
			if r < utf8.RuneSelf {
				n.ascii[r] = true
			} else {
				n.more = append(n.more, r)
			}
		}
		for _, r := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz -'." {
			n.ascii[r] = true
		}
		return lint.CellCheck{
			Fails:   func(c table.Cell) bool { return n.find(c.Text) >= 0 },
			Explain: n.explain,
			Safe:    n.safe(),
		}, nil
	},
}

// nameCharacters are the characters that names are written with, beside letters and marks.
type nameCharacters struct {
	ascii [utf8.RuneSelf]bool
	more  []rune
}

// safe are the ASCII characters of names, and the bytes of U+00C0-02BF, which are letters all of them but × and ÷: those are told by
// their second byte.
func (n *nameCharacters) safe() *lint.ByteSet {
	var set lint.ByteSet
	copy(set[:], n.ascii[:])
	for b := 0x80; b <= 0xBF; b++ {
		set[b] = b != 0x97 && b != 0xB7
	}
	for b := 0xC3; b <= 0xCA; b++ {
		set[b] = true
	}
	return &set
}

// find returns the offset of the first character that no name has, or -1.
func (n *nameCharacters) find(text []byte) int {
	for i := 0; i < len(text); {
		b := text[i]
		if b < utf8.RuneSelf {
			if !n.ascii[b] && (b != ':' || !isBetweenLetters(text, i, 1)) {
				return i
			}
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		// A byte that is no character is told by undecodable-bytes.
		if (r != utf8.RuneError || size > 1) && !n.allows(r) && (r != '·' || !isBetweenLetters(text, i, size)) {
			return i
		}
		i += size
	}
	return -1
}

func (n *nameCharacters) allows(r rune) bool {
	switch {
	case r >= 0xC0 && r <= 0x2BF:
		return r != '×' && r != '÷'
	case r == '’', r == '\u2010', r == '\u2011': // apostrophe, hyphen, no-break hyphen
		return true
	case r == '\u200C', r == '\u200D': // joiners: control-character tells where they do not belong
		return true
	case r == '\uA789': // the letter colon
		return true
	case r == 0xAA, r == 0xBA: // ª and º count as letters and stand in no name
		return false
	}
	for _, m := range n.more {
		if r == m {
			return true
		}
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsMark(r))
}

func isBetweenLetters(text []byte, i, size int) bool {
	before, _ := utf8.DecodeLastRune(text[:i])
	after, _ := utf8.DecodeRune(text[i+size:])
	return isLetterOrMark(before) && isLetterOrMark(after)
}

func isLetterOrMark(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsMark(r))
}

func (n *nameCharacters) explain(c table.Cell) lint.Defect {
	i := n.find(c.Text)
	r, size := utf8.DecodeRune(c.Text[i:])
	params := []message.Param{
		message.P("character", string(c.Text[i:i+size])), message.P("name", nameOf(r)),
		message.P("position", utf8.RuneCount(c.Text[:i])+1),
	}
	switch {
	case unicode.IsDigit(r):
		return defect("digit", params...)
	case r == '`', r == 0xB4, r == '‘', r == 0x2032:
		return defect("apostrophe", params...)
	case r >= 0x2012 && r <= 0x2015, r == 0x2212:
		return defect("dash", params...)
	}
	return defect("", params...)
}
