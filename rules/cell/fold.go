package cell

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// appendFold appends text to dst in lower case and without accents, for comparing words that people write in many ways:
// "Québec", "QUEBEC" and "quebec" fold to the same. It allocates only when dst is too small.
func appendFold(dst, text []byte) []byte {
	for len(text) > 0 {
		if b := text[0]; b < utf8.RuneSelf {
			if b-'A' < 26 {
				b += 'a' - 'A'
			}
			dst, text = append(dst, b), text[1:]
			continue
		}
		r, size := utf8.DecodeRune(text)
		dst = appendFoldRune(dst, r, text[:size])
		text = text[size:]
	}
	return dst
}

func appendFoldRune(dst []byte, r rune, encoded []byte) []byte {
	switch r {
	case 'œ', 'Œ':
		return append(dst, "oe"...)
	case 'æ', 'Æ':
		return append(dst, "ae"...)
	case 'ß', 'ẞ':
		return append(dst, "ss"...)
	case '’', 'ʼ':
		return append(dst, '\'')
	}
	parts := norm.NFD.Properties(encoded).Decomposition()
	if parts == nil {
		parts = encoded
	}
	for len(parts) > 0 {
		part, size := utf8.DecodeRune(parts)
		if !unicode.Is(unicode.Mn, part) {
			dst = utf8.AppendRune(dst, unicode.ToLower(part))
		}
		parts = parts[size:]
	}
	return dst
}

// fold is appendFold for texts of a standard.
func fold(s string) string { return string(appendFold(nil, []byte(s))) }

// foldLoose folds and leaves out everything but letters and digits: "UN-NAMED " and "unnamed" become the same.
func foldLoose(s string) string {
	var kept []rune
	for _, r := range fold(s) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			kept = append(kept, r)
		}
	}
	return string(kept)
}

// words is a set of texts that is searched by their folded form. Most cells are told apart by their length and first byte.
type words struct {
	folded  map[string]bool
	lengths [256]uint64    // by first byte; bit n: a folded word of n bytes; bit 63: of 63 or more
	third   [32][32]uint32 // for the first two letters those that may be the third, one bit each
}

func newWords(list []string) *words {
	w := &words{folded: map[string]bool{}}
	for _, s := range list {
		f := fold(s)
		if f == "" {
			continue
		}
		w.folded[f] = true
		w.lengths[f[0]] |= 1 << min(len(f), 63)
		switch {
		case len(f) == 2:
			w.third[f[0]%32][f[1]%32] = ^uint32(0)
		case len(f) > 2:
			w.third[f[0]%32][f[1]%32] |= 1 << (f[2] % 32)
		}
	}
	return w
}

// has reports whether text folds to one of the words. It does not allocate for texts of up to 64 bytes.
func (w *words) has(text []byte) bool {
	if len(text) == 0 || len(text) > 256 {
		return false
	}
	// Three letters at once tell nearly all texts apart; one by one they would be guessed wrong too often. Capital and small letters are
	// equal modulo 32.
	if len(text) > 2 && isASCIILetter(text[0]) && isASCIILetter(text[1]) && isASCIILetter(text[2]) &&
		w.third[text[0]%32][text[1]%32]>>(text[2]%32)&1 == 0 {
		return false
	}
	if b := text[0]; b < utf8.RuneSelf {
		if b-'A' < 26 {
			b += 'a' - 'A'
		}
		lengths := w.lengths[b]
		if lengths == 0 || lengths>>min(len(text), 63)&1 == 0 && isASCII(text) {
			return false
		}
	}
	return w.find(text)
}

// find does what has does, by folding the text.
func (w *words) find(text []byte) bool {
	var buffer [64]byte
	return w.folded[string(appendFold(buffer[:0], text))]
}

func isASCII(text []byte) bool {
	for _, b := range text {
		if b >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// hasOnly reports whether one of the words consists of the given characters alone.
func (w *words) hasOnly(characters string) bool {
	for f := range w.folded {
		if strings.Trim(f, characters) == "" {
			return true
		}
	}
	return false
}
