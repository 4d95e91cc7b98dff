package xlsx

import (
	"slices"

	"github.com/cogwg/hvdlint/internal/table"
)

// cells are those of one column of the batch that is being made.
type cells struct {
	usual usual
	items bool     // all cells that came are items of the dictionary, and in index
	mixed bool     // one came that is none, and all are in spans and kinds
	index []uint32 // by record
	spans []table.Span
	kinds []table.Kind
}

// resetItems makes room for n records without cells, which are to be items. A column starts so unless the last batch did not end so.
func (c *cells) resetItems(n int, items *dictionary) {
	c.items, c.index = true, table.Sized(c.index, n)
	none := items.none()
	for i := range c.index {
		c.index[i] = none
	}
}

// resetPlain makes room for n records without cells.
func (c *cells) resetPlain(n int) {
	c.items, c.mixed = false, false
	c.spans, c.kinds = table.Sized(c.spans, n), table.Sized(c.kinds, n)
	clear(c.spans)
	for i := range c.kinds {
		c.kinds[i] = table.Null
	}
}

// put makes the cell that the parser has read last the one of record n in column c of the table.
func (d *decoder) put(n, c int) {
	p, to := &d.parser, &d.cells[c]
	for _, note := range p.notes {
		d.tell(note, c)
	}
	if to.items && p.item >= 0 {
		to.index[n] = uint32(p.item)
		p.data = p.data[:p.start]
		return
	}
	span := table.Span{Start: uint32(p.start), End: uint32(len(p.data))}
	if to.items {
		d.spell(to, n)
	}
	to.mixed = to.mixed || p.item < 0
	to.spans[n], to.kinds[n] = span, p.kind
}

// spell writes the cells of the first n records of a column as text: another one is no item of the dictionary.
func (d *decoder) spell(c *cells, n int) {
	p := &d.parser
	c.resetPlain(len(c.index))
	for i, item := range c.index[:n] {
		if item == d.items.none() {
			continue
		}
		start := uint32(len(p.data))
		p.data = append(p.data, d.items.data[d.items.spans[item].Start:d.items.spans[item].End]...)
		c.spans[i], c.kinds[i] = table.Span{Start: start, End: uint32(len(p.data))}, d.items.kinds[item]
	}
}

// column returns the column of the first n records.
func (d *decoder) column(c *cells, n int) table.Column {
	if c.items {
		return d.items.column(c.index[:n])
	}
	column := table.Column{Data: d.parser.data, Spans: c.spans[:n]}
	if kinds := c.kinds[:n]; slices.ContainsFunc(kinds, func(k table.Kind) bool { return k != table.Text }) {
		column.Kinds = kinds
	}
	return column
}
