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

	log    rankLog // what is read and not looked at yet
	order  groupOrder
	spares bool                 // groups of values that are not allowed are counted and not judged
	open   openGroups[[]ranked] // together: the groups that are not judged yet
	groups hashBag              // together: the hashes of groups, each as often as it was opened
	rows   rankRows             // scattered: all records
	done   tallies              // judged groups, and records without a group
	judges judges               // that add to done; nil: none was needed
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
	s.done.sound.unplaced += s.options.each(b, &s.hasher, func(key uint64, r *rankReader, from, to int) {
		r.write(&s.log, key, from, to)
	})
}

// look goes over what is not looked at yet.
func (s *rankState) look() error {
	err := s.take(&s.log)
	s.log = rankLog{}
	return err
}

func (s *rankState) take(log *rankLog) error {
	if log.rows == 0 {
		return nil
	}
	if s.order == unknownOrder {
		s.order, s.spares = orderOf(log)
	}
	return log.each(func(key uint64, r *ranked) error {
		s.done.of(key).placed += r.more + 1
		switch {
		case s.spares && key&doubtfulKey != 0:
		case s.order == scattered:
			return s.rows.add(key, r)
		case s.order == together:
			return s.see(key, r)
		}
		return nil // of mixed ones a second look judges all
	})
}

// orderOf returns how the first records stand, and whether groups of values that are not allowed can be spared: while they have fewer records
// than the others nobody asks for their ranks, and mistyped records do not tear apart the list in which they stand.
func orderOf(log *rankLog) (order groupOrder, spares bool) {
	var all, sound []groupPart
	var records [2]int64
	_ = log.each(func(key uint64, r *ranked) error {
		all = addPart(all, key, 0)
		if key&doubtfulKey == 0 {
			sound = addPart(sound, key, 0)
		}
		records[key&doubtfulKey] += r.more + 1
		return nil
	})
	looked := records[0] + records[doubtfulKey]
	if spares = records[doubtfulKey] <= records[0]; spares {
		all, looked = sound, records[0]
	}
	if areTogether(all, int(looked), ranksLeast) {
		return together, spares
	}
	return scattered, spares
}

// see adds a row to a group that is open.
func (s *rankState) see(key uint64, r *ranked) error {
	group, isNew, err := s.open.at(key, s.closeGroup)
	if isNew {
		err = errors.Join(err, s.groups.add(key))
	}
	if err != nil {
		return err
	}
	if *group = appendRanked(*group, r); len(*group) > groupLimit {
		s.order, s.open = mixed, openGroups[[]ranked]{}
	}
	return nil
}

// closeGroup judges a group.
func (s *rankState) closeGroup(key uint64, group *[]ranked) error {
	if s.judges.of(key) == nil {
		s.judges = s.done.judges(s.options)
	}
	judgeGroup(*group, s.judges.of(key))
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
	return s.take(&n.log)
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
	err := w.putRankRows(s.log.rows, s.log.each)
	w.put(uint64(s.order), flag(s.spares))
	w.putTally(&s.done.sound)
	w.putTally(&s.done.doubtful)
	err = errors.Join(err, w.putBag(&s.groups), w.putRankRows(s.rows.len(), s.rows.all))
	return w.bytes, err
}

func (s *rankState) UnmarshalBinary(data []byte) error {
	w := &wire{bytes: data}
	err := w.getRankRows(func(key uint64, r *ranked) error {
		s.log.add(key, r)
		return nil
	})
	s.order, s.spares = groupOrder(w.get()), w.get() != 0
	w.getTally(&s.done.sound, s.options)
	w.getTally(&s.done.doubtful, s.options)
	return errors.Join(err, w.getBag(&s.groups), w.getRankRows(s.rows.add), w.err())
}

// Close gives the temporary files back.
func (s *rankState) Close() error { return errors.Join(s.groups.close(), s.rows.close()) }
