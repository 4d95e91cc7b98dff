package json

import (
	"bytes"
	"math/bits"

	"github.com/cogwg/hvdlint/internal/input/swar"
	"github.com/cogwg/hvdlint/internal/table"
)

// place is what an array must go on with.
type place uint8

const (
	atStart   place = iota // a record or the end
	atComma                // a comma or the end
	atElement              // a record
)

// scan finds the records of an array in a text that starts at a place between two of them. Inside a record it follows strings and the
// depth of brackets alone: a record that is no JSON text is the decoder's to tell. Between records it takes each character exactly.
type scan struct {
	text  []byte
	whole bool // nothing follows text
	most  int  // records to find; 0: all
	limit int
	piece
}

func (s *scan) run() {
	if s.flat() {
		s.nested()
	}
}

// flat finds the first records as long as they are objects without braces, brackets or backslashes inside, with nothing but commas and
// white space between them, which takes less than to follow all brackets. It reports whether the scan goes on.
func (s *scan) flat() bool {
	text := s.text
	for _, b := range []byte{'[', ']', '\\'} {
		if at := bytes.IndexByte(text, b); at >= 0 {
			text = text[:at]
		}
	}
	for {
		start, place := skipSpace(text, s.end), s.place
		if place == atComma {
			if start == len(text) || text[start] != ',' {
				return true
			}
			start, place = skipSpace(text, start+1), atElement
		}
		if start == len(text) || text[start] != '{' {
			return true
		}
		size := bytes.IndexByte(text[start:], '}') + 1
		if size == 0 {
			return true
		}
		record := text[start : start+size]
		// A brace behind an odd number of quotes is part of a string.
		if bytes.Count(record, quote)%2 != 0 || bytes.IndexByte(record[1:], '{') >= 0 {
			return true
		}
		s.end, s.place = start, place
		if !s.record(start, start+size) {
			return false
		}
	}
}

var quote = []byte{'"'}

// nested finds the records from the end of those that were found.
func (s *scan) nested() {
	var room swar.Chunk
	escapes := bytes.IndexByte(s.text[s.end:], '\\') >= 0
	inside, carry := uint64(0), false
	depth, start := 0, 0
	for i := s.end; i < len(s.text); i += len(room) {
		c := &room
		if len(s.text)-i >= len(room) {
			c = (*swar.Chunk)(s.text[i:])
		} else {
			clear(room[copy(room[:], s.text[i:]):])
		}
		quote, bracket := findStructure(c)
		if escapes {
			quote &^= escaped(swar.Find(c, backslashes), &carry)
		}
		in := swar.UpTo(quote) ^ inside
		inside = uint64(int64(in) >> 63)
		for m := bracket &^ in; m != 0; m &= m - 1 {
			at := i + bits.TrailingZeros64(m)
			switch s.text[at] {
			case '{', '[':
				if depth == 0 {
					if !s.between(at, true) || !s.element(at) {
						return
					}
					start = at
				}
				depth++
			case '}', ']':
				if depth == 0 {
					if s.between(at, true) {
						s.leave(at)
					}
					return
				}
				if depth--; depth == 0 && !s.record(start, at+1) {
					return
				}
			}
		}
	}
	if depth == 0 {
		s.between(len(s.text), false)
	}
}

// record notes a record and reports whether more are wanted.
func (s *scan) record(start, end int) bool {
	if end-start > s.limit {
		f, at := blame(s.text[start:end], s.limit)
		return s.fail(f, start+at)
	}
	s.records = append(s.records, table.Span{Start: uint32(start), End: uint32(end)})
	s.end, s.place = end, atComma
	return len(s.records) != s.most
}

// element makes sure that a record may begin at at.
func (s *scan) element(at int) bool {
	if s.place == atComma {
		return s.fail(missingComma, at)
	}
	s.end = at
	return true
}

// leave reads the bracket that closes the array.
func (s *scan) leave(at int) {
	switch {
	case s.text[at] == '}':
		s.fail(wrongBracket, at)
	case s.place == atElement:
		s.fail(trailingComma, at)
	default:
		s.end, s.closed = at+1, true
	}
}

// between reads what stands between brackets, from the end on: white space, commas, and records that are strings, numbers or literals.
// stops says that a bracket follows. It reports whether all is well, so that the scan goes on.
func (s *scan) between(to int, stops bool) bool {
	for s.end < to {
		b := s.text[s.end]
		switch {
		case isSpace(b):
			s.end++
		case b == ',':
			if s.place != atComma {
				return s.fail(extraComma, s.end)
			}
			s.place = atElement
			s.end++
		case s.place == atComma:
			return s.fail(separatorFault(b), s.end)
		default:
			if !s.scalar(to, stops) {
				return false
			}
		}
	}
	return true
}

// scalar reads a record that is no object or array. It reports false when there is a fault, or when the record may go on behind to.
func (s *scan) scalar(to int, stops bool) bool {
	end := scalarEnd(s.text[:to], s.end)
	if end < 0 || end == to && !stops && !s.whole {
		return false
	}
	g := grammar{}
	at := g.feed(s.text[s.end:end])
	switch {
	case g.fault != "":
		return s.fail(g.fault, s.end+at)
	case g.state == inWord:
		return s.fail(badWord, end-1)
	case !g.complete():
		return s.fail(badNumber, end-1)
	}
	return s.record(s.end, end)
}

// scalarEnd returns the end of the string, number or word that starts at at, or -1 when it is a string that does not end.
func scalarEnd(text []byte, at int) int {
	if text[at] == '"' {
		return stringEndAt(text, at)
	}
	for at < len(text) && !isSpace(text[at]) && text[at] != ',' {
		at++
	}
	return at
}

// stringEndAt returns the offset behind the quote that closes the string at at, or -1.
func stringEndAt(text []byte, at int) int {
	for at++; at < len(text); at++ {
		switch text[at] {
		case '"':
			return at + 1
		case '\\':
			at++
		}
	}
	return -1
}

func (s *scan) fail(f fault, at int) bool {
	s.fault, s.at = f, at
	return false
}
