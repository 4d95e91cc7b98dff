package json

import (
	"bytes"
	"encoding/binary"
	"math/bits"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/table"
)

// template is what stood between the values of the record before. Most records look like that one.
type template struct {
	usable  bool
	text    []byte // all that stood between
	parts   []part
	behind  int   // offset in text of what stood behind the last value
	missing []int // columns without a value
	none    table.Kind
	width   int // cells as written
}

// part is what stood before a value, text[from:to], and the value's column.
type part struct{ from, to, column int }

func (t *template) start() {
	t.usable = true
	t.text, t.parts = t.text[:0], t.parts[:0]
}

func (t *template) add(before []byte, column int) {
	from := len(t.text)
	t.text = append(t.text, before...)
	t.parts = append(t.parts, part{from, len(t.text), column})
}

func (t *template) end(behind []byte, width int, none table.Kind) {
	t.behind = len(t.text)
	t.text = append(t.text, behind...)
	t.width, t.none = width, none
}

// fast reads a record that looks like the one before: the same names in the same order, with the same white space. It reports false when
// anything is unusual; nothing that it has done then matters.
func (d *decoder) fast(row, at, end int) bool {
	t := &d.template
	if !t.usable || d.invalid {
		return false
	}
	d.rewrites, d.written = d.rewrites[:0], len(d.text)
	for k := range t.parts {
		p := &t.parts[k]
		behind := at + p.to - p.from
		if behind >= end || !bytes.Equal(d.text[at:behind], t.text[p.from:p.to]) {
			return false
		}
		cell := p.column*d.n + row
		switch d.text[behind] {
		case '"':
			at = d.fastText(cell, behind, end)
		case '{', '[':
			at = d.fastNested(cell, behind, end)
		case 'n':
			at = d.fastWord(cell, behind, "null", table.Null)
		case 't':
			at = d.fastWord(cell, behind, "true", table.Boolean)
		case 'f':
			at = d.fastWord(cell, behind, "false", table.Boolean)
		default:
			at = d.fastNumber(cell, behind, end)
		}
		if at < 0 {
			return false
		}
	}
	if at >= end || !bytes.Equal(d.text[at:end], t.text[t.behind:]) {
		return false
	}
	for _, c := range t.missing {
		d.spans[c*d.n+row] = table.Span{}
		d.kinds[c*d.n+row] = t.none
	}
	d.rewrite()
	d.setWidth(row, t.width)
	return true
}

// fastText reads the string at at, and returns the offset behind it, or -1. So do the functions below.
func (d *decoder) fastText(cell, at, end int) int {
	text, start, escapes := d.text, at+1, false
	for at = start; ; {
		m := stringEnd(binary.LittleEndian.Uint64(text[at:]))
		if m == 0 {
			at += 8
			continue
		}
		at += bits.TrailingZeros64(m) >> 3
		if text[at] != '\\' {
			break
		}
		escapes = true
		at = min(at+2, end)
	}
	if at >= end || text[at] != '"' {
		return -1
	}
	if escapes {
		if !simpleEscapes(text[start:at]) {
			return -1
		}
		d.rewrites = append(d.rewrites, rewrite{cell: cell})
	}
	d.kinds[cell], d.spans[cell] = table.Text, table.Span{Start: uint32(start), End: uint32(at)}
	return at + 1
}

func (d *decoder) fastWord(cell, at int, word string, kind table.Kind) int {
	behind := at + len(word)
	if string(d.text[at:behind]) != word {
		return -1
	}
	d.kinds[cell], d.spans[cell] = kind, table.Span{}
	if kind != table.Null {
		d.spans[cell] = table.Span{Start: uint32(at), End: uint32(behind)}
	}
	return behind
}

func (d *decoder) fastNumber(cell, at, end int) int {
	text, start := d.text, at
	if text[at] == '-' {
		at++
	}
	digits := at
	for text[at]-'0' <= 9 {
		at++
	}
	if at == digits || text[digits] == '0' && at > digits+1 {
		return -1
	}
	if b := text[at]; b == '.' || b|0x20 == 'e' {
		return d.fastFraction(cell, start, at, end)
	}
	d.kinds[cell], d.spans[cell] = table.Number, table.Span{Start: uint32(start), End: uint32(at)}
	return at
}

// fastFraction reads the rest of a number that started at start.
func (d *decoder) fastFraction(cell, start, at, end int) int {
	text, behind := d.text, at+1
	for text[behind]-'0' <= 9 {
		behind++
	}
	if text[at] == '.' && behind > at+1 && text[behind]|0x20 != 'e' && text[behind-1] != '0' {
		// A fraction that does not end with a zero is not whole.
		d.kinds[cell], d.spans[cell] = table.Number, table.Span{Start: uint32(start), End: uint32(behind)}
		return behind
	}
	s := inInteger
	for ; at < end; at++ {
		next, ok := number(s, d.text[at])
		if !ok {
			break
		}
		s = next
	}
	if s != inFraction && s != inExponent {
		return -1
	}
	d.number(cell, start, at)
	return at
}

func (d *decoder) fastNested(cell, at, end int) int {
	behind := skipValue(d.text[:end], at)
	if behind < 0 {
		return -1
	}
	// As deep as a value may stand in a record: what comes near the limit is for others to judge.
	d.grammar = grammar{stack: append(d.grammar.stack[:0], "{{"...)}
	if d.grammar.feed(d.text[at:behind]); d.grammar.fault != "" || d.grammar.state != afterValue || len(d.grammar.stack) != len("{{") {
		return -1
	}
	d.kinds[cell], d.spans[cell] = table.Nested, table.Span{Start: uint32(at), End: uint32(behind)}
	d.rewrites = append(d.rewrites, rewrite{cell: cell, nested: true})
	return behind
}

// writtenLimit is the number of bytes that the numbers of a record may take when they are written out: enough for one in each column,
// not for a name that comes a million times.
const writtenLimit = input.MaxColumns * (maxDigits + 1)

// number stores the number at text[start:end], written out if it is whole.
func (d *decoder) number(cell, start, end int) {
	d.kinds[cell], d.spans[cell] = table.Number, table.Span{Start: uint32(start), End: uint32(end)}
	written := d.text[start:end]
	if len(d.text)-d.written > writtenLimit || bytes.IndexByte(written, '.') < 0 && bytes.IndexByte(written, 'e') < 0 && bytes.IndexByte(written, 'E') < 0 {
		return
	}
	digits, whole := plainDigits(d.scratch[:0], written)
	d.scratch = digits
	if !whole {
		return
	}
	behind := len(d.text)
	d.text = append(d.text, digits...)
	d.spans[cell] = table.Span{Start: uint32(behind), End: uint32(len(d.text))}
}
