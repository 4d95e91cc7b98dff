package csv

import "math/bits"

// The index of a text holds, behind one entry that stands for the place before its first byte, the offset of each
// delimiter and line break outside quotes, so cell i is text[index[i]+1 : index[i+1]].

// beforeText is the first entry of an index: one more is offset 0.
const beforeText = ^uint32(0)

// indexPlain indexes text without quotes and lone CRs into index, which grows as needed. It reports whether the text is ASCII.
func indexPlain(text []byte, delimiter byte, index []uint32) (filled []uint32, ascii bool) {
	index = roomy(index, len(text)/4+64)
	delimiters := uint64(delimiter) * ones
	k, base := 1, 0
	var all uint64
	var rest [8]byte
	for _, part := range words(text, &rest) {
		for i := 0; i+8 <= len(part); i += 8 {
			w := load(part, i)
			all |= w
			m := ^(differ(w, delimiters) & differ(w, newlines)) & highs
			if len(index)-k < 8 {
				index = roomy(index, 2*len(index))
			}
			k = write(index, k, base+i, m)
		}
		base += len(part)
	}
	return index[:k], all&highs == 0
}

// indexQuoted does the same for text whose quotes are well formed: what stands behind an odd number of them is inside a cell.
func indexQuoted(text []byte, delimiter byte, index []uint32) (filled []uint32, ascii bool) {
	index = roomy(index, len(text)/4+64)
	delimiters := uint64(delimiter) * ones
	k, base := 1, 0
	var all, inside uint64
	var rest [8]byte
	for _, part := range words(text, &rest) {
		for i := 0; i+8 <= len(part); i += 8 {
			w := load(part, i)
			all |= w
			in := upTo(match(w, quotes)) ^ inside
			inside = in >> 56 * ones
			m := ^(differ(w, delimiters)&differ(w, newlines) | in<<7) & highs
			k = write(index, k, base+i, m)
		}
		base += len(part)
	}
	return index[:k], all&highs == 0
}

// write adds an entry for each mark of m, a word that stands at offset i, and returns where the next one goes. Two entries
// are written whether or not there are as many: that is cheaper than asking.
func write(index []uint32, k, i int, m uint64) int {
	out := index[k : k+8 : k+8]
	k += bits.OnesCount64(m)
	out[0] = uint32(i + bits.TrailingZeros64(m)>>3)
	m &= m - 1
	out[1] = uint32(i + bits.TrailingZeros64(m)>>3)
	for at := 2; m&(m-1) != 0; at++ {
		m &= m - 1
		out[at&7] = uint32(i + bits.TrailingZeros64(m)>>3)
	}
	return k
}

// roomy returns index with room for n entries, the first of them written.
func roomy(index []uint32, n int) []uint32 {
	if cap(index) < n {
		larger := make([]uint32, n)
		copy(larger, index)
		index = larger
	}
	index = index[:cap(index)]
	index[0] = beforeText
	return index
}
