package csv

import (
	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/message"
)

// header is what was given or declared of the header; the zero value is nothing.
type header struct {
	row   *int   // see Options.HeaderRow
	rows  []int  // numbers of its rows, from 1
	join  string // between the parts of a label
	there bool   // there is one, somewhere
}

// declaredHeader is what the user says of the header or, if that is nothing, the dialect.
func declaredHeader(options *Options) header {
	d := options.Dialect
	if options.HeaderRow != nil || d == nil {
		return header{row: options.HeaderRow}
	}
	if d.Header != nil && !*d.Header {
		withoutHeader := 0
		return header{row: &withoutHeader}
	}
	return header{rows: d.HeaderRows, join: d.Join(), there: d.Header != nil}
}

// settle changes a layout that was found to what is declared.
func (h *header) settle(layout *input.Layout) {
	switch {
	case len(h.rows) > 0:
		layout.Why = message.Text{
			EN: "The rows of the header are declared.",
			FR: "Les lignes de l’en-tête sont déclarées.",
		}
	case h.there && !layout.Header:
		layout.Header = true
		layout.Why = message.Text{
			EN: "The header is declared.",
			FR: "L’en-tête est déclaré.",
		}
	}
}

// readHeaderRows reads the declared rows of the header and what stands above and between them. Rows that are passed over count, and
// are no part of it.
func (r *reader) readHeaderRows(h *header) error {
	if len(h.rows) > input.HeaderRows {
		r.refuse(unsupported(faultHeaderRows, message.P("n", len(h.rows)), message.P("limit", input.HeaderRows)))
		return nil
	}
	var labels joined
	line := int64(0)
	for _, number := range h.rows {
		row, err := r.rowOf(int64(number))
		if err != nil {
			return err
		}
		if row == nil {
			continue
		}
		if line == 0 {
			line = row.line
		}
		labels.add(row.cells(), h.join)
	}
	if line > 0 && r.facts.Unread == nil {
		r.takeHeader(line, labels.cells)
	}
	return nil
}

// rowOf reads up to the row of a number. It returns nil when there is none, because it was passed over or the text has ended.
func (r *reader) rowOf(number int64) (*row, error) {
	for !r.done {
		if err := r.cutter.pass(); err != nil {
			return nil, err
		}
		at := r.cutter.row + 1
		if at > number {
			break
		}
		row, err := r.top()
		if err != nil || row == nil || at == number {
			return row, err
		}
		r.keepAbove(row)
	}
	return nil, nil
}

// joined are labels of several rows.
type joined struct{ cells, last []string }

// add joins the cells of the next row to the labels. A blank part, and one that repeats the part above it, as merged cells do, adds
// nothing.
func (j *joined) add(cells []string, join string) {
	for i, cell := range cells {
		switch {
		case i == len(j.cells):
			j.cells, j.last = append(j.cells, cell), append(j.last, cell)
		case cell == "" || cell == j.last[i]:
		case j.cells[i] == "":
			j.cells[i], j.last[i] = cell, cell
		default:
			j.cells[i], j.last[i] = j.cells[i]+join+cell, cell
		}
	}
}
