package json

import (
	"encoding/binary"
	"math/bits"
)

// Text is searched 64 bytes at a time, eight in a word: a bitmap says which of them are in question, byte i as bit i.
const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080

	quotes      = '"' * ones
	backslashes = '\\' * ones
	// Braces and brackets, and no characters that may stand outside strings, are 0x7F in the bits that are not loose.
	loose    = 0x26 * ones
	brackets = 0x7F * ones
)

// chunk is the piece of text that a bitmap describes.
type chunk = [64]byte

// differ leaves the high bit of each byte of w clear that equals that of pattern, which is eight copies of it, and sets
// the others; the lower bits are noise. It is exact: no byte is taken for a match because of its neighbour.
func differ(w, pattern uint64) uint64 {
	x := w ^ pattern
	return (x&^highs + ^uint64(highs)) | x
}

// push shifts the marks of a word, the high bits of its bytes, into a bitmap from above.
func push(bitmap, marks uint64) uint64 {
	// The multiplication gathers the eight bits in the highest byte; no two of them meet below.
	return bitmap>>8 | (marks*0x0002040810204081)&(0xFF<<56)
}

// find returns the bitmap of the bytes that equal that of pattern.
func find(c *chunk, pattern uint64) uint64 {
	var m uint64
	for i := 0; i < len(c); i += 8 {
		m = push(m, ^differ(binary.LittleEndian.Uint64(c[i:i+8]), pattern)&highs)
	}
	return m
}

// findStructure returns the bitmaps of quotes and of braces and brackets; the latter has some other characters too.
func findStructure(c *chunk) (quote, bracket uint64) {
	for i := 0; i < len(c); i += 8 {
		w := binary.LittleEndian.Uint64(c[i : i+8])
		quote = push(quote, ^differ(w, quotes)&highs)
		bracket = push(bracket, ^differ(w|loose, brackets)&highs)
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

// upTo returns for each bit of a bitmap whether an odd number of bits are set up to and including it.
func upTo(m uint64) uint64 {
	m ^= m << 1
	m ^= m << 2
	m ^= m << 4
	m ^= m << 8
	m ^= m << 16
	m ^= m << 32
	return m
}

// stringEnd marks, in the high bits of their bytes, the quotes, backslashes and control characters of a word. Only the lowest
// mark is exact.
func stringEnd(w uint64) uint64 {
	q, b := w^quotes, w^backslashes
	return ((q-ones)&^q | (b-ones)&^b | (w-0x20*ones)&^w) & highs
}
