package spill

import "math/bits"

// fewRows is the number of rows from which on it pays to spread them by a byte before they are compared.
const fewRows = 48

// SortRows sorts rows in place, without memory of its own. It spreads them by the first byte in which they differ (American flag sort), and
// each part by the next one. Rows often have long parts in common, such as the hash of their group and the first bytes of small numbers:
// those are passed over.
func SortRows(rows []Row) {
	if len(rows) < fewRows {
		insertionSort(rows)
		return
	}
	for word := range len(Row{}) {
		differ := differing(rows, word)
		if differ == 0 {
			continue
		}
		start := 0
		for _, end := range spread(rows, word, (bits.Len64(differ)-1)&^7) {
			if end-start > 1 {
				SortRows(rows[start:end])
			}
			start = end
		}
		return
	}
}

// differing returns the bits of a word in which rows differ.
func differing(rows []Row, word int) (differ uint64) {
	first := rows[0][word]
	for i := range rows {
		differ |= rows[i][word] ^ first
	}
	return differ
}

// spread brings rows in order of the byte at shift of a word, and returns where the rows of each byte end.
func spread(rows []Row, word, shift int) (ends [256]int) {
	for i := range rows {
		ends[byte(rows[i][word]>>shift)]++
	}
	var next [256]int // where the next row of each byte goes
	total := 0
	for b, n := range &ends {
		next[b] = total
		total += n
		ends[b] = total
	}
	for b, end := range &ends {
		for next[b] < end {
			row := &rows[next[b]]
			to := byte(row[word] >> shift)
			if int(to) == b {
				next[b]++
				continue
			}
			other := &rows[next[to]]
			*row, *other = *other, *row
			next[to]++
		}
	}
	return ends
}

func insertionSort(rows []Row) {
	for i := 1; i < len(rows); i++ {
		if rows[i-1].Compare(&rows[i]) <= 0 {
			continue
		}
		row := rows[i]
		at := i - 1
		for at > 0 && rows[at-1].Compare(&row) > 0 {
			at--
		}
		copy(rows[at+1:i+1], rows[at:i])
		rows[at] = row
	}
}
