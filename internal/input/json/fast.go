package json

import (
	"bytes"
	"encoding/binary"
	"math/bits"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/input/swar"
	"github.com/cogwg/hvdlint/internal/table"
)

// fast reads a record that looks like the one before. It reports false when anything is unusual; nothing that it has done then matters.
func (d *decoder) fast(row, at, end int) bool {
	t := &d.template
	if t.age++; !t.usable || d.invalid || t.age > templateAge {
		return false
	}
	d.rewrites, d.written = d.rewrites[:0], len(d.text)
	changed := false
	for k := range t.steady {
		s := &t.steady[k]
		if behind := d.steadyEnd(s, at, end); behind >= 0 {
			for k := s.first; k < s.next; k++ {
				d.same(row, &t.parts[k], uint32(at-s.from))
			}
			at = behind
		} else if at = d.loose(row, s, at, end); at >= 0 {
			changed = true
		} else {
			return false
		}
		if s.next < len(t.parts) {
			if at = d.fastValue(t.parts[s.next].column*d.n+row, at, end); at < 0 {
				return false
			}
		}
	}
	if at != end {
		return false
	}
	if changed {
		t.divide()
	}
	for _, c := range t.missing {
		d.spans[c*d.n+row] = table.Span{}
		d.kinds[c*d.n+row] = t.none
	}
	d.rewrite()
	d.setWidth(row, t.width)
	return true
}

// steadyEnd returns the offset behind a part of the template that stands at at, or -1.
func (d *decoder) steadyEnd(s *steady, at, end int) int {
	const head = 16
	behind := at + s.to - s.from
	if behind > end || !s.begins((*[head]byte)(d.text[at:])) {
		return -1
	}
	if behind-at > head && !bytes.Equal(d.text[at+head:behind], d.template.text[s.from+head:s.to]) {
		return -1
	}
	return behind
}

// same fills in a cell that stands where it does in the template, delta behind.
func (d *decoder) same(row int, p *part, delta uint32) {
	cell := p.column*d.n + row
	d.kinds[cell], d.spans[cell] = p.kind, table.Span{}
	if p.kind != table.Null {
		d.spans[cell] = table.Span{Start: p.span.Start + delta, End: p.span.End + delta}
	}
}

// loose reads a part of the template in which a value changed, which varies from now on, and returns the offset behind it, or -1. So do
// the functions below with a value.
func (d *decoder) loose(row int, s *steady, at, end int) int {
	t, from := &d.template, s.from
	for k := s.first; k < s.next; k++ {
		part := &t.parts[k]
		start := d.stands(t.text[from:part.from], at, end)
		if start < 0 {
			return -1
		}
		if at = d.fastValue(part.column*d.n+row, start, end); at < 0 {
			return -1
		}
		part.varies = !bytes.Equal(d.text[start:at], t.value(k))
		from = part.to
	}
	return d.stands(t.text[from:s.to], at, end)
}

// stands returns the offset behind text if it stands at at.
func (d *decoder) stands(text []byte, at, end int) int {
	behind := at + len(text)
	if behind > end || !bytes.Equal(d.text[at:behind], text) {
		return -1
	}
	return behind
}

func (d *decoder) fastValue(cell, at, end int) int {
	switch d.text[at] {
	case '"':
		return d.fastText(cell, at, end)
	case '{', '[':
		return d.fastNested(cell, at, end)
	case 'n':
		return d.fastWord(cell, at, "null", table.Null)
	case 't':
		return d.fastWord(cell, at, "true", table.Boolean)
	case 'f':
		return d.fastWord(cell, at, "false", table.Boolean)
	}
	return d.fastNumber(cell, at, end)
}

func (d *decoder) fastText(cell, at, end int) int {
	// Most strings end within two words, and nobody can tell within which.
	text, start := d.text, at+1
	head := (*[16]byte)(text[start:])
	low, high := binary.LittleEndian.Uint64(head[:8]), binary.LittleEndian.Uint64(head[8:])
	if m := swar.Push(swar.Push(0, stringEnd(low)), stringEnd(high)); m != 0 {
		at = start + bits.TrailingZeros64(m) - 48
		if text[at] == '"' && at < end {
			d.kinds[cell], d.spans[cell] = table.Text, table.Span{Start: uint32(start), End: uint32(at)}
			return at + 1
		}
	}
	return d.fastLong(cell, start, end)
}

// fastLong reads the string that starts at start, of any length and with escapes.
func (d *decoder) fastLong(cell, start, end int) int {
	text, at, escapes := d.text, start, false
	for {
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

func (d *decoder) fastNumber(cell, start, end int) int {
	text, at := d.text, start
	if text[at] == '-' {
		at++
	}
	n := digitsAt(text, at)
	if n == 0 || n > 1 && text[at] == '0' {
		return -1
	}
	at += n
	if b := text[at]; b == '.' || b|0x20 == 'e' {
		return d.fastFraction(cell, start, at, end)
	}
	d.kinds[cell], d.spans[cell] = table.Number, table.Span{Start: uint32(start), End: uint32(at)}
	return at
}

// fastFraction reads the rest of a number that started at start.
func (d *decoder) fastFraction(cell, start, at, end int) int {
	text := d.text
	behind := at + 1 + digitsAt(text, at+1)
	if text[at] == '.' && behind > at+1 && text[behind]|0x20 != 'e' && text[behind-1] != '0' {
		// A fraction that does not end with a zero is not whole.
		d.kinds[cell], d.spans[cell] = table.Number, table.Span{Start: uint32(start), End: uint32(behind)}
		return behind
	}
	s := inInteger
	for ; at < end; at++ {
		next, ok := number(s, text[at])
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
