package cell

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// narrowMisreadings are the ways to read one-byte text in another one-byte encoding. The first is British Columbia's, the
// second Ontario's.
var narrowMisreadings = []struct {
	misreading
	encode func(rune) (byte, bool)
	decode *charmap.Charmap
	letter func(place, rune, rune) bool // whether a letter that was read as another one proves it
}{
	{misreading{"Windows-1252", "Mac OS Roman"}, charmap.Macintosh.EncodeRune, charmap.Windows1252, provesMacintosh},
	{misreading{"Windows-1252", "CP850"}, charmap.CodePage850.EncodeRune, charmap.Windows1252, nil},
	{misreading{"Windows-1252", "CP437"}, charmap.CodePage437.EncodeRune, charmap.Windows1252, nil},
	{misreading{"Mac OS Roman", "Windows-1252"}, encode1252, charmap.Macintosh, provesWindows},
	{misreading{"CP850", "Windows-1252"}, encode1252, charmap.CodePage850, provesWindows},
}

// diagnoseBytes looks for one-byte text that was read as another. Two repairs that differ make it unclear.
func diagnoseBytes(text []byte, buffers *damageBuffers) damage {
	var found damage
	for i := range narrowMisreadings {
		m := &narrowMisreadings[i]
		repaired, ok := reread(text, buffers.bytes[:0], m.encode, m.decode)
		if !ok || !isProofOfBytes(text, repaired, m.letter) {
			continue
		}
		switch {
		case found.kind == undamaged:
			found = damage{kind: repairable, repaired: append(buffers.best[:0], repaired...), mistake: &m.misreading}
		case !bytes.Equal(found.repaired, repaired):
			return damage{kind: unclear}
		}
	}
	return found
}

// reread writes text back to the bytes it was read from and reads them in the encoding they were written in. Apostrophes and
// hyphens that people type since are left as they are.
func reread(text, buffer []byte, encode func(rune) (byte, bool), decode *charmap.Charmap) ([]byte, bool) {
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			buffer = append(buffer, text[i])
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		i += size
		if r == '’' || r == '\u2010' || r == '\u2011' {
			buffer = utf8.AppendRune(buffer, r)
			continue
		}
		b, ok := encode(r)
		if !ok {
			return buffer, false
		}
		buffer = utf8.AppendRune(buffer, decode.DecodeByte(b))
	}
	return buffer, true
}

// isProofOfBytes reads both texts side by side, a character each. Every character that changed must have become a French letter
// that agrees with its word, and one of them must prove the damage.
func isProofOfBytes(text, repaired []byte, letter func(place, rune, rune) bool) bool {
	sure := false
	whole := text
	last, before := rune(0), rune(0)
	for len(repaired) > 0 {
		r, size := utf8.DecodeRune(repaired)
		seen, n0 := utf8.DecodeRune(text)
		repaired, text = repaired[size:], text[n0:]
		if r != seen {
			next, n := utf8.DecodeRune(repaired)
			after, _ := utf8.DecodeRune(repaired[n:])
			p := place{before: before, last: last, next: next, after: after, left: whole[:len(whole)-len(text)-n0]}
			if !isFrenchLetter(r) || !agreesStrictly(p, r) {
				return false
			}
			sure = sure || isOutOfPlace(p, seen, r, whole) || letter != nil && letter(p, seen, r)
		}
		before, last = last, r
	}
	return sure
}

func isFrenchLetter(r rune) bool {
	return r >= 0xC0 && r <= 0xFC && bytes.ContainsRune([]byte("ÀÂÇÉÈÊËÎÏÔÙÛÜàâçéèêëîïôùûü"), r)
}

// agreesStrictly asks for capitals among capitals, and small letters after a letter and before none but small ones.
func agreesStrictly(p place, r rune) bool {
	if unicode.IsUpper(r) {
		return !unicode.IsLower(p.last) && (!unicode.IsLower(p.next) || !unicode.IsUpper(p.last))
	}
	return isLetterOrMark(p.last) && agrees(p, r) && !(unicode.IsUpper(p.last) && !isLetterOrMark(p.next))
}

// isOutOfPlace reports whether the character seen is a sign that stands in no word, where a word has one. Signs that good
// text puts between letters (’ · – « ») or behind them (™ ® † and, after several words, …) prove nothing there.
func isOutOfPlace(p place, seen, r rune, text []byte) bool {
	inside := isASCIIRune(p.last) && isLetterOrMark(p.next)
	atEnd := isASCIIRune(p.last) && !isLetterOrMark(p.next) && !unicode.IsDigit(p.next)
	if unicode.IsDigit(p.last) {
		return false
	}
	switch {
	case seen >= 0x2500 && seen <= 0x259F: // box drawing
		return inside || atEnd || isASCIIRune(p.next)
	case seen >= 0x80 && seen <= 0x9F:
		return inside || atEnd && (isEAcute(r) || r == 'ë' && p.last == 'o')
	case seen == '…':
		return r == 'É' && !isVowelE(p.last) && isNameLike(text) && (inside || atEnd && isOneWord(text))
	case seen == '‚' || seen == 'ƒ':
		return inside || atEnd && isEAcute(r)
	case seen == '‡':
		return inside && unicode.ToLower(r) == 'ç' && bytes.ContainsRune([]byte("aouAOU"), p.next)
	case bytes.ContainsRune([]byte("¤¿¬€‹¶¯•™ˆ‰«»"), seen):
		return inside
	}
	return false
}

func isEAcute(r rune) bool { return r == 'é' || r == 'É' }

func isVowelE(r rune) bool { return r == 'E' || r == 'e' }

// isNameLike reports whether text is up to three words without digits or punctuation of sentences.
func isNameLike(text []byte) bool {
	return len(text) <= 60 && bytes.Count(text, []byte{' '}) < 3 && !bytes.ContainsAny(text, "0123456789,;:!?()\"/")
}

func isOneWord(text []byte) bool {
	return bytes.IndexByte(text, ' ') < 0 && len(text) >= len("ZO…") && string(text) != "ETC…" && string(text) != "OK…"
}

// provesMacintosh knows the letters that Mac OS Roman shows for French ones of Windows-1252, at places where only the French
// letter can stand: À after O or A for Ë, œ and Œ after a vowel for Ï and Î, capitals inside small letters.
func provesMacintosh(p place, seen, r rune) bool {
	switch seen {
	case 'À': // Ë: ZOË, CHLOË, NOËL, MAËLLE
		return p.last == 'O' && !isLetterOrMark(p.next) && isASCIIRune(p.before) && !isVietnameseOnset(wordBefore(p.left)) ||
			(p.last == 'O' || p.last == 'A') && p.next == 'L'
	case 'œ', 'Œ': // Ï and Î: ANAÏS, BENOÎT
		return (p.last == 'A' || p.last == 'O') && unicode.IsUpper(p.next) && p.next != 'U'
	}
	if !unicode.IsLower(p.last) || !unicode.IsUpper(seen) {
		return false
	}
	inside, vowel := unicode.IsLower(p.next), bytes.ContainsRune([]byte("aeiouy"), p.last)
	switch seen {
	case 'Á': // ç
		return inside && bytes.ContainsRune([]byte("aou"), p.next)
	case 'Î': // ë
		return (p.last == 'a' || p.last == 'o') && (p.next == 'l' || !isLetterOrMark(p.next))
	case 'Ô': // ï
		return (p.last == 'a' || p.last == 'o') && inside
	case 'È': // é
		return !vowel && (!isLetterOrMark(p.next) || p.next == 'e' && !isLetterOrMark(p.after))
	case 'Ë', 'Ù': // è, ô
		return !vowel && inside && !bytes.ContainsRune([]byte("aeiouy"), p.next)
	}
	return false
}

// provesWindows knows the letters that Windows-1252 shows for é of Mac OS Roman, è and î of code page 850.
func provesWindows(p place, seen, r rune) bool {
	if !unicode.IsLower(p.last) {
		return false
	}
	vowel := bytes.ContainsRune([]byte("aeiouy"), p.last)
	switch seen {
	case 'Ž':
		return r == 'é' && !vowel && (!isLetterOrMark(p.next) || p.next == 'e' && !isLetterOrMark(p.after))
	case 'Œ':
		return r == 'î' && (p.last == 'a' || p.last == 'o') && unicode.IsLower(p.next) && p.next != 'u'
	}
	return false
}

// wordBefore returns the ASCII letters at the end of text, without the last one.
func wordBefore(text []byte) []byte {
	i := len(text)
	for i > 0 && isASCIILetter(text[i-1]) {
		i--
	}
	return text[i:max(i, len(text)-1)]
}

// isVietnameseOnset reports whether a Vietnamese syllable in OÀ may start so: HOÀ, KHOÀ, THOÀ are words, ZOÀ and CHLOÀ are not.
func isVietnameseOnset(onset []byte) bool {
	switch string(onset) {
	case "", "B", "CH", "D", "G", "H", "K", "KH", "L", "M", "N", "NG", "NH", "R", "S", "T", "TH", "V", "X":
		return true
	}
	return false
}
