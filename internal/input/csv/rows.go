package csv

import (
	"strings"

	"github.com/cogwg/hvdlint/internal/input"
)

// row is a record outside batches: a sampled one, or one above the first record.
type row struct {
	text    []byte
	line    int64
	literal []uint32
	index   []uint32
}

// cells returns copies of the cells, without their quotes.
func (r *row) cells() []string {
	cells := make([]string, 0, len(r.index)-1)
	for i := range len(r.index) - 1 {
		cell := r.text[r.index[i]+1 : r.index[i+1]]
		if i == len(r.index)-2 {
			cell = trimBreak(cell)
		}
		opens := len(cell) > 1 && cell[0] == '"' && (len(r.literal) == 0 || !contains(r.literal, r.index[i]+1))
		if !opens {
			cells = append(cells, string(cell))
			continue
		}
		cells = append(cells, strings.ReplaceAll(string(cell[1:len(cell)-1]), `""`, `"`))
	}
	return cells
}

func contains(offsets []uint32, offset uint32) bool {
	for _, o := range offsets {
		if o == offset {
			return true
		}
	}
	return false
}

// readRows reads the first rows of a sample, which is taken for the whole text.
func readRows(sample []byte, delimiter byte) []input.Row {
	c := newCutter(strings.NewReader(""), len(sample), len(sample)+1)
	c.delimiter, c.window, c.store, c.eof = delimiter, sample, sample[:0:0], true
	var rows []input.Row
	for len(rows) < input.SampleRows {
		line := c.line
		text, p, err := c.record()
		if err != nil || p.records == 0 {
			break
		}
		e := examination{text: text, delimiter: delimiter, literal: p.literal, samples: 1}
		e.run()
		r := row{text: text, literal: p.literal, index: e.index}
		rows = append(rows, input.Row{Number: line, Cells: r.cells()})
	}
	return rows
}
