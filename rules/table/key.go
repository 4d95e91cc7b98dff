package table

import (
	"math/bits"
	"slices"

	"github.com/zeebo/xxh3"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// keyHasher hashes the key of each record of a batch, column by column. It belongs to one goroutine.
type keyHasher struct {
	columns []int
	whole   bool     // the key is all columns of the table
	folded  bool     // values that differ in case, composition and padding alone are equal
	own     []uint64 // memory of sumWhole
	folder  folder
}

func newKeyHasher(fields []lint.Field) keyHasher {
	h := keyHasher{columns: make([]int, len(fields))}
	for i, field := range fields {
		h.columns[i] = field.Column
	}
	return h
}

// clone returns a hasher of the same key for another goroutine.
func (h *keyHasher) clone() keyHasher {
	return keyHasher{columns: slices.Clone(h.columns), whole: h.whole, folded: h.folded}
}

const (
	firstSeed  = 0x9E3779B97F4A7C15
	secondSeed = 0xD6E8FEB86659FD93
)

// sum returns the hash of each record's key. Equal keys have equal hashes, wherever and whenever they are computed. Nobody changes what it returns; others
// may look at it too.
func (h *keyHasher) sum(b *table.Batch) []uint64 {
	if h.whole {
		return h.sumWhole(b)
	}
	note, known := memoOf(b).Note(h.noted("keys"), h.columns...)
	if !known {
		note.Words = table.Sized(note.Words, b.Len)
		h.fill(b, note.Words)
	}
	return note.Words
}

// second returns another hash of the key of record i, independent of the first: it tells chance from repetition. Of keys that are all columns, sum has to be
// asked before.
func (h *keyHasher) second(b *table.Batch, i int) uint64 {
	hash := uint64(secondSeed)
	for _, column := range h.columns {
		hash = mix(hash^h.hash(b.Columns[column].Text(i), secondSeed), firstSeed)
	}
	return hash
}

// fill writes the hash of each record's key. Records of a run of all columns but the last one differ in that one alone.
func (h *keyHasher) fill(b *table.Batch, keys []uint64) {
	most := len(h.columns) - 1
	if most < 0 {
		for i := range keys {
			keys[i] = firstSeed
		}
		return
	}
	last := h.hashes(b, h.columns[most])
	i := 0
	for _, run := range h.runs(b, h.columns[:most]) {
		for ; i < int(run.End); i++ {
			keys[i] = mix(run.Hash^last[i], firstSeed)
		}
	}
}

// sumWhole is sum for keys that are all columns of the table.
func (h *keyHasher) sumWhole(b *table.Batch) []uint64 {
	h.columns = h.columns[:0]
	for column := range len(b.Columns) - b.Made {
		h.columns = append(h.columns, column)
	}
	h.own = table.Sized(h.own, b.Len)
	for i := range h.own {
		h.own[i] = firstSeed
	}
	for _, column := range h.columns {
		c := &b.Columns[column]
		for i := 0; i < b.Len; {
			end := c.RunEnd(i, b.Len)
			hash := h.hash(c.Text(i), firstSeed)
			for ; i < end; i++ {
				h.own[i] = mix(h.own[i]^hash, firstSeed)
			}
		}
	}
	return h.own
}

// hash returns the hash of a value.
func (h *keyHasher) hash(text []byte, seed uint64) uint64 {
	if h.folded {
		text = h.folder.fold(text)
	}
	return xxh3.HashSeed(text, seed)
}

// hashes returns the hashes of a column's values with the first seed.
func (h *keyHasher) hashes(b *table.Batch, column int) []uint64 {
	note, known := memoOf(b).Note(h.noted("hashes"), column)
	if known {
		return note.Words
	}
	note.Words = table.Sized(note.Words, b.Len)
	c := &b.Columns[column]
	if values := h.valueHashes(c); values != nil {
		values.Fill(note.Words, c.Index)
		return note.Words
	}
	if h.folded {
		h.foldedHashes(b, column, note.Words)
		return note.Words
	}
	for i := 0; i < b.Len; {
		end := c.RunEnd(i, b.Len)
		hash := xxh3.HashSeed(c.Text(i), firstSeed)
		for ; i < end; i++ {
			note.Words[i] = hash
		}
	}
	return note.Words
}

// valueHashes returns the hashes of the values of a column's dictionary with the first seed; nil when it has none that lasts.
func (h *keyHasher) valueHashes(c *table.Column) *table.ValueNote {
	return c.NoteValues(h.noted("hash"), func(cell table.Cell) uint64 { return h.hash(cell.Text, firstSeed) })
}

// foldedHashes writes the hashes of a column's folded values. Most values are the same when folded, and so is their hash.
func (h *keyHasher) foldedHashes(b *table.Batch, column int, hashes []uint64) {
	c := &b.Columns[column]
	exact := keyHasher{}
	copy(hashes, exact.hashes(b, column))
	for i, word := range lettersIn(b, column) {
		if text := c.Text(i); !isFolded(text, lettersOfWord(word)) {
			hashes[i] = h.hash(text, firstSeed)
		}
	}
}

// noted returns the name under which something of keys as written, or of folded ones, is noted.
func (h *keyHasher) noted(what string) string {
	if h.folded {
		return "folded " + what
	}
	return what
}

// complete reports whether record i is an observation with a value in each column of the key. Values that are wrong still
// make a key: two records with the same wrong year are repeated all the same. A whole record need not have all its values, but it
// must have been read as it was written.
func (h *keyHasher) complete(b *table.Batch, i int) bool {
	if b.IsExcluded(i) {
		return false
	}
	if h.whole {
		return !isRagged(b, i) && !h.damaged(b, i)
	}
	for _, column := range h.columns {
		if b.Columns[column].Missing(i) {
			return false
		}
	}
	return true
}

func (h *keyHasher) damaged(b *table.Batch, i int) bool {
	for _, column := range h.columns {
		if b.Columns[column].Kind(i) == table.Damaged {
			return true
		}
	}
	return false
}

// doubtful reports whether record i has a value that is not allowed in a column of the key.
func (h *keyHasher) doubtful(b *table.Batch, i int) bool {
	for _, column := range h.columns {
		if b.Columns[column].Doubtful(i) {
			return true
		}
	}
	return false
}

// usable reports whether record i is an observation with a usable value in each column: it belongs to a group.
func (h *keyHasher) usable(b *table.Batch, i int) bool {
	if b.IsExcluded(i) {
		return false
	}
	for _, column := range h.columns {
		if !b.Columns[column].Valid(i) {
			return false
		}
	}
	return true
}

// text writes the key of record i for a reader: "1942, M, JOHN".
func (h *keyHasher) text(b *table.Batch, i int) string {
	var key []byte
	for k, column := range h.columns {
		if k > 0 {
			key = append(key, ", "...)
		}
		key = append(key, shorten(b.Columns[column].Text(i))...)
	}
	return string(key)
}

// shownBytes is the number of bytes of a value that a state keeps to show it.
const shownBytes = 200

// shorten copies a value, cut at a character after shownBytes.
func shorten(text []byte) string { return message.Cut(text, shownBytes) }

func mix(a, b uint64) uint64 {
	high, low := bits.Mul64(a, b)
	return high ^ low
}
