package table

import (
	"errors"
	"fmt"
	"slices"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/spill"
	"github.com/cogwg/hvdlint/internal/table"
)

// keyState looks for keys that repeat. Where records with equal values in all columns of the key but the last one stand together, as in a
// list in order, only the keys of the last few such groups are kept; that a group comes back later is found by its hash, and then a second
// look keeps the keys of such groups. Elsewhere all keys are kept.
type keyState struct {
	options *repeatOptions
	hasher  keyHasher
	only    *suspects // of a second look; nil: all keys
	tested  int64

	// keys are the hashes of records that are not looked at yet, and parts the groups they belong to.
	keys  []uint64
	parts []keyPart

	order    keyOrder
	all      hashBag    // scattered: the hashes of all keys
	open     openGroups // together: the groups whose keys are kept
	groups   hashBag    // together: the hashes of groups, each as often as it was opened
	repeated spill.Set  // hashes of keys that come back within their group
}

// keyPart is a part of the keys that belongs to one group.
type keyPart struct {
	group uint64
	end   int
}

type keyOrder uint8

const (
	unknownOrder keyOrder = iota // nothing is looked at yet
	together
	scattered
	mixed // a state of each kind was merged
)

// suspects say which keys a second look keeps: all, or those of some groups, and those that are known to repeat.
type suspects struct {
	all          bool
	keys, groups spill.Set
}

func (s *suspects) has(key, group uint64) bool {
	return s == nil || s.all || s.groups.Has(group) || s.keys.Has(key)
}

func (o *repeatOptions) newKeys(only *suspects) *keyState {
	bag := hashBag{options: o.spill}
	s := &keyState{options: o, hasher: o.hasher.clone(), only: only, all: bag, groups: bag}
	s.open = openGroups{options: o.spill, repeated: &s.repeated}
	return s
}

func (s *keyState) Observe(b *table.Batch) {
	if s.keys == nil {
		s.keys = make([]uint64, 0, 2*b.Len)
	}
	keys, groups := s.hasher.sum(b, firstSeed), s.hasher.groupHashes(b)
	s.hasher.completeRuns(b, func(from, to int) {
		s.tested += int64(to - from)
		if s.only == nil {
			s.keys = append(s.keys, keys[from:to]...)
		} else {
			for i := from; i < to; i++ {
				if s.only.has(keys[i], groups[i]) {
					s.keys = append(s.keys, keys[i])
				}
			}
		}
		if last := len(s.parts) - 1; last >= 0 && s.parts[last].group == groups[from] {
			s.parts[last].end = len(s.keys)
			return
		}
		s.parts = append(s.parts, keyPart{groups[from], len(s.keys)})
	})
}

// look goes over the keys that are not looked at yet.
func (s *keyState) look() error {
	err := s.take(s.keys, s.parts)
	s.keys, s.parts = nil, nil
	return err
}

func (s *keyState) take(keys []uint64, parts []keyPart) error {
	if len(keys) == 0 {
		return nil
	}
	if s.order == unknownOrder {
		s.order = scattered
		if s.only == nil && s.hasher.hasGroups() && areTogether(parts) {
			s.order = together
		}
	}
	switch s.order {
	case scattered:
		return s.all.add(keys...)
	case together:
		from := 0
		for _, part := range parts {
			if isNew, err := s.open.add(part.group, keys[from:part.end]); err != nil {
				return err
			} else if isNew {
				if err := s.groups.add(part.group); err != nil {
					return err
				}
			}
			from = part.end
		}
	}
	return nil // of mixed ones a second look keeps all keys
}

func (s *keyState) Merge(next lint.State) error {
	n, ok := next.(*keyState)
	if !ok {
		return fmt.Errorf("merging %T into a state of %s", next, s.options.rule)
	}
	s.tested += n.tested
	if err := s.look(); err != nil {
		return err
	}
	if n.order != unknownOrder {
		if err := errors.Join(s.join(n), n.Close()); err != nil {
			return err
		}
	}
	return s.take(n.keys, n.parts)
}

// join adds what another state has looked at. A group that is open in both is found to come back: its first keys there may not be known any
// more.
func (s *keyState) join(n *keyState) error {
	switch {
	case s.order == unknownOrder:
		s.order = n.order
	case s.order != n.order:
		s.order = mixed
	}
	add := func(to *hashBag) func([]uint64) error {
		return func(hashes []uint64) error { return to.add(hashes...) }
	}
	err := errors.Join(s.open.end(), n.open.end(), n.all.each(add(&s.all)), n.groups.each(add(&s.groups)))
	for key := range n.repeated.All() {
		s.repeated.Add(key)
	}
	return err
}

// Finish gives the result of a table without repeated hashes.
func (s *keyState) Finish() (lint.Result, error) {
	return lint.Result{Tested: s.tested}, s.Close()
}

// Review asks for a second look at groups that come back, or, when hashes are known to repeat, for one that takes down where.
func (s *keyState) Review() (lint.TableCheck, bool, error) {
	found := &suspects{}
	err := errors.Join(s.look(), s.open.end(), s.all.repeated(&found.keys), s.groups.repeated(&found.groups))
	if err != nil {
		return lint.TableCheck{}, false, err
	}
	for key := range s.repeated.All() {
		found.keys.Add(key)
	}
	o := s.options
	switch found.all = s.order == mixed; {
	case found.all || found.groups.Len() > 0:
		return lint.TableCheck{New: func() lint.State { return o.newKeys(found) }}, true, s.Close()
	case found.keys.Len() > 0:
		return o.takeDown(&found.keys), true, s.Close()
	}
	return lint.TableCheck{}, false, nil
}

func (s *keyState) MarshalBinary() ([]byte, error) {
	if err := errors.Join(s.look(), s.open.end()); err != nil {
		return nil, err
	}
	w := &wire{}
	w.put(uint64(s.tested), uint64(s.order), uint64(s.repeated.Len()))
	w.put(slices.Sorted(s.repeated.All())...)
	err := errors.Join(w.putBag(&s.all), w.putBag(&s.groups))
	return w.bytes, err
}

func (s *keyState) UnmarshalBinary(data []byte) error {
	w := &wire{bytes: data}
	s.tested, s.order = w.getInt(), keyOrder(w.get())
	for range w.count() {
		s.repeated.Add(w.get())
	}
	return errors.Join(w.getBag(&s.all), w.getBag(&s.groups), w.err())
}

// Close gives the temporary files back.
func (s *keyState) Close() error { return errors.Join(s.all.close(), s.open.close(), s.groups.close()) }
