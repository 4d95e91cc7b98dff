package csv

import (
	"io"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/table"
)

// cutter reads text and cuts it where records end. It is the one authority on quoting. What it keeps in memory is a block, or, where
// a record or the search for the end of a quoted cell is longer than that, at most a few times the record limit.
type cutter struct {
	syntax
	text      io.Reader
	limit     int // bytes of a record, without its line break
	blockSize int

	// window is what was read and not cut yet; it starts at the start of a record. store is the memory behind it.
	window, store []byte
	eof           bool

	offset int64 // of the window in the text
	line   int64 // physical line at offset, from 1
	row    int64 // rows before offset, records or not

	endings table.Endings
	quoted  bool // a quoted cell was seen

	// A quoted cell that opens at searched finds no end before reach, see [events.leap]. Both are absolute.
	searched, reach int64
	// breakAt is the first line break at or behind breakFrom; both are absolute.
	breakFrom, breakAt int64
}

func newCutter(text io.Reader, limit, blockSize int) *cutter {
	return &cutter{text: text, syntax: plainSyntax(), limit: limit, blockSize: blockSize, line: 1, breakFrom: 1}
}

// next cuts the next records, about a block of them, and returns their text in memory grown from block. A last record
// without line break is given one. A piece may have no records but rows that are passed over; at the end of the text it has no end
// either, and an oversize record ends the text for good.
func (c *cutter) next(block []byte) (text []byte, p piece, err error) {
	block = block[:0]
	if 2*len(c.window) <= c.blockSize { // otherwise carrying over could cost more than reading
		block = append(block, c.window...)
		c.window = c.store[:0]
		if block, err = c.fill(block, c.blockSize); err != nil {
			return block, p, err
		}
		if p = c.walk(block, len(block), c.eof); p.end > 0 {
			c.keep(block[p.end:])
			text = c.take(block[:p.end], &p)
			return text, p, nil
		}
		c.keep(block)
	}
	if p, err = c.peek(c.blockSize); err != nil || p.end == 0 {
		return block[:0], p, err
	}
	block = append(block[:0], c.window[:p.end]...)
	c.window = c.window[p.end:]
	text = c.take(block, &p)
	return text, p, nil
}

// pass cuts rows that are passed over, so that what follows is a record or the end of the text.
func (c *cutter) pass() error {
	for c.comment != none || len(c.commentRows) > 0 {
		p, err := c.peek(1)
		if err != nil || p.end == 0 || p.records > 0 {
			return err
		}
		c.window = c.window[p.end:]
		c.take(nil, &piece{end: p.end, breaks: p.breaks, passed: p.passed, lf: p.lf, crlf: p.crlf, cr: p.cr})
	}
	return nil
}

// record cuts a single record and returns a copy of its text. Its place is that of the cutter before the call, if nothing is to be
// passed over.
func (c *cutter) record() (text []byte, p piece, err error) {
	if p, err = c.peek(1); err != nil || p.end == 0 {
		return nil, p, err
	}
	text = append([]byte(nil), c.window[:p.end]...)
	c.window = c.window[p.end:]
	text = c.take(text, &p)
	return text, p, nil
}

// peek walks the window, reading on until at least one record ends, and soft bytes if they are there already.
func (c *cutter) peek(soft int) (piece, error) {
	for {
		p := c.walk(c.window, soft, c.eof)
		if p.end > 0 || p.oversize || c.eof {
			return p, nil
		}
		if err := c.read(max(2*len(c.window), c.blockSize)); err != nil {
			return p, err
		}
	}
}

// take counts what was cut.
func (c *cutter) take(text []byte, p *piece) []byte {
	c.offset += int64(p.end)
	c.line += p.breaks
	c.row += int64(p.records + p.passed)
	c.quoted = c.quoted || p.quoted
	e := &c.endings
	count(&e.LF, &e.FirstLF, p.lf)
	count(&e.CRLF, &e.FirstCRLF, p.crlf)
	count(&e.CR, &e.FirstCR, p.cr)
	if len(p.gaps) > 0 {
		text = p.closeGaps(text)
	}
	if p.unterminated {
		text = append(text, c.lf)
	}
	return text
}

func count(total, first *int64, e ending) {
	if *first == 0 {
		*first = e.first
	}
	*total += e.count
}

// keep puts a copy of text into the window, which must be used up.
func (c *cutter) keep(text []byte) {
	if cap(c.store) > 8*c.blockSize && len(text) < c.blockSize {
		c.store = nil // what a long search took need not stay
	}
	c.store = append(c.store[:0], text...)
	c.window = c.store
}

// read reads until the window holds size bytes or the text ends.
func (c *cutter) read(size int) error {
	if cap(c.window) < size {
		// The window may lie anywhere in its store, so it moves, to the front of larger memory if need be.
		if cap(c.store) < size {
			store := make([]byte, 0, size)
			c.store = append(store, c.window...)
		} else {
			c.store = c.store[:copy(c.store[:cap(c.store)], c.window)]
		}
		c.window = c.store
	}
	window, err := c.fill(c.window, size)
	c.window = window
	return err
}

// fill appends what is read to buffer until it holds size bytes or the text ends.
func (c *cutter) fill(buffer []byte, size int) ([]byte, error) {
	if cap(buffer) < size {
		buffer = append(make([]byte, 0, size+spare), buffer...)
	}
	if c.eof {
		return buffer, nil
	}
	var err error
	buffer, c.eof, err = input.Fill(c.text, buffer, size)
	return buffer, err
}

// spare is room behind a block for the line break that a last record may lack.
const spare = 8
