package table

import (
	"github.com/cogwg/hvdlint/internal/input/swar"
	"github.com/cogwg/hvdlint/internal/table"
)

// noNumber is the word of a cell that is no whole number, or not usable; see word. It sorts before all numbers.
const noNumber = 0

// numbersOf returns the whole numbers of a column as words.
func numbersOf(b *table.Batch, column int) []uint64 {
	note, known := memoOf(b).Note("numbers", column)
	if known {
		return note.Words
	}
	note.Words = table.Sized(note.Words, b.Len)
	c := &b.Columns[column]
	values := c.NoteValues("number", numberOf)
	for i := 0; i < b.Len; {
		end := c.RunEnd(i, b.Len)
		var number uint64
		if values != nil {
			number = values.Words[c.Index[i]]
		} else {
			number = numberOf(c.Cell(i))
		}
		for ; i < end; i++ {
			note.Words[i] = number
		}
	}
	for i, status := range c.Status {
		if status != table.Valid && status != table.Doubtful {
			note.Words[i] = noNumber
		}
	}
	return note.Words
}

// numberOf returns the word of a cell's whole number.
func numberOf(cell table.Cell) uint64 {
	if n, ok := parseWhole(cell.Text); ok {
		return word(n)
	}
	return noNumber
}

// parseWhole reads a whole number of at most 18 digits.
func parseWhole(text []byte) (int64, bool) {
	negative := false
	if len(text) > 1 && (text[0] == '-' || text[0] == '+') {
		negative = text[0] == '-'
		text = text[1:]
	}
	if len(text) == 0 || len(text) > 18 {
		return 0, false
	}
	if len(text) <= 8 {
		n, ok := eightDigits(swar.WordAt(text, 0), len(text))
		if negative {
			n = -n
		}
		return n, ok
	}
	var n int64
	for _, c := range text {
		d := c - '0'
		if d > 9 {
			return 0, false
		}
		n = n*10 + int64(d)
	}
	if negative {
		n = -n
	}
	return n, true
}

// eightDigits reads the first n bytes of a word, from one to eight, as decimal digits.
func eightDigits(w uint64, n int) (int64, bool) {
	return int64(swar.Decimal(w, n)), swar.Digits(w) >= n
}
