package table

import (
	"encoding/binary"
	"math/bits"
	"unicode"
	"unicode/utf8"

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
		w := wordAt(text, at)
		upper, lower := between(w, 'A', 'Z'), between(w, 'a', 'z')
		if w&eachHigh != 0 {
			// The letters from À to ÿ are 0xC3 and one of 64 bytes.
			leads := eachHigh &^ differs(w, 0xC3*eachByte)
			ends := leads<<8 | open
			if w&eachHigh != leads|ends || w<<1&ends != 0 || ends&between(w, 0x1F, 0x1F) != 0 { // 0x1F: ß
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

const (
	eachByte = 0x0101010101010101
	eachHigh = 0x80 * eachByte
)

// wordAt returns the eight bytes from at on, or what there is of them.
func wordAt(text []byte, at int) uint64 {
	rest := text[at:]
	n := len(rest)
	switch {
	case n >= 8:
		return binary.LittleEndian.Uint64(rest)
	case len(text) >= 8:
		return binary.LittleEndian.Uint64(text[len(text)-8:]) >> (8 * (8 - n))
	case n >= 4:
		return uint64(binary.LittleEndian.Uint32(rest)) | uint64(binary.LittleEndian.Uint32(rest[n-4:]))<<(8*(n-4))
	}
	var w uint64
	for i, c := range rest {
		w |= uint64(c) << (8 * i)
	}
	return w
}

// between marks the bytes of a word from first to last, both below 0x80, whatever their highest bit.
func between(w uint64, first, last byte) uint64 {
	w &^= eachHigh
	fromFirst := w + eachByte*uint64(0x80-first)
	afterLast := w + eachByte*uint64(0x7F-last)
	return fromFirst &^ afterLast & eachHigh
}

// differs marks the bytes in which two words differ.
func differs(w, v uint64) uint64 {
	w ^= v
	return (w&^eachHigh + 0x7F*eachByte | w) & eachHigh
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
