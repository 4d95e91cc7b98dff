package table

import (
	"fmt"
	"strconv"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/spill"
	"github.com/cogwg/hvdlint/internal/table"
)

// repeatOptions say what makes two records equal and how the later one is told.
//
// The first look takes one 64-bit hash for each record and finds those that repeat; a table without any is done. See [keyState].
// Another look takes down the records with such a hash, with another 64-bit hash to tell chance from repetition.
type repeatOptions struct {
	rule     string // its id
	hasher   keyHasher
	samples  int
	spill    spill.Options
	nameless bool // keys are not kept to be shown
	spares   spareWords
	// describe tells of a record, as a row of the second look; leader is the first one of the same key. key is empty
	// when it was not kept.
	describe func(row, leader *spill.Row, key string) lint.Defect
	// again makes the states of the look that takes records down; nil: a [repeatState].
	again func(repeated *spill.Set) lint.State
}

func (o *repeatOptions) check() lint.TableCheck {
	return lint.TableCheck{New: func() lint.State { return o.newKeys(nil) }}
}

// takeDown returns the look that takes down the records of keys that repeat.
func (o *repeatOptions) takeDown(repeated *spill.Set) lint.TableCheck {
	if o.again != nil {
		return lint.TableCheck{New: func() lint.State { return o.again(repeated) }}
	}
	return lint.TableCheck{New: func() lint.State {
		return &repeatState{options: o, rows: rowStore{options: o.spill}, hasher: o.hasher.clone(), repeated: repeated}
	}}
}

// textLimit is the number of candidates whose key is kept as text, so that a finding can show it.
const textLimit = 10_000

// repeatState takes records down: those whose hash repeats, as rows of hash, second hash, record and line.
type repeatState struct {
	options  *repeatOptions
	hasher   keyHasher
	repeated *spill.Set
	tested   int64
	rows     rowStore
	texts    []keyText // the first ones by position
}

type keyText struct {
	hash, second uint64
	text         string
}

func (s *repeatState) Observe(b *table.Batch) {
	for i, h := range s.hasher.sum(b) {
		if !s.hasher.complete(b, i) {
			continue
		}
		s.tested++
		if !s.repeated.Has(h) {
			continue
		}
		second := s.hasher.second(b, i)
		s.rows.pending = append(s.rows.pending, spill.Row{h, second, uint64(b.Record(i)), uint64(b.Line(i))})
		if len(s.texts) < textLimit && !s.options.nameless {
			s.texts = append(s.texts, keyText{h, second, s.hasher.text(b, i)})
		}
	}
}

func (s *repeatState) Merge(next lint.State) error {
	n, ok := next.(*repeatState)
	if !ok {
		return fmt.Errorf("merging %T into a second look of %s", next, s.options.rule)
	}
	s.tested += n.tested
	s.texts = append(s.texts, n.texts[:min(len(n.texts), textLimit-len(s.texts))]...)
	return s.rows.merge(&n.rows)
}

// Finish names every record but the first of each key.
func (s *repeatState) Finish() (lint.Result, error) {
	defer s.Close()
	texts := make(map[[2]uint64]string, len(s.texts))
	for _, t := range s.texts {
		texts[[2]uint64{t.hash, t.second}] = t.text
	}
	result := lint.Result{Tested: s.tested}
	kept := first{limit: s.options.samples}
	var leader spill.Row
	for row, err := range s.rows.sorted() {
		if err != nil {
			return lint.Result{}, err
		}
		if row[0] != leader[0] || row[1] != leader[1] || leader[2] == 0 {
			leader = *row
			continue
		}
		result.Failed++
		if kept.wants(int64(row[2])) {
			kept.add(s.options.describe(row, &leader, texts[[2]uint64{row[0], row[1]}]))
		}
	}
	result.Defects = kept.sorted()
	return result, nil
}

func (s *repeatState) MarshalBinary() ([]byte, error) {
	w := &wire{}
	w.put(uint64(s.tested), uint64(len(s.texts)))
	for _, t := range s.texts {
		w.put(t.hash, t.second)
		w.putText(t.text)
	}
	err := w.putRows(&s.rows)
	return w.bytes, err
}

func (s *repeatState) UnmarshalBinary(data []byte) error {
	w := &wire{bytes: data}
	s.tested = w.getInt()
	s.texts = make([]keyText, w.count())
	for i := range s.texts {
		s.texts[i] = keyText{w.get(), w.get(), w.getText()}
	}
	s.rows.pending = w.getRows()
	return w.err()
}

// Close gives the temporary file back.
func (s *repeatState) Close() error { return s.rows.close() }

// describeRepeated tells of a record and of the first one with the same key.
func describeRepeated(row, leader *spill.Row) lint.Defect {
	at := lint.Location{Record: int64(row[2]), Line: int64(row[3])}
	before := lint.Location{Record: int64(leader[2]), Line: int64(leader[3])}
	return lint.Defect{
		At:      at,
		Params:  []message.Param{message.P("place", placeOf(before))},
		Related: []lint.Related{{At: before, Text: textFirstSeen}},
	}
}

// number writes a record or line number, which is a name and not an amount.
func number(n int64) string { return strconv.FormatInt(n, 10) }

// placeOf names a record in a sentence: "record 851 on line 852".
func placeOf(at lint.Location) message.Text {
	text := textRecordOnLine
	if at.Line == 0 { // a format without lines
		text = textRecord
	}
	return text.Format(message.P("record", number(at.Record)), message.P("line", number(at.Line)))
}

var (
	textRecordOnLine = message.Text{EN: "record {record} on line {line}", FR: "enregistrement {record}, ligne {line}"}
	textRecord       = message.Text{EN: "record {record}", FR: "enregistrement {record}"}
	// textFirstSeen says why a related place is named.
	textFirstSeen = message.Text{EN: "first seen here", FR: "vu ici la première fois"}
)
