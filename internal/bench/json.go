package bench

import (
	"bufio"
	"bytes"
)

// ndjsonEncoder writes an object a line, without white space in it.
type ndjsonEncoder struct {
	w    *bufio.Writer
	line []byte
}

func (e *ndjsonEncoder) record(c *cells) error {
	e.line = append(appendObject(e.line[:0], c, &compact), '\n')
	_, err := e.w.Write(e.line)
	return err
}

func (e *ndjsonEncoder) close() error { return nil }

// jsonEncoder writes an array of objects.
type jsonEncoder struct {
	w      *bufio.Writer
	layout *layout
	begun  bool
	text   []byte
}

func newJSONEncoder(w *bufio.Writer, isPretty bool) *jsonEncoder {
	if isPretty {
		return &jsonEncoder{w: w, layout: &pretty}
	}
	return &jsonEncoder{w: w, layout: &compact}
}

func (e *jsonEncoder) record(c *cells) error {
	before := byte(',')
	if !e.begun {
		before, e.begun = '[', true
	}
	e.text = append(e.text[:0], before)
	e.text = append(e.text, e.layout.record...)
	e.text = appendObject(e.text, c, e.layout)
	_, err := e.w.Write(e.text)
	return err
}

func (e *jsonEncoder) close() error {
	if !e.begun {
		_, err := e.w.WriteString("[]\n")
		return err
	}
	_, err := e.w.WriteString(e.layout.end + "]\n")
	return err
}

// layout is the white space of a JSON text.
type layout struct {
	record, member, colon, after string // before a record, before a member, after its colon, before the closing brace
	end                          string // before the closing bracket
}

// The layouts. Never written to.
var (
	compact = layout{}
	pretty  = layout{record: "\n  ", member: "\n    ", colon: " ", after: "\n  ", end: "\n"}
)

func appendObject(text []byte, c *cells, l *layout) []byte {
	for i, cell := range c {
		before := byte(',')
		if i == 0 {
			before = '{'
		}
		text = append(text, before)
		text = append(text, l.member...)
		text = append(text, '"')
		text = append(text, columns[i]...)
		text = append(text, '"', ':')
		text = append(text, l.colon...)
		switch {
		case len(cell) == 0:
			text = append(text, "null"...)
		case numeric[i]:
			text = append(text, shortest(cell)...)
		default:
			text = append(text, '"')
			text = append(text, cell...)
			text = append(text, '"')
		}
	}
	text = append(text, l.after...)
	return append(text, '}')
}

// shortest returns a decimal number without the zeros at the end of its decimals, as programs write it.
func shortest(number []byte) []byte {
	if bytes.IndexByte(number, '.') < 0 {
		return number
	}
	return bytes.TrimSuffix(bytes.TrimRight(number, "0"), []byte("."))
}
