package table

import (
	"unicode"
	"unicode/utf8"
)

// letterCase is how the letters of a value are cased.
type letterCase uint8

const (
	noCase    letterCase = iota // no cased letters, or too few to tell
	upperCase                   // MARIE-ÈVE, McDONALD
	titleCase                   // Marie-Ève, DeShawn, McKenzie
	lowerCase                   // marie-ève
	mixedCase                   // MIKAïL, mARIE
	letterCases
)

// caseOf judges the value that has the letters. One or two letters tell nothing: "J" and "TJ" are written so under every convention.
func (l letters) caseOf(text []byte) letterCase {
	switch {
	case l.upper+l.lower < 3:
		return noCase
	case l.lower == 0:
		return upperCase
	case startsWithoutCase(text):
		return noCase
	case l.upper == 0:
		return lowerCase
	}
	switch beginsUpper := startsUpper(text); {
	case !beginsUpper && startsAsParticle(text):
		return titleCase
	case !beginsUpper:
		return mixedCase
	case l.upper <= l.lower:
		return titleCase
	case hasCelticPrefix(text, l.lower):
		return upperCase
	}
	return mixedCase
}

// startsUpper reports whether the first cased letter is a capital.
func startsUpper(text []byte) bool {
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		text = text[size:]
		switch {
		case unicode.IsUpper(r):
			return true
		case isSmall(r):
			return false
		}
	}
	return false
}

// isSmall reports whether a letter is small and has a capital.
func isSmall(r rune) bool { return unicode.IsLower(r) && unicode.ToUpper(r) != r }

// hasCelticPrefix reports whether the only small letters are those of Mc or Mac, as in McDONALD.
func hasCelticPrefix(text []byte, lower int) bool {
	return lower == 1 && len(text) > 2 && string(text[:2]) == "Mc" || lower == 2 && len(text) > 3 && string(text[:3]) == "Mac"
}

// startsWithoutCase reports whether a value begins with a letter that has no case, as names in some Indigenous languages do:
// ʔehdzo.
func startsWithoutCase(text []byte) bool {
	if len(text) > 0 && text[0] < utf8.RuneSelf {
		return false
	}
	r, _ := utf8.DecodeRune(text)
	return unicode.IsLetter(r) && !unicode.IsUpper(r) && !unicode.IsLower(r)
}

// particleLength is the number of letters of the longest particle.
const particleLength = 3

// startsAsParticle reports whether a value begins with particles, which are written small before a capital: d'Artagnan, de la
// Cruz, van Dyck.
func startsAsParticle(text []byte) bool {
	for length := 0; len(text) > 0; {
		r, size := utf8.DecodeRune(text)
		text = text[size:]
		switch {
		case unicode.IsLower(r):
			length++
		case unicode.IsUpper(r):
			return length == 0
		case length > particleLength:
			return false
		default:
			length = 0
		}
	}
	return false
}
