package table

import (
	"bytes"
	"encoding/binary"
	"math"
	"math/bits"
	"slices"

	"github.com/zeebo/xxh3"
)

// Lexicon gives a plain column the dictionary that columns of typed formats bring with them. Most values of most columns come again, a name in each
// year and a year with each name, so that what is to be known of a value need be worked out once for many batches. The zero value is empty.
// It serves one column, one batch after the other, and belongs to one goroutine.
type Lexicon struct {
	slots []uint32 // open table of positions among the values, from 1; 0 is an empty slot
	heads []head   // of the values, behind one for empty slots that no value has
	data  []byte
	spans []Span
	kinds []Kind // nil: all are Text
	notes ValueNotes

	index   []uint32          // of the batch
	pending [headsAtOnce]head // of the cells that are looked up
	hashes  [headsAtOnce]uint64
	plain   Column // the batch's column as it was

	full   bool // no value is added any more that stays
	stay   int  // when full, the number of values that stay; those behind are of one batch
	strain int  // batches that had a value too long or, since it is full, many that were not there
	off    bool // it does not pay
}

// Bounds of a lexicon. What is known of its values should fit the processor's cache. A column whose values seldom come again is left as it is.
const (
	lexiconValues = 1 << 16
	lexiconBytes  = 1 << 20
	lexiconText   = 256 // bytes of a value; a batch with a longer one is left as it is
	lexiconRoom   = 4   // slots for each value, so that nearly all are found at the first
	lexiconProbes = 64  // slots that are looked at for a value
	lexiconMisses = 4   // one in so many cells without a value that stays is many
	lexiconStrain = 4   // batches
	headsAtOnce   = 256
)

// lexiconNumber is the number of a lexicon among the dictionaries of its column; readers count theirs from 1.
const lexiconNumber = math.MaxUint64

// Encode makes the first n cells of a plain column indexes of the lexicon, unless that does not pay; [Column.Spell] takes it back. The column is valid
// until the next call.
func (l *Lexicon) Encode(c *Column, n int) {
	if l.off || c.Index != nil || c.Constant || !hasLong(c.Spans[:min(n, headsAtOnce)]) {
		return
	}
	l.begin()
	l.index = Sized(l.index, n)
	for from := 0; from < n; from += headsAtOnce {
		to := min(from+headsAtOnce, n)
		if !l.findHeads(c, from, to) {
			l.struggle()
			return
		}
		l.lookUp(c, from, to)
	}
	if l.full && (len(l.spans)-l.stay)*lexiconMisses > n && !l.struggle() {
		return
	}
	l.plain = Column{Data: c.Data, Spans: c.Spans, Kinds: c.Kinds}
	c.Data, c.Spans, c.Kinds, c.Index = l.data, l.spans, l.kinds, l.index
	c.Dictionary, c.Values, c.plain = lexiconNumber, &l.notes, &l.plain
}

// Holds reports whether values of earlier batches are kept, which takes memory. A lexicon that has given up keeps none, now or later.
func (l *Lexicon) Holds() bool { return l.heads != nil }

// hasLong reports whether a text is longer than a word of eight bytes. What is as short as numbers and codes is as quickly judged as looked up.
func hasLong(spans []Span) bool {
	return slices.ContainsFunc(spans, func(s Span) bool { return s.End-s.Start > 8 })
}

// begin forgets what is of the batch before alone.
func (l *Lexicon) begin() {
	if l.full {
		l.spans, l.heads = l.spans[:l.stay], l.heads[:l.stay+1]
		l.data = l.data[:l.spans[l.stay-1].End]
		if l.kinds != nil {
			l.kinds = l.kinds[:l.stay]
		}
	}
	if l.heads == nil {
		l.heads = append(l.heads, head{math.MaxUint64, math.MaxUint64})
		l.grow()
	}
	l.notes.keep(len(l.spans))
}

// struggle counts a batch in which the lexicon was of little use. After a few it gives up, and reports false.
func (l *Lexicon) struggle() bool {
	if l.strain++; l.strain >= lexiconStrain {
		*l = Lexicon{off: true}
	}
	return !l.off
}

// findHeads finds the heads and hashes of the cells from one record up to another, and reports false when one is too long.
func (l *Lexicon) findHeads(c *Column, from, to int) bool {
	for i, span := range c.Spans[from:to] {
		kind := Text
		if c.Kinds != nil {
			kind = c.Kinds[from+i]
		}
		if span.End-span.Start > lexiconText {
			return false
		}
		h := headOf(c.Data, span, kind)
		l.pending[i], l.hashes[i] = h, h.hash(c.Data[span.Start:span.End])
	}
	return true
}

// lookUp fills the index. It goes over the cells in strides of one kind of access each, none of which waits for another: a table of
// some megabytes answers ten questions at a time, or one.
func (l *Lexicon) lookUp(c *Column, from, to int) {
	hashes, pending := l.hashes[:to-from], l.pending[:to-from]
	index := l.index[from:to]
	mask := uint64(len(l.slots) - 1)
	for i, hash := range hashes {
		index[i] = l.slots[hash&mask]
	}
	missed := false
	for i, position := range index {
		if h := &l.heads[position]; h[0] != pending[i][0] || h[1] != pending[i][1] || !h.isWhole() {
			index[i], missed = 0, true
		}
	}
	for i, position := range index {
		if missed && position == 0 {
			position = l.position(c, from+i, pending[i], hashes[i])
		}
		index[i] = position - 1
	}
}

// position returns where the value of record i is, from 1, and adds it if it is new.
func (l *Lexicon) position(c *Column, i int, h head, hash uint64) uint32 {
	cell := c.Cell(i)
	if !l.full && lexiconRoom*len(l.spans) >= len(l.slots) {
		l.grow()
	}
	mask := uint64(len(l.slots) - 1)
	for at, probes := hash&mask, 0; probes < lexiconProbes; at, probes = (at+1)&mask, probes+1 {
		position := l.slots[at]
		if position == 0 {
			if !l.full {
				l.slots[at] = uint32(len(l.heads))
			}
			return l.add(h, cell.Text, cell.Kind)
		}
		if l.heads[position] == h && (h.isWhole() || bytes.Equal(l.text(position), cell.Text)) {
			return position
		}
	}
	l.close()
	return l.add(h, cell.Text, cell.Kind)
}

func (l *Lexicon) text(position uint32) []byte {
	span := l.spans[position-1]
	return l.data[span.Start:span.End]
}

// add adds a value behind those there are, whether it stays or not, and returns where it is, from 1.
func (l *Lexicon) add(h head, text []byte, kind Kind) uint32 {
	start := uint32(len(l.data))
	l.data = append(l.data, text...)
	l.spans = append(l.spans, Span{start, uint32(len(l.data))})
	l.heads = append(l.heads, h)
	switch {
	case l.kinds != nil:
		l.kinds = append(l.kinds, kind)
	case kind != Text:
		l.kinds = make([]Kind, len(l.spans), cap(l.spans))
		l.kinds[len(l.spans)-1] = kind
	}
	if len(l.spans) >= lexiconValues || len(l.data) >= lexiconBytes {
		l.close()
	}
	return uint32(len(l.spans))
}

// close says that the values there are stay, and no others.
func (l *Lexicon) close() {
	if !l.full {
		l.full, l.stay = true, len(l.spans)
	}
}

// grow makes the table larger.
func (l *Lexicon) grow() {
	l.slots = make([]uint32, max(1<<12, 4*len(l.slots)))
	mask := uint64(len(l.slots) - 1)
	for position := 1; position < len(l.heads); position++ {
		at := l.heads[position].hash(l.text(uint32(position))) & mask
		for l.slots[at] != 0 {
			at = (at + 1) & mask
		}
		l.slots[at] = uint32(position)
	}
}

// head is the first fifteen bytes of a value; the sixteenth has its length, up to fifteen, and its kind.
type head [2]uint64

const headBytes = 15

// headMasks cut two words to the bytes that belong to a head.
var headMasks = func() (masks [headBytes + 1][2]uint64) {
	for n := range masks {
		masks[n] = [2]uint64{math.MaxUint64 >> (64 - 8*min(n, 8)), math.MaxUint64 >> (64 - 8*max(n-8, 0))}
	}
	return masks
}()

func headOf(data []byte, span Span, kind Kind) head {
	size := min(span.End-span.Start, headBytes)
	last := uint64(size<<4|uint32(kind)) << 56
	if int(span.Start)+16 > len(data) {
		var room [16]byte
		copy(room[:headBytes], data[span.Start:span.End])
		return head{binary.LittleEndian.Uint64(room[:]), binary.LittleEndian.Uint64(room[8:]) | last}
	}
	text, mask := data[span.Start:][:16], &headMasks[size]
	return head{binary.LittleEndian.Uint64(text) & mask[0], binary.LittleEndian.Uint64(text[8:])&mask[1] | last}
}

// isWhole reports whether the head says all about its value.
func (h *head) isWhole() bool { return h[1]>>60 < headBytes }

// hash returns the hash of the value with the head and the text.
func (h *head) hash(text []byte) uint64 {
	high, low := bits.Mul64(h[0]^0x9E3779B97F4A7C15, h[1]^0xD6E8FEB86659FD93)
	if h.isWhole() {
		return high ^ low
	}
	return high ^ low ^ xxh3.Hash(text)
}
