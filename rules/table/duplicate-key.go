package table

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/spill"
	"github.com/cogwg/hvdlint/internal/table"
)

// duplicateKey finds records whose key was seen before (Table Schema v2, primaryKey; domain row N01).
//
// The first look keeps one 64-bit hash for each record and finds the hashes that repeat; a table without any is done.
// A second look takes down the records with such a hash, with another 64-bit hash to tell chance from repetition.
// Records without a value in some field of the key are passed over: missing-value tells of them.
var duplicateKey = &lint.Rule{
	ID: "duplicate-key", Family: lint.TableFamily, Stage: lint.Group, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "primary-key", Pages: pages, Bind: bindDuplicateKey,
}

func bindDuplicateKey(b *lint.Binding) (lint.Check, error) {
	if err := b.Decode(&struct{}{}); err != nil {
		return nil, err
	}
	key, err := b.Some("key")
	if err != nil {
		return nil, err
	}
	options := &keyOptions{fields: key, samples: b.Samples, spill: spill.Options{Dir: b.Spill.Dir, Memory: b.Spill.Memory}}
	return lint.TableCheck{New: func() lint.State { return &keyState{options: options, hasher: newKeyHasher(key)} }}, nil
}

type keyOptions struct {
	fields  []lint.Field
	samples int
	spill   spill.Options
}

// keyState is the first look: all hashes, in no order.
type keyState struct {
	options *keyOptions
	hasher  keyHasher
	pending []uint64          // few hashes, while the state is that of one block
	parts   *spill.Partitions // many
}

// pendingLimit is the number of hashes from which on a state keeps them in partitions.
func (o *keyOptions) pendingLimit() int {
	if o.spill.Memory > 0 {
		return int(min(o.spill.Memory/8, 1<<16))
	}
	return 1 << 16
}

func (s *keyState) Observe(b *table.Batch) {
	s.pending = slices.Grow(s.pending, b.Len)
	for i, h := range s.hasher.sum(b, firstSeed) {
		if s.hasher.complete(b, i) {
			s.pending = append(s.pending, h)
		}
	}
}

func (s *keyState) Merge(next lint.State) error {
	n, ok := next.(*keyState)
	if !ok {
		return fmt.Errorf("merging %T into a state of duplicate-key", next)
	}
	if n.parts != nil {
		defer n.parts.Close()
		if err := n.parts.Each(s.add); err != nil {
			return err
		}
	}
	return s.add(n.pending)
}

func (s *keyState) add(hashes []uint64) error {
	if s.parts == nil && len(s.pending)+len(hashes) < s.options.pendingLimit() {
		s.pending = append(s.pending, hashes...)
		return nil
	}
	if s.parts == nil {
		s.parts = spill.NewPartitions(s.options.spill)
	}
	if err := s.parts.Add(s.pending); err != nil {
		return err
	}
	s.pending = s.pending[:0]
	return s.parts.Add(hashes)
}

func (s *keyState) seen() int64 {
	n := int64(len(s.pending))
	if s.parts != nil {
		n += s.parts.Len()
	}
	return n
}

// Finish gives the result of a table without repeated hashes.
func (s *keyState) Finish() (lint.Result, error) {
	result := lint.Result{Tested: s.seen()}
	return result, s.Close()
}

// Review asks for a second look when hashes repeat.
func (s *keyState) Review() (lint.TableCheck, bool, error) {
	if s.parts == nil {
		s.parts = spill.NewPartitions(s.options.spill)
	}
	if err := s.parts.Add(s.pending); err != nil {
		return lint.TableCheck{}, false, err
	}
	s.pending = s.pending[:0]
	repeated, err := s.parts.Repeated()
	if err != nil || repeated.Len() == 0 {
		return lint.TableCheck{}, false, err
	}
	if err := s.Close(); err != nil {
		return lint.TableCheck{}, false, err
	}
	options := s.options
	return lint.TableCheck{New: func() lint.State {
		return &repeatState{options: options, rows: rowStore{options: options.spill}, hasher: newKeyHasher(options.fields), second: newKeyHasher(options.fields), repeated: repeated}
	}}, true, nil
}

func (s *keyState) MarshalBinary() ([]byte, error) {
	w := &wire{}
	w.put(uint64(s.seen()))
	put := func(hashes []uint64) error {
		w.put(hashes...)
		return nil
	}
	if s.parts != nil {
		if err := s.parts.Each(put); err != nil {
			return nil, err
		}
	}
	err := put(s.pending)
	return w.bytes, err
}

func (s *keyState) UnmarshalBinary(data []byte) error {
	w := &wire{bytes: data}
	hashes := make([]uint64, w.count())
	for i := range hashes {
		hashes[i] = w.get()
	}
	if err := w.err(); err != nil {
		return err
	}
	return s.add(hashes)
}

// Close gives the temporary file back.
func (s *keyState) Close() error {
	if s.parts == nil {
		return nil
	}
	return s.parts.Close()
}

// textLimit is the number of candidates whose key is kept as text, so that a finding can show it.
const textLimit = 10_000

// repeatState is the second look: the records whose hash repeats, as rows of hash, second hash, record and line.
type repeatState struct {
	options  *keyOptions
	hasher   keyHasher
	second   keyHasher
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
	var seconds []uint64
	for i, h := range s.hasher.sum(b, firstSeed) {
		if !s.hasher.complete(b, i) {
			continue
		}
		s.tested++
		if !s.repeated.Has(h) {
			continue
		}
		if seconds == nil {
			seconds = s.second.sum(b, secondSeed)
		}
		s.rows.pending = append(s.rows.pending, spill.Row{h, seconds[i], uint64(b.Record(i)), uint64(b.Line(i))})
		if len(s.texts) < textLimit {
			s.texts = append(s.texts, keyText{h, seconds[i], s.hasher.text(b, i)})
		}
	}
}

func (s *repeatState) Merge(next lint.State) error {
	n, ok := next.(*repeatState)
	if !ok {
		return fmt.Errorf("merging %T into a second look of duplicate-key", next)
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
			kept.add(s.describe(row, &leader, texts[[2]uint64{row[0], row[1]}]))
		}
	}
	result.Defects = kept.sorted()
	return result, nil
}

func (s *repeatState) describe(row, leader *spill.Row, key string) lint.Defect {
	var names message.List
	for _, field := range s.options.fields {
		names = append(names, field.Name)
	}
	d := lint.Defect{
		At: lint.Location{Record: int64(row[2]), Line: int64(row[3])}, Value: key,
		Params: []message.Param{
			message.P("key", key), message.P("fields", names), message.P("first", number(leader[2])), message.P("line", number(leader[3])),
		},
		Related: []lint.Related{{At: lint.Location{Record: int64(leader[2]), Line: int64(leader[3])}, Text: textFirstSeen}},
	}
	if key == "" {
		d.Variant = "unnamed"
	}
	return d
}

// number writes a record or line number, which is a name and not an amount.
func number(n uint64) string { return strconv.FormatUint(n, 10) }

// textFirstSeen says why a related place is named.
var textFirstSeen = message.Text{EN: "first seen here", FR: "vu ici la première fois"}

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
