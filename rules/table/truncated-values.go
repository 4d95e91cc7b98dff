package table

import (
	"errors"
	"fmt"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/zeebo/xxh3"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/spill"
	"github.com/cogwg/hvdlint/internal/table"
)

// truncatedValues finds fields whose longest values pile up at one length, as they do when a program cut what was longer (domain
// row N21).
//
// Left to themselves, there are fewer and fewer different values the longer they get. A pile is told when the number of different values does
// not grow from the third length below the longest to the first below it, and then is larger by half at the longest, and at least twenty. Values without a letter, such
// as numbers of records, are not counted. Codes of one length have no shorter ones, and numbered codes grow in number with their length: neither is
// told; nor is text that was cut so short that most of it was.
var truncatedValues = &lint.Rule{
	ID: "truncated-values", Family: lint.TableFamily, Stage: lint.Group, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "truncated-value", Anchor: []string{}, Pages: pages, Bind: bindTruncatedValues,
}

const (
	pileValues   = 20      // different values of the longest length
	keptLengths  = 4       // the longest lengths, of which the numbers of different values are known
	lengthHashes = 1 << 14 // the number up to which different values of one length are counted
)

func bindTruncatedValues(b *lint.Binding) (lint.Check, error) {
	field, err := b.Field("field")
	if err := errors.Join(err, b.Decode(&struct{}{})); err != nil {
		return nil, err
	}
	if field.Type != "string" && field.Type != "any" {
		return nil, nil
	}
	return lint.TableCheck{New: func() lint.State { return &lengthState{field: field} }}, nil
}

// lengthState knows the longest values: those of the four greatest lengths that occur.
type lengthState struct {
	field   lint.Field
	tested  int64
	longest []lengthSet // the greatest length first
}

// lengthSet is the different values of one length, as hashes. When there are too many, those with the smallest hashes are kept, so that it does
// not matter in which order they came.
type lengthSet struct {
	length       int // in characters
	record, line int64
	value        string // the first one
	hashes       spill.Set
}

func (s *lengthState) Observe(b *table.Batch) {
	column := &b.Columns[s.field.Column]
	lengths := column.NoteValues("length", lengthOf)
	for i := range b.Len {
		if b.IsExcluded(i) || !column.Valid(i) {
			continue
		}
		s.tested++
		length := 0
		switch {
		case lengths != nil:
			length = int(lengths.Words[column.Index[i]])
		case !s.isShort(len(column.Text(i))): // a text has no more characters than bytes
			length = int(lengthOf(column.Cell(i)))
		}
		if length > 0 && !s.isShort(length) {
			s.see(length, column.Text(i), b.Record(i), b.Line(i))
		}
	}
}

// lengthOf returns the number of characters of a value; 0 for one without a letter.
func lengthOf(cell table.Cell) uint64 {
	if !hasLetter(cell.Text) {
		return 0
	}
	return uint64(utf8.RuneCount(cell.Text))
}

// isShort reports whether a length is smaller than all that are kept.
func (s *lengthState) isShort(length int) bool {
	return len(s.longest) == keptLengths && length < s.longest[keptLengths-1].length
}

func hasLetter(text []byte) bool {
	for i, c := range text {
		if c >= utf8.RuneSelf {
			return slices.ContainsFunc([]rune(string(text[i:])), unicode.IsLetter)
		}
		if c|0x20-'a' < 26 {
			return true
		}
	}
	return false
}

func (s *lengthState) see(length int, text []byte, record, line int64) {
	set := s.set(length)
	if set == nil {
		return
	}
	if set.record == 0 {
		set.record, set.line, set.value = record, line, shorten(text)
	}
	set.hashes.Add(xxh3.Hash(text))
	set.cut(2 * lengthHashes)
}

// set returns the values of a length, or nil when longer ones are all that is kept.
func (s *lengthState) set(length int) *lengthSet {
	at, known := slices.BinarySearchFunc(s.longest, length, func(set lengthSet, length int) int { return length - set.length })
	if known {
		return &s.longest[at]
	}
	if at == keptLengths {
		return nil
	}
	s.longest = slices.Insert(s.longest, at, lengthSet{length: length})
	s.longest = s.longest[:min(len(s.longest), keptLengths)]
	return &s.longest[at]
}

// cut keeps the smallest hashes when there are more than limit.
func (l *lengthSet) cut(limit int) {
	if l.hashes.Len() <= limit {
		return
	}
	smallest := slices.Sorted(l.hashes.All())
	l.hashes = spill.Set{}
	for _, hash := range smallest[:lengthHashes] {
		l.hashes.Add(hash)
	}
}

func (s *lengthState) Merge(next lint.State) error {
	n, ok := next.(*lengthState)
	if !ok {
		return fmt.Errorf("merging %T into a state of truncated-values", next)
	}
	s.tested += n.tested
	for i := range n.longest {
		from := &n.longest[i]
		set := s.set(from.length)
		if set == nil {
			continue
		}
		if set.record == 0 {
			*set = *from
			continue
		}
		set.hashes.AddAll(&from.hashes)
		set.cut(2 * lengthHashes)
	}
	return nil
}

// Finish tells of a pile once, at the first value of its length.
func (s *lengthState) Finish() (lint.Result, error) {
	result := lint.Result{Tested: s.tested}
	var values []int
	for i := range s.longest {
		s.longest[i].cut(lengthHashes)
		values = append(values, s.longest[i].hashes.Len())
	}
	if !s.isConsecutive() || !isPile(values) {
		return result, nil
	}
	pile := &s.longest[0]
	d := lint.Defect{
		At:     lint.Location{Record: pile.record, Line: pile.line, Column: s.field.Column + 1, Field: s.field.Name},
		Value:  pile.value,
		Params: []message.Param{message.P("n", values[0]), message.P("length", pile.length)},
	}
	if values[0] == lengthHashes {
		d.Variant = "many"
	}
	result.Failed, result.Defects = 1, []lint.Defect{d}
	return result, nil
}

// isConsecutive reports whether the four longest lengths follow each other.
func (s *lengthState) isConsecutive() bool {
	return len(s.longest) == keptLengths && s.longest[0].length-s.longest[keptLengths-1].length == keptLengths-1
}

// isPile judges the numbers of different values of the longest lengths, the greatest length first.
func isPile(values []int) bool {
	falls := values[1] <= values[3] // the one between may stand out by chance
	return falls && values[0] >= pileValues && 2*values[0] >= 3*values[1]
}

func (s *lengthState) MarshalBinary() ([]byte, error) {
	w := &wire{}
	w.put(uint64(s.tested), uint64(len(s.longest)))
	for i := range s.longest {
		l := &s.longest[i]
		w.put(uint64(l.length), uint64(l.record), uint64(l.line))
		w.putText(l.value)
		w.put(uint64(l.hashes.Len()))
		w.put(slices.Sorted(l.hashes.All())...)
	}
	return w.bytes, nil
}

func (s *lengthState) UnmarshalBinary(data []byte) error {
	w := &wire{bytes: data}
	s.tested = w.getInt()
	s.longest = make([]lengthSet, w.count())
	for i := range s.longest {
		l := lengthSet{length: int(w.get()), record: w.getInt(), line: w.getInt(), value: w.getText()}
		for range w.count() {
			l.hashes.Add(w.get())
		}
		s.longest[i] = l
	}
	return w.err()
}
