package csv

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/table"
)

// tailSize is the number of bytes, up to the end of the text, in which the rows below the last record are looked for, and
// [input.TailRows] that of rows. Only whole rows count, so that both are the same however the text was cut.
const tailSize = 64 << 10

// holds reports whether the shards behind the first that is held have all the rows that the look below the data wants to see.
func (r *reader) holds() bool {
	rows, size := 0, 0
	for _, s := range r.held[min(1, len(r.held)):] {
		rows += s.piece.records
		size += len(s.text)
	}
	return rows >= input.TailRows || size >= tailSize
}

// lastRow is one of the last rows of the text.
type lastRow struct {
	shard      *shard
	start, end int // in the text of the shard
	cells      []string
}

// cutTail takes the rows below the last record off the shards that are held, and tells them and their damage in the facts.
func (r *reader) cutTail() error {
	last, err := r.lastRows()
	if err != nil {
		return err
	}
	rows := make([]input.Row, len(last))
	for i := range last {
		rows[i].Cells = last[i].cells
	}
	tail := last[len(last)-input.FindTail(rows, r.width):]
	for len(tail) > 0 {
		s := tail[0].shard
		n := 1
		for n < len(tail) && tail[n].shard == s {
			n++
		}
		r.passBelow(s, tail[:n])
		tail = tail[n:]
	}
	r.held = slices.DeleteFunc(r.held, func(s *shard) bool { return s.piece.records == 0 })
	return nil
}

// lastRows returns the last rows of what is held, in order.
func (r *reader) lastRows() ([]lastRow, error) {
	d := r.decoder()
	defer r.keep(d)
	var rows []lastRow
	size := 0
	for _, s := range slices.Backward(r.held) {
		if err := d.begin(s); err != nil {
			return nil, err
		}
		for end := len(d.index) - 1; end > 0; {
			before := end - 1
			for before > 0 && !d.syntax().isEnd(s.text[d.index[before]]) {
				before--
			}
			start, behind := int(d.index[before]+1), int(d.index[end]+1)
			if size += behind - start; size > tailSize || len(rows) == input.TailRows {
				slices.Reverse(rows)
				return rows, nil
			}
			read := row{syntax: d.syntax(), text: s.text, literal: s.piece.literal, index: d.index[before : end+1]}
			rows = append(rows, lastRow{shard: s, start: start, end: behind, cells: read.cells()})
			end = before
		}
	}
	slices.Reverse(rows)
	return rows, nil
}

// passBelow takes rows off the end of a shard. Their damage is that of no record.
func (r *reader) passBelow(s *shard, rows []lastRow) {
	r.facts.AfterCount += int64(len(rows))
	for _, row := range rows[:min(len(rows), input.AboveLimit-min(input.AboveLimit, len(r.facts.After)))] {
		_, line := s.place(row.start)
		r.facts.After = append(r.facts.After, table.Line{Number: line, Text: r.shown(s.text[row.start:row.end])})
	}
	start := rows[0].start
	text := s.text[start:]
	if s.piece.malformed || r.utf8 && !utf8.Valid(text) || bytes.IndexByte(text, 0) >= 0 {
		r.tellBelow(s, start)
	}
	r.records -= int64(len(rows))
	s.text = s.text[:start]
	s.piece.records -= len(rows)
}

// place returns where the record at offset start of the shard's text stands.
func (s *shard) place(start int) (offset, line int64) {
	offset, line = s.offset+int64(start), s.line+breaks(s.text[:start])
	for _, g := range s.piece.gaps {
		if g.at <= start {
			offset += int64(g.size)
			line += g.breaks
		}
	}
	return offset, line
}

// shown is the text of a row above or below the records as it is told.
func (r *reader) shown(text []byte) string {
	if r.cutter.terminated() {
		text = bytes.TrimSuffix(text, []byte{r.cutter.lf})
	} else {
		text = bytes.TrimRight(text, "\r\n")
	}
	return input.Shorten(text, input.AboveSize)
}

// tellBelow tells the damage of the text of a shard from start on.
func (r *reader) tellBelow(s *shard, start int) {
	text := s.text[start:]
	var p piece
	for _, at := range s.piece.literal {
		if int(at) >= start {
			p.literal = append(p.literal, at-uint32(start))
		}
	}
	for _, g := range s.piece.gaps {
		if g.at > start {
			g.at -= start
			p.gaps = append(p.gaps, g)
		}
	}
	e := r.examine(text, &p, r.utf8 && !utf8.Valid(text), bytes.IndexByte(text, 0) >= 0)
	e.offset, e.line = s.place(start)
	e.run()
	for _, d := range e.damage {
		r.facts.AddDamage(d, r.samples)
	}
}
