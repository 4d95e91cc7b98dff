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

// fold returns text without padding, in lower case (Unicode full case folding) and composed (NFC). The result is valid until the next
// call.
func (f *folder) fold(text []byte) []byte {
	text = trimmed(text)
	if cap(f.text) < len(text) {
		f.text = make([]byte, 2*len(text))
	}
	f.text = f.text[:len(text)]
	for i, c := range text {
		if c >= utf8.RuneSelf {
			return f.foldUnicode(text)
		}
		if c-'A' < 26 {
			c |= 'a' - 'A'
		}
		f.text[i] = c
	}
	return f.text
}

// foldGrowth is the number of times by which full case folding can lengthen a text: U+0390 has two bytes, and six when folded.
const foldGrowth = 3

func (f *folder) foldUnicode(text []byte) []byte {
	if f.foldLatin(text) {
		return f.text
	}
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
		return f.text
	}
	f.text = norm.NFC.Append(f.text[:0], f.cased[:n]...) // folding may take compositions apart
	return f.text
}

// foldLatin folds text of ASCII and the letters from À to ſ, which is most of what is written in French and its neighbours: there the
// small letter is all. It reports false for other text and for the few letters that fold to several, or to letters elsewhere.
func (f *folder) foldLatin(text []byte) bool {
	const first, last = 'À', 'ſ'
	f.text = f.text[:0]
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		switch {
		case r-'A' < 26 && r >= 'A':
			r += 'a' - 'A'
		case r < utf8.RuneSelf:
		case r < first || r >= last || r == 'ß' || r == 'İ' || r == 'ŉ':
			return false
		default:
			r = unicode.ToLower(r)
		}
		f.text = utf8.AppendRune(f.text, r)
		text = text[size:]
	}
	return true
}

// trimmed returns text without white space at its ends; a no-break space is one.
func trimmed(text []byte) []byte {
	if len(text) == 0 || !mayBeSpace(text[0]) && !mayBeSpace(text[len(text)-1]) {
		return text
	}
	return bytes.TrimSpace(text)
}

func mayBeSpace(c byte) bool { return c <= ' ' || c >= utf8.RuneSelf }
