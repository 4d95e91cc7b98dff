package table

import "github.com/cogwg/hvdlint/internal/table"

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
	for i := range note.Words {
		note.Words[i] = noNumber
		if n, ok := parseWhole(c.Text(i)); ok && c.Valid(i) {
			note.Words[i] = word(n)
		}
	}
	return note.Words
}
