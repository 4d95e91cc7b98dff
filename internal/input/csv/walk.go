package csv

import (
	"bytes"
	"math/bits"

	"github.com/cogwg/hvdlint/internal/input/swar"
)

// piece is what a walk found out about the whole records at the start of a text.
type piece struct {
	end     int   // offset behind the last record; 0: no record ends in the text
	records int   // number of records up to end
	passed  int   // number of rows up to end that are none
	breaks  int64 // number of line breaks up to end, inside quotes too

	quoted       bool // at least one cell is quoted
	malformed    bool // at least one quote stands where none may
	multiline    bool // at least one record spans several lines
	returns      bool // at least one CR outside quotes
	unterminated bool // the last row is a record without line break
	oversize     bool // the record at the start of the text exceeds the limit; end is 0

	// literal holds the offsets of quotes at the start of a cell that open nothing, in order.
	literal []uint32
	// gaps are where rows were passed over, in order; the text that is cut does not have them.
	gaps []gap

	lf, crlf, cr ending // line breaks outside quotes
}

// ending counts line breaks of one kind. Only walkEvents tells on which line the first of them is.
type ending struct{ count, first int64 }

// walk finds the whole records at the start of data, which is the text from c.offset on and starts at the start of a record.
// It stops at the first record end at or behind soft. Unless eof, more text follows, and what it could change is left.
//
// Three ways lead to the same result: text without quotes is cut at its last line break; well-formed quotes are counted a word
// at a time; everything else is walked from quote to quote, and so is text with a kind of line break not seen before, or in a
// dialect of its own.
func (c *cutter) walk(data []byte, soft int, eof bool) piece {
	if c.simple && soft >= len(data) && len(data) <= c.limit {
		p, ok := piece{}, true
		if c.quote == none || bytes.IndexByte(data, '"') < 0 {
			p = walkPlain(data, eof)
		} else {
			p, ok = walkQuoted(data, c.delimiter, eof)
		}
		if ok && c.knows(&p) {
			return p
		}
	}
	return c.walkEvents(data, soft, eof)
}

// knows reports whether all kinds of line breaks in p were seen before.
func (c *cutter) knows(p *piece) bool {
	e := &c.endings
	return (p.lf.count == 0 || e.LF > 0) && (p.crlf.count == 0 || e.CRLF > 0) && (p.cr.count == 0 || e.CR > 0)
}

// walkPlain walks text without quotes.
func walkPlain(data []byte, eof bool) piece {
	p := piece{end: len(data)}
	if !eof {
		p.end = lastEnd(data)
	}
	if p.end == 0 {
		return p
	}
	text := data[:p.end]
	if p.returns = bytes.IndexByte(text, '\r') >= 0; p.returns {
		p.lf.count, p.crlf.count, p.cr.count = countBreaks(text)
	} else {
		p.lf.count = int64(bytes.Count(text, []byte{'\n'}))
	}
	p.breaks = p.lf.count + p.crlf.count + p.cr.count
	p.records = int(p.breaks)
	if last := text[p.end-1]; last != '\n' && last != '\r' {
		p.unterminated = true
		p.records++
	}
	return p
}

// lastEnd returns the offset behind the last line break of data, leaving a CR at its very end to its LF.
func lastEnd(data []byte) int {
	lf := bytes.LastIndexByte(data, '\n')
	rest := data[lf+1:]
	if n := len(rest); n > 0 && rest[n-1] == '\r' {
		rest = rest[:n-1]
	}
	if cr := bytes.LastIndexByte(rest, '\r'); cr >= 0 {
		return lf + 1 + cr + 1
	}
	return lf + 1
}

// walkQuoted walks text whose quotes are well formed, without a branch for any of them: when each quote that opens by parity
// follows a delimiter, a line break or a quote, and each that closes is followed by one, then parity is right, because a
// doubled quote closes and opens again. It gives up, and reports false, when that does not hold or a CR stands alone.
func walkQuoted(data []byte, delimiter byte, eof bool) (piece, bool) {
	var (
		delimiters = uint64(delimiter) * swar.Ones
		returning  = bytes.IndexByte(data, '\r') >= 0
		inside     uint64     // all ones or none: whether the text before the chunk is inside quotes
		border     uint64 = 1 // whether the byte before the chunk may stand before a quoted cell
		closed     uint64     // whether the byte before the chunk is a closing quote
		cr         uint64     // whether the byte before the chunk is a CR
		bad        uint64
		lf, crlf   int
		last       = -1
		lastBreaks uint64
		room       swar.Chunk
	)
	whole, rest := swar.Chunks(data, &room)
	for i := 0; i < len(data); i += len(room) {
		c := rest
		filling := uint64(0) // a quote may also close at the end of the text
		if i < len(whole) {
			c = chunk64(whole, i)
		} else {
			filling = ^uint64(0) << (len(data) & 63)
		}
		q, n, borders := findBorders(c, delimiters)
		borders |= filling
		r := uint64(0)
		if returning {
			r = swar.Find(c, returns)
		}
		after := swar.UpTo(q) ^ inside
		before := after ^ q
		closing := q & before
		bad |= q &^ before &^ (borders<<1 | border)
		bad |= (closing<<1 | closed) &^ borders
		bad |= (r<<1 | cr) &^ n
		if outside := n &^ after; outside != 0 {
			last, lastBreaks = i, outside
			lf += bits.OnesCount64(outside)
		}
		crlf += bits.OnesCount64(r &^ after)
		inside = uint64(int64(after) >> 63)
		border, closed, cr = borders>>63, closing>>63, r>>63
	}
	if bad != 0 || cr != 0 || eof && inside != 0 {
		return piece{}, false
	}
	p := piece{records: lf, lf: ending{count: int64(lf - crlf)}, crlf: ending{count: int64(crlf)}, returns: crlf > 0}
	if last >= 0 {
		p.end = last + bits.Len64(lastBreaks)
	}
	if eof && p.end < len(data) {
		p.end = len(data)
		p.unterminated = true
		p.records++
	}
	text := data[:p.end]
	p.breaks = int64(bytes.Count(text, []byte{'\n'}))
	p.multiline = p.breaks > int64(lf)
	p.quoted = bytes.IndexByte(text, '"') >= 0
	return p, true
}

// countBreaks counts the line breaks of text by kind.
func countBreaks(text []byte) (lf, crlf, cr int64) {
	var before uint64 // whether the byte before the chunk is a CR
	n, r, both := 0, 0, 0
	var room swar.Chunk
	whole, rest := swar.Chunks(text, &room)
	for i := 0; i < len(text); i += len(room) {
		c := rest
		if i < len(whole) {
			c = chunk64(whole, i)
		}
		feeds, carriages := swar.Find(c, newlines), swar.Find(c, returns)
		n += bits.OnesCount64(feeds)
		r += bits.OnesCount64(carriages)
		both += bits.OnesCount64((carriages<<1 | before) & feeds)
		before = carriages >> 63
	}
	return int64(n - both), int64(both), int64(r - both)
}
