package json

import (
	"bytes"
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/table"
)

// read reads any record: it proves that the text is JSON, fills the cells, and learns what the next record may look like. row counts from
// the start of the batch.
func (d *decoder) read(row int, s table.Span) error {
	text := d.text[s.Start:s.End]
	d.grammar = grammar{stack: d.grammar.stack[:0]}
	if at := d.grammar.feed(text); d.grammar.fault != "" || !d.grammar.end() {
		return d.broken(row, s, at)
	}
	d.rewrites, d.written = d.rewrites[:0], len(d.text)
	d.template, d.former = d.former, d.template
	d.template.start(&d.former)
	if d.stamp++; d.stamp == 0 {
		clear(d.seen)
		d.stamp = 1
	}
	w := walk{decoder: d, row: row, start: int(s.Start), end: int(s.End), at: int(s.Start), from: int(s.Start)}
	var err error
	switch first := text[0]; {
	case first == '{' && d.shape.inside != "":
		err = w.feature()
	case first == '{' && d.shape.keyed:
		err = w.object()
	case first == '[' && !d.shape.keyed:
		w.array()
	default:
		w.other()
	}
	if err != nil {
		d.template.usable = false // it was begun and has no end; the decoder may be used again for a shard that is under way
		return err
	}
	w.finish()
	return nil
}

// broken tells a survey where the reading has to stop.
func (d *decoder) broken(row int, s table.Span, at int) error {
	if d.reader.survey != nil {
		from := d.piece.spot.behind(d.text[:s.Start]) // a survey leaves the text as it is
		d.reader.survey.Stop = d.reader.stopAt(d.grammar.fault, d.text[s.Start:s.End], at, from, d.batch.Record(row))
	}
	return input.ErrBroken
}

// walk goes through a record that is known to be well formed.
type walk struct {
	*decoder
	row        int
	start, end int // of the record
	at         int
	from       int // offset behind the value before
	cells      int // as written
	next       int // column that most likely comes next
}

// object reads the members of the object at at.
func (w *walk) object() error {
	for w.at++; ; {
		w.space()
		switch w.text[w.at] {
		case '}':
			w.at++
			return nil
		case ',':
			w.at++
			w.space()
		}
		start := w.at
		w.at = stringEndAt(w.text, start)
		name := w.text[start+1 : w.at-1]
		column, err := w.column(name)
		if err != nil {
			return err
		}
		w.checkName(name, start+1, column)
		if column >= 0 && column < w.width && w.seen[column] == w.stamp {
			w.template.usable = false
			w.tell(table.RepeatedName, w.row, w.start, start, column+1, input.Shorten([]byte(w.reader.facts.Header.Labels[column]), input.ExcerptSize))
		}
		w.space()
		w.at++ // the colon
		w.space()
		w.value(column)
	}
}

// plain returns a name without its escapes; it is valid until the next one.
func (w *walk) plain(name []byte) []byte {
	if bytes.IndexByte(name, '\\') < 0 {
		return name
	}
	w.scratch = append(w.scratch[:0], name...)
	name = unescape(w.scratch)
	return name
}

// column returns the column of a name as written, or one behind the last when a survey has just learned of it.
func (w *walk) column(name []byte) (int, error) {
	name = w.plain(name)
	labels := w.reader.facts.Header.Labels
	if w.next < len(labels) && w.shape.geometry != w.next && string(name) == labels[w.next] {
		w.next++
		return w.next - 1, nil
	}
	if column, known := w.shape.columns[string(name)]; known {
		w.next = column + 1
		return column, nil
	}
	survey := w.reader.survey
	if survey == nil {
		return 0, input.ErrLabels
	}
	if len(survey.Names) > input.MaxColumns {
		return w.width, nil
	}
	survey.Names = append(survey.Names, string(name))
	w.shape.columns[string(name)] = w.width
	return w.width, nil
}

// checkName looks at the characters of a name. Its damage is told again in each record.
func (w *walk) checkName(name []byte, start, column int) {
	at := halfPairAt(name)
	if at < 0 && w.invalid {
		at = input.InvalidAt(name)
	}
	if at >= 0 {
		w.template.usable = false
		w.tell(table.InvalidBytes, w.row, w.start, start+at, column+1, input.Excerpt(name, at))
	}
}

// array reads the values of the array at at.
func (w *walk) array() {
	for w.at++; ; {
		w.space()
		switch w.text[w.at] {
		case ']':
			w.at++
			return
		case ',':
			w.at++
			w.space()
		}
		w.value(w.cells)
	}
}

// feature reads a GeoJSON or ArcGIS feature.
func (w *walk) feature() error {
	for w.at++; ; {
		w.space()
		switch w.text[w.at] {
		case '}':
			w.at++
			return nil
		case ',':
			w.at++
			w.space()
		}
		start := w.at
		w.at = stringEndAt(w.text, start)
		name := string(w.plain(w.text[start+1 : w.at-1]))
		w.space()
		w.at++ // the colon
		w.space()
		switch {
		case name == w.shape.inside && w.text[w.at] == '{':
			if err := w.object(); err != nil {
				return err
			}
		case name == geometryName && w.shape.geometry >= 0:
			w.value(w.shape.geometry)
		default:
			w.at = valueEnd(w.text, w.at)
		}
	}
}

// other reads an element that is neither an object nor an array where those are expected. Null has no values; anything else is the
// first cell of a record that lacks the others.
func (w *walk) other() {
	w.template.usable = false
	if w.text[w.at] == 'n' {
		w.at += len("null")
		w.cells = w.width
		if !w.shape.keyed {
			for c := range w.width {
				w.none(c, table.Null)
			}
		}
		return
	}
	w.value(0)
	for c := 1; c < w.width; c++ {
		w.none(c, table.Absent)
	}
}

func (w *walk) none(column int, kind table.Kind) {
	w.spans[column*w.n+w.row], w.kinds[column*w.n+w.row] = table.Span{}, kind
	w.seen[column] = w.stamp
}

// finish fills in what the record lacks.
func (w *walk) finish() {
	none := table.Absent
	if w.shape.keyed {
		none = table.Null
	}
	for c := range w.width {
		if w.seen[c] != w.stamp {
			w.none(c, none)
			w.template.missing = append(w.template.missing, c)
		}
	}
	width := w.cells
	if first := w.text[w.start]; w.shape.keyed && (first == '{' || first == 'n') {
		width = w.width
	}
	w.setWidth(w.row, width)
	w.template.end(w.text[w.from:w.end], width, none)
	w.rewrite()
}

// value reads the value at at into a column; one that is not there has no place for it.
func (w *walk) value(column int) {
	start := w.at
	end := valueEnd(w.text, start)
	w.at = end
	w.cells++
	if column >= w.width {
		w.template.usable = false
		return
	}
	w.seen[column] = w.stamp
	rewrites := len(w.rewrites)
	cell := column*w.n + w.row
	span := table.Span{Start: uint32(start), End: uint32(end)}
	switch w.text[start] {
	case '"':
		w.kinds[cell], w.spans[cell] = table.Text, table.Span{Start: span.Start + 1, End: span.End - 1}
		w.checkText(cell, start+1, end-1, column)
	case '{', '[':
		w.kinds[cell], w.spans[cell] = table.Nested, span
		w.rewrites = append(w.rewrites, rewrite{cell: cell, nested: true})
		if w.invalid {
			w.checkBytes(cell, start, end, column)
		}
	case 'n':
		w.kinds[cell], w.spans[cell] = table.Null, table.Span{}
	case 't', 'f':
		w.kinds[cell], w.spans[cell] = table.Boolean, span
	default:
		w.number(cell, start, end)
	}
	kind := w.kinds[cell]
	plain := len(w.rewrites) == rewrites && kind != table.Damaged && w.spans[cell] == cellSpan(kind, start, end)
	w.template.add(w.text[w.from:start], w.text[start:end], column, kind, plain, &w.former)
	w.from = end
}

// checkText looks at the characters of a string.
func (w *walk) checkText(cell, start, end, column int) {
	text := w.text[start:end]
	if bytes.IndexByte(text, '\\') >= 0 {
		w.rewrites = append(w.rewrites, rewrite{cell: cell})
		if at := halfPairAt(text); at >= 0 {
			w.kinds[cell] = table.Damaged
			w.tell(table.InvalidBytes, w.row, w.start, start+at, column+1, input.Excerpt(text, at))
			return
		}
	}
	if w.invalid {
		w.checkBytes(cell, start, end, column)
	}
}

// checkBytes looks for bytes that are not UTF-8.
func (w *walk) checkBytes(cell, start, end, column int) {
	text := w.text[start:end]
	if utf8.Valid(text) {
		return
	}
	at := input.InvalidAt(text)
	w.kinds[cell] = table.Damaged
	w.tell(table.InvalidBytes, w.row, w.start, start+at, column+1, input.Excerpt(text, at))
}

func (w *walk) space() { w.at = skipSpace(w.text, w.at) }

// valueEnd returns the offset behind the value at at of a well-formed text.
func valueEnd(text []byte, at int) int {
	switch text[at] {
	case '"':
		return stringEndAt(text, at)
	case '{', '[':
		return skipValue(text, at)
	}
	for at++; at < len(text); at++ {
		switch b := text[at]; {
		case b == ',', b == '}', b == ']', isSpace(b), b == 0:
			return at
		}
	}
	return at
}
