package table

import (
	"math/bits"
	"unicode"
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/input/swar"
	"github.com/cogwg/hvdlint/internal/table"
)

// letters are the cased letters of a value.
type letters struct {
	upper, lower int
	latin        bool // all characters are ASCII or from À to ÿ, without ß
}

// Letters are noted as a word: capitals, small letters, and one more bit.
const (
	lettersLower = 31
	lettersMost  = 1<<lettersLower - 1
	lettersLatin = 1 << (2 * lettersLower)
)

func lettersOfWord(word uint64) letters {
	return letters{int(word & lettersMost), int(word >> lettersLower & lettersMost), word&lettersLatin != 0}
}

func (l letters) word() uint64 {
	word := uint64(l.upper)&lettersMost | uint64(l.lower)&lettersMost<<lettersLower
	if l.latin {
		word |= lettersLatin
	}
	return word
}

// lettersIn returns the letters of a column's values as words.
func lettersIn(b *table.Batch, column int) []uint64 {
	note, known := memoOf(b).Note("letters", column)
	if !known {
		c := &b.Columns[column]
		note.Words = table.Sized(note.Words, b.Len)
		for i := range note.Words {
			note.Words[i] = lettersOf(c.Text(i)).word()
		}
	}
	return note.Words
}

// lettersOf counts the letters of a value, of Latin text eight bytes at a time.
func lettersOf(text []byte) letters {
	l := letters{latin: true}
	open := uint64(0) // the first byte of a word belongs to a letter that began in the word before
	for at := 0; at < len(text); at += 8 {
		w := swar.WordAt(text, at)
		upper, lower := between(w, 'A', 'Z'), between(w, 'a', 'z')
		if w&swar.Highs != 0 {
			// The letters from À to ÿ are 0xC3 and one of 64 bytes.
			leads := swar.Highs &^ swar.Differ(w, 0xC3*swar.Ones)
			ends := leads<<8 | open
			if w&swar.Highs != leads|ends || w<<1&ends != 0 || ends&between(w, 0x1F, 0x1F) != 0 { // 0x1F: ß
				return countLetters(text)
			}
			open = leads >> 56
			upper = upper&^w | ends&between(w, 0, 0x1E)&^between(w, 0x17, 0x17)
			lower = lower&^w | ends&between(w, 0x20, 0x3F)&^between(w, 0x37, 0x37)
		} else if open != 0 {
			return countLetters(text)
		}
		l.upper += bits.OnesCount64(upper)
		l.lower += bits.OnesCount64(lower)
	}
	if open != 0 {
		return countLetters(text)
	}
	return l
}

// between marks the bytes of a word from first to last, both below 0x80, whatever their highest bit.
func between(w uint64, first, last byte) uint64 {
	w &^= swar.Highs
	fromFirst := w + swar.Ones*uint64(0x80-first)
	afterLast := w + swar.Ones*uint64(0x7F-last)
	return fromFirst &^ afterLast & swar.Highs
}

// countLetters is lettersOf for text of any script.
func countLetters(text []byte) letters {
	var l letters
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		text = text[size:]
		switch {
		case unicode.IsUpper(r):
			l.upper++
		case isSmall(r):
			l.lower++
		}
	}
	return l
}
