package table

import (
	"errors"
	"fmt"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/spill"
	"github.com/cogwg/hvdlint/internal/table"
)

// rankState is the first look of rank-mismatch.
type rankState struct {
	options *rankOptions
	hasher  keyHasher

	// ranks are what is read and not looked at yet, and parts the groups they belong to.
	ranks []ranked
	parts []groupPart

	order  groupOrder
	spares bool                 // groups of values that are not allowed are counted and not judged
	open   openGroups[[]ranked] // together: the groups that are not judged yet
	groups hashBag              // together: the hashes of groups, each as often as it was opened
	rows   rankRows             // scattered: all records
	done   tallies              // judged groups, and records without a group
}

// groupLimit is the number of ties of one group from which on only a second look can judge.
const groupLimit = 1 << 20

// ranksLeast is the number of records that groups have on average if they stand together: those of one record each may all go on later.
const ranksLeast = 2

// rankMemory is the memory, in bytes, of the records that are kept, and of those that are judged at a time: a part of what rules may take,
// because others keep something beside it.
const rankMemory = 8 << 20

func newRankState(o *rankOptions) *rankState {
	s := &rankState{options: o, hasher: newKeyHasher(o.within), groups: hashBag{options: o.spill}, rows: rankRows{options: o.spill}, done: newTallies(o)}
	if m := &s.rows.options.Memory; *m <= 0 || *m > rankMemory {
		*m = rankMemory
	}
	return s
}

func (s *rankState) Observe(b *table.Batch) {
	if s.ranks == nil {
		s.ranks = make([]ranked, 0, b.Len) // ties make room for those of the next batch
	}
	s.done.sound.unplaced += s.options.each(b, &s.hasher, func(key uint64, r *rankReader, from, to int) {
		start := len(s.ranks)
		group := r.append(s.ranks[start:start], from, to) // where they belong already, if there is room
		if len(group) == 0 {
			return
		}
		s.ranks = append(s.ranks, group...)
		s.parts = addPart(s.parts, key, len(s.ranks))
	})
}

// look goes over what is not looked at yet.
func (s *rankState) look() error {
	err := s.take(s.ranks, s.parts)
	s.ranks, s.parts = nil, nil
	return err
}

func (s *rankState) take(ranks []ranked, parts []groupPart) error {
	if len(parts) == 0 {
		return nil
	}
	if s.order == unknownOrder {
		s.order, s.spares = orderOf(ranks, parts)
	}
	from := 0
	for _, part := range parts {
		group := ranks[from:part.end]
		from = part.end
		s.done.of(part.key).placed += countRanked(group)
		if err := s.keep(part.key, group); err != nil {
			return err
		}
	}
	return nil
}

// keep keeps records of a group until it is judged. Of mixed ones a second look judges all.
func (s *rankState) keep(key uint64, group []ranked) error {
	switch {
	case s.spares && key&doubtfulKey != 0:
	case s.order == scattered:
		return s.rows.add(key, group)
	case s.order == together:
		return s.see(key, group)
	}
	return nil
}

// orderOf returns how the first records stand, and whether groups of values that are not allowed can be spared: while they have fewer records
// than the others nobody asks for their ranks, and mistyped records do not tear apart the list in which they stand.
func orderOf(ranks []ranked, parts []groupPart) (order groupOrder, spares bool) {
	var of [2][]groupPart
	var records [2]int64
	from := 0
	for _, part := range parts {
		kind := part.key & doubtfulKey
		of[kind] = append(of[kind], part)
		records[kind] += countRanked(ranks[from:part.end])
		from = part.end
	}
	looked := records[0] + records[doubtfulKey]
	if spares = records[doubtfulKey] <= records[0]; spares {
		parts, looked = of[0], records[0]
	}
	if areTogether(parts, int(looked), ranksLeast) {
		return together, spares
	}
	return scattered, spares
}

// see adds records to a group that is open.
func (s *rankState) see(key uint64, ranks []ranked) error {
	group, isNew, err := s.open.at(key, s.closeGroup)
	if isNew {
		err = errors.Join(err, s.groups.add(key))
	}
	if err != nil {
		return err
	}
	if *group = joinRanked(*group, ranks); len(*group) > groupLimit {
		s.order, s.open = mixed, openGroups[[]ranked]{}
	}
	return nil
}

// closeGroup judges a group.
func (s *rankState) closeGroup(key uint64, group *[]ranked) error {
	judgeGroup(*group, s.done.of(key).judge(s.options))
	*group = (*group)[:0]
	return nil
}

func (s *rankState) Merge(next lint.State) error {
	n, ok := next.(*rankState)
	if !ok {
		return fmt.Errorf("merging %T into a state of rank-mismatch", next)
	}
	if err := s.look(); err != nil {
		return err
	}
	if n.order != unknownOrder {
		if err := s.join(n); err != nil {
			return err
		}
	}
	s.done.merge(&n.done) // records without a group are counted before anything is looked at
	return s.take(n.ranks, n.parts)
}

// join adds what another state has looked at. A group that is open in both is found to come back.
func (s *rankState) join(n *rankState) error {
	s.order, s.spares = s.order.join(n.order), s.spares || n.spares
	return errors.Join(
		s.open.closeAll(s.closeGroup), n.open.closeAll(n.closeGroup), s.rows.merge(&n.rows),
		n.groups.each(func(keys []uint64) error { return s.groups.add(keys...) }), n.groups.close(),
	)
}

// Finish gives the result when no second look is needed.
func (s *rankState) Finish() (lint.Result, error) {
	defer s.Close()
	err := errors.Join(s.look(), s.open.closeAll(s.closeGroup), s.rows.judge(s.options, &s.done))
	if err != nil {
		return lint.Result{}, err
	}
	return s.done.result(s.options), s.Close()
}

// Review asks for a second look when groups turned out not to stand together, or when those that were spared turned out to be the rule.
func (s *rankState) Review() (lint.TableCheck, bool, error) {
	back := spill.Set{}
	if err := errors.Join(s.look(), s.groups.repeated(&back)); err != nil {
		return lint.TableCheck{}, false, err
	}
	if s.order != mixed && back.Len() == 0 && !(s.spares && s.done.areDoubtful()) {
		return lint.TableCheck{}, false, nil
	}
	options := s.options
	return lint.TableCheck{New: func() lint.State {
		again := newRankState(options)
		again.order = scattered
		return again
	}}, true, s.Close()
}

func (s *rankState) MarshalBinary() ([]byte, error) {
	if err := s.open.closeAll(s.closeGroup); err != nil {
		return nil, err
	}
	w := &wire{}
	w.putGroup(s.ranks)
	w.putParts(s.parts)
	w.put(uint64(s.order), flag(s.spares))
	w.putTally(&s.done.sound)
	w.putTally(&s.done.doubtful)
	err := errors.Join(w.putBag(&s.groups), w.putRankRows(&s.rows))
	return w.bytes, err
}

func (s *rankState) UnmarshalBinary(data []byte) error {
	w := &wire{bytes: data}
	s.ranks = w.getGroup()
	s.parts = w.getParts(len(s.ranks))
	s.order, s.spares = groupOrder(w.get()), w.get() != 0
	w.getTally(&s.done.sound, s.options)
	w.getTally(&s.done.doubtful, s.options)
	err := errors.Join(w.getBag(&s.groups), w.getRankRows(&s.rows))
	return errors.Join(err, w.err())
}

// Close gives the temporary files back.
func (s *rankState) Close() error { return errors.Join(s.groups.close(), s.rows.close()) }
