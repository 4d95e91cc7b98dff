package csv

import "encoding/binary"

// Text is searched 64 bytes at a time, eight in a word: a bitmap says which of them are in question, byte i as bit i.
const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080

	quotes   = '"' * ones
	newlines = '\n' * ones
	returns  = '\r' * ones
)

// chunk is the piece of text that a bitmap describes.
type chunk = [64]byte

// chunks splits text into whole chunks and a rest, which is filled up with zeros in room; no pattern is zero.
func chunks(text []byte, room *chunk) (whole []byte, rest *chunk) {
	n := len(text) &^ 63
	if n == len(text) {
		return text, nil
	}
	clear(room[copy(room[:], text[n:]):])
	return text[:n], room
}

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
		m = push(m, ^differ(load(c, i), pattern)&highs)
	}
	return m
}

// findEnds returns the bitmap of the delimiters and line feeds.
func findEnds(c *chunk, delimiters uint64) uint64 {
	var m uint64
	for i := 0; i < len(c); i += 8 {
		w := load(c, i)
		m = push(m, ^(differ(w, delimiters)&differ(w, newlines))&highs)
	}
	return m
}

// findBorders returns the bitmaps of the quotes, of the line feeds, and of all bytes that may stand beside a quoted cell.
func findBorders(c *chunk, delimiters uint64) (quote, feed, border uint64) {
	for i := 0; i < len(c); i += 8 {
		w := load(c, i)
		q, n := differ(w, quotes), differ(w, newlines)
		quote = push(quote, ^q&highs)
		feed = push(feed, ^n&highs)
		border = push(border, ^(q&n&differ(w, returns)&differ(w, delimiters))&highs)
	}
	return quote, feed, border
}

func load(c *chunk, i int) uint64 { return binary.LittleEndian.Uint64(c[i : i+8]) }

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
