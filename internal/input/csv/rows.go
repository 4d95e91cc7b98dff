package csv

import (
	"strings"
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

// sampled is a row that detection looks at.
type sampled struct {
	line  int64
	cells []string
}

// sampleRows is the number of rows that detection looks at.
const sampleRows = 200

// readRows reads the first rows of a sample, which is taken for the whole text.
func readRows(sample []byte, delimiter byte) []sampled {
	c := newCutter(strings.NewReader(""), len(sample), len(sample)+1)
	c.delimiter, c.window, c.store, c.eof = delimiter, sample, sample[:0:0], true
	var rows []sampled
	for len(rows) < sampleRows {
		line := c.line
		text, p, err := c.record()
		if err != nil || p.records == 0 {
			break
		}
		e := examination{text: text, delimiter: delimiter, literal: p.literal, samples: 1}
		e.run()
		r := row{text: text, literal: p.literal, index: e.index}
		rows = append(rows, sampled{line: line, cells: r.cells()})
	}
	return rows
}

// isBlank reports whether all cells are empty or blank.
func (s *sampled) isBlank() bool { return s.filled() == 0 }

// filled returns the number of cells that are not blank.
func (s *sampled) filled() int {
	n := 0
	for _, cell := range s.cells {
		if strings.TrimSpace(cell) != "" {
			n++
		}
	}
	return n
}
