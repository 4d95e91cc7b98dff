package csv

import (
	"math/bits"

	"github.com/cogwg/hvdlint/internal/input/swar"
)

// The index of a text holds, behind one entry that stands for the place before its first byte, the offset of each
// delimiter and line break outside quotes, so cell i is text[index[i]+1 : index[i+1]].

// beforeText is the first entry of an index: one more is offset 0.
const beforeText = ^uint32(0)

// indexPlain indexes text without quotes and lone CRs, in the memory of index if that is enough.
func indexPlain(text []byte, delimiter byte, index []uint32) []uint32 {
	index = roomy(index, len(text)/4)
	delimiters := uint64(delimiter) * swar.Ones
	k := 1
	var room swar.Chunk
	whole, rest := swar.Chunks(text, &room)
	for i := 0; i < len(whole); i += len(room) {
		if len(index)-k < len(room) {
			index = roomy(index, 2*len(index))
		}
		k = write(index, k, i, findEnds(chunk64(whole, i), delimiters))
	}
	if rest != nil {
		index = roomy(index, k)
		k = write(index, k, len(whole), findEnds(rest, delimiters))
	}
	return index[:k]
}

// indexQuoted does the same for text whose quotes are well formed: what stands behind an odd number of them is inside a cell.
func indexQuoted(text []byte, delimiter byte, index []uint32) []uint32 {
	index = roomy(index, len(text)/4)
	delimiters := uint64(delimiter) * swar.Ones
	k := 1
	inside := uint64(0) // all ones or none
	var room swar.Chunk
	whole, rest := swar.Chunks(text, &room)
	for i := 0; i < len(whole); i += len(room) {
		if len(index)-k < len(room) {
			index = roomy(index, 2*len(index))
		}
		c := chunk64(whole, i)
		in := swar.UpTo(swar.Find(c, quotes)) ^ inside
		inside = uint64(int64(in) >> 63)
		k = write(index, k, i, findEnds(c, delimiters)&^in)
	}
	if rest != nil {
		index = roomy(index, k)
		in := swar.UpTo(swar.Find(rest, quotes)) ^ inside
		k = write(index, k, len(whole), findEnds(rest, delimiters)&^in)
	}
	return index[:k]
}

func chunk64(text []byte, i int) *swar.Chunk { return (*swar.Chunk)(text[i : i+64]) }

// write adds an entry for each bit of m, the bitmap of the chunk at offset i, and returns where the next one goes. It writes
// four at a time, whether or not there are as many: that is cheaper than asking.
func write(index []uint32, k, i int, m uint64) int {
	behind := k + bits.OnesCount64(m)
	for ; k < behind; k += 4 {
		out := (*[4]uint32)(index[k : k+4])
		out[0] = uint32(i + bits.TrailingZeros64(m))
		m &= m - 1
		out[1] = uint32(i + bits.TrailingZeros64(m))
		m &= m - 1
		out[2] = uint32(i + bits.TrailingZeros64(m))
		m &= m - 1
		out[3] = uint32(i + bits.TrailingZeros64(m))
		m &= m - 1
	}
	return behind
}

// roomy returns index, its first entry written, with room for n entries and those of one more chunk.
func roomy(index []uint32, n int) []uint32 {
	if n += len(swar.Chunk{}) + 8; cap(index) < n {
		larger := make([]uint32, n)
		copy(larger, index)
		index = larger
	}
	index = index[:cap(index)]
	index[0] = beforeText
	return index
}
