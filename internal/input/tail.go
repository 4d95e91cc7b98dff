package input

import (
	"slices"
	"strings"
	"unicode"
)

// TailRows is the number of rows, up to the last one, that [FindTail] wants to see.
const TailRows = 100

// FindTail returns how many of the last rows are no records: notes, sources and blank rows below the data. rows are the last ones of
// a table of width columns, at most [TailRows], and none of them its header.
//
// A blank row at the end is always part of the tail. Where the table has several columns, so is a row that reads like a note: a
// sentence in a single cell, one that its own commas have divided, a source, or a numbered footnote. A row with a single cell that
// does not is only behind a blank row or a note: a short record that was cut off is not taken for one. Notes do not go on for as
// many rows as are looked at: where they seem to, the table has one filled column, and only the blank rows at its end are no records.
func FindTail(rows []Row, width int) int {
	start, blank := len(rows), len(rows)
	for start > 0 {
		sort := sortOf(&rows[start-1], width)
		if sort == ofRecord {
			break
		}
		if start--; sort == ofBlank && blank == start+1 {
			blank = start
		}
	}
	if start == 0 && len(rows) >= TailRows {
		return len(rows) - blank
	}
	for start < len(rows) && sortOf(&rows[start], width) == ofEither {
		start++
	}
	return len(rows) - start
}

// sort is what a row near the end of a table is.
type sort int

const (
	ofRecord sort = iota
	ofEither      // a single cell that may be a note or what is left of a record
	ofNote
	ofBlank
)

func sortOf(row *Row, width int) sort {
	n := row.filled()
	switch {
	case n == 0:
		return ofBlank
	case width <= 1:
		return ofRecord
	case n == 1 && isSentence(row):
		return ofNote
	case n == 1:
		return ofEither
	case isSource(row.Cells[0]) || n < width && (isFootnote(row.Cells, n) || isDivided(row.Cells, n)):
		return ofNote
	}
	return ofRecord
}

const marks = "*©†‡"

// isSentence reports whether the only filled cell of a row reads like a note: several words, or a mark that opens or closes one.
func isSentence(row *Row) bool {
	for _, cell := range row.Cells {
		cell = strings.TrimSpace(cell)
		if cell == "" {
			continue
		}
		letters := strings.ContainsFunc(cell, unicode.IsLetter)
		marked := strings.ContainsAny(cell, ":"+marks) || strings.HasSuffix(cell, ".") || strings.HasPrefix(cell, "(") || strings.HasPrefix(cell, "[")
		return letters && (marked || len(strings.Fields(cell)) > 2)
	}
	return false
}

// openers are the words before a colon that open a note.
var openers = []string{"source", "sources", "note", "notes", "footnote", "footnotes", "nota", "remarque", "remarques"}

// isSource reports whether a cell opens a note by a word and a colon: "Source : Retraite Québec", "Note 1: …".
func isSource(cell string) bool {
	opener, _, found := strings.Cut(cell, ":")
	opener = strings.TrimRight(strings.TrimSpace(opener), "0123456789 \u00a0")
	return found && slices.Contains(openers, strings.ToLower(opener))
}

// isFootnote reports whether a row is a mark or a number and a sentence, in one cell or in two.
func isFootnote(cells []string, filled int) bool {
	first := strings.TrimSpace(cells[0])
	if strings.IndexAny(first, marks) == 0 && len(strings.Fields(first)) > 1 {
		return true
	}
	short := len(first) == 1 || first != "" && len(first) <= 4 && !strings.ContainsFunc(first, unicode.IsLetter)
	return filled == 2 && short && len(strings.Fields(cells[1])) > 3
}

// isDivided reports whether the filled cells, all in front, are parts of one sentence: those behind the first begin with a space, and
// none is a value.
func isDivided(cells []string, filled int) bool {
	words := 0
	for i, cell := range cells[:min(filled, len(cells))] {
		if strings.TrimSpace(cell) == "" || i > 0 && cell[0] != ' ' || isValue(cell) {
			return false
		}
		words += len(strings.Fields(cell))
	}
	return words > 4
}
