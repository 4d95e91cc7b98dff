package input

import (
	"strings"
	"unicode"
)

// TailRows is the number of rows, up to the last one, that [FindTail] wants to see.
const TailRows = 100

// FindTail returns how many of the last rows are no records: notes, sources and blank rows below the data. rows are the last ones of
// a table of width columns, at most [TailRows], and none of them its header.
//
// A blank row at the end is always part of the tail. A row with a single filled cell is when the table has several columns and the
// row either reads like a sentence or comes after a blank row or another such note: a short record that was cut off is not taken
// for a note.
func FindTail(rows []Row, width int) int {
	start := len(rows)
	for start > 0 && isTail(&rows[start-1], width) {
		start--
	}
	for start < len(rows) && !rows[start].IsBlank() && !isSentence(&rows[start]) {
		start++
	}
	return len(rows) - start
}

func isTail(row *Row, width int) bool {
	n := row.filled()
	return n == 0 || n == 1 && width > 1
}

// isSentence reports whether the only filled cell of a row reads like a note: several words, or a mark that opens or closes one.
func isSentence(row *Row) bool {
	for _, cell := range row.Cells {
		cell = strings.TrimSpace(cell)
		if cell == "" {
			continue
		}
		letters := strings.ContainsFunc(cell, unicode.IsLetter)
		marked := strings.ContainsAny(cell, ":*©†‡") || strings.HasSuffix(cell, ".") || strings.HasPrefix(cell, "(") || strings.HasPrefix(cell, "[")
		return letters && (marked || len(strings.Fields(cell)) > 2)
	}
	return false
}
