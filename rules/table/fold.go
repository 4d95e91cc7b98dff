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

// trimmed returns text without white space at its ends; a no-break space is one.
func trimmed(text []byte) []byte {
	if len(text) == 0 || !mayBeSpace(text[0]) && !mayBeSpace(text[len(text)-1]) {
		return text
	}
	return bytes.TrimSpace(text)
}

func mayBeSpace(c byte) bool { return c <= ' ' || c >= utf8.RuneSelf }
