package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// kind is the part a character plays in a table of names.
type kind uint8

const (
	boundary   kind = iota // white space and ASCII punctuation
	digit                  // ASCII digit
	lower                  // lower-case letter
	upper                  // upper-case letter
	apostrophe             // ’
	opening                // “ ‘ «
	closing                // ” »
	dash                   // – —
	space                  // no-break space
	unit                   // ° € ² and others that go with figures
	sign                   // • … ™ ® © ·
	symbol                 // what hardly stands in a table: box drawing, mathematics, daggers
	undefined              // no character at all
)

func (k kind) isLetter() bool { return k == lower || k == upper }

// glyph is a character and what is known about it in French.
type glyph struct {
	kind  kind
	base  rune // the character; of letters the lower-case one
	worth int  // for letters: how common it is in French and in names
}

// french gives the lower-case letters of French that ASCII lacks, the most common with most points.
func french(letter rune) int {
	switch letter {
	case 'é':
		return 6
	case 'è':
		return 5
	case 'à', 'â', 'ç', 'ê', 'ë', 'î', 'ï', 'ô', 'ù', 'û', 'œ':
		return 4
	case 'ü', 'ÿ', 'æ':
		return 2
	case 'á', 'í', 'ó', 'ú', 'ñ', 'ö', 'ä', 'å', 'ø', 'ã', 'ò', 'ì':
		return 1 // names from elsewhere
	}
	return 0
}

// glyphsOf describes the 256 bytes of an encoding.
func glyphsOf(bytes *charmap.Charmap) *[256]glyph {
	var glyphs [256]glyph
	for b := range glyphs {
		glyphs[b] = glyphOf(bytes.DecodeByte(byte(b)))
	}
	return &glyphs
}

func glyphOf(r rune) glyph {
	g := glyph{base: unicode.ToLower(r), worth: french(unicode.ToLower(r))}
	switch {
	case r == utf8.RuneError:
		g.kind = undefined
	case r >= '0' && r <= '9':
		g.kind = digit
	case unicode.IsUpper(r) && unicode.Is(unicode.Latin, r):
		g.kind = upper
	case unicode.IsLower(r) && unicode.Is(unicode.Latin, r):
		g.kind = lower
	case r < utf8.RuneSelf:
		g.kind = boundary
	default:
		g.kind = punctuation(r)
	}
	return g
}

func punctuation(r rune) kind {
	switch r {
	case '’':
		return apostrophe
	case '“', '‘', '«':
		return opening
	case '”', '»':
		return closing
	case '–', '—':
		return dash
	case '\u00a0':
		return space
	case '°', '€', '£', '²', '³', '½', '¼', '¾', 'º', 'ª', '±':
		return unit
	case '•', '…', '™', '®', '©', '·':
		return sign
	}
	return symbol
}

// rate says how plausible a byte that is not ASCII reads between its neighbours: the two bytes in front and the one
// behind. A perfect reading has 5 or 6 points, a neutral one 0, an absurd one as many below.
func rate(glyphs *[256]glyph, secondBefore, before, b, after byte) int {
	g, second, left, right := glyphs[b], glyphs[secondBefore], glyphs[before], glyphs[after]
	letters := 0
	if left.kind.isLetter() {
		letters++
	}
	if right.kind.isLetter() {
		letters++
	}
	switch g.kind {
	case lower, upper:
		if left.kind == digit || right.kind == digit {
			return -3
		}
		if !agrees(g.kind, second.kind, left.kind, right.kind) {
			return -4
		}
		if letters == 0 {
			return alone(g.base)
		}
		return placed(g, left, right)
	case undefined:
		return -6
	case symbol:
		return -1 - 2*letters
	case apostrophe:
		return []int{0, 0, 5}[letters]
	}
	return ratePunctuation(g.kind, left, right, letters)
}

// agrees reports whether the case of a letter goes with its neighbours: É among capitals or in front of small letters, é
// behind any letter that is not the second capital of a word.
func agrees(letter, second, left, right kind) bool {
	if letter == upper {
		return left != lower && !(left == upper && right == lower)
	}
	switch {
	case left == upper:
		return second != upper && right != upper
	case right == upper:
		return left == lower
	}
	return true
}

// alone rates a letter between no letters: à is a word.
func alone(letter rune) int {
	if letter == 'à' {
		return 4
	}
	return -1
}

// placed rates a letter by where French has it in a word, because the same byte is à in Mac Roman and ê in CP850, â and ë,
// or È there and Ô in Windows-1252.
func placed(g, left, right glyph) int {
	if !fits(g, left, right) {
		return min(g.worth, 1)
	}
	return g.worth
}

func fits(g, left, right glyph) bool {
	ends, follows := !right.kind.isLetter(), func(letters string) bool { return strings.ContainsRune(letters, right.base) }
	switch g.base {
	case 'à':
		return ends
	case 'â':
		return !isVowel(left)
	case 'ç':
		return follows("aou")
	case 'è':
		return left.kind.isLetter() || follows("v") // no word begins with it but the name Ève
	case 'é':
		return g.kind == upper || left.base != '-' // Marie-Ève, not Marie-éve
	case 'ê':
		return !ends && !isVowel(left)
	case 'ë', 'ï':
		return isVowel(left)
	case 'ô':
		return ends || follows("tmlnp")
	case 'œ':
		return follows("u")
	case 'ù':
		return ends && left.base == 'o'
	}
	return true
}

func isVowel(g glyph) bool {
	switch g.base {
	case 'a', 'e', 'i', 'o', 'u', 'y':
		return true
	}
	return false
}

func ratePunctuation(k kind, left, right glyph, letters int) int {
	figures := left.kind == digit || right.kind == digit
	switch {
	case k == space && left.kind == digit && right.kind == digit:
		return 3
	case k == space:
		return 1
	case k == dash && (figures || letters == 0):
		return 2
	case k == dash:
		return -1
	case letters == 2:
		return -3
	case k == opening && left.kind == boundary, k == closing && right.kind == boundary:
		return 2
	case k == unit && (figures || left.base == 'n' && right.kind == boundary):
		return 3
	case k == sign && right.kind == boundary:
		return 1
	}
	return -letters
}
