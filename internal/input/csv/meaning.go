package csv

import (
	"bytes"

	"github.com/cogwg/hvdlint/internal/table"
)

// What a cell means in a dialect of its own: without the spaces in front, its quotes and its escapes.

func trimSpaces(cell []byte) []byte { return bytes.TrimLeft(cell, " ") }

// trimBreak takes the CR of a CRLF, whose LF is cut off already, from the end of a record.
func (s *syntax) trimBreak(record []byte) []byte {
	if s.endsReturn(record) {
		return record[:len(record)-1]
	}
	return record
}

// endsReturn reports whether a text that an LF follows ends with the CR of a CRLF, and not with one that is escaped.
func (s *syntax) endsReturn(text []byte) bool {
	n := len(text)
	if n == 0 || text[n-1] != '\r' || s.terminated() {
		return false
	}
	escapes := 0
	for i := n - 2; i >= 0 && s.isEscape(text[i]); i-- {
		escapes++
	}
	return escapes%2 == 0
}

// isQuoted reports whether a cell is a quoted one; literal says that a quote at its start opens nothing.
func (s *syntax) isQuoted(cell []byte, literal bool) bool {
	return len(cell) > 1 && s.isQuote(cell[0]) && !literal
}

// plain returns a cell without its quotes and escapes, which it takes out in place.
func (s *syntax) plain(cell []byte, literal bool) []byte {
	if s.isQuoted(cell, literal) {
		return s.unescape(cell[1:len(cell)-1], s.doubled)
	}
	return s.unescape(cell, false)
}

// unescape makes one quote of each two in text, if doubled, and takes out the escapes, in place. It returns what is left of it.
func (s *syntax) unescape(text []byte, doubled bool) []byte {
	to := 0
	for i := 0; i < len(text); i++ {
		b := text[i]
		switch {
		case i+1 == len(text):
		case s.isEscape(b):
			i++
			b = text[i]
		case doubled && s.isQuote(b) && s.isQuote(text[i+1]):
			i++
		}
		text[to] = b
		to++
	}
	return text[:to]
}

// takeMeaning gives the cells of the batch their meaning. data is its text, which starts at start.
func (d *decoder) takeMeaning(data []byte, start uint32) {
	y := d.syntax()
	for c := range d.columns {
		spans := d.columns[c].Spans
		for i := range spans {
			s := &spans[i]
			if s.End == s.Start {
				continue
			}
			literal := d.isLiteral(s.Start + start)
			cell := data[s.Start:s.End]
			quoted := y.isQuoted(cell, literal)
			if !quoted && y.escape == none {
				continue
			}
			n := uint32(len(y.plain(cell, literal)))
			if quoted {
				s.Start++
			}
			s.End = s.Start + n
		}
	}
}

// skipSpaces takes the spaces behind delimiters off the cells.
func (d *decoder) skipSpaces(data []byte) {
	for c := 1; c < len(d.columns); c++ {
		spans := d.columns[c].Spans
		for i := range spans {
			s := &spans[i]
			s.Start = s.End - uint32(len(trimSpaces(data[s.Start:s.End])))
		}
	}
}

// markNulls makes the cells that are the null sequence, as written, cells without a value.
func (d *decoder) markNulls(data, null []byte) {
	for c := range d.columns {
		column := &d.columns[c]
		for i := range column.Spans {
			s := &column.Spans[i]
			if int(s.End-s.Start) != len(null) || !bytes.Equal(data[s.Start:s.End], null) || column.Kind(i) == table.Absent {
				continue
			}
			if column.Kinds == nil {
				column.Kinds = make([]table.Kind, d.batch.Len)
			}
			column.Kinds[i] = table.Null
			s.End = s.Start
		}
	}
}
