package csv

import (
	"bytes"
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// sampleSize is the number of bytes that detection looks at, whatever the size of blocks.
const sampleSize = 128 << 10

// begin finds the dialect and reads up to the first record.
func (r *reader) begin(options Options) error {
	c := r.cutter
	if err := c.read(sampleSize); err != nil {
		return err
	}
	delimiter, unread := r.findSyntax(options)
	if unread != nil {
		r.refuse(unread)
		return nil
	}
	h := declaredHeader(&options)
	layout := input.FindLayout(readRows(r.sample(), c.syntax), input.LayoutOptions{HeaderRow: h.row, Labels: options.Labels})
	h.settle(&layout)
	dialect := &r.facts.Dialect
	dialect.Forced = options.Delimiter != ""
	if c.delimiter != c.undivided() {
		dialect.Delimiter = string(rune(c.delimiter))
	}
	dialect.Why = message.Text{EN: delimiter.why.EN + " " + layout.Why.EN, FR: delimiter.why.FR + " " + layout.Why.FR}
	r.facts.Header.Forced = options.HeaderRow != nil
	r.facts.Header.Labels = make([]string, layout.Width)
	r.width = max(layout.Width, 1)
	if len(h.rows) > 0 {
		return r.readHeaderRows(&h)
	}
	if err := r.passAbove(layout.Row); err != nil || r.done || !layout.Header {
		return err
	}
	return r.readHeader()
}

// sample is the beginning of the text, up to the end of a row if it has any.
func (r *reader) sample() []byte {
	c := r.cutter
	if c.eof {
		return c.window
	}
	end := lastEnd(c.window)
	if c.terminated() {
		end = bytes.LastIndexByte(c.window, c.lf) + 1
	}
	if end > 0 {
		return c.window[:end]
	}
	return c.window
}

// findSyntax settles on the syntax: what the dialect says of it, and the delimiter.
func (r *reader) findSyntax(options Options) (delimiter, *table.Unread) {
	s, unread := syntaxOf(options.Dialect)
	if unread != nil {
		return delimiter{}, unread
	}
	var declared byte
	if options.Delimiter == "" {
		if declared, unread = s.declared(options.Dialect); unread != nil {
			return delimiter{}, unread
		}
	} else if !s.allows(options.Delimiter[0]) {
		return delimiter{}, unsupported(faultClash, message.P("value", options.Delimiter))
	}
	r.cutter.syntax = s
	found := findDelimiter(r.sample(), &s, declared, &options)
	r.cutter.syntax = s.divided(found.character)
	return found, nil
}

// passAbove reads what stands above line.
func (r *reader) passAbove(line int64) error {
	for {
		if err := r.cutter.pass(); err != nil || r.cutter.line >= line {
			return err
		}
		row, err := r.top()
		if err != nil || row == nil {
			return err
		}
		r.keepAbove(row)
	}
}

// keepAbove notes a row above the first record that is no part of the header.
func (r *reader) keepAbove(row *row) {
	input.KeepAbove(&r.facts.Header, table.Line{Number: row.line, Text: r.shown(row.text)})
}

func (r *reader) readHeader() error {
	row, err := r.top()
	if err != nil || row == nil {
		return err
	}
	r.takeHeader(row.line, row.cells())
	return nil
}

// takeHeader settles on the labels, which start on line.
func (r *reader) takeHeader(line int64, labels []string) {
	if len(labels) > input.MaxColumns {
		r.tooWide(line, len(labels))
		return
	}
	r.facts.Header.Found = true
	r.facts.Header.Labels = labels
	r.facts.Dialect.HeaderLine = line
	r.width = len(labels)
}

// top reads a row above the first record, and tells its damage. It returns nil at the end of what can be read.
func (r *reader) top() (*row, error) {
	if err := r.cutter.pass(); err != nil {
		return nil, err
	}
	line, offset := r.cutter.line, r.cutter.offset
	text, p, err := r.cutter.record()
	if err != nil {
		return nil, err
	}
	if p.records == 0 {
		if p.oversize {
			r.stopAt(0)
		}
		r.finish()
		return nil, nil
	}
	invalid := r.utf8 && !utf8.Valid(text)
	if invalid && !r.settled {
		return nil, input.ErrEncoding
	}
	e := r.examine(text, &p, invalid, bytes.IndexByte(text, 0) >= 0)
	e.offset, e.line = offset, line
	e.run()
	for _, d := range e.damage {
		r.facts.AddDamage(d, r.samples)
	}
	return &row{syntax: &r.cutter.syntax, text: text, line: line, literal: p.literal, index: e.index}, nil
}

func (r *reader) tooWide(line int64, columns int) {
	text := message.Text{
		EN: "the header has {columns|column|columns}, more than {limit}; check the delimiter",
		FR: "l’en-tête compte {columns|colonne|colonnes}, plus de {limit}; vérifiez le délimiteur",
	}
	r.refuse(&table.Unread{
		Reason: "too-large", Line: line, Text: text.Format(message.P("columns", columns), message.P("limit", input.MaxColumns)),
	})
}

// refuse ends the reading before the first record.
func (r *reader) refuse(unread *table.Unread) {
	r.facts.Unread = unread
	r.facts.Header.Labels = nil
	r.finish()
}
