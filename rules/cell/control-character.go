package cell

import (
	"unicode"
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// controlCharacter finds characters that nobody sees inside a value: control characters, zero-width characters, byte order
// marks, bidirectional controls, soft hyphens (domain F16).
//
// Joiners, the zero-width space and directional marks belong to the spelling of some scripts; beside a letter of a script
// other than Latin, Greek or Cyrillic, or inside an emoji, they are left alone.
var controlCharacter = &lint.Rule{
	ID: "control-character", Family: lint.CellFamily, Stage: lint.Form, Since: "0.1.0", Status: lint.Stable, Pages: pages,
	Bind: func(b *lint.Binding) (lint.Check, error) {
		if _, err := fieldOf(b, &noParams{}); err != nil {
			return nil, err
		}
		return lint.CellCheck{
			Fails:   func(c table.Cell) bool { return written(c) && findControl(c.Text) >= 0 },
			Explain: explainControl,
			Mend:    func(c table.Cell) []byte { return removeControls(c.Text) },
			Safe:    withoutControls(),
		}, nil
	},
}

// withoutControls are the bytes that no such character starts with.
func withoutControls() *lint.ByteSet {
	var set lint.ByteSet
	for b := range set {
		set[b] = b >= ' ' && b != 0x7F
	}
	// U+0080-009F and U+00AD, U+061C, U+180E, U+200B-206F, U+FEFF and U+FFF9-FFFB, U+E0001-E007F.
	for _, lead := range []byte{0xC2, 0xD8, 0xE1, 0xE2, 0xEF, 0xF3} {
		set[lead] = false
	}
	return &set
}

// findControl returns the offset of the first such character, or -1.
func findControl(text []byte) int {
	for i := 0; i < len(text); {
		b := text[i]
		if b < utf8.RuneSelf {
			if b < ' ' || b == 0x7F {
				return i
			}
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		if isControl(r) && !(isJoiner(r) && joins(text[:i], text[i+size:])) {
			return i
		}
		i += size
	}
	return -1
}

// isControl reports whether nobody sees r and no writing needs it, joiners aside.
func isControl(r rune) bool {
	switch {
	case r < ' ', r >= 0x7F && r <= 0x9F, r == 0xAD, r == 0x061C, r == 0x180E:
		return true
	case r < 0x200B:
		return false
	}
	return r <= 0x200F || r >= 0x2028 && r <= 0x202E || r >= 0x2060 && r <= 0x206F || r == 0xFEFF ||
		r >= 0xFFF9 && r <= 0xFFFB || r >= 0xE0001 && r <= 0xE007F
}

// isJoiner reports whether some script needs r.
func isJoiner(r rune) bool {
	return r >= 0x200B && r <= 0x200F || r == 0x061C || r == 0x180E || r >= 0xE0020 && r <= 0xE007F
}

// joins reports whether one of the characters around belongs to a script or a symbol that uses joiners.
func joins(before, after []byte) bool {
	last, _ := utf8.DecodeLastRune(before)
	first, _ := utf8.DecodeRune(after)
	return usesJoiners(last) || usesJoiners(first)
}

func usesJoiners(r rune) bool {
	if r < 0x0530 || r == utf8.RuneError {
		return false
	}
	return unicode.In(r, unicode.L, unicode.M, unicode.So, unicode.Sk, unicode.Cf) && !isControl(r) &&
		!unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic) || isJoiner(r) && r >= 0xE0020
}

// removeControls takes the characters out. A tab or a line break inside the text becomes a space, so that words stay apart.
func removeControls(text []byte) []byte {
	mended := make([]byte, 0, len(text))
	broken := false
	for {
		i := findControl(text)
		if i < 0 {
			break
		}
		mended = appendApart(mended, text[:i], broken)
		broken = broken && i == 0 || isBreak(text[i:])
		_, size := utf8.DecodeRune(text[i:])
		text = text[i+size:]
	}
	return appendApart(mended, text, broken)
}

func appendApart(mended, text []byte, broken bool) []byte {
	if broken && len(mended) > 0 && len(text) > 0 && mended[len(mended)-1] != ' ' && text[0] != ' ' {
		mended = append(mended, ' ')
	}
	return append(mended, text...)
}

func isBreak(text []byte) bool {
	r, _ := utf8.DecodeRune(text)
	return r >= '\t' && r <= '\r' || r == 0x85 || r == 0x2028 || r == 0x2029
}

func explainControl(c table.Cell) lint.Defect {
	i := findControl(c.Text)
	r, _ := utf8.DecodeRune(c.Text[i:])
	params := []message.Param{
		message.P("code", codeOf(r)), message.P("name", nameOf(r)), message.P("mended", string(removeControls(c.Text))),
		message.P("position", utf8.RuneCount(c.Text[:i])+1),
	}
	if isBreak(c.Text[i:]) {
		return defect("break", params...)
	}
	return defect("", params...)
}
