package table

import (
	"errors"
	"fmt"
	"slices"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/spill"
	"github.com/cogwg/hvdlint/internal/table"
)

// rankMismatch finds ranks that are not the declared ranking of the values in their group (domain rows N10, N11).
//
// While the records of a group stand together, a group is judged as soon as it ends and then forgotten. When a group comes
// back later, or is larger than memory, all groups are judged in a second look that sorts them, on disk if need be.
var rankMismatch = &lint.Rule{
	ID: "rank-mismatch", Family: lint.TableFamily, Stage: lint.Group, Since: "0.1.0", Status: lint.Stable,
	Pages: pages, Bind: bindRankMismatch,
}

type rankOptions struct {
	rank, value lint.Field
	within      []lint.Field
	ranking     int // index into rankings
	samples     int
	spill       spill.Options
}

func bindRankMismatch(b *lint.Binding) (lint.Check, error) {
	params := struct {
		Ties string `yaml:"ties"`
	}{Ties: competition}
	if err := b.Decode(&params); err != nil {
		return nil, err
	}
	rank, rankErr := b.Field("rank")
	value, valueErr := b.Field("value")
	if err := errors.Join(rankErr, valueErr); err != nil {
		return nil, err
	}
	ranking := slices.Index(rankings[:], params.Ties)
	if ranking < 0 {
		return nil, b.Fault(message.Text{
			EN: "ties must be {rankings}, not “{ties}”",
			FR: "ties doit valoir {rankings}, et non «\u00a0{ties}\u00a0»",
		}, message.P("rankings", message.List(rankings[:])), message.P("ties", params.Ties))
	}
	options := &rankOptions{
		rank: rank, value: value, within: b.Fields["within"], ranking: ranking, samples: b.Samples,
		spill: spill.Options{Dir: b.Spill.Dir, Memory: b.Spill.Memory},
	}
	return lint.TableCheck{New: func() lint.State { return newRankState(options) }}, nil
}

// tally is what judged groups add up to.
type tally struct {
	tested int64
	agree  [len(rankings)]int64 // records that agree with each ranking
	kept   first
}

func (t *tally) judge(o *rankOptions, group []ranked) {
	judgeGroup(group, func(j judged) {
		t.tested++
		for i, want := range j.want {
			if j.rank == want {
				t.agree[i]++
			}
		}
		if want := j.want[o.ranking]; want != j.rank && t.kept.wants(j.record) {
			t.kept.add(o.describe(j, want))
		}
	})
}

func (t *tally) merge(next *tally) {
	t.tested += next.tested
	for i, n := range next.agree {
		t.agree[i] += n
	}
	for _, d := range next.kept.defects {
		if t.kept.wants(d.At.Record) {
			t.kept.add(d)
		}
	}
}

func (o *rankOptions) describe(j judged, want int64) lint.Defect {
	return lint.Defect{
		At:    lint.Location{Record: j.record, Line: j.line, Column: o.rank.Column + 1, Field: o.rank.Name},
		Value: fmt.Sprint(j.rank),
		Params: []message.Param{
			message.P("rank", fmt.Sprint(j.rank)), message.P("expected", fmt.Sprint(want)), message.P("of", fmt.Sprint(j.value)),
		},
	}
}

// result tells which ranking the file follows when it is another one than the declared.
func (t *tally) result(o *rankOptions) lint.Result {
	r := lint.Result{Tested: t.tested, Failed: t.tested - t.agree[o.ranking], Defects: t.kept.sorted()}
	variant := rankings[o.ranking]
	for i, agree := range t.agree {
		if agree == t.tested && i != o.ranking {
			variant += "-but-" + rankings[i]
			break
		}
	}
	for i := range r.Defects {
		r.Defects[i].Variant = variant
	}
	return r
}

// rankState is the first look, as long as groups stand together.
type rankState struct {
	options *rankOptions
	hasher  keyHasher
	done    tally               // groups that began and ended here
	groups  map[uint64]struct{} // all groups seen
	// head is the group the records begin with and tail the one they end with: their rest may lie in other states. With one group
	// alone it is the tail.
	head, tail       []ranked
	headKey, tailKey uint64
	// apart is set when a group came back, or was too large: only a second look can judge.
	apart bool
}

// groupLimit is the number of records of one group that are kept to judge it.
const groupLimit = 1 << 20

func newRankState(o *rankOptions) *rankState {
	return &rankState{options: o, hasher: newKeyHasher(o.within), groups: map[uint64]struct{}{}, done: tally{kept: first{limit: o.samples}}}
}

func (s *rankState) Observe(b *table.Batch) {
	if s.apart {
		return
	}
	o := s.options
	hashes := s.hasher.sum(b, firstSeed)
	ranks, values := &b.Columns[o.rank.Column], &b.Columns[o.value.Column]
	for i, key := range hashes {
		r, ok := readRanked(b, ranks, values, i)
		if !ok {
			continue
		}
		if key != s.tailKey || len(s.tail) == 0 {
			s.begin(key)
			if s.apart {
				return
			}
		}
		s.tail = append(s.tail, r)
	}
	if len(s.tail) > groupLimit {
		s.give()
	}
}

// readRanked reads record i when it is an observation with a rank and a value.
func readRanked(b *table.Batch, ranks, values *table.Column, i int) (ranked, bool) {
	if b.IsExcluded(i) || !ranks.Valid(i) || !values.Valid(i) {
		return ranked{}, false
	}
	rank, rankOK := parseWhole(ranks.Text(i))
	value, valueOK := parseWhole(values.Text(i))
	return ranked{value: value, rank: rank, record: b.Record(i), line: b.Line(i)}, rankOK && valueOK
}

// begin starts a group after the tail.
func (s *rankState) begin(key uint64) {
	if _, again := s.groups[key]; again {
		s.give()
		return
	}
	if len(s.tail) > 0 {
		s.closeTail()
	}
	s.groups[key] = struct{}{}
	s.tailKey = key
}

// closeTail judges the tail, or makes it the head when no group ended before it.
func (s *rankState) closeTail() {
	if s.head == nil {
		s.head, s.headKey, s.tail = s.tail, s.tailKey, nil
		return
	}
	s.done.judge(s.options, s.tail)
	s.tail = s.tail[:0]
}

// give gives the first look up.
func (s *rankState) give() {
	s.apart = true
	s.head, s.tail, s.groups = nil, nil, nil
}

func (s *rankState) Merge(next lint.State) error {
	n, ok := next.(*rankState)
	if !ok {
		return fmt.Errorf("merging %T into a state of rank-mismatch", next)
	}
	if s.apart || n.apart {
		s.give()
		return nil
	}
	if len(n.groups) == 0 {
		return nil
	}
	if len(s.groups) == 0 {
		*s = *n
		return nil
	}
	nextKey, nextGroup := n.tailKey, n.tail
	if n.head != nil {
		nextKey, nextGroup = n.headKey, n.head
	}
	joined := nextKey == s.tailKey
	for key := range n.groups {
		if _, again := s.groups[key]; again && (key != nextKey || !joined) {
			s.give()
			return nil
		}
		s.groups[key] = struct{}{}
	}
	if !joined {
		s.closeTail()
		s.tailKey = nextKey
	}
	s.tail = append(s.tail, nextGroup...)
	s.done.merge(&n.done)
	if n.head != nil {
		s.closeTail()
		s.tail, s.tailKey = n.tail, n.tailKey
	}
	if len(s.tail) > groupLimit {
		s.give()
	}
	return nil
}

func (s *rankState) Finish() (lint.Result, error) {
	if s.head != nil {
		s.done.judge(s.options, s.head)
	}
	s.done.judge(s.options, s.tail)
	return s.done.result(s.options), nil
}

// Review asks for a second look when groups do not stand together.
func (s *rankState) Review() (lint.TableCheck, bool, error) {
	options := s.options
	return lint.TableCheck{New: func() lint.State { return &rankRows{options: options, hasher: newKeyHasher(options.within)} }}, s.apart, nil
}

func (s *rankState) MarshalBinary() ([]byte, error) {
	w := &wire{}
	w.put(flag(s.apart), flag(s.head != nil), s.headKey, s.tailKey)
	w.putGroup(s.head)
	w.putGroup(s.tail)
	w.put(uint64(len(s.groups)))
	for _, key := range sortedGroups(s.groups) {
		w.put(key)
	}
	w.putTally(&s.done)
	return w.bytes, nil
}

func (s *rankState) UnmarshalBinary(data []byte) error {
	w := &wire{bytes: data}
	var hasHead bool
	s.apart, hasHead, s.headKey, s.tailKey = w.get() == 1, w.get() == 1, w.get(), w.get()
	s.head, s.tail = w.getGroup(), w.getGroup()
	if !hasHead {
		s.head = nil
	}
	s.groups = map[uint64]struct{}{}
	for range w.count() {
		s.groups[w.get()] = struct{}{}
	}
	w.getTally(&s.done, s.options)
	return w.err()
}

func sortedGroups(groups map[uint64]struct{}) []uint64 {
	keys := make([]uint64, 0, len(groups))
	for key := range groups {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func flag(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}
