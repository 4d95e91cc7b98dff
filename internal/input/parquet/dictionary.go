package parquet

import (
	"encoding/binary"

	"github.com/parquet-go/parquet-go/format"

	"github.com/cogwg/hvdlint/internal/table"
)

// dictionary is the values of a chunk, as cells, with a Null behind them. It does not change once it is made: all columns that
// point into it have the same Data, Spans and Kinds.
type dictionary struct {
	data    []byte
	spans   []table.Span
	kinds   []table.Kind // nil: all are Text
	null    uint32       // the entry that is Null, and the number of values
	damaged bool         // some entry is Damaged
	number  uint64       // tells the dictionaries of one column apart
}

// booleans is the dictionary of all booleans: their bits are its indexes.
func booleans() *dictionary {
	return &dictionary{
		data: []byte("falsetrue"), spans: []table.Span{{Start: 0, End: 5}, {Start: 5, End: 9}, {}},
		kinds: []table.Kind{table.Boolean, table.Boolean, table.Null}, null: 2, number: 1,
	}
}

// booleanIndexes reads booleans, one bit each, as they are or in runs behind their length.
func booleanIndexes(data []byte, encoding format.Encoding) (hybrid, error) {
	switch {
	case encoding == format.Plain:
		return hybrid{data: data, width: 1, packed: 8 * uint64(len(data))}, nil
	case encoding == format.RLE && len(data) == 0: // nothing but nulls
		return hybrid{width: 1}, nil
	case encoding == format.RLE && len(data) >= 4:
		size := min(uint64(binary.LittleEndian.Uint32(data)), uint64(len(data)-4))
		return hybrid{data: data[4 : 4+size], width: 1}, nil
	case encoding == format.RLE:
		return hybrid{}, damaged
	}
	return hybrid{}, unsupported(encoding.String())
}

// loadDictionary reads the dictionary of the chunk, unless another shard did.
func (c *column) loadDictionary() error {
	if c.physical == format.Boolean {
		return damaged
	}
	c.once.Do(func() {
		c.dictionaryErr = c.reader.guard(func() (err error) {
			c.dictionary, err = c.readDictionary()
			return err
		})
	})
	return c.dictionaryErr
}

func (c *column) readDictionary() (*dictionary, error) {
	p := c.dictionaryPage
	if p == nil || p.encoding != format.Plain && p.encoding != plainDictionary {
		return nil, damaged
	}
	if err := c.read(p); err != nil {
		return nil, err
	}
	least := 4 // a value of any length has its length before it
	if c.width > 0 {
		least = c.width
	}
	if p.values > len(c.data)/least {
		return nil, damaged
	}
	d := &dictionary{null: uint32(p.values), number: 1 + c.reader.made.Add(1)}
	d.data = make([]byte, 0, len(c.data))
	d.spans = make([]table.Span, 0, p.values+1)
	d.kinds = make([]table.Kind, 0, p.values+1)
	v := plainValues(c.data, c.leaf)
	text := c.maxDefinition == 0 // else records refer to the Null
	for range p.values {
		raw, ok := v.next()
		if !ok {
			return nil, damaged
		}
		start := len(d.data)
		if start+len(raw) > maxText {
			return nil, tooLarge
		}
		var kind table.Kind
		d.data, kind = c.convert(d.data, raw)
		d.damaged = d.damaged || kind == table.Damaged
		text = text && kind == table.Text
		d.spans = append(d.spans, table.Span{Start: uint32(start), End: uint32(len(d.data))})
		d.kinds = append(d.kinds, kind)
	}
	d.spans = append(d.spans, table.Span{})
	d.kinds = append(d.kinds, table.Null)
	if text {
		d.kinds = nil
	}
	return d, nil
}
