package csv

import "encoding/binary"

// Eight bytes are looked at as one word: byte i of the text is bits 8i to 8i+7, and a byte that matches has its high
// bit set in the result.
const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080

	quotes   = '"' * ones
	newlines = '\n' * ones
	returns  = '\r' * ones
)

// differ leaves the high bit of each byte of w clear that equals that of pattern, which is eight copies of it, and sets
// the others; the lower bits are noise. It is exact: no byte is taken for a match because of its neighbour.
func differ(w, pattern uint64) uint64 {
	x := w ^ pattern
	return (x&^highs + ^uint64(highs)) | x
}

// match marks each byte of w that equals that of pattern.
func match(w, pattern uint64) uint64 { return ^differ(w, pattern) & highs }

// words splits text into a part of whole words and its rest, filled up with zeros, which no pattern matches, so that loops
// need not ask at each word whether it is whole.
func words(text []byte, rest *[8]byte) [2][]byte {
	whole := len(text) &^ 7
	*rest = [8]byte{}
	if copy(rest[:], text[whole:]) == 0 {
		return [2][]byte{text, nil}
	}
	return [2][]byte{text[:whole], rest[:]}
}

// load returns the eight bytes of part at i.
func load(part []byte, i int) uint64 { return binary.LittleEndian.Uint64(part[i:]) }

// word returns the eight bytes of data at i; behind its end they are zero.
func word(data []byte, i int) uint64 {
	if i+8 <= len(data) {
		return load(data, i)
	}
	return lastWord(data[i:])
}

//go:noinline
func lastWord(rest []byte) uint64 {
	var w [8]byte
	copy(w[:], rest)
	return load(w[:], 0)
}

// upTo returns for each byte of q whether an odd number of marks stand up to and including it, as 0 or 1.
func upTo(q uint64) uint64 {
	x := q >> 7
	x ^= x << 8
	x ^= x << 16
	x ^= x << 32
	return x
}
