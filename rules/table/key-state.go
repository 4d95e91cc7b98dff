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
//
// Of folded keys the first look keeps those that are not written as they fold. As long as there are no others, or only others, that is enough
// to find two ways of writing one.
type keyState struct {
	options *repeatOptions
	hasher  keyHasher
	exact   keyHasher // of keys as written
	only    *suspects // of a second look; nil: all keys
	tested  int64
	plain   int64     // records with a key that is written as it folds
	other   spill.Set // hashes of keys that are not; at most otherKeys and one

	// keys are the hashes of records that are not looked at yet, and parts the groups they belong to.
	keys  []uint64
	parts []groupPart

	order    groupOrder
	all      hashBag // scattered: the hashes of all keys
	open     openGroups[keysOfGroup]
	groups   hashBag   // together: the hashes of groups, each as often as it was opened
	repeated spill.Set // hashes of keys that come back within their group
}

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
	exact := o.hasher.clone()
	exact.folded = false
	return &keyState{options: o, hasher: o.hasher.clone(), exact: exact, only: only, all: bag, groups: bag}
}

// otherKeys is the number of keys not written as they fold up to which they are held against all others in a second look. Of more, all are kept.
const otherKeys = 1 << 16

func (s *keyState) Observe(b *table.Batch) {
	if s.keys == nil {
		s.keys = s.options.spares.take()
	}
	keys, groups := s.hasher.sum(b), s.hasher.groupHashes(b)
	exact := keys
	if s.hasher.folded && s.only == nil {
		exact = s.exact.sum(b)
	}
	s.hasher.completeRuns(b, func(from, to int) {
		s.tested += int64(to - from)
		switch {
		case s.only == nil && !s.hasher.folded:
			s.keys = append(s.keys, keys[from:to]...)
		case s.only == nil:
			start := len(s.keys)
			for i, key := range keys[from:to] {
				if key != exact[from+i] {
					s.keys = append(s.keys, key)
				}
			}
			s.plain += int64(to - from - (len(s.keys) - start))
		default:
			for i := from; i < to; i++ {
				if s.only.has(keys[i], groups[i]) {
					s.keys = append(s.keys, keys[i])
				}
			}
		}
		if len(s.keys) > 0 {
			s.parts = addPart(s.parts, groups[from], len(s.keys))
		}
	})
}

// look goes over the keys that are not looked at yet.
func (s *keyState) look() error {
	err := s.take(s.keys, s.parts)
	s.options.spares.keep(s.keys)
	s.keys, s.parts = nil, nil
	return err
}

func (s *keyState) take(keys []uint64, parts []groupPart) error {
	if len(keys) == 0 {
		return nil
	}
	if s.hasher.folded && s.only == nil {
		s.addOthers(keys)
	}
	if s.order == unknownOrder {
		s.order = scattered
		if s.only == nil && s.hasher.hasGroups() && areTogether(parts, len(keys), togetherLeast) {
			s.order = together
		}
	}
	switch s.order {
	case scattered:
		return s.all.add(keys...)
	case together:
		from := 0
		for _, part := range parts {
			if err := s.see(part.key, keys[from:part.end]); err != nil {
				return err
			}
			from = part.end
		}
	}
	return nil // of mixed ones a second look keeps all keys
}

// addOthers adds keys that are not written as they fold.
func (s *keyState) addOthers(keys []uint64) {
	for _, key := range keys {
		if s.other.Len() > otherKeys {
			return
		}
		s.other.Add(key)
	}
}

// keysOfGroup are the keys of a group that is open.
type keysOfGroup struct {
	few  spill.Set
	many hashBag // all of them, when they are many
}

// togetherLeast is the number of records that groups must have on average for it to pay to keep their keys apart.
const togetherLeast = 8

// see looks at keys of one group.
func (s *keyState) see(group uint64, keys []uint64) error {
	g, isNew, err := s.open.at(group, s.closeGroup)
	if isNew {
		g.many.options = s.options.spill
		err = errors.Join(err, s.groups.add(group))
	}
	if err != nil {
		return err
	}
	if g.many.len() > 0 {
		return g.many.add(keys...)
	}
	for _, key := range keys {
		if !g.few.Add(key) {
			s.repeated.Add(key)
		}
	}
	if g.few.Len() < g.many.limit() {
		return nil
	}
	for key := range g.few.All() {
		if err := g.many.add(key); err != nil {
			return err
		}
	}
	g.few.Clear()
	return nil
}

// closeGroup forgets the keys of a group, once those that repeat are known.
func (s *keyState) closeGroup(_ uint64, g *keysOfGroup) error {
	g.few.Clear()
	if g.many.len() == 0 {
		return nil
	}
	err := errors.Join(g.many.repeated(&s.repeated), g.many.close())
	g.many = hashBag{}
	return err
}

func (s *keyState) Merge(next lint.State) error {
	n, ok := next.(*keyState)
	if !ok {
		return fmt.Errorf("merging %T into a state of %s", next, s.options.rule)
	}
	s.tested += n.tested
	s.plain += n.plain
	if err := s.look(); err != nil {
		return err
	}
	if n.order != unknownOrder {
		if err := errors.Join(s.join(n), n.Close()); err != nil {
			return err
		}
	}
	s.keys, s.parts = n.keys, n.parts
	return s.look()
}

// join adds what another state has looked at. A group that is open in both is found to come back: its first keys there may not be known any
// more.
func (s *keyState) join(n *keyState) error {
	s.order = s.order.join(n.order)
	add := func(to *hashBag) func([]uint64) error {
		return func(hashes []uint64) error { return to.add(hashes...) }
	}
	err := errors.Join(s.open.closeAll(s.closeGroup), n.open.closeAll(n.closeGroup), n.all.each(add(&s.all)), n.groups.each(add(&s.groups)))
	s.repeated.AddAll(&n.repeated)
	s.addOthers(slices.Collect(n.other.All()))
	return err
}

// Finish gives the result of a table without repeated hashes.
func (s *keyState) Finish() (lint.Result, error) {
	return lint.Result{Tested: s.tested}, s.Close()
}

// Review asks for a second look at groups that come back, or, when hashes are known to repeat, for one that takes down where.
func (s *keyState) Review() (lint.TableCheck, bool, error) {
	found := &suspects{}
	if err := errors.Join(s.look(), s.open.closeAll(s.closeGroup), s.suspect(found)); err != nil {
		return lint.TableCheck{}, false, err
	}
	o := s.options
	switch {
	case found.all || found.groups.Len() > 0:
		return lint.TableCheck{New: func() lint.State { return o.newKeys(found) }}, true, s.Close()
	case found.keys.Len() > 0:
		return o.takeDown(&found.keys), true, s.Close()
	}
	return lint.TableCheck{}, false, nil
}

// suspect says what another look has to keep.
func (s *keyState) suspect(found *suspects) error {
	if s.plain == 0 {
		found.all = s.order == mixed
		found.keys.AddAll(&s.repeated)
		return errors.Join(s.all.repeated(&found.keys), s.groups.repeated(&found.groups))
	}
	// A key that is written in two ways is once not written as it folds, wherever its group stands. Keys that repeat otherwise would only take the
	// place of others whose names are kept.
	if found.all = s.other.Len() > otherKeys; !found.all {
		found.keys.AddAll(&s.other)
	}
	return nil
}

func (s *keyState) MarshalBinary() ([]byte, error) {
	if err := s.open.closeAll(s.closeGroup); err != nil {
		return nil, err
	}
	w := &wire{}
	w.putWords(s.keys)
	w.putParts(s.parts)
	w.put(uint64(s.tested), uint64(s.plain), uint64(s.order))
	w.putSet(&s.repeated)
	w.putSet(&s.other)
	err := errors.Join(w.putBag(&s.all), w.putBag(&s.groups))
	return w.bytes, err
}

func (s *keyState) UnmarshalBinary(data []byte) error {
	w := &wire{bytes: data}
	s.keys = w.getWords()
	s.parts = w.getParts(len(s.keys))
	s.tested, s.plain, s.order = w.getInt(), w.getInt(), groupOrder(w.get())
	w.getSet(&s.repeated)
	w.getSet(&s.other)
	return errors.Join(w.getBag(&s.all), w.getBag(&s.groups), w.err())
}

// Close gives the temporary files back.
func (s *keyState) Close() error {
	err := errors.Join(s.all.close(), s.groups.close())
	for i := range s.open.groups {
		err = errors.Join(err, s.open.groups[i].of.many.close())
	}
	return err
}
