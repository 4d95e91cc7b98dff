package csv

import (
	"bytes"
	"slices"
	"strings"
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
		if err := r.passBelow(s, tail[:n]); err != nil {
			return err
		}
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
			for before > 0 && !isBreak(s.text[d.index[before]]) {
				before--
			}
			start, behind := int(d.index[before]+1), int(d.index[end]+1)
			if size += behind - start; size > tailSize || len(rows) == input.TailRows {
				slices.Reverse(rows)
				return rows, nil
			}
			read := row{text: s.text, literal: s.piece.literal, index: d.index[before : end+1]}
			rows = append(rows, lastRow{shard: s, start: start, end: behind, cells: read.cells()})
			end = before
		}
	}
	slices.Reverse(rows)
	return rows, nil
}

func isBreak(b byte) bool { return b == '\n' || b == '\r' }

// passBelow takes rows off the end of a shard. Their damage is that of no record.
func (r *reader) passBelow(s *shard, rows []lastRow) error {
	start := rows[0].start
	line := s.line + breaks(s.text[:start])
	r.facts.AfterCount += int64(len(rows))
	at := line
	for _, row := range rows {
		text := s.text[row.start:row.end]
		if len(r.facts.After) < aboveLimit {
			shown := strings.TrimRight(string(text), "\r\n")
			r.facts.After = append(r.facts.After, table.Line{Number: at, Text: shorten([]byte(shown), aboveSize)})
		}
		at += breaks(text)
	}
	r.records -= int64(len(rows))
	text := s.text[start:]
	if s.piece.malformed || r.utf8 && !utf8.Valid(text) || bytes.IndexByte(text, 0) >= 0 {
		r.tellBelow(s, start, line)
	}
	s.text = s.text[:start]
	s.piece.records -= len(rows)
	return nil
}

// tellBelow tells the damage of the text of a shard from start on.
func (r *reader) tellBelow(s *shard, start int, line int64) {
	text := s.text[start:]
	var literal []uint32
	for _, at := range s.piece.literal {
		if int(at) >= start {
			literal = append(literal, at-uint32(start))
		}
	}
	e := r.examine(text, literal, r.utf8 && !utf8.Valid(text), bytes.IndexByte(text, 0) >= 0)
	e.offset, e.line = s.offset+int64(start), line
	e.run()
	for _, d := range e.damage {
		r.facts.AddDamage(d, r.samples)
	}
}
