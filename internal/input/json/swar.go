package json

import (
	"encoding/binary"
	"math/bits"

	"github.com/cogwg/hvdlint/internal/input/swar"
)

const (
	quotes      = '"' * swar.Ones
	backslashes = '\\' * swar.Ones
	// Braces and brackets, and no characters that may stand outside strings, are 0x7F in the bits that are not loose.
	loose    = 0x26 * swar.Ones
	brackets = 0x7F * swar.Ones
)

// findStructure returns the bitmaps of quotes and of braces and brackets; the latter has some other characters too.
func findStructure(c *swar.Chunk) (quote, bracket uint64) {
	for i := 0; i < len(c); i += 8 {
		w := swar.Load(c, i)
		quote = swar.Push(quote, ^swar.Differ(w, quotes)&swar.Highs)
		bracket = swar.Push(bracket, ^swar.Differ(w|loose, brackets)&swar.Highs)
	}
	return quote, bracket
}

// escaped returns the bitmap of the characters that a backslash stands before and takes the meaning of. carry says that the chunk's
// first character is one, and is set for the next chunk.
func escaped(backslash uint64, carry *bool) uint64 {
	var m uint64
	if *carry {
		m = 1
		backslash &^= 1
		*carry = false
	}
	for backslash != 0 {
		at := bits.TrailingZeros64(backslash)
		if at == 63 {
			*carry = true
			break
		}
		m |= 2 << at
		backslash &^= 3 << at
	}
	return m
}

// stringEnd marks, in the high bits of their bytes, the quotes, backslashes and control characters of a word. Only the lowest
// mark is exact.
func stringEnd(w uint64) uint64 {
	q, b := w^quotes, w^backslashes
	return ((q-swar.Ones)&^q | (b-swar.Ones)&^b | (w-0x20*swar.Ones)&^w) & swar.Highs
}

// plainSize returns how many bytes text begins with that stand for themselves in a string.
func plainSize(text []byte) int {
	n := 0
	for ; n+8 <= len(text); n += 8 {
		if m := stringEnd(binary.LittleEndian.Uint64(text[n:])); m != 0 {
			return n + bits.TrailingZeros64(m)>>3
		}
	}
	for n < len(text) && text[n] >= ' ' && text[n] != '"' && text[n] != '\\' {
		n++
	}
	return n
}

// digitsAt returns how many digits stand in text from at on; something else, or padding, must stand behind them.
func digitsAt(text []byte, at int) int {
	for n := 0; ; n += 8 {
		if k := swar.Digits(binary.LittleEndian.Uint64(text[at+n:])); k < 8 {
			return n + k
		}
	}
}
