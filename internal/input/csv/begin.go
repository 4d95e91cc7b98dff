package csv

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

const (
	sampleSize = 128 << 10 // bytes that detection looks at, whatever the size of blocks
	aboveLimit = 10        // lines kept of what stands above the header
	aboveSize  = 1000      // bytes kept of each
)

// begin finds the dialect and reads up to the first record.
func (r *reader) begin(options Options) error {
	c := r.cutter
	if err := c.read(sampleSize); err != nil {
		return err
	}
	sample := c.window
	if !c.eof {
		if end := lastEnd(sample); end > 0 {
			sample = sample[:end]
		}
	}
	delimiter := findDelimiter(sample, &options)
	c.delimiter = delimiter.character
	layout := input.FindLayout(readRows(sample, c.delimiter), input.LayoutOptions{HeaderRow: options.HeaderRow, Labels: options.Labels})
	dialect := &r.facts.Dialect
	dialect.Forced = options.Delimiter != ""
	if c.delimiter != '\n' {
		dialect.Delimiter = string(rune(c.delimiter))
	}
	dialect.Why = message.Text{EN: delimiter.why.EN + " " + layout.Why.EN, FR: delimiter.why.FR + " " + layout.Why.FR}
	r.facts.Header.Forced = options.HeaderRow != nil
	r.facts.Header.Labels = make([]string, layout.Width)
	r.width = max(layout.Width, 1)
	if err := r.passAbove(layout.Row); err != nil || r.done || !layout.Header {
		return err
	}
	return r.readHeader()
}

// passAbove reads what stands above line.
func (r *reader) passAbove(line int64) error {
	for r.cutter.line < line {
		row, err := r.top()
		if err != nil || row == nil {
			return err
		}
		header := &r.facts.Header
		if header.AboveCount++; header.AboveCount <= aboveLimit {
			text := strings.TrimRight(string(row.text), "\r\n")
			header.Above = append(header.Above, table.Line{Number: row.line, Text: shorten([]byte(text), aboveSize)})
		}
	}
	return nil
}

func (r *reader) readHeader() error {
	row, err := r.top()
	if err != nil || row == nil {
		return err
	}
	cells := row.cells()
	if len(cells) > input.MaxColumns {
		r.tooWide(row.line, len(cells))
		return nil
	}
	r.facts.Header.Found = true
	r.facts.Header.Labels = cells
	r.facts.Dialect.HeaderLine = row.line
	r.width = len(cells)
	return nil
}

// top reads a row above the first record, and tells its damage. It returns nil at the end of what can be read.
func (r *reader) top() (*row, error) {
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
	e := r.examine(text, p.literal, invalid, bytes.IndexByte(text, 0) >= 0)
	e.offset, e.line = offset, line
	e.run()
	for _, d := range e.damage {
		r.facts.AddDamage(d, r.samples)
	}
	return &row{text: text, line: line, literal: p.literal, index: e.index}, nil
}

func (r *reader) tooWide(line int64, columns int) {
	text := message.Text{
		EN: "the header has {columns|column|columns}, more than {limit}; check the delimiter",
		FR: "l’en-tête compte {columns|colonne|colonnes}, plus de {limit}; vérifiez le délimiteur",
	}
	r.facts.Unread = &table.Unread{
		Reason: "too-large", Line: line, Text: text.Format(message.P("columns", columns), message.P("limit", input.MaxColumns)),
	}
	r.facts.Header.Labels = nil
	r.finish()
}
