package table

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/table"
)

// shareState is the state of proportion-mismatch.
type shareState struct {
	options *shareOptions
	hasher  keyHasher
	groups  groups[shareGroup]
	names   names
	tested  [2]int64 // records in groups of allowed values, and in others; see doubtfulKey
	given   int64    // records whose total is given
	failed  int64    // of them
	wrong   []wrongShare
}

func newShareState(o *shareOptions) *shareState {
	return &shareState{options: o, hasher: newKeyHasher(o.within)}
}

func (s *shareState) Observe(b *table.Batch) {
	o := s.options
	numbers := numbersOf(b, o.value.Column)
	at := 0
	s.hasher.groups(b, func(from, to int, group uint64) {
		s.alone(b, numbers, at, from)
		s.see(b, numbers, from, to, group)
		at = to
	})
	s.alone(b, numbers, at, b.Len)
}

// alone looks at records without a group: only those whose total is given can be judged.
func (s *shareState) alone(b *table.Batch, numbers []uint64, from, to int) {
	if s.options.total == nil {
		return
	}
	for i := from; i < to; i++ {
		if b.IsExcluded(i) {
			continue
		}
		if read, ok := s.options.readShare(b, numbers, i); ok {
			if total, ok := s.options.totalOf(b, i); ok {
				s.judge(&wrongShare{read, total})
			}
		}
	}
}

// see looks at the records of a group. Those of a tie have the same value and proportion, written alike as a rule: they are read once.
func (s *shareState) see(b *table.Batch, numbers []uint64, from, to int, group uint64) {
	o := s.options
	var g *shareGroup
	for i := from; i < to; {
		start := i
		read, ok := o.readShare(b, numbers, start)
		if i = o.tieEnd(b, numbers, start, to); !ok {
			continue
		}
		if total, ok := o.totalOf(b, start); ok {
			s.judge(&wrongShare{read, total})
			continue
		}
		s.tested[group&doubtfulKey] += int64(i - start)
		if g == nil {
			if g = s.groups.of(group); g != nil && g.at.Record == 0 && s.names.wants(group) {
				s.names.add(group, s.hasher.text(b, start))
			}
		}
		if g == nil {
			continue
		}
		g.see(&read, &read, uint64(read.proportion), uint64(read.unit), o.place(read.record, read.line))
		for range i - start - 1 {
			g.add(uint64(read.proportion), uint64(read.unit))
		}
	}
}

// tieEnd returns the end, at most to, of the records from i on that have the same value and proportion, as far as is easy to see. Where totals are
// given, each record is looked at by itself.
func (o *shareOptions) tieEnd(b *table.Batch, numbers []uint64, i, to int) int {
	if o.total != nil {
		return i + 1
	}
	proportions := &b.Columns[o.proportion.Column]
	end := i + 1
	if proportions.HasRuns() {
		to = proportions.RunEnd(i, to)
		for end < to && numbers[end] == numbers[i] {
			end++
		}
		return end
	}
	text := proportions.Text(i)
	for end < to && numbers[end] == numbers[i] && bytes.Equal(proportions.Text(end), text) {
		end++
	}
	return end
}

// totalOf returns the total that record i gives.
func (o *shareOptions) totalOf(b *table.Batch, i int) (int64, bool) {
	if o.total == nil || !b.Columns[o.total.Column].Valid(i) {
		return 0, false
	}
	total, ok := parseWhole(b.Columns[o.total.Column].Text(i))
	return total, ok && total > 0
}

// judge judges a record whose total is given.
func (s *shareState) judge(read *wrongShare) {
	s.given++
	if read.isShareOf(read.total) {
		return
	}
	s.failed++
	if len(s.wrong) < s.keep() {
		s.wrong = append(s.wrong, *read)
	}
}

// keep is the number of records with a wrong share that are kept.
func (s *shareState) keep() int {
	if s.options.samples <= 0 {
		return math.MaxInt
	}
	return s.options.samples
}

func (s *shareState) Merge(next lint.State) error {
	n, ok := next.(*shareState)
	if !ok {
		return fmt.Errorf("merging %T into a state of proportion-mismatch", next)
	}
	for i := range s.tested {
		s.tested[i] += n.tested[i]
	}
	s.given += n.given
	s.failed += n.failed
	s.wrong = append(s.wrong, n.wrong[:min(len(n.wrong), s.keep()-len(s.wrong))]...)
	s.names.merge(&n.names)
	s.groups.merge(&n.groups, func(into, next *shareGroup) {
		into.see(&next.lowest, &next.highest, next.sum, next.slack, next.at)
	})
	return nil
}

func (s *shareState) Finish() (lint.Result, error) {
	if s.groups.many {
		return lint.Result{CantTell: textManyGroups}, nil
	}
	doubtful := s.tested[1] > s.tested[0]
	result := lint.Result{Tested: s.given + s.tested[0], Failed: s.failed}
	if doubtful {
		result.Tested += s.tested[1]
	}
	kept := first{limit: s.options.samples}
	for i := range s.wrong {
		kept.add(s.options.describe(&s.wrong[i]))
	}
	for key, at := range s.groups.at {
		if key&doubtfulKey != 0 && !doubtful {
			continue
		}
		if d, fails := s.groups.known[at].judge(s.options, s.names.of(key)); fails {
			result.Failed++
			kept.add(d)
		}
	}
	result.Defects = kept.sorted()
	return result, nil
}

func (s *shareState) MarshalBinary() ([]byte, error) {
	w := &wire{}
	w.put(flag(s.groups.many), uint64(s.tested[0]), uint64(s.tested[1]), uint64(s.given), uint64(s.failed), uint64(len(s.wrong)))
	for i := range s.wrong {
		w.putShare(&s.wrong[i].share)
		w.put(uint64(s.wrong[i].total))
	}
	w.putNames(&s.names)
	w.put(uint64(len(s.groups.known)))
	for _, key := range slices.Sorted(maps.Keys(s.groups.at)) {
		g := &s.groups.known[s.groups.at[key]]
		w.put(key)
		w.putShare(&g.lowest)
		w.putShare(&g.highest)
		w.put(g.sum, g.slack, uint64(g.at.Record), uint64(g.at.Line))
	}
	return w.bytes, nil
}

func (s *shareState) UnmarshalBinary(data []byte) error {
	w := &wire{bytes: data}
	s.groups, s.tested, s.given, s.failed = groups[shareGroup]{many: w.get() == 1}, [2]int64{w.getInt(), w.getInt()}, w.getInt(), w.getInt()
	s.wrong = make([]wrongShare, w.count())
	for i := range s.wrong {
		s.wrong[i] = wrongShare{w.getShare(), w.getInt()}
	}
	w.getNames(&s.names)
	for range w.count() {
		key := w.get()
		g := shareGroup{lowest: w.getShare(), highest: w.getShare(), sum: w.get(), slack: w.get()}
		g.at = s.options.place(w.getInt(), w.getInt())
		s.groups.add(key, g)
	}
	return w.err()
}

func (w *wire) putShare(s *share) {
	w.put(uint64(s.value), uint64(s.proportion), uint64(s.unit), uint64(s.record), uint64(s.line))
}

func (w *wire) getShare() share {
	return share{value: w.getInt(), proportion: w.getInt(), unit: w.getInt(), record: w.getInt(), line: w.getInt()}
}
