package cell

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// wideMisreadings are the ways to read UTF-8 one byte at a time, the most frequent first.
var wideMisreadings = []struct {
	misreading
	encode func(rune) (byte, bool)
	weak   bool // its signs for the first byte of a letter also stand alone in good text
}{
	{misreading{"UTF-8", "Windows-1252"}, encode1252, false},
	{misreading{"UTF-8", "Mac OS Roman"}, charmap.Macintosh.EncodeRune, true},
	{misreading{"UTF-8", "CP850"}, charmap.CodePage850.EncodeRune, true},
	{misreading{"UTF-8", "CP437"}, charmap.CodePage437.EncodeRune, true},
}

// encode1252 is Windows-1252, and Latin-1 where that has only control characters: what programs take for either.
func encode1252(r rune) (byte, bool) {
	if r >= 0x80 && r <= 0x9F {
		return byte(r), true
	}
	return charmap.Windows1252.EncodeRune(r)
}

// roundLimit is how many times over a text may have been misread.
const roundLimit = 3

// diagnoseUTF8 looks for UTF-8 that was read as something else, once or several times.
func diagnoseUTF8(text []byte, buffers *damageBuffers) damage {
	repaired, mistake := repairUTF8(text, buffers, 0)
	if mistake == nil {
		return damage{}
	}
	return damage{kind: repairable, repaired: repaired, mistake: mistake}
}

// repairUTF8 undoes the last misreading, and those before it. What was misread twice need not look like words in between.
func repairUTF8(text []byte, buffers *damageBuffers, round int) ([]byte, *misreading) {
	for i := range wideMisreadings {
		m := &wideMisreadings[i]
		encoded, ok := encodeAll(text, buffers.rounds[round][:0], m.encode)
		if !ok || !utf8.Valid(encoded) {
			continue
		}
		if round+1 < roundLimit {
			if repaired, earlier := repairUTF8(encoded, buffers, round+1); earlier != nil {
				return repaired, &m.misreading
			}
		}
		if isProof(text, encoded, m.weak) {
			return encoded, &m.misreading
		}
	}
	return nil, nil
}

// encodeAll writes text back to the bytes it was read from. It reports false when there is nothing to write back or a character
// has no byte.
//
// Two things happen to damaged text later. "Ã " with a plain space was "à": the second byte, a no-break space, is often lost to
// trimming and typing. And people type apostrophes: ’ after an ASCII letter is left as it is.
func encodeAll(text, buffer []byte, encode func(rune) (byte, bool)) ([]byte, bool) {
	wide := false
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			buffer = append(buffer, text[i])
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		b, ok := encode(r)
		if !ok || r == utf8.RuneError {
			return buffer, false
		}
		if r == '’' && i > 0 && isASCIILetter(text[i-1]) {
			buffer = append(buffer, text[i:i+size]...)
			i += size
			continue
		}
		i += size
		wide = true
		buffer = append(buffer, b)
		if r == 'Ã' && b == 0xC3 && (i == len(text) || text[i] == ' ') {
			buffer = append(buffer, 0xA0)
		}
	}
	return buffer, wide
}

// isProof reads the repaired text beside the damaged one: every letter that was repaired must fit its place, and at least one
// must be sure.
func isProof(text, repaired []byte, weak bool) bool {
	sure := false
	last, before := rune(0), rune(0) // the repaired characters before
	for len(repaired) > 0 {
		r, size := utf8.DecodeRune(repaired)
		repaired = repaired[size:]
		if same, n := utf8.DecodeRune(text); same == r {
			text = text[n:]
			before, last = last, r
			continue
		}
		var seen rune // the last of the damaged characters
		for range size {
			if len(text) > 0 && !(seen == 'Ã' && text[0] == ' ') {
				var n int
				seen, n = utf8.DecodeRune(text)
				text = text[n:]
			}
		}
		next, n := utf8.DecodeRune(repaired)
		after, _ := utf8.DecodeRune(repaired[n:])
		fits, proves := judgeRepair(place{before: before, last: last, next: next, after: after}, r, size, seen, weak)
		if !fits {
			return false
		}
		sure = sure || proves
		before, last = last, r
	}
	return sure
}

// place is what stands around a character: the two before, the two after (0 or utf8.RuneError at the ends of the text), and all
// that was read before it.
type place struct {
	before, last, next, after rune
	left                      []byte
}

// judgeRepair reports whether a repaired character fits its place, and whether it proves the damage. size is the length of the character
// in UTF-8, seen the last character it was read as.
func judgeRepair(p place, r rune, size int, seen rune, weak bool) (fits, proves bool) {
	switch {
	case isWesternLetter(r):
		return judgeLetter(p, r, seen, weak)
	case isLetterOrMark(r):
		return judgeForeign(p, r, size)
	case size == 4 || size == 3 && isTypographic(r):
		return true, !weak || isLetterOrMark(p.last) || isLetterOrMark(p.next)
	case size == 2 && r >= 0xA0 && r <= 0xBF:
		sign := r != 0xA0 && r != '»' && !isLetterOrMark(p.last) || unicode.IsLower(p.last)
		return !unicode.IsUpper(p.last), sign && !weak && isLetterOrMark(p.last) != unicode.IsDigit(p.next)
	}
	return size == 3 && r == '\u2800', false
}

// isWesternLetter accepts the letters of languages written in Latin script, without those of phonetics and old prints.
func isWesternLetter(r rune) bool {
	if r == '×' || r == '÷' || r == 'ĸ' || r == 'ŉ' || r == 'ſ' {
		return false
	}
	return r >= 0xC0 && r <= 0x17F || r >= 0x1E00 && r <= 0x1EFF || r >= 0x218 && r <= 0x21B ||
		r == 'Ơ' || r == 'ơ' || r == 'Ư' || r == 'ư'
}

func isTypographic(r rune) bool {
	return r >= 0x2010 && r <= 0x203A || r == '€' || r == '™' || r >= 0x2190 && r <= 0x27BF || r == '≤' || r == '≥'
}

// judgeLetter asks for the case of the word around, and for a neighbour that was never damaged.
func judgeLetter(p place, r, seen rune, weak bool) (fits, proves bool) {
	beside := isLetterOrMark(p.last) || isLetterOrMark(p.next)
	if !agrees(p, r) || seen == 0xA0 && r != 'à' && r != 'Š' {
		return false, false
	}
	if isQuotation(seen) && !unicode.IsUpper(p.last) {
		// "Ã’s" may be a letter and an apostrophe; "Ã“scar" cannot.
		if !unicode.IsLower(p.next) || p.next == 's' && !isLetterOrMark(p.after) {
			return unicode.IsLower(r) && beside, false
		}
	}
	if !beside {
		return !weak && (r == 'à' || r == 'À'), !weak && r == 'à' && seen != 'Ã'
	}
	return true, seen != 'Ã' || unicode.IsLower(p.last)
}

// agrees reports whether the case of r is that of the word around it: no small letter before a capital or after two of them, no
// capital after a small letter.
func agrees(p place, r rune) bool {
	if unicode.IsUpper(r) {
		return !unicode.IsLower(p.last)
	}
	return !unicode.IsUpper(p.next) && !(unicode.IsUpper(p.last) && unicode.IsUpper(p.before))
}

func isQuotation(r rune) bool {
	return r >= 0x2013 && r <= 0x201E || r == '…'
}

// judgeForeign accepts letters of another script in runs of one script.
func judgeForeign(p place, r rune, size int) (fits, proves bool) {
	if unicode.Is(unicode.Latin, r) || isASCIIRune(p.last) || isASCIIRune(p.next) {
		return false, false
	}
	run := sameScript(p.last, r) || sameScript(p.next, r)
	return run || size == 3 && unicode.IsLetter(r), run
}

func isASCIIRune(r rune) bool { return r < utf8.RuneSelf && isLetterOrDigit(byte(r)) && r > 0 }

// sameScript compares the scripts of two letters by their blocks: close enough for words.
func sameScript(a, b rune) bool {
	if !isLetterOrMark(a) || a < 0x250 || b < 0x250 {
		return false
	}
	scripts := []*unicode.RangeTable{unicode.Greek, unicode.Cyrillic, unicode.Hebrew, unicode.Arabic, unicode.Devanagari, unicode.Tamil, unicode.Thai, unicode.Han, unicode.Hangul, unicode.Canadian_Aboriginal}
	return slices.ContainsFunc(scripts, func(t *unicode.RangeTable) bool { return unicode.Is(t, a) && unicode.Is(t, b) })
}
