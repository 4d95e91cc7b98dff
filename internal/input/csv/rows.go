package csv

import (
	"slices"
	"strings"

	"github.com/cogwg/hvdlint/internal/input"
)

// row is a record outside batches: a sampled one, or one above the first record or below the last one.
type row struct {
	*syntax
	text    []byte
	line    int64
	literal []uint32
	index   []uint32
}

// cells returns copies of the cells, without their quotes.
func (r *row) cells() []string {
	cells := make([]string, 0, len(r.index)-1)
	for i := range len(r.index) - 1 {
		start := r.index[i] + 1
		cell := r.text[start:r.index[i+1]]
		if i == len(r.index)-2 {
			cell = r.trimBreak(cell)
		}
		if r.skip && i > 0 {
			n := len(cell)
			cell = trimSpaces(cell)
			start += uint32(n - len(cell))
		}
		cells = append(cells, string(r.plain([]byte(string(cell)), slices.Contains(r.literal, start))))
	}
	return cells
}

// readRows reads the first rows of a sample, which is taken for the whole text.
func readRows(sample []byte, s syntax) []input.Row {
	c := newCutter(strings.NewReader(""), len(sample), len(sample)+1)
	c.syntax, c.window, c.store, c.eof = s, sample, sample[:0:0], true
	var rows []input.Row
	for len(rows) < input.SampleRows {
		if c.pass() != nil {
			break
		}
		line := c.line
		text, p, err := c.record()
		if err != nil || p.records == 0 {
			break
		}
		e := examination{syntax: &s, text: text, literal: p.literal, samples: 1}
		e.run()
		r := row{syntax: &s, text: text, literal: p.literal, index: e.index}
		rows = append(rows, input.Row{Number: line, Cells: r.cells()})
	}
	return rows
}
