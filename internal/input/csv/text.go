package csv

import (
	"bytes"
	"unicode/utf8"
)

// invalidAt returns the offset of the first byte of text that is not UTF-8, or -1.
func invalidAt(text []byte) int {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// An excerpt is at most excerptSize bytes of a cell, of which excerptLead stand before the place in question.
const (
	excerptSize = 80
	excerptLead = 40
)

// excerpt returns the part of cell around offset at. It does not cut characters apart.
func excerpt(cell []byte, at int) string {
	from := 0
	if len(cell) > excerptSize && at > excerptLead {
		from = at - excerptLead
		for from < at && !utf8.RuneStart(cell[from]) {
			from++
		}
	}
	return shorten(cell[from:], excerptSize)
}

// shorten returns the first characters of text that fit into size bytes.
func shorten(text []byte, size int) string {
	if len(text) <= size {
		return string(text)
	}
	for size > 0 && !utf8.RuneStart(text[size]) {
		size--
	}
	return string(text[:size])
}

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
