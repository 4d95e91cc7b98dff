package xlsx

import "github.com/cogwg/hvdlint/internal/table"

// dictionary is the shared strings as the values of columns, so that whoever judges cells does so once for each string. The last value is that of
// cells without content. It does not change.
type dictionary struct {
	data  []byte
	spans []table.Span
	kinds []table.Kind
	blank bool // some string is empty
}

const (
	// longItem is the length in bytes of the longest string of a dictionary.
	longItem = 256
	// mostItems is the greatest number of values of the dictionaries of all columns: whoever judges cells remembers what he knows of each.
	mostItems = 1 << 18
)

// newDictionary returns nil when the strings are too many or too long for one, or cannot be told from cells that could not be read.
func newDictionary(t *stringTable) *dictionary {
	if t.count == 0 || t.count >= mostItems || t.spilled != nil || t.longest > longItem || t.invalid {
		return nil
	}
	d := &dictionary{data: t.arena, spans: make([]table.Span, t.count+1), kinds: make([]table.Kind, t.count+1)}
	start := uint32(0)
	for i, end := range t.ends {
		d.spans[i] = table.Span{Start: start, End: end}
		if start == end {
			d.kinds[i], d.blank = table.Null, true
		}
		start = end
	}
	d.kinds[t.count] = table.Null
	return d
}

// none returns the value of cells without content.
func (d *dictionary) none() uint32 { return uint32(len(d.spans) - 1) }

// has reports whether there is a string of that number, from 0, that is a cell's content.
func (d *dictionary) has(item int) bool {
	return item < len(d.spans)-1 && !(d.blank && d.kinds[item] == table.Null)
}

// columns returns how many columns of a batch may have the dictionary.
func (d *dictionary) columns() int {
	if d == nil {
		return 0
	}
	return mostItems / len(d.spans)
}

// column returns the column of cells whose values are at index.
func (d *dictionary) column(index []uint32) table.Column {
	return table.Column{Data: d.data, Spans: d.spans, Kinds: d.kinds, Index: index, Dictionary: 1}
}
