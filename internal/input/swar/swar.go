// Package swar searches text, and reads digits, a word at a time: eight bytes at once, and sixty-four for a bitmap, in which bit i stands for byte i.
// It is for the loops that every byte of a file goes through; what is looked for is written as a pattern, eight copies of a byte.
package swar

import "encoding/binary"

// A pattern is a byte times Ones. Highs are the high bits of the bytes of a word, where marks are.
const (
	Ones  = 0x0101010101010101
	Highs = 0x8080808080808080
)

// Chunk is the piece of text that a bitmap describes.
type Chunk = [64]byte

// Chunks splits text into whole chunks and a rest, nil when there is none, which is filled up with zeros in room; no pattern may be zero.
func Chunks(text []byte, room *Chunk) (whole []byte, rest *Chunk) {
	n := len(text) &^ 63
	if n == len(text) {
		return text, nil
	}
	clear(room[copy(room[:], text[n:]):])
	return text[:n], room
}

// Load returns the word at offset i, which is at most 56.
func Load(c *Chunk, i int) uint64 { return binary.LittleEndian.Uint64(c[i : i+8]) }

// WordAt returns the eight bytes of text from offset at on, or what there is of them with zeros behind.
func WordAt(text []byte, at int) uint64 {
	rest := text[at:]
	n := len(rest)
	switch {
	case n >= 8:
		return binary.LittleEndian.Uint64(rest)
	case len(text) >= 8:
		return binary.LittleEndian.Uint64(text[len(text)-8:]) >> (8 * (8 - n))
	case n >= 4:
		return uint64(binary.LittleEndian.Uint32(rest)) | uint64(binary.LittleEndian.Uint32(rest[n-4:]))<<(8*(n-4))
	}
	var w uint64
	for i, c := range rest {
		w |= uint64(c) << (8 * i)
	}
	return w
}

// Differ leaves the high bit of each byte of w clear that equals that of pattern, and sets the others; the lower bits are noise.
// It is exact: no byte is taken for a match because of its neighbour.
func Differ(w, pattern uint64) uint64 {
	x := w ^ pattern
	return (x&^Highs + ^uint64(Highs)) | x
}

// Push shifts the marks of a word into a bitmap from above.
func Push(bitmap, marks uint64) uint64 {
	// The multiplication gathers the eight bits in the highest byte; no two of them meet below.
	return bitmap>>8 | (marks*0x0002040810204081)&(0xFF<<56)
}

// Find returns the bitmap of the bytes that equal that of pattern.
func Find(c *Chunk, pattern uint64) uint64 {
	var m uint64
	for i := 0; i < len(c); i += 8 {
		m = Push(m, ^Differ(Load(c, i), pattern)&Highs)
	}
	return m
}

// UpTo returns for each bit of a bitmap whether an odd number of bits are set up to and including it.
func UpTo(m uint64) uint64 {
	m ^= m << 1
	m ^= m << 2
	m ^= m << 4
	m ^= m << 8
	m ^= m << 16
	m ^= m << 32
	return m
}
