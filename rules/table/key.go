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
	whole   bool // the key is all columns of the table
	folded  bool // values that differ in case, composition and padding alone are equal
	hashes  []uint64
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

// sum returns the hash of each record's key, for a seed. Equal keys have equal hashes, wherever and whenever they are computed.
func (h *keyHasher) sum(b *table.Batch, seed uint64) []uint64 {
	h.hashes = table.Sized(h.hashes, b.Len)
	for i := range h.hashes {
		h.hashes[i] = seed
	}
	if h.whole {
		h.columns = h.columns[:0]
		for column := range len(b.Columns) - b.Made {
			h.columns = append(h.columns, column)
		}
	}
	for _, column := range h.columns {
		c := &b.Columns[column]
		if h.folded || seed != firstSeed {
			h.addColumn(c, b.Len, seed)
			continue
		}
		for i, hash := range hashesOf(c, b.Len) {
			h.hashes[i] = mix(h.hashes[i]^hash, firstSeed)
		}
	}
	return h.hashes
}

func (h *keyHasher) addColumn(c *table.Column, n int, seed uint64) {
	for i := 0; i < n; {
		end := c.RunEnd(i, n)
		text := c.Text(i)
		if h.folded {
			text = h.folder.fold(text)
		}
		hash := xxh3.HashSeed(text, seed)
		for ; i < end; i++ {
			h.hashes[i] = mix(h.hashes[i]^hash, firstSeed)
		}
	}
}

// hashesOf returns the hashes of a column's texts with the first seed. Many states look at the same few columns: the first of them
// computes the hashes for all.
func hashesOf(c *table.Column, n int) []uint64 {
	if c.Hashes != nil {
		return c.Hashes
	}
	hashes := make([]uint64, n)
	for i := 0; i < n; {
		end := c.RunEnd(i, n)
		hash := xxh3.HashSeed(c.Text(i), firstSeed)
		for ; i < end; i++ {
			hashes[i] = hash
		}
	}
	c.Hashes = hashes
	return hashes
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

// group returns the key of the group of record i, of which hash is the hash, and false for a record without one. The last bit tells
// groups with values that are not allowed; see doubtfulKey.
func (h *keyHasher) group(b *table.Batch, i int, hash uint64) (uint64, bool) {
	if !h.usable(b, i) {
		return 0, false
	}
	if h.doubtful(b, i) {
		return hash | doubtfulKey, true
	}
	return hash &^ doubtfulKey, true
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
