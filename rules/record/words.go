package record

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// wordList recognises texts that are one of a list of words but for case, accents, and the blanks, hyphens and colons
// around and between words. It never allocates. Words are of Latin letters and digits.
type wordList struct {
	words   map[string]bool // folded
	longest int             // of the folded words
	first   lint.ByteSet    // bytes with which one of them may begin; a blank may come before any
	third   [32][32]uint32  // for the first two letters those that may be the third, one bit each
	letters [latinEnd]byte  // folded letter of each character, blank for what separates words, 0 for all others
}

// latinEnd is the end of the block Latin Extended-A; marks are the combining accents of decomposed text.
const (
	latinEnd   = 0x180
	firstMark  = 0x300
	lastMark   = 0x36F
	wordLimit  = 64 // bytes of a folded word
	noBreak    = 0xA0
	nonASCII   = utf8.RuneSelf
	upperLower = 'a' - 'A'
)

var (
	faultNoWords = message.Text{EN: "words must name at least one", FR: "words doit en nommer au moins un"}
	faultWord    = message.Text{
		EN: "the word “{word}” is longer than {n} characters or has other characters than Latin letters and digits",
		FR: "le mot «\u00a0{word}\u00a0» compte plus de {n} caractères ou en a d’autres que des lettres latines et des chiffres",
	}
)

// bindWords binds a check that finds records by a word where a value belongs; such a record is no observation. The requirement may
// give words of its own.
func bindWords(b *lint.Binding, defaults []string) (lint.Check, error) {
	params := struct {
		Words []string `yaml:"words"`
	}{Words: defaults}
	if err := b.Decode(&params); err != nil {
		return nil, err
	}
	fields, err := b.Some("field")
	if err != nil {
		return nil, err
	}
	words, err := newWordList(params.Words)
	if err != nil {
		return nil, b.Fault(message.TextOf(err))
	}
	marked := func(r lint.Record) (column int) {
		for i := range fields {
			if words.has(r.Columns[fields[i].Column].Text(r.I)) {
				return fields[i].Column
			}
		}
		return -1
	}
	return lint.RecordCheck{
		Fails: func(r lint.Record) bool { return marked(r) >= 0 },
		Explain: func(r lint.Record) lint.Defect {
			column := marked(r)
			return lint.Defect{At: lint.Location{Column: column + 1}, Value: string(r.Columns[column].Text(r.I))}
		},
		Sift:     siftCells(fields, func(c table.Cell) bool { return words.has(c.Text) }),
		Excludes: true,
	}, nil
}

func newWordList(words []string) (*wordList, error) {
	if len(words) == 0 {
		return nil, message.NewFault(faultNoWords)
	}
	w := &wordList{words: map[string]bool{}}
	w.foldLetters()
	w.longest = wordLimit
	for _, word := range words {
		var buffer [wordLimit]byte
		n := w.fold(&buffer, []byte(word))
		if n <= 0 {
			return nil, message.NewFault(faultWord, message.P("word", word), message.P("n", wordLimit))
		}
		w.words[string(buffer[:n])] = true
	}
	w.longest = 0
	for word := range w.words {
		w.longest = max(w.longest, len(word))
	}
	w.findFirst()
	return w, nil
}

// foldLetters fills the table of letters from their canonical decompositions.
func (w *wordList) foldLetters() {
	for r := rune(0); r < latinEnd; r++ {
		base := norm.NFD.String(string(r))[0]
		switch {
		case base >= 'A' && base <= 'Z':
			w.letters[r] = base + upperLower
		case base >= 'a' && base <= 'z', base >= '0' && base <= '9':
			w.letters[r] = base
		case r == ' ', r == '\t', r == '-', r == '_', r == ':', r == noBreak:
			w.letters[r] = ' '
		}
	}
}

// findFirst collects the bytes, and the three ASCII letters, with which a text of the list may begin.
func (w *wordList) findFirst() {
	initials := map[byte]bool{' ': true}
	for word := range w.words {
		initials[word[0]] = true
		if len(word) > 1 {
			thirds := ^uint32(0)
			if len(word) > 2 && word[1] != ' ' && word[2] != ' ' {
				thirds = 1 << (word[2] % 32)
			}
			w.third[word[0]%32][word[1]%32] |= thirds
		}
	}
	for r, letter := range w.letters {
		if initials[letter] {
			w.first[string(rune(r))[0]] = true
		}
	}
}

// has reports whether text is one of the words.
func (w *wordList) has(text []byte) bool {
	// Three letters at once tell nearly all texts apart; one by one they would be guessed wrong too often.
	if len(text) > 2 && isLetter(text[0]) && isLetter(text[1]) && isLetter(text[2]) {
		return w.third[text[0]%32][text[1]%32]>>(text[2]%32)&1 == 1 && w.find(text)
	}
	return len(text) > 0 && w.first[text[0]] && w.find(text)
}

// find does what has does, by folding the text.
func (w *wordList) find(text []byte) bool {
	var buffer [wordLimit]byte
	n := w.fold(&buffer, text)
	return n > 0 && w.words[string(buffer[:n])]
}

// isLetter reports whether b is an ASCII letter. Capital and small ones are equal modulo 32.
func isLetter(b byte) bool {
	b |= upperLower
	return b >= 'a' && b <= 'z'
}

// fold writes the comparable form of text and returns its length, or -1 when text cannot be one of the words.
func (w *wordList) fold(buffer *[wordLimit]byte, text []byte) int {
	n, gap := 0, false
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= nonASCII {
			r, size = utf8.DecodeRune(text[i:])
		}
		i += size
		if r >= firstMark && r <= lastMark {
			continue
		}
		if r >= latinEnd || w.letters[r] == 0 {
			return -1
		}
		letter := w.letters[r]
		if letter == ' ' {
			gap = n > 0
			continue
		}
		if gap {
			if n >= w.longest {
				return -1
			}
			buffer[n] = ' '
			n, gap = n+1, false
		}
		if n >= w.longest {
			return -1
		}
		buffer[n] = letter
		n++
	}
	return n
}
