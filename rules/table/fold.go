package table

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// folder writes values so that those which differ in case, composition and padding alone become equal. It keeps its memory for the
// next value.
type folder struct {
	text, cased []byte
}

// fold returns text without padding, with case folded (Unicode full case folding) and composed (NFC). Latin letters are written large, because
// lists of names often are: then the folded text is the text itself. The result is valid until the next call, or as long as text.
func (f *folder) fold(text []byte) []byte {
	l := lettersOf(text)
	if isFolded(text, l) {
		return text
	}
	text = trimmed(text)
	if !l.latin {
		return f.foldUnicode(text)
	}
	f.foldLatin(text)
	return f.text
}

// isFolded reports whether fold leaves a text, which has the letters, as it is; of what is not Latin it does not say so.
func isFolded(text []byte, l letters) bool {
	return l.latin && l.lower == 0 && (len(text) == 0 || text[0] > ' ' && text[len(text)-1] > ' ')
}

// foldGrowth is the number of times by which full case folding can lengthen a text: U+0390 has two bytes, and six when folded.
const foldGrowth = 3

func (f *folder) foldUnicode(text []byte) []byte {
	if f.foldLatin(text) {
		return f.text
	}
	f.foldAny(text)
	f.enlarge()
	return f.text
}

// foldAny folds text of any script; all letters become small.
func (f *folder) foldAny(text []byte) {
	f.cased = norm.NFC.Append(f.cased[:0], text...)
	f.text = f.text[:0]
	for rest := f.cased; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		f.text = utf8.AppendRune(f.text, unicode.ToLower(r)) // x/text folds the two cases of Cherokee into each other
		rest = rest[size:]
	}
	if size := foldGrowth * len(f.text); cap(f.cased) < size {
		f.cased = make([]byte, size)
	}
	f.cased = f.cased[:cap(f.cased)]
	n, _, err := cases.Fold().Transform(f.cased, f.text, true)
	if err != nil {
		return
	}
	f.text = norm.NFC.Append(f.text[:0], f.cased[:n]...) // folding may take compositions apart
}

// enlarge writes the Latin letters of a folded text large.
func (f *folder) enlarge() {
	f.cased = f.cased[:0]
	for rest := f.text; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		if large, isLatin := largeLatin(r); isLatin {
			r = large
		}
		f.cased = utf8.AppendRune(f.cased, r)
		rest = rest[size:]
	}
	f.text, f.cased = f.cased, f.text
}

// foldLatin folds text of ASCII and the letters from À to ſ, which is most of what is written in French and its neighbours: there the
// capital is all. It reports false for other text and for the few letters that fold to several, or to letters elsewhere.
func (f *folder) foldLatin(text []byte) bool {
	f.text = f.text[:0]
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		large, isLatin := largeLatin(r)
		if !isLatin {
			return false
		}
		f.text = utf8.AppendRune(f.text, large)
		text = text[size:]
	}
	return true
}

// largeLatin returns the capital of a letter of ASCII or from À to ſ, and the letter itself where it has none or is one. It reports false for
// others, and for those that do not fold to one letter of these. From Ā on capitals and small letters take turns.
func largeLatin(r rune) (large rune, isLatin bool) {
	switch {
	case r < utf8.RuneSelf:
		if r-'a' < 26 && r >= 'a' {
			r -= 'a' - 'A'
		}
	case r < 'À' || r >= 'ſ' || r == 'ß' || r == 'İ' || r == 'ŉ':
		return 0, false
	case r == '÷' || r == 'ı' || r == 'ĸ' || r == 'Ÿ':
	case r == 'ÿ':
		r = 'Ÿ'
	case r < 'à':
	case r <= 'þ':
		r -= 'à' - 'À'
	case r >= 'Ĺ' && r <= 'ň' || r > 'Ÿ':
		r -= 1 - r&1
	default:
		r &^= 1
	}
	return r, true
}

// trimmed returns text without white space at its ends; a no-break space is one.
func trimmed(text []byte) []byte {
	if len(text) == 0 || !mayBeSpace(text[0]) && !mayBeSpace(text[len(text)-1]) {
		return text
	}
	return bytes.TrimSpace(text)
}

func mayBeSpace(c byte) bool { return c <= ' ' || c >= utf8.RuneSelf }
