package json

import (
	"bytes"
	"io"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/table"
)

// cutter reads text and cuts it where records end. It is the one authority on where that is. What it keeps in memory is a
// block, or, where a record is longer than that, at most twice the record limit.
type cutter struct {
	text      io.Reader
	limit     int // bytes of a record
	blockSize int
	form      form
	place     place // where in the array the window starts

	// window is what was read and not cut yet. store is the memory behind it.
	window, store []byte
	eof           bool

	spot            // of the window
	grammar grammar // of what stands around the records
}

// spot is a place in a text.
type spot struct {
	offset int64
	line   int64 // physical line, from 1
	feed   int64 // offset of the last line feed before it; -1: none
}

// behind returns the spot behind text, which starts at s.
func (s spot) behind(text []byte) spot {
	// Looking for the last one from behind takes far longer where there is none.
	if feeds := bytes.Count(text, newline); feeds > 0 {
		s.line += int64(feeds)
		s.feed = s.offset + int64(bytes.LastIndexByte(text, '\n'))
	}
	s.offset += int64(len(text))
	return s
}

var newline = []byte{'\n'}

// form is how records stand in a text.
type form uint8

const (
	inArray form = iota
	inLines      // one a line
	single       // the text is one record
)

// block is the memory of a shard.
type block struct {
	text    []byte
	records []table.Span
}

// piece is what is cut at a time.
type piece struct {
	spot                 // where it starts
	end     int          // of what was read, in bytes
	records []table.Span // may be none
	plain   bool         // each line is a record
	feeds   int64        // line feeds in it
	place   place        // behind the piece
	closed  bool         // the array ends with the piece
	fault   fault        // why no more can be cut
	at      int          // where; not before end
}

// cut cuts the next records into b, at most most of them or, when that is 0, about a block. A piece without records is the last: the
// array was closed, or there is a fault.
func (c *cutter) cut(b *block, most int) (piece, error) {
	for {
		p, err := c.peek(b.records[:0], most)
		if err != nil {
			return p, err
		}
		p.spot = c.spot
		b.records = p.records
		b.text = append(b.text[:0], c.window[:p.end]...)
		c.place = p.place
		c.pass(p.end)
		p.feeds = c.line - p.line
		if p.closed {
			c.leave()
		}
		if len(p.records) > 0 || p.closed || p.fault != "" {
			p.at -= p.end
			return p, nil
		}
	}
}

// peek looks for the ends of records in the window and reads on until there is something to cut.
func (c *cutter) peek(records []table.Span, most int) (piece, error) {
	for size := c.blockSize; ; size *= 2 {
		if err := c.read(size); err != nil {
			return piece{}, err
		}
		text := c.window[:min(size, len(c.window))]
		whole := c.eof && len(text) == len(c.window)
		p := c.scan(text, whole, most, records)
		if p.end > 0 || p.closed || p.fault != "" {
			return p, nil
		}
		if whole || len(text) > c.limit {
			p.fault, p.at = blame(text, c.limit)
			return p, nil
		}
	}
}

func (c *cutter) scan(text []byte, whole bool, most int, records []table.Span) piece {
	if c.form == inLines {
		return c.scanLines(text, whole, most, records)
	}
	if c.form == single {
		most = 1
	}
	s := scan{text: text, whole: whole, most: most, limit: c.limit, piece: piece{records: records, place: c.place}}
	s.run()
	if c.form == single && len(s.records) > 0 {
		s.closed = true
	}
	return s.piece
}

// blame says why text, which begins with a record, does not hold all of it within limit: it is broken, too long, or the text ends.
func blame(text []byte, limit int) (fault, int) {
	g := grammar{}
	text = text[:min(len(text), limit)]
	at := g.feed(text)
	switch {
	case g.fault != "":
		return g.fault, at
	case len(text) == limit:
		return tooLong, 0
	}
	return endsEarly, len(text)
}

// scanLines finds the lines that are not blank.
func (c *cutter) scanLines(text []byte, whole bool, most int, records []table.Span) piece {
	p := piece{records: records, plain: true}
	for p.end < len(text) && (most == 0 || len(p.records) < most) {
		start := p.end
		var end, next int
		for start < len(text) && isSpace(text[start]) && text[start] != '\n' {
			start++
		}
		switch n := bytes.IndexByte(text[start:], '\n'); {
		case n >= 0:
			end, next = start+n, start+n+1
		case !whole && start < len(text):
			p.end = start
			return p
		default:
			end, next = len(text), len(text)
		}
		if end-start > c.limit {
			p.end = start
			p.fault, p.at = blame(text[start:end], c.limit)
			p.at += start
			return p
		}
		for end > start && isSpace(text[end-1]) {
			end--
		}
		if end > start {
			p.records = append(p.records, table.Span{Start: uint32(start), End: uint32(end)})
		} else {
			p.plain = false
		}
		p.end = next
	}
	p.closed = whole && p.end == len(text)
	return p
}

// leave takes the grammar behind the records.
func (c *cutter) leave() {
	if c.form == inArray {
		c.grammar.close()
		return
	}
	c.grammar.state = afterValue
}

// pass takes the first n bytes off the window.
func (c *cutter) pass(n int) {
	c.spot = c.behind(c.window[:n])
	c.window = c.window[n:]
}

// read reads until the window holds size bytes or the text ends.
func (c *cutter) read(size int) error {
	if len(c.window) >= size || c.eof {
		return nil
	}
	if cap(c.window) < size {
		// The window may lie anywhere in its store, so it moves, to the front of larger memory if need be.
		if cap(c.store) < size {
			c.store = append(make([]byte, 0, size), c.window...)
		} else {
			c.store = c.store[:copy(c.store[:cap(c.store)], c.window)]
		}
		c.window = c.store
	}
	var err error
	c.window, c.eof, err = input.Fill(c.text, c.window, size)
	return err
}
