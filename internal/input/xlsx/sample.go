package xlsx

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/table"
)

// sample is the beginning of a sheet: what its layout is told from.
type sample struct {
	rows   []sampleRow // the first with content, from the row on that was asked for
	before []sampleRow // the first of those in front of them, at most [input.AboveLimit]
	last   int64       // number of the last row with content, before or in rows
	all    bool        // the sheet has no more rows
	stop   *stop
	size   *tableRange // as the sheet itself says, or nil
	hidden []columnRange
}

type sampleRow struct {
	number int64
	cells  []sampleCell // with content, by column
}

type sampleCell struct {
	column int
	text   string
	kind   table.Kind
}

// columnRange is a run of columns, from 1; both belong to it.
type columnRange struct{ first, last int }

func (c columnRange) width() int { return c.last - c.first + 1 }

func (c columnRange) has(column int) bool { return column >= c.first && column <= c.last }

// sampleBytes is the number of bytes of XML that a sample reads at most beyond its first rows.
const sampleBytes = 4 << 20

// takeSample reads the first rows of a sheet from row number from on; reading starts at the top all the same.
func takeSample(ctx context.Context, w *workbook, part string, from int64) (*sample, error) {
	source, closer, err := w.archive.open(part)
	if err != nil {
		return nil, err
	}
	s, err := readSample(ctx, w, source, from)
	if err != nil {
		return nil, errors.Join(refusePart(part, err), closer.Close())
	}
	return s, closer.Close()
}

func readSample(ctx context.Context, w *workbook, source *cleaner, from int64) (*sample, error) {
	c, err := newCutter(source, w.limits.Element)
	if err != nil {
		return nil, err
	}
	s := &sample{}
	s.readHead(c.head)
	p := cellParser{book: w, strings: w.strings.reader()}
	bytes := 0
	for {
		if err := context.Cause(ctx); err != nil {
			return nil, err
		}
		if err := c.fill(chunkSize); err != nil {
			return nil, err
		}
		for _, r := range c.rows {
			s.last = r.number
			if r.number < from {
				if len(s.before) < input.AboveLimit {
					cells, err := p.sample(c.text[r.start:r.end], input.AboveSize)
					if err != nil {
						return nil, err
					}
					s.before = appendRow(s.before, r.number, cells)
				}
				continue
			}
			if len(s.rows) == input.SampleRows || len(s.rows) > 1 && bytes > sampleBytes {
				return s, nil
			}
			cells, err := p.sample(c.text[r.start:r.end], maxText)
			if err != nil {
				return nil, err
			}
			bytes += r.end - r.start + len(p.data) // shared strings may be far longer than what stands in the row
			s.rows = appendRow(s.rows, r.number, cells)
		}
		c.drop(len(c.rows))
		if c.ended {
			s.all, s.stop = true, c.stop
			return s, nil
		}
	}
}

func appendRow(rows []sampleRow, number int64, cells []sampleCell) []sampleRow {
	if len(cells) == 0 {
		return rows
	}
	return append(rows, sampleRow{number: number, cells: cells})
}

// sample reads a whole row into memory of its own, of each text as much as fits into size bytes.
func (p *cellParser) sample(text []byte, size int) ([]sampleCell, error) {
	p.begin(text)
	p.data = p.data[:0]
	var cells []sampleCell
	sorted := true
	for {
		more, err := p.next()
		if err != nil {
			return nil, err
		}
		if !more {
			break
		}
		text := input.Shorten(p.data[p.start:], size)
		if p.column > maxColumns || p.kind == table.Null || p.kind == table.Text && strings.TrimSpace(text) == "" {
			continue
		}
		sorted = sorted && (len(cells) == 0 || cells[len(cells)-1].column < p.column)
		cells = append(cells, sampleCell{column: p.column, text: text, kind: p.kind})
	}
	if !sorted {
		slices.Reverse(cells) // so that of cells that come twice the last stays
		slices.SortStableFunc(cells, func(a, b sampleCell) int { return a.column - b.column })
		cells = slices.CompactFunc(cells, func(a, b sampleCell) bool { return a.column == b.column })
	}
	return cells, nil
}

// readHead reads the size and the hidden columns from what stands before the rows.
func (s *sample) readHead(head []byte) {
	if tag, _, found := child(head, "dimension"); found >= 0 {
		value, _ := attribute(tag, "ref")
		if size, ok := parseRange(string(value)); ok {
			s.size = size
		}
	}
	_, columns, found := child(head, "cols")
	for found >= 0 && len(s.hidden) < maxColumns {
		var tag []byte
		var after int
		if tag, _, after = child(columns, "col"); after < 0 {
			return
		}
		columns = columns[after:]
		value, _ := attribute(tag, "hidden")
		if string(value) != "1" && string(value) != "true" {
			continue
		}
		first, _ := attribute(tag, "min")
		last, _ := attribute(tag, "max")
		if r := (columnRange{styleOf(first), styleOf(last)}); r.first > 0 && r.first <= r.last {
			s.hidden = append(s.hidden, r)
		}
	}
}

// filled returns the rectangle around the cells of a sample, or nil.
func (s *sample) filled() *tableRange {
	var r *tableRange
	for _, rows := range [][]sampleRow{s.before, s.rows} {
		for _, row := range rows {
			first, last := row.cells[0].column, row.cells[len(row.cells)-1].column
			if r == nil {
				r = &tableRange{row.number, row.number, first, last}
			}
			r.firstRow, r.lastRow = min(r.firstRow, row.number), max(r.lastRow, row.number)
			r.firstColumn, r.lastColumn = min(r.firstColumn, first), max(r.lastColumn, last)
		}
	}
	return r
}

// rectangle returns the one that a sheet's cells fill, as far as it is known without reading them all: what the sheet says of itself
// counts where it goes beyond the sample.
func (s *sample) rectangle() *tableRange {
	r := s.filled()
	if r == nil || s.all || s.size == nil {
		return r
	}
	r.lastRow = max(r.lastRow, s.size.lastRow)
	r.firstColumn, r.lastColumn = min(r.firstColumn, s.size.firstColumn), max(r.lastColumn, s.size.lastColumn)
	return r
}

// between returns the texts of the cells in a run of columns.
func (r *sampleRow) between(columns columnRange) []string {
	texts := make([]string, columns.width())
	for _, c := range r.cells {
		if columns.has(c.column) {
			texts[c.column-columns.first] = c.text
		}
	}
	return texts
}

// line returns the row as a line of text, its cells between tabs.
func (r *sampleRow) line() table.Line {
	texts := make([]string, 0, len(r.cells))
	for _, c := range r.cells {
		texts = append(texts, c.text)
	}
	return table.Line{Number: r.number, Text: input.Shorten([]byte(strings.Join(texts, "\t")), input.AboveSize)}
}
