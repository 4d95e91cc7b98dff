package parquet

import (
	"encoding/binary"
	"hash/crc32"
	"slices"

	"github.com/parquet-go/parquet-go/format"

	"github.com/cogwg/hvdlint/internal/table"
)

// column reads the values of a chunk in order. It belongs to one goroutine; its memory is used again for other chunks.
type column struct {
	reader   *reader
	inflater *inflater
	*chunk
	row  int64 // number of the next value in the chunk, from 0
	left int   // values of the page that are left; 0: the next page is not read yet

	stored  []byte // a page as it is in the file
	data    []byte // a page without compression
	repeats hybrid
	defined hybrid
	indexed bool // the values of the page are indexes of the dictionary
	indexes hybrid
	values  values
	numbers [step]uint32
	levels  [step]uint32

	triples triples // of nested columns
}

// step is the number of values that a column reads before the next column does.
const step = 256

// begin starts to read a chunk.
func (c *column) begin(ch *chunk) {
	c.chunk, c.row, c.left = ch, 0, 0
	c.triples.at, c.triples.n = 0, 0
}

// release gives back memory that a long page has made large.
func (c *column) release() {
	const most = 4 << 20
	if cap(c.stored) > most {
		c.stored = nil
	}
	if cap(c.data) > most {
		c.data = nil
	}
	c.chunk, c.values = nil, nil
}

// page returns the page that holds value row; nil: none does.
func (c *chunk) page(row int64) *page {
	i, found := slices.BinarySearchFunc(c.pages, row, func(p page, row int64) int { return int(max(-1, min(1, p.first-row))) })
	if !found {
		i--
	}
	if i < 0 || row >= c.pages[i].first+int64(c.pages[i].values) {
		return nil
	}
	return &c.pages[i]
}

// seek goes to value row.
func (c *column) seek(row int64) error {
	if c.left > 0 && row >= c.row && row < c.row+int64(c.left) {
		return c.pass(int(row - c.row))
	}
	p := c.page(row)
	c.row, c.left = row, 0
	if p == nil || p.first == row {
		return nil
	}
	if err := c.load(); err != nil {
		return err
	}
	c.row = p.first
	return c.pass(int(row - p.first))
}

// pass reads n values of the page and forgets them. It finds the same faults as reading them does.
func (c *column) pass(n int) error {
	for n > 0 {
		k := min(n, step)
		whole, present := c.definitions(k)
		if whole < k || !c.passValues(present) {
			return damaged
		}
		n, c.row, c.left = n-k, c.row+int64(k), c.left-k
	}
	return nil
}

func (c *column) passValues(n int) bool {
	if c.indexed {
		return c.dictionaryIndexes(n) == n
	}
	for range n {
		if _, ok := c.values.next(); !ok {
			return false
		}
	}
	return true
}

// behind returns the number of the value behind the page that value row is in.
func (c *column) behind(row int64) int64 {
	if p := c.page(row); p != nil {
		return p.first + int64(p.values)
	}
	return row + 1
}

// definitions reads n definition levels into levels. It returns how many are levels, and how many of the values of those are there.
func (c *column) definitions(n int) (whole, present int) {
	most := uint32(c.maxDefinition)
	if most == 0 {
		return n, n
	}
	n = c.defined.fill(c.levels[:n])
	for i, level := range c.levels[:n] {
		if level > most {
			return i, present
		}
		if level == most {
			present++
		}
	}
	return n, present
}

// dictionaryIndexes reads n indexes into numbers and returns how many refer to values.
func (c *column) dictionaryIndexes(n int) int {
	n = c.indexes.fill(c.numbers[:n])
	for i, index := range c.numbers[:n] {
		if index >= c.dictionary.null {
			return i
		}
	}
	return n
}

// load reads the page that the next value is in.
func (c *column) load() error {
	return c.reader.guard(func() error {
		p := c.page(c.row)
		if p == nil {
			if c.broken != nil {
				return c.broken
			}
			return fewRecords
		}
		if p.indexed() {
			if err := c.loadDictionary(); err != nil { // into the memory that the page then takes
				return err
			}
		}
		if err := c.read(p); err != nil {
			return err
		}
		if err := c.open(p); err != nil {
			return err
		}
		c.left = p.values
		return nil
	})
}

// read fills data with the page.
func (c *column) read(p *page) error {
	c.stored = slices.Grow(c.stored[:0], p.stored)[:p.stored]
	if err := c.reader.readAt(c.stored, p.offset); err != nil {
		return err
	}
	if p.sum != 0 && crc32.ChecksumIEEE(c.stored) != p.sum {
		return wrongSum
	}
	head := p.repeats + p.levels // version 2
	if c.codec == format.Uncompressed || p.plain || p.second && p.stored == head {
		c.data = append(c.data[:0], c.stored...)
		return nil
	}
	c.data = slices.Grow(c.data[:0], p.size)[:p.size]
	copy(c.data, c.stored[:head])
	return c.inflater.inflate(c.data[head:], c.stored[head:], c.codec)
}

// open sets up the reading of levels and values.
func (c *column) open(p *page) error {
	data := c.data
	if p.second {
		c.repeats = hybrid{data: data[:p.repeats], width: levelWidth(c.maxRepetition)}
		data = data[p.repeats:]
		c.defined = hybrid{data: data[:p.levels], width: levelWidth(c.maxDefinition)}
		data = data[p.levels:]
	} else {
		var ok bool
		if c.repeats, data, ok = firstLevels(data, c.maxRepetition, p.bigEndian[0], p.values); !ok {
			return damaged
		}
		if c.defined, data, ok = firstLevels(data, c.maxDefinition, p.bigEndian[1], p.values); !ok {
			return damaged
		}
	}
	if c.physical == format.Boolean {
		c.indexed = true
		var err error
		c.indexes, err = booleanIndexes(data, p.encoding)
		return err
	}
	if c.indexed = p.indexed(); c.indexed {
		return c.openIndexes(data)
	}
	v, err := newValues(data, p.encoding, c.leaf)
	if err != nil {
		if _, ok := asFault(err); ok {
			return err
		}
		if len(data) == 0 { // nothing but nulls
			v = &fixedValues{width: 1}
		} else {
			return damaged
		}
	}
	c.values = v
	return nil
}

// firstLevels takes the levels of a page of version 1 off its data. They have their length before them, unless they are packed with the
// highest bit first.
func firstLevels(data []byte, most uint8, bigEndian bool, values int) (hybrid, []byte, bool) {
	width := levelWidth(most)
	if width == 0 {
		return hybrid{}, data, true
	}
	if bigEndian {
		return bigEndianLevels(data, width, values)
	}
	if len(data) < 4 {
		return hybrid{}, nil, false
	}
	n := uint64(binary.LittleEndian.Uint32(data))
	if n > uint64(len(data)-4) {
		return hybrid{}, nil, false
	}
	return hybrid{data: data[4 : 4+n], width: width}, data[4+n:], true
}

// indexed reports whether the values of the page are indexes of the dictionary.
func (p *page) indexed() bool {
	return p.encoding == format.RLEDictionary || p.encoding == plainDictionary
}

func (c *column) openIndexes(data []byte) error {
	c.indexes = hybrid{width: 1} // for pages of nothing but nulls
	if len(data) > 0 {
		if data[0] > 32 {
			return damaged
		}
		c.indexes = hybrid{data: data[1:], width: uint(data[0])}
	}
	return nil
}

// flat reads n values of a column that is not nested, and returns how many were whole. There may be fewer when their text is
// long.
func (c *column) flat(out *output, n int) (int, error) {
	for done := 0; done < n; {
		if c.left == 0 {
			if err := c.load(); err != nil {
				return done, err
			}
		}
		k := min(n-done, c.left, step)
		defined, present := c.definitions(k)
		var whole int
		var err error
		if c.indexed {
			whole = c.flatIndexes(out, defined, present)
		} else {
			whole, err = c.flatValues(out, defined)
		}
		done, c.row, c.left = done+whole, c.row+int64(whole), c.left-whole
		if err == nil && whole == defined && defined < k || c.indexed && whole < k {
			err = damaged
		}
		if err != nil || whole < defined {
			return done, err
		}
	}
	return n, nil
}

// flatIndexes reads n values from the dictionary, of which so many are present, and returns how many were whole.
func (c *column) flatIndexes(out *output, n, present int) int {
	have := c.dictionaryIndexes(present)
	if c.maxDefinition == 0 {
		out.addIndexes(c.dictionary, c.numbers[:have])
		return have
	}
	return out.addDefined(c.dictionary, c.numbers[:have], c.levels[:n], uint32(c.maxDefinition))
}

// flatValues reads n values that stand in the page themselves.
func (c *column) flatValues(out *output, n int) (int, error) {
	out.spell()
	convert, most := c.convert, uint32(c.maxDefinition)
	var last number
	for i := range n {
		if most > 0 && c.levels[i] < most {
			out.add(len(out.data), table.Null)
			continue
		}
		raw, ok := c.values.next()
		if !ok {
			return i, damaged
		}
		if last.is(raw) {
			out.addAgain(last.cell)
			continue
		}
		start := len(out.data)
		if start+len(raw) > maxText {
			return i, tooLarge
		}
		last = number{word: numberWord(raw), length: len(raw), cell: len(out.spans)}
		var kind table.Kind
		out.data, kind = convert(out.data, raw)
		out.add(start, kind)
		if len(out.data) > batchText && !c.reader.schema.nested {
			return i + 1, nil
		}
	}
	return n, nil
}

// number is a value of four or eight bytes, and the cell that it became: values that are equal often follow each other, as in a tie, and are
// written once.
type number struct {
	word         uint64
	length, cell int
}

func (n *number) is(raw []byte) bool {
	return n.length == len(raw) && (n.length == 4 || n.length == 8) && n.word == numberWord(raw)
}

func numberWord(raw []byte) uint64 {
	switch len(raw) {
	case 4:
		return uint64(binary.LittleEndian.Uint32(raw))
	case 8:
		return binary.LittleEndian.Uint64(raw)
	}
	return 0
}
