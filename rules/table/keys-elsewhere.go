package table

import (
	"fmt"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/spill"
	"github.com/cogwg/hvdlint/internal/table"
)

// keysElsewhere returns the hashes of the keys that another resource of the dataset has; nil: it is not at hand.
func keysElsewhere(b *lint.Binding, resource string, names []string, width int) (*spill.Set, error) {
	if len(names) != width {
		return nil, b.Fault(message.Text{
			EN: "as many fields must be referred to as refer to them", FR: "il faut autant de champs désignés que de champs qui les désignent",
		})
	}
	if b.Elsewhere == nil {
		return nil, nil
	}
	state, err := b.Elsewhere(resource, names, func(fields []lint.Field) lint.TableCheck {
		return lint.TableCheck{New: func() lint.State { return &keySetState{hasher: newKeyHasher(fields)} }}
	})
	if state == nil || err != nil {
		return nil, err
	}
	keys, ok := state.(*keySetState)
	if !ok {
		return nil, fmt.Errorf("reading the keys of %s: got a %T", resource, state)
	}
	return &keys.set, nil
}

// keySetState takes down which keys there are.
type keySetState struct {
	hasher keyHasher
	set    spill.Set
}

func (s *keySetState) Observe(b *table.Batch) {
	for i, key := range s.hasher.sum(b) {
		if s.hasher.complete(b, i) {
			s.set.Add(key)
		}
	}
}

func (s *keySetState) Merge(next lint.State) error {
	n, ok := next.(*keySetState)
	if !ok {
		return fmt.Errorf("merging %T into a set of keys", next)
	}
	s.set.AddAll(&n.set)
	return nil
}

// Finish is not asked for: who looks elsewhere wants the set.
func (s *keySetState) Finish() (lint.Result, error) { return lint.Result{}, nil }

func (s *keySetState) MarshalBinary() ([]byte, error) {
	w := &wire{}
	w.put(uint64(s.set.Len()))
	for key := range s.set.All() {
		w.put(key)
	}
	return w.bytes, nil
}

func (s *keySetState) UnmarshalBinary(data []byte) error {
	w := &wire{bytes: data}
	s.set = spill.Set{}
	for range w.count() {
		s.set.Add(w.get())
	}
	return w.err()
}
