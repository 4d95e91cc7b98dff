package table

import (
	"fmt"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/spill"
	"github.com/cogwg/hvdlint/internal/table"
)

// nearDuplicateKey finds keys that are equal after NFC, case folding and trimming, and that are not written alike (domain row N02). It tells
// each further spelling once; keys that are written alike are told by duplicate-key.
var nearDuplicateKey = &lint.Rule{
	ID: "near-duplicate-key", Family: lint.TableFamily, Stage: lint.Group, Since: "0.1.0", Status: lint.Stable,
	Anchor: []string{}, Pages: pages, Bind: bindNearDuplicateKey,
}

// nearMemory is the memory of a state, in bytes: a part of what others take, because a standard seldom asks for near keys alone, and
// duplicate-key goes over the same records beside it.
const nearMemory = 8 << 20

func bindNearDuplicateKey(b *lint.Binding) (lint.Check, error) {
	if err := b.Decode(&struct{}{}); err != nil {
		return nil, err
	}
	key, err := b.Some("key")
	if err != nil {
		return nil, err
	}
	options := &repeatOptions{rule: "near-duplicate-key", hasher: newKeyHasher(key), samples: b.Samples, spill: spillOf(b)}
	if m := &options.spill.Memory; *m <= 0 || *m > nearMemory {
		*m = nearMemory
	}
	options.hasher.folded = true
	options.again = func(repeated *spill.Set) lint.State {
		return &nearState{
			options: options, rows: rowStore{options: options.spill}, repeated: repeated,
			hasher: options.hasher.clone(), exact: newKeyHasher(key),
		}
	}
	return options.check(), nil
}

// nearState is the second look: the records whose folded key repeats, as rows of its hash, its second hash, the hash of the key as
// written, record and line.
type nearState struct {
	options       *repeatOptions
	hasher, exact keyHasher
	repeated      *spill.Set
	tested        int64
	rows          rowStore
	seen          spill.Set // hashes of keys as written, of which only the first record matters; at most seenKeys
	names         names     // of keys as written
}

// seenKeys bounds what a state remembers so as not to keep the same key again and again.
const seenKeys = 1 << 14

func (s *nearState) Observe(b *table.Batch) {
	var exacts []uint64
	for i, h := range s.hasher.sum(b) {
		if !s.hasher.complete(b, i) {
			continue
		}
		s.tested++
		if !s.repeated.Has(h) {
			continue
		}
		if exacts == nil {
			exacts = s.exact.sum(b)
		}
		if s.seen.Has(exacts[i]) {
			continue
		}
		if s.seen.Len() < seenKeys {
			s.seen.Add(exacts[i])
		}
		s.rows.pending = append(s.rows.pending, spill.Row{h, s.hasher.second(b, i), exacts[i], uint64(b.Record(i)), uint64(b.Line(i))})
		if s.names.wants(exacts[i]) {
			s.names.add(exacts[i], s.exact.text(b, i))
		}
	}
}

func (s *nearState) Merge(next lint.State) error {
	n, ok := next.(*nearState)
	if !ok {
		return fmt.Errorf("merging %T into a second look of near-duplicate-key", next)
	}
	s.tested += n.tested
	s.names.merge(&n.names)
	return s.rows.merge(&n.rows)
}

// Finish names every spelling of a key but the first.
func (s *nearState) Finish() (lint.Result, error) {
	defer s.Close()
	result := lint.Result{Tested: s.tested}
	kept := first{limit: s.options.samples}
	var spellings []foundKey
	var last spill.Row
	for row, err := range s.rows.sorted() {
		if err != nil {
			return lint.Result{}, err
		}
		if row[0] != last[0] || row[1] != last[1] {
			s.tell(spellings, &kept)
			spellings = spellings[:0]
		}
		if len(spellings) == 0 || row[2] != last[2] {
			if len(spellings) > 0 {
				result.Failed++
			}
			spellings = cutFound(append(spellings, foundKey{hash: row[2], at: placeIn(row)}), s.options.samples)
		}
		last = *row
	}
	s.tell(spellings, &kept)
	result.Defects = kept.sorted()
	return result, nil
}

// tell names every spelling of a key but the first.
func (s *nearState) tell(spellings []foundKey, kept *first) {
	if len(spellings) < 2 {
		return
	}
	sortFound(spellings)
	leader := spellings[0]
	for _, other := range spellings[1:] {
		if !kept.wants(other.at.Record) {
			continue
		}
		key, same := s.names.of(other.hash), s.names.of(leader.hash)
		d := lint.Defect{
			At: other.at, Value: key,
			Params:  []message.Param{message.P("key", key), message.P("same", same), message.P("place", placeOf(leader.at))},
			Related: []lint.Related{{At: leader.at, Text: textFirstSeen}},
		}
		if key == "" || same == "" {
			d.Variant = "unnamed"
		}
		kept.add(d)
	}
}

func (s *nearState) MarshalBinary() ([]byte, error) {
	w := &wire{}
	w.put(uint64(s.tested))
	w.putNames(&s.names)
	err := w.putRows(&s.rows)
	return w.bytes, err
}

func (s *nearState) UnmarshalBinary(data []byte) error {
	w := &wire{bytes: data}
	s.tested = w.getInt()
	w.getNames(&s.names)
	s.rows.pending = w.getRows()
	return w.err()
}

// Close gives the temporary file back.
func (s *nearState) Close() error { return s.rows.close() }
