package table

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// driftingThreshold finds groups whose smallest published value differs from that of the others: a change of the suppression
// threshold that nobody announced (domain row N07).
//
// A smallest value counts as a threshold only where values pile up at it: in a list of the twenty most frequent names
// the smallest value changes every year and means nothing.
var driftingThreshold = &lint.Rule{
	ID: "drifting-threshold", Family: lint.TableFamily, Stage: lint.Group, Since: "0.1.0", Status: lint.Stable,
	Anchor: []string{}, Pages: pages, Bind: bindDriftingThreshold,
}

// A group is cut off at its smallest value when at least pileLeast records have it and they are at least a pileShare-th of
// the group.
const (
	pileLeast = 10
	pileShare = 20
)

type thresholdOptions struct {
	value  lint.Field
	within []lint.Field
}

func bindDriftingThreshold(b *lint.Binding) (lint.Check, error) {
	value, err := b.Field("value")
	if err := errors.Join(err, b.Decode(&struct{}{})); err != nil {
		return nil, err
	}
	options := &thresholdOptions{value: value, within: b.Fields["within"]}
	return lint.TableCheck{New: func() lint.State { return newThresholdState(options) }}, nil
}

// floor is what is known of a group: its smallest value, how many records have it, and where it first stands.
type floor struct {
	least, at, records int64
	record, line       int64
}

type thresholdState struct {
	options *thresholdOptions
	hasher  keyHasher
	groups  groups[floor]
	tested  int64
}

func newThresholdState(o *thresholdOptions) *thresholdState {
	return &thresholdState{options: o, hasher: newKeyHasher(o.within)}
}

func (s *thresholdState) Observe(b *table.Batch) {
	numbers := numbersOf(b, s.options.value.Column)
	s.hasher.groups(b, func(from, to int, key uint64) {
		if least := leastOf(b, numbers, from, to); least.records > 0 {
			s.tested += least.records
			if group := s.groups.of(key); group != nil {
				group.see(&least)
			}
		}
	})
}

// leastOf returns what is known of the numbers of some records.
func leastOf(b *table.Batch, numbers []uint64, from, to int) floor {
	least, first := uint64(math.MaxUint64), from
	f := floor{}
	for i, n := range numbers[from:to] {
		if n == noNumber {
			continue
		}
		f.records++
		switch {
		case n == least:
			f.at++
		case n < least:
			least, first, f.at = n, from+i, 1
		}
	}
	f.least, f.record, f.line = unword(least), b.Record(first), b.Line(first)
	return f
}

// see adds what is known of records that follow.
func (f *floor) see(next *floor) {
	switch {
	case f.records == 0 || next.least < f.least:
		f.least, f.at, f.record, f.line = next.least, next.at, next.record, next.line
	case next.least == f.least:
		f.at += next.at
	}
	f.records += next.records
}

func (s *thresholdState) Merge(next lint.State) error {
	n, ok := next.(*thresholdState)
	if !ok {
		return fmt.Errorf("merging %T into a state of drifting-threshold", next)
	}
	s.tested += n.tested
	s.groups.merge(&n.groups, (*floor).see)
	return nil
}

func (f *floor) isCut() bool { return f.at >= pileLeast && f.at*pileShare >= f.records }

// Finish names each smallest value that is not the usual one, at the first group that has it.
func (s *thresholdState) Finish() (lint.Result, error) {
	if s.groups.many {
		return lint.Result{CantTell: textManyGroups}, nil
	}
	byThreshold := map[int64][]*floor{}
	for i := range s.groups.known {
		if group := &s.groups.known[i]; group.isCut() {
			byThreshold[group.least] = append(byThreshold[group.least], group)
		}
	}
	thresholds := make([]int64, 0, len(byThreshold))
	for t, groups := range byThreshold {
		slices.SortFunc(groups, func(a, b *floor) int { return cmp.Compare(a.record, b.record) })
		thresholds = append(thresholds, t)
	}
	// The usual threshold is the one of most groups, the smaller one of two.
	slices.SortFunc(thresholds, func(a, b int64) int {
		return cmp.Or(cmp.Compare(len(byThreshold[b]), len(byThreshold[a])), cmp.Compare(a, b))
	})
	result := lint.Result{Tested: s.tested}
	for _, t := range thresholds[min(1, len(thresholds)):] {
		result.Failed++
		result.Defects = append(result.Defects, s.defect(t, byThreshold[t], thresholds[0], byThreshold[thresholds[0]]))
	}
	slices.SortFunc(result.Defects, func(a, b lint.Defect) int { return cmp.Compare(a.At.Record, b.At.Record) })
	return result, nil
}

func (s *thresholdState) defect(threshold int64, groups []*floor, usual int64, usualGroups []*floor) lint.Defect {
	at := groups[0]
	value := strconv.FormatInt(threshold, 10)
	return lint.Defect{
		At:    lint.Location{Record: at.record, Line: at.line, Column: s.options.value.Column + 1, Field: s.options.value.Name},
		Value: value,
		Params: []message.Param{
			message.P("threshold", value), message.P("groups", len(groups)),
			message.P("usual", strconv.FormatInt(usual, 10)), message.P("others", len(usualGroups)),
		},
		Related: []lint.Related{{
			At:   lint.Location{Record: usualGroups[0].record, Line: usualGroups[0].line, Field: s.options.value.Name},
			Text: textUsualThreshold,
		}},
	}
}

var (
	textUsualThreshold = message.Text{EN: "first group with the usual smallest value", FR: "premier groupe qui a la plus petite valeur habituelle"}
	textManyGroups     = message.Text{EN: "the records fall into too many groups", FR: "les enregistrements forment trop de groupes"}
)

func (s *thresholdState) MarshalBinary() ([]byte, error) {
	w := &wire{}
	w.put(uint64(s.tested), flag(s.groups.many), uint64(len(s.groups.known)))
	for _, key := range slices.Sorted(maps.Keys(s.groups.at)) {
		f := &s.groups.known[s.groups.at[key]]
		w.put(key, uint64(f.least), uint64(f.at), uint64(f.records), uint64(f.record), uint64(f.line))
	}
	return w.bytes, nil
}

func (s *thresholdState) UnmarshalBinary(data []byte) error {
	w := &wire{bytes: data}
	s.tested, s.groups = w.getInt(), groups[floor]{many: w.get() == 1}
	for range w.count() {
		s.groups.add(w.get(), floor{least: w.getInt(), at: w.getInt(), records: w.getInt(), record: w.getInt(), line: w.getInt()})
	}
	return w.err()
}
