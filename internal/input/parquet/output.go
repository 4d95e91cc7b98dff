package parquet

import "github.com/cogwg/hvdlint/internal/table"

// output is the cells of a column for the batch being made: indexes of a dictionary as long as all cells come from the same one, and
// the cells themselves otherwise.
type output struct {
	dictionary *dictionary // nil: the cells themselves
	index      []uint32
	data       []byte
	spans      []table.Span
	kinds      []table.Kind
	typed      bool // some kind is not Text
	damaged    bool // some kind is Damaged
}

func (o *output) reset() {
	o.dictionary, o.index = nil, o.index[:0]
	o.data, o.spans, o.kinds = o.data[:0], o.spans[:0], o.kinds[:0]
	o.typed, o.damaged = false, false
}

// add adds a cell whose text goes from start to the end of data.
func (o *output) add(start int, kind table.Kind) {
	o.spans = append(o.spans, table.Span{Start: uint32(start), End: uint32(len(o.data))})
	o.kinds = append(o.kinds, kind)
	o.typed = o.typed || kind != table.Text
	o.damaged = o.damaged || kind == table.Damaged
}

// addAgain adds a cell that is there already.
func (o *output) addAgain(cell int) {
	o.spans = append(o.spans, o.spans[cell])
	o.kinds = append(o.kinds, o.kinds[cell])
}

// addIndexes adds cells of a dictionary.
func (o *output) addIndexes(d *dictionary, indexes []uint32) {
	if o.from(d) {
		o.index = append(o.index, indexes...)
		return
	}
	for _, i := range indexes {
		o.copy(d, i)
	}
}

// addDefined adds a cell of a dictionary for each level that is the greatest, and a Null for each that is not. It returns for how many
// levels there were indexes.
func (o *output) addDefined(d *dictionary, indexes, levels []uint32, most uint32) int {
	from := o.from(d)
	for i, level := range levels {
		index := d.null
		if level == most {
			if len(indexes) == 0 {
				return i
			}
			index, indexes = indexes[0], indexes[1:]
		}
		if from {
			o.index = append(o.index, index)
		} else {
			o.copy(d, index)
		}
	}
	return len(levels)
}

// from reports whether all cells, those of d among them, are indexes of d.
func (o *output) from(d *dictionary) bool {
	if o.dictionary == nil && len(o.spans) == 0 {
		o.dictionary = d
	}
	return o.dictionary == d
}

func (o *output) copy(d *dictionary, index uint32) {
	span, kind := d.spans[index], table.Text
	if d.kinds != nil {
		kind = d.kinds[index]
	}
	start := len(o.data)
	o.data = append(o.data, d.data[span.Start:span.End]...)
	o.add(start, kind)
}

// spell replaces indexes by the cells themselves.
func (o *output) spell() {
	d := o.dictionary
	if d == nil {
		return
	}
	o.dictionary = nil
	for _, i := range o.index {
		o.copy(d, i)
	}
	o.index = o.index[:0]
}

// column returns the first n cells.
func (o *output) column(n int) table.Column {
	if d := o.dictionary; d != nil {
		return table.Column{Data: d.data, Spans: d.spans, Kinds: d.kinds, Index: o.index[:n:n], Dictionary: d.number}
	}
	c := table.Column{Data: o.data, Spans: o.spans[:n:n]}
	if o.typed {
		c.Kinds = o.kinds[:n:n]
	}
	return c
}

// hasDamaged reports whether a cell may be Damaged.
func (o *output) hasDamaged() bool {
	return o.damaged || o.dictionary != nil && o.dictionary.damaged
}
