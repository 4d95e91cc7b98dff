package json

import (
	"bytes"
	"encoding/binary"

	"github.com/cogwg/hvdlint/internal/table"
)

// template is how the record before was written. Most records look like that one: the same names in the same order with the same white
// space, and many of the same values. What they have in common is compared as one text, and only the values that vary are read.
type template struct {
	usable  bool
	text    []byte // all that stood between values, and the values that may stay the same; padded
	size    int    // of text
	parts   []part
	steady  []steady
	missing []int // columns without a value
	none    table.Kind
	width   int // cells as written
	age     int // records since it was made
	missed  int // templates before it, one after the other, that the next record did not look like
}

// part is a value: text[from:to], which is empty when it cannot stay the same, and its cell.
type part struct {
	from, to, column int
	span             table.Span // within text
	kind             table.Kind
	varies           bool
}

// steady is what stood between two values that vary: text[from:to], with the values parts[first:next] in it. parts[next] varies; there is
// none behind the last one.
type steady struct {
	from, to, first, next int
	// The first sixteen bytes of the text as words, and masks of those of them that are part of it.
	low, high, lowMask, highMask uint64
}

const (
	// templateAge is the number of records after which a template is made anew, to learn which values stay the same.
	templateAge = 256
	// steadySize is the length of the longest value that is compared with the one before.
	steadySize = 64
)

// start begins a template. former is the one before.
func (t *template) start(former *template) {
	t.usable, t.age, t.missed = true, 0, 0
	if former.age == 1 {
		t.missed = former.missed + 1
	}
	t.text, t.parts, t.missing = t.text[:0], t.parts[:0], t.missing[:0]
}

// add adds a value and what stood before it. former knows whether the value stays the same. One that is not plain, so that its cell is not
// the text as written, never does; nor does any where records seldom look alike.
func (t *template) add(before, value []byte, column int, kind table.Kind, plain bool, former *template) {
	t.text = append(t.text, before...)
	p := part{from: len(t.text), to: len(t.text), column: column, kind: kind, varies: true}
	if k := len(t.parts); plain && len(value) <= steadySize && t.missed < 2 {
		t.text = append(t.text, value...)
		p.to = len(t.text)
		p.span = cellSpan(kind, p.from, p.to)
		p.varies = !former.usable || k >= len(former.parts) || former.parts[k].column != column || !bytes.Equal(value, former.value(k))
	}
	t.parts = append(t.parts, p)
}

func (t *template) value(part int) []byte { return t.text[t.parts[part].from:t.parts[part].to] }

// end adds what stood behind the last value.
func (t *template) end(behind []byte, width int, none table.Kind) {
	t.text = append(t.text, behind...)
	t.size = len(t.text)
	t.text = append(t.text, make([]byte, padding)...)
	t.width, t.none = width, none
	t.divide()
}

// divide finds what stands between the values that vary.
func (t *template) divide() {
	t.steady = t.steady[:0]
	from, first := 0, 0
	for k := range t.parts {
		if p := &t.parts[k]; p.varies {
			t.steady = append(t.steady, newSteady(t.text, from, p.from, first, k))
			from, first = p.to, k+1
		}
	}
	t.steady = append(t.steady, newSteady(t.text, from, t.size, first, len(t.parts)))
}

func newSteady(text []byte, from, to, first, next int) steady {
	size := to - from
	head := (*[16]byte)(text[from:])
	return steady{
		from: from, to: to, first: first, next: next,
		low: binary.LittleEndian.Uint64(head[:8]), lowMask: firstBytes(size),
		high: binary.LittleEndian.Uint64(head[8:]), highMask: firstBytes(size - 8),
	}
}

// firstBytes returns a mask of the first n bytes of a word.
func firstBytes(n int) uint64 {
	return ^uint64(0) >> (64 - 8*min(max(n, 0), 8)) // a shift by 64 leaves nothing
}

// begins reports whether head, the first bytes of a text, and some behind it if it is shorter, are those of s.
func (s *steady) begins(head *[16]byte) bool {
	low, high := binary.LittleEndian.Uint64(head[:8])^s.low, binary.LittleEndian.Uint64(head[8:])^s.high
	return low&s.lowMask|high&s.highMask == 0
}

// cellSpan returns where the text of a cell stands that is written from from to to.
func cellSpan(kind table.Kind, from, to int) table.Span {
	switch kind {
	case table.Null:
		return table.Span{}
	case table.Text:
		return table.Span{Start: uint32(from + 1), End: uint32(to - 1)}
	}
	return table.Span{Start: uint32(from), End: uint32(to)}
}
