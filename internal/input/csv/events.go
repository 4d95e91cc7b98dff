package csv

import (
	"encoding/binary"
	"math/bits"

	"github.com/cogwg/hvdlint/internal/input/swar"
)

// events is a walk from quote to quote and line break to line break. It is the definition of how quotes are read:
//
//   - a quote opens a cell only as its first character;
//   - inside, two quotes are one, and a quote before a delimiter, a line break or the end of the text closes the cell; any
//     other is stray, and a character of the cell;
//   - a cell that finds no such quote within the record limit, or meets a stray one on another line than its first, was never
//     meant to be quoted: its first quote is a character, and the cell ends as an unquoted one does.
//
// The characters are those of the syntax. Where it has an escape, what that takes out of its meaning is none of these.
//
// What was found counts once the record it belongs to has ended.
type events struct {
	*cutter
	data []byte
	eof  bool
	soft int

	found piece // up to the last record end
	start int   // of the record

	inside    bool
	open      int // offset of the quote that opened the cell
	lineBreak int // offset of the first line break inside the cell, -1: none
	behind    int // offset behind what was last escaped

	// Of the record so far:
	breaks    int64
	literal   int // length of found.literal
	quoted    bool
	malformed bool
}

// stop is the offset that ends a walk.
const stop = -1

func (c *cutter) walkEvents(data []byte, soft int, eof bool) piece {
	e := events{cutter: c, data: data, soft: soft, eof: eof}
	quote, comments := e.quote, e.comment != none
	for i := 0; i != stop; {
		if comments && i == e.start && e.isComment(i) {
			i = e.commentAt(i)
			continue
		}
		p := e.next(i)
		switch {
		case p == len(data):
			i = e.atEnd()
		case int(data[p]) == quote && e.inside:
			i = e.quoteInside(p)
		case int(data[p]) == quote:
			i = e.quoteOutside(p)
		case e.isEscape(data[p]):
			i = e.escapeAt(p)
		case e.inside:
			i = e.breakInside(p)
		default:
			i = e.breakOutside(p)
		}
	}
	e.found.literal = e.found.literal[:e.literal]
	return e.found
}

// next returns the offset of the first quote, escape or line break at or behind i, or the length of data.
func (e *events) next(i int) int {
	if e.escape == none {
		quote := e.lf
		if e.quote != none {
			quote = byte(e.quote)
		}
		return nextOf(e.data, i, quote, e.lf, e.cr)
	}
	for ; i < len(e.data); i++ {
		if b := e.data[i]; e.isEnd(b) || e.isQuote(b) || e.isEscape(b) {
			break
		}
	}
	return i
}

// nextOf returns the offset of the first of three characters at or behind i, or the length of data.
func nextOf(data []byte, i int, quote, lf, cr byte) int {
	quotes, newlines, returns := uint64(quote)*swar.Ones, uint64(lf)*swar.Ones, uint64(cr)*swar.Ones
	for ; i+8 <= len(data); i += 8 {
		w := binary.LittleEndian.Uint64(data[i:])
		if m := ^(swar.Differ(w, quotes) & swar.Differ(w, newlines) & swar.Differ(w, returns)) & swar.Highs; m != 0 {
			return i + bits.TrailingZeros64(m)/8
		}
	}
	for ; i < len(data); i++ {
		if b := data[i]; b == quote || b == lf || b == cr {
			break
		}
	}
	return i
}

// behindSpaces reports whether nothing but spaces, which are no part of the cell, stand between p and a delimiter.
func (e *events) behindSpaces(p int) bool {
	from := p
	for from > e.start && e.data[from-1] == ' ' {
		from--
	}
	// Spaces at the start of a record are behind no delimiter.
	return from != e.start && e.data[from-1] == e.delimiter && from != e.behind
}

func (e *events) quoteOutside(p int) int {
	if p != e.start && (e.data[p-1] != e.delimiter && (!e.skip || !e.behindSpaces(p)) || p == e.behind) {
		e.malformed = true
		return p + 1
	}
	e.inside, e.open, e.lineBreak = true, p, -1
	if at := e.offset + int64(p); at > e.searched && at < e.reach {
		return e.leap(p)
	}
	return p + 1
}

// closes reports whether a quote before this character closes a cell.
func (e *events) closes(next byte) bool { return next == e.delimiter || e.isEnd(next) }

func (e *events) quoteInside(p int) int {
	if p >= e.start+e.limit {
		return e.giveUp(p)
	}
	if p+1 == len(e.data) {
		if !e.eof {
			return stop
		}
		e.closeAt(p)
		return p + 1
	}
	switch next := e.data[p+1]; {
	case e.doubled && e.isQuote(next):
		return p + 2
	case e.closes(next):
		e.closeAt(p)
		return p + 1
	case e.lineBreak >= 0:
		return e.giveUp(p)
	}
	e.malformed = true
	return p + 1
}

func (e *events) closeAt(p int) {
	e.inside = false
	e.quoted = true
	if e.lineBreak >= 0 {
		lf, crlf, cr := countBreaks(e.data[e.lineBreak:p])
		e.breaks += lf + crlf + cr
	}
}

// giveUp reads the open cell as an unquoted one. The walk came to offset reached, looking for its end.
func (e *events) giveUp(reached int) int {
	e.found.literal = append(e.found.literal, uint32(e.open))
	e.inside = false
	e.malformed = true
	e.searched, e.reach = e.offset+int64(e.open), e.offset+int64(reached)
	return e.open + 1
}

// leap spares a cell that opens at p, in text which an earlier cell has searched in vain, from searching it again: without it
// a file in which each line opens a cell that never ends would take quadratic time. Behind the quotes that follow the first
// one directly, both searches meet the same quotes in the same pairs, so this one goes on where the earlier gave up.
func (e *events) leap(p int) int {
	reach := min(int(e.reach-e.offset), len(e.data))
	run := p
	for run < len(e.data) && e.isQuote(e.data[run]) {
		run++
	}
	if run >= reach {
		return p + 1
	}
	if even := (run-p)%2 == 0; (even || !e.doubled && run > p+1) && e.closes(e.data[run]) {
		return p + 1 // the last quote of the run closes the cell
	}
	if b := e.nextBreak(run); b < reach {
		e.lineBreak = b
	}
	e.malformed = true // there may be stray quotes among those passed over
	return reach
}

// nextBreak returns the offset of the first line break at or behind i.
func (e *events) nextBreak(i int) int {
	if at := e.offset + int64(i); at < e.breakFrom || at > e.breakAt {
		e.breakFrom = at
		e.breakAt = at
		for _, b := range e.data[i:] {
			if e.isEnd(b) {
				break
			}
			e.breakAt++
		}
	}
	return int(e.breakAt - e.offset)
}

func (e *events) breakInside(p int) int {
	if p >= e.start+e.limit {
		return e.giveUp(p)
	}
	if e.lineBreak < 0 {
		e.lineBreak = p
	}
	return p + 1
}

func (e *events) breakOutside(p int) int {
	switch {
	case e.terminated():
		return e.endRecord(p, p+1, &ending{})
	case e.data[p] == '\n':
		return e.endRecord(p, p+1, &e.found.lf)
	case p+1 < len(e.data) && e.data[p+1] == '\n':
		return e.endRecord(p, p+2, &e.found.crlf)
	case p+1 == len(e.data) && !e.eof:
		return stop // its LF may follow
	}
	return e.endRecord(p, p+1, &e.found.cr)
}

// endRecord ends the record whose text ends at p; the next one starts at next. kind counts its line break; nil: it has none.
func (e *events) endRecord(p, next int, kind *ending) int {
	if p-e.start > e.limit {
		e.found.oversize = e.found.end == 0
		return stop
	}
	f := &e.found
	if e.escape != none || e.terminated() {
		e.breaks = breaks(e.data[e.start:p]) // not only those inside quotes
	}
	if kind != nil {
		if n := kind.add(e.line + f.breaks + e.breaks); !e.terminated() {
			e.breaks += n
		}
	}
	if e.isPassed() {
		return e.pass(next)
	}
	f.unterminated = kind == nil
	f.end, e.start = next, next
	f.records++
	f.breaks += e.breaks
	f.quoted = f.quoted || e.quoted
	f.malformed = f.malformed || e.malformed
	f.multiline = f.multiline || e.breaks > 1 || kind == nil && e.breaks > 0
	f.returns = f.crlf.count+f.cr.count > 0
	e.literal = len(f.literal)
	e.breaks, e.quoted, e.malformed = 0, false, false
	if next >= e.soft {
		return stop
	}
	return next
}

func (e *events) atEnd() int {
	n := len(e.data)
	switch {
	case e.inside && (e.eof || n-e.start >= e.limit):
		return e.giveUp(n)
	case e.inside:
	case e.eof && n > e.start:
		return e.endRecord(n, n, nil)
	case n-e.start > e.limit:
		e.found.oversize = e.found.end == 0
	}
	return stop
}
