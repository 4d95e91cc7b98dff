package cell

import (
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// mojibake finds text that was read in another encoding than it was written in (domain N17). British Columbia's ANDR… is
// ANDRÉ in Windows-1252 read as Mac OS Roman, Ontario's LO¤C is LOÏC in Windows-1252 read as code page 850, and UTF-8 read
// as Windows-1252 is everywhere.
//
// A value is damaged only when the repair proves it: the whole value, written back to bytes as it was read and read again as it
// was written, must be words whose letters agree in script and case, and at least one of the characters replaced must be one
// that cannot stand where it stands. Everything else is somebody's spelling.
var mojibake = &lint.Rule{
	ID: "mojibake", Family: lint.CellFamily, Stage: lint.Form, Since: "0.1.0", Status: lint.Stable, Pages: pages,
	Bind: func(b *lint.Binding) (lint.Check, error) {
		if _, err := fieldOf(b, &noParams{}); err != nil {
			return nil, err
		}
		return lint.CellCheck{
			Fails: func(c table.Cell) bool {
				if !written(c) || !isSuspect(c.Text) {
					return false
				}
				var buffers damageBuffers
				return diagnose(c.Text, &buffers).kind != undamaged
			},
			Explain: explainDamage,
			Mend: func(c table.Cell) []byte {
				var buffers damageBuffers
				if d := diagnose(c.Text, &buffers); d.kind == repairable {
					return []byte(string(d.repaired))
				}
				return nil
			},
			Safe: undamagedBytes(),
		}, nil
	},
}

// undamagedBytes is ASCII without the question mark, which programs write for a letter they do not have.
func undamagedBytes() *lint.ByteSet {
	var set lint.ByteSet
	for b := range utf8.RuneSelf {
		set[b] = b != '?'
	}
	return &set
}

type damageKind uint8

const (
	undamaged damageKind = iota
	repairable
	unclear // damaged, and more than one repair is possible
	lost    // letters were replaced by a sign that stands for none
)

// damage is what is wrong with a value.
type damage struct {
	kind     damageKind
	repaired []byte // for repairable; borrows the buffers
	mistake  *misreading
}

// damageBuffers hold a value on its way through encodings, so that looking at one does not allocate.
type damageBuffers struct {
	rounds      [roundLimit][192]byte
	bytes, best [192]byte
}

// misreading is one way to read text wrongly.
type misreading struct{ wrote, read string }

// diagnose looks at a suspect value.
func diagnose(text []byte, buffers *damageBuffers) damage {
	if isLost(text) {
		return damage{kind: lost}
	}
	if d := diagnoseUTF8(text, buffers); d.kind != undamaged {
		return d
	}
	return diagnoseBytes(text, buffers)
}

// isLost reports whether text has a replacement character, or a question mark inside a word.
func isLost(text []byte) bool {
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '?':
			if i > 0 && i+1 < len(text) && isWordByte(text[i-1]) && isWordByte(text[i+1]) && isPlainWord(wordAround(text, i)) {
				return true
			}
		case 0xEF, 0xC3:
			// "ï¿½" is U+FFFD read as Windows-1252: lost first and misread afterwards.
			if hasPrefix(text[i:], "\uFFFD") || hasPrefix(text[i:], "ï¿½") {
				return true
			}
		}
	}
	return false
}

func isWordByte(b byte) bool { return isASCIILetter(b) || b >= utf8.RuneSelf }

// wordAround returns what stands between the spaces around position i.
func wordAround(text []byte, i int) []byte {
	start, end := i, i
	for start > 0 && text[start-1] != ' ' {
		start--
	}
	for end < len(text) && text[end] != ' ' {
		end++
	}
	return text[start:end]
}

// isPlainWord reports whether a word has nothing but letters, hyphens, apostrophes and question marks: no web address.
func isPlainWord(word []byte) bool {
	for _, b := range word {
		if !isWordByte(b) && b != '-' && b != '\'' && b != '?' && b != '.' {
			return false
		}
	}
	return true
}

// isSuspect is the cheap look: whether text has a character that damage may have left. Names in French, Vietnamese, Polish or
// syllabics seldom do.
func isSuspect(text []byte) bool {
	last := rune(0)
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(text[i:])
			if isSuspectRune(r, last, text[i+size:]) {
				return true
			}
		} else if r == '?' {
			return isLost(text) || isSuspectBeyond(text[i+1:], r)
		}
		last = r
		i += size
	}
	return false
}

// isSuspectBeyond goes on after a question mark, which is looked at once for the whole text.
func isSuspectBeyond(text []byte, last rune) bool {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r >= utf8.RuneSelf && isSuspectRune(r, last, text[i+size:]) {
			return true
		}
		last = r
		i += size
	}
	return false
}

func isSuspectRune(r, last rune, rest []byte) bool {
	switch {
	case r == '×' || r == '÷':
		return true
	case r >= 0xC0 && r <= 0xFF:
		if len(rest) > 0 && (rest[0] >= utf8.RuneSelf || rest[0] == ' ' && r == 'Ã') {
			next, _ := utf8.DecodeRune(rest)
			if next < 0xC0 || next > 0xFF {
				return true
			}
		}
		return r < 0xDF && last >= 'a' && last <= 'z' || r == 'À' && (last == 'A' || last == 'O')
	case r == '·' || r == '’' || r == '\u2010' || r == '\u2011' || r == '\u00A0':
		return false
	case r < 0xC0:
		return true
	case r < 0x250:
		return r == 'œ' || r == 'Œ' || r == 'Ž' || r == 'Š' || r == 'ƒ' || r == 'Ÿ'
	case r == 'ˆ' || r == '˜' || r == '˚' || r == '˘' || r == '˙' || r == '¸' || r == '˛' || r == '˝' || r == 'ˇ':
		return true
	}
	return r >= 0x2010 && r <= 0x2BFF || r >= 0xFB01 && r <= 0xFB02 || r == utf8.RuneError || r == 'Ω' || r == 'π' || r == 'Γ'
}

func explainDamage(c table.Cell) lint.Defect {
	var buffers damageBuffers
	d := diagnose(c.Text, &buffers)
	switch d.kind {
	case lost:
		return defect("lost")
	case unclear:
		return defect("unclear")
	}
	return defect("", message.P("repaired", string(d.repaired)), message.P("wrote", d.mistake.wrote), message.P("read", d.mistake.read))
}
