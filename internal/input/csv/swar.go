package csv

import "github.com/cogwg/hvdlint/internal/input/swar"

const (
	quotes   = '"' * swar.Ones
	newlines = '\n' * swar.Ones
	returns  = '\r' * swar.Ones
)

// findEnds returns the bitmap of the delimiters and line feeds.
func findEnds(c *swar.Chunk, delimiters uint64) uint64 {
	var m uint64
	for i := 0; i < len(c); i += 8 {
		w := swar.Load(c, i)
		m = swar.Push(m, ^(swar.Differ(w, delimiters)&swar.Differ(w, newlines))&swar.Highs)
	}
	return m
}

// findBorders returns the bitmaps of the quotes, of the line feeds, and of all bytes that may stand beside a quoted cell.
func findBorders(c *swar.Chunk, delimiters uint64) (quote, feed, border uint64) {
	for i := 0; i < len(c); i += 8 {
		w := swar.Load(c, i)
		q, n := swar.Differ(w, quotes), swar.Differ(w, newlines)
		quote = swar.Push(quote, ^q&swar.Highs)
		feed = swar.Push(feed, ^n&swar.Highs)
		border = swar.Push(border, ^(q&n&swar.Differ(w, returns)&swar.Differ(w, delimiters))&swar.Highs)
	}
	return quote, feed, border
}
