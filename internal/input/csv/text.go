package csv

import "bytes"

// unescape makes one quote of each two in cell, in place, and returns what is left of it.
func unescape(cell []byte) []byte {
	i := bytes.IndexByte(cell, '"')
	if i < 0 {
		return cell
	}
	to := i
	for i < len(cell) {
		b := cell[i]
		cell[to] = b
		to++
		i++
		if b == '"' && i < len(cell) && cell[i] == '"' {
			i++
		}
	}
	return cell[:to]
}
