package csv

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/table"
)

// examination reads a text cell by cell. It is for text that is not as it should be: it indexes any text that was cut,
// and tells the damage with its place. A cell tells each kind of damage once, where it first has it.
type examination struct {
	*syntax
	text    []byte   // whole records; its last byte ends the last one
	literal []uint32 // see piece
	gaps    []gap    // see piece
	invalid bool     // look for bytes that are not UTF-8
	nul     bool     // look for NUL characters

	offset, line int64 // of the text
	record       int64 // number of the first record; 0: the text is not made of records
	samples      int   // number of places told of each kind, the rest is only counted; 0: all

	special [256]bool // the characters that a cell may not hold as they are
	index   []uint32  // see indexPlain
	damaged []int     // the cells with damage, by the entry of the index before them
	damage  []table.Damage
	told    map[table.DamageKind]int
	tells   int // all that was told or counted
}

// run fills in index, damage and damaged, which must be empty.
func (e *examination) run() {
	e.index = append(e.index, beforeText)
	e.told = map[table.DamageKind]int{}
	e.special[e.delimiter], e.special[e.lf], e.special[e.cr] = true, true, true
	for _, c := range []int{e.quote, e.escape} {
		if c != none {
			e.special[c] = true
		}
	}
	for start, column := 0, 1; start < len(e.text); column++ {
		for len(e.gaps) > 0 && e.gaps[0].at == start {
			e.offset += int64(e.gaps[0].size)
			e.line += e.gaps[0].breaks
			e.gaps = e.gaps[1:]
		}
		end, kind, at := e.cell(start, column)
		before, told := len(e.damage), e.tells
		if kind != "" {
			e.tell(kind, at, start, end, column)
		}
		if e.nul || e.invalid {
			e.characters(start, end, column)
		}
		if e.tells > told {
			e.damaged = append(e.damaged, len(e.index)-1)
		}
		if len(e.damage) > before+1 {
			slices.SortStableFunc(e.damage[before:], func(a, b table.Damage) int { return cmp.Compare(a.Offset, b.Offset) })
		}
		if cell := e.text[start:end]; (e.text[start] == '"' || !e.simple) && bytes.ContainsAny(cell, "\r\n") {
			e.line += breaks(cell)
		}
		last := end
		if e.text[end] == '\r' && end+1 < len(e.text) && e.text[end+1] == '\n' && !e.terminated() {
			last = end + 1
		}
		e.index = append(e.index, uint32(last))
		start = last + 1
		if e.isEnd(e.text[last]) {
			column = 0
			if !e.terminated() {
				e.line++
			}
			if e.record > 0 {
				e.record++
			}
		}
	}
	e.countHidden()
}

// cell returns the end of the cell that starts at start and the first damage to its quotes, if any.
func (e *examination) cell(start, column int) (end int, kind table.DamageKind, at int) {
	i, text := start, e.text
	if e.skip && column > 1 {
		for text[i] == ' ' {
			i++
		}
	}
	switch {
	case !e.isQuote(text[i]):
	case len(e.literal) > 0 && int(e.literal[0]) == i:
		e.literal = e.literal[1:]
		kind, at = table.UnclosedQuote, i
	default:
		var stray int
		if i, stray = e.quoted(i); stray >= 0 {
			kind, at = table.StrayQuote, stray
		}
	}
	for {
		for !e.special[text[i]] {
			i++
		}
		switch b := text[i]; {
		case e.isQuote(b):
			if kind == "" {
				kind, at = table.StrayQuote, i
			}
			i++
		case e.isEscape(b):
			i = e.escaped(text[:len(text)-1], i)
		default:
			return i, kind, at
		}
	}
}

// quoted returns the offset behind the quote that closes the cell at start, and that of its first stray quote, or -1.
// The cutter has seen that there is one.
func (e *examination) quoted(start int) (behind, stray int) {
	stray = -1
	for i := start + 1; ; {
		q := e.nextInside(i)
		if q < 0 {
			return len(e.text) - 1, stray
		}
		if e.isEscape(e.text[q]) {
			i = e.escaped(e.text[:len(e.text)-1], q)
			continue
		}
		i = q + 1
		switch b := e.text[i]; {
		case e.doubled && e.isQuote(b):
			i++
		case b == e.delimiter || e.isEnd(b):
			return i, stray
		case stray < 0:
			stray = q
		}
	}
}

// nextInside returns the offset of the first quote or escape at or behind i, or -1.
func (e *examination) nextInside(i int) int {
	if e.escape == none {
		q := bytes.IndexByte(e.text[i:], byte(e.quote))
		if q < 0 {
			return q
		}
		return i + q
	}
	for ; i < len(e.text); i++ {
		if b := e.text[i]; e.isQuote(b) || e.isEscape(b) {
			return i
		}
	}
	return -1
}

// characters tells damage to the characters of a cell.
func (e *examination) characters(start, end, column int) {
	cell := e.text[start:end]
	if e.nul {
		if at := bytes.IndexByte(cell, 0); at >= 0 {
			e.tell(table.NULBytes, start+at, start, end, column)
		}
	}
	if e.invalid {
		if at := input.InvalidAt(cell); at >= 0 {
			e.tell(table.InvalidBytes, start+at, start, end, column)
		}
	}
}

func (e *examination) tell(kind table.DamageKind, at, start, end, column int) {
	e.tells++
	if e.told[kind]++; e.samples > 0 && e.told[kind] > e.samples {
		return
	}
	e.damage = append(e.damage, table.Damage{
		Kind: kind, Offset: e.offset + int64(at), Record: e.record, Line: e.line + breaks(e.text[start:at]), Column: column,
		Value: input.Excerpt(e.text[start:end], at-start),
	})
}

// countHidden appends an entry for each kind of which there is more than was told.
func (e *examination) countHidden() {
	for _, kind := range []table.DamageKind{table.StrayQuote, table.UnclosedQuote, table.InvalidBytes, table.NULBytes} {
		if hidden := e.told[kind] - e.samples; e.samples > 0 && hidden > 0 {
			e.damage = append(e.damage, table.Damage{Kind: kind, Count: int64(hidden)})
		}
	}
}

func breaks(text []byte) int64 {
	lf, crlf, cr := countBreaks(text)
	return lf + crlf + cr
}
