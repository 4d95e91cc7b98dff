package inflate

import "math/bits"

// entry says what the next bits of a stream stand for.
type entry uint32

// The parts of an entry: in its lowest six bits how many bits are taken, by the code and by the number behind it; in the four bits at 8 how many by
// the code alone; and from bit 16 on a literal, the least number, or where the second table starts.
const (
	taken  entry = 1<<6 - 1
	code   entry = 8
	value  entry = 16
	longer entry = 1 << 12 // the code is longer than the first table's; the four bits at 8 are how much, at most

	literal    entry = 1 << 13
	special    entry = 1 << 14 // neither a literal nor a number
	endOfBlock entry = 1 << 15 // of those that are special; the others are no code
)

// number returns the number that an entry and the bits behind its code stand for. word starts with the code.
func (e entry) number(word uint64) int {
	return int(e>>value) + int(word&(1<<(e&taken)-1)>>(e>>code&15))
}

// The sizes of alphabets (RFC 1951, 3.2.5 and 3.2.7).
const (
	allLengths    = 288
	mostLengths   = 286
	allDistances  = 32
	mostDistances = 30
	longestCode   = 15
)

// meanings has an entry without a code for each symbol.
type meanings struct {
	lengths   [allLengths]entry
	distances [allDistances]entry
	sizes     [19]entry
}

// newMeanings follows the tables of RFC 1951, 3.2.5.
func newMeanings() meanings {
	var m meanings
	for symbol := range m.lengths {
		switch i := entry(symbol); {
		case i < 256:
			m.lengths[i] = literal | i<<value
		case i == 256:
			m.lengths[i] = special | endOfBlock
		case i < 265:
			m.lengths[i] = (i - 254) << value
		case i < 285:
			extra := (i - 261) / 4
			m.lengths[i] = (3+(4+(i-261)%4)<<extra)<<value | extra
		case i == 285:
			m.lengths[i] = longest << value
		default:
			m.lengths[i] = special
		}
	}
	for symbol := range m.distances {
		switch i := entry(symbol); {
		case i < 4:
			m.distances[i] = (i + 1) << value
		case i < mostDistances:
			extra := i/2 - 1
			m.distances[i] = (1+(2+i%2)<<extra)<<value | extra
		default:
			m.distances[i] = special
		}
	}
	for symbol := range m.sizes {
		m.sizes[symbol] = entry(symbol) << value
	}
	return m
}

// codes are the codes of an alphabet: a table of what the next bits stand for, and behind it further ones for codes that are longer.
type codes struct {
	first []entry // a power of two
	more  []entry
}

// second returns the entry of a code that is longer than the first table's. word starts behind the bits of that.
func (c *codes) second(e entry, word uint64) entry {
	return c.more[int(e>>value)+int(word&(1<<(e>>code&15)-1))]
}

// set makes the codes of symbols from their lengths (RFC 1951, 3.2.2); 0: the symbol has none. It returns false when they are no codes: all
// bits must stand for something, unless there is only one code, of one bit, or none at all.
func (c *codes) set(lengths []uint8, meanings []entry) bool {
	var of [longestCode + 1]int // symbols by length
	most := 0
	for _, n := range lengths {
		of[n]++
		most = max(most, int(n))
	}
	of[0] = 0
	var next [longestCode + 2]int // code by length
	for n := 1; n <= most; n++ {
		next[n+1] = (next[n] + of[n]) << 1
	}
	if all := next[most+1] >> 1; all != 1<<most || most == 0 {
		if most > 0 && (all != 1 || most != 1) {
			return false
		}
		for i := range c.first {
			c.first[i] = special
		}
	}
	size := bits.Len(uint(len(c.first))) - 1
	if most > size {
		c.split(next[size+1]>>1, size, most-size)
	}
	for symbol, n := range lengths {
		if n > 0 {
			c.add(next[n], int(n), size, most-size, meanings[symbol])
			next[n]++
		}
	}
	return true
}

// split makes second tables, each for so many bits, for the codes that start with the size bits of from or with more.
func (c *codes) split(from, size, rest int) {
	need := (1<<size - from) << rest
	if cap(c.more) < need {
		c.more = make([]entry, need)
	}
	c.more = c.more[:need]
	for i := from; i < 1<<size; i++ {
		c.first[reversed(i, size)] = longer | entry(i-from)<<rest<<value | entry(rest)<<code
	}
}

// add writes a code of n bits wherever the next bits start with it.
func (c *codes) add(bits, n, size, rest int, meaning entry) {
	at := reversed(bits, n)
	table := c.first
	if n > size {
		start := int(c.first[at&(1<<size-1)] >> value)
		table = c.more[start : start+1<<rest]
		at, n = at>>size, n-size
	}
	e := meaning + entry(n) | entry(n)<<code
	for ; at < len(table); at += 1 << n {
		table[at] = e
	}
}

// reversed returns the lowest n bits in reverse: streams have codes from their highest bit on.
func reversed(code, n int) int { return int(bits.Reverse16(uint16(code)) >> (16 - n)) }

// blockCodes are the codes of a block.
type blockCodes struct{ lengths, distances codes }

const (
	lengthBits   = 9 // of the first table
	distanceBits = 8
	sizeBits     = 7
)

func newBlockCodes() blockCodes {
	return blockCodes{codes{first: make([]entry, 1<<lengthBits)}, codes{first: make([]entry, 1<<distanceBits)}}
}

// newFixed returns the fixed codes (RFC 1951, 3.2.6).
func newFixed(m *meanings) *blockCodes {
	var lengths [allLengths]uint8
	for i := range lengths {
		switch {
		case i < 144, i >= 280:
			lengths[i] = 8
		case i < 256:
			lengths[i] = 9
		default:
			lengths[i] = 7
		}
	}
	var distances [allDistances]uint8
	for i := range distances {
		distances[i] = 5
	}
	b := newBlockCodes()
	b.lengths.set(lengths[:], m.lengths[:])
	b.distances.set(distances[:], m.distances[:])
	return &b
}
