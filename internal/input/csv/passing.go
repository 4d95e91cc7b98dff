package csv

import "slices"

// gap is where a row was passed over: one that starts with the dialect's comment character, which ends with its line whatever it
// holds, or one whose number the dialect names.
type gap struct {
	at     int // offset in the text; once the text is cut, of the record that follows
	size   int // bytes
	breaks int64
}

// closeGaps takes the rows that are passed over out of the text, which is that of the piece.
func (p *piece) closeGaps(text []byte) []byte {
	kept, from, literal := text[:0], 0, 0
	for i := range p.gaps {
		g := &p.gaps[i]
		for ; literal < len(p.literal) && int(p.literal[literal]) < g.at; literal++ {
			p.literal[literal] -= uint32(from - len(kept))
		}
		kept = append(kept, text[from:g.at]...)
		from = g.at + g.size
		g.at = len(kept)
		if g.at > 0 && kept[g.at-1] == '\r' && from < len(text) && text[from] == '\n' {
			kept[g.at-1] = '\n' // these two never were one line break
		}
	}
	for ; literal < len(p.literal); literal++ {
		p.literal[literal] -= uint32(from - len(kept))
	}
	return append(kept, text[from:]...)
}

// isComment reports whether the row that starts at i is passed over because of its first character.
func (e *events) isComment(i int) bool {
	return e.comment != none && i < len(e.data) && int(e.data[i]) == e.comment
}

// commentAt passes over the line that starts at i.
func (e *events) commentAt(i int) int {
	p, n := i, len(e.data)
	for p < n && !e.isEnd(e.data[p]) {
		p++
	}
	switch {
	case p-i > e.limit:
		e.found.oversize = e.found.end == 0
		return stop
	case p == n && !e.eof, p+1 == n && e.data[p] == '\r' && !e.eof && !e.terminated():
		return stop
	}
	e.breaks = 0
	next := min(p+1, n)
	f := &e.found
	switch {
	case e.terminated():
		e.breaks = breaks(e.data[i:p])
	case p == n:
	case e.data[p] == '\n':
		e.breaks = f.lf.add(e.line + f.breaks)
	case next < n && e.data[next] == '\n':
		next++
		e.breaks = f.crlf.add(e.line + f.breaks)
	default:
		e.breaks = f.cr.add(e.line + f.breaks)
	}
	return e.pass(next)
}

// add counts a line break on a line, and returns how many that were.
func (e *ending) add(line int64) int64 {
	if e.count == 0 {
		e.first = line
	}
	e.count++
	return 1
}

// isPassed reports whether the row that has just ended is passed over because of its number.
func (e *events) isPassed() bool {
	if len(e.commentRows) == 0 {
		return false
	}
	_, found := slices.BinarySearch(e.commentRows, e.row+int64(e.found.records+e.found.passed)+1)
	return found
}

// pass passes over the row that ends at next.
func (e *events) pass(next int) int {
	f := &e.found
	f.gaps = append(f.gaps, gap{at: e.start, size: next - e.start, breaks: e.breaks})
	f.passed++
	f.breaks += e.breaks
	f.end, e.start = next, next
	f.returns = f.crlf.count+f.cr.count > 0
	f.literal = f.literal[:e.literal]
	e.breaks, e.quoted, e.malformed = 0, false, false
	if next >= e.soft {
		return stop
	}
	return next
}

// escapeAt passes over the escape at p and what it escapes.
func (e *events) escapeAt(p int) int {
	if e.inside && p >= e.start+e.limit {
		return e.giveUp(p)
	}
	n := len(e.data)
	if !e.eof && (p+1 == n || p+2 == n && e.data[p+1] == '\r') {
		return e.atEnd() // what it escapes may follow
	}
	if e.inside && e.lineBreak < 0 && p+1 < n && e.isEnd(e.data[p+1]) {
		e.lineBreak = p + 1
	}
	e.behind = e.escaped(e.data, p)
	return e.behind
}
