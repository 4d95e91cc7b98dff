package table

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/spill"
	"github.com/cogwg/hvdlint/internal/table"
)

// rankMismatch finds ranks that are not the declared ranking of the values in their group (domain rows N10, N11).
//
// One defect is one finding: a record that is missing above shifts all ranks below it, and that is told once; a group
// with a value that is no number is not judged at all, because nobody can tell its ranks.
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
		spill: spillOf(b),
	}
	return lint.TableCheck{New: func() lint.State { return newRankState(options) }}, nil
}

// rankState is the first look, as long as groups stand together.
type rankState struct {
	options *rankOptions
	hasher  keyHasher
	done    tallies             // groups that began and ended here
	groups  map[uint64]struct{} // all groups seen
	// head is the group the records begin with and tail the one they end with: their rest may lie in other states. With one group
	// alone it is the tail.
	head, tail       []ranked
	headKey, tailKey uint64
	next             []ranked // memory for those of a batch
	// apart is set when a group came back, or was too large: only a second look can judge.
	apart bool
}

// groupLimit is the number of records of one group, and groupsLimit the number of groups, from which on the first look gives up.
const (
	groupLimit  = 1 << 20
	groupsLimit = 1 << 18
)

func newRankState(o *rankOptions) *rankState {
	return &rankState{options: o, hasher: newKeyHasher(o.within), groups: map[uint64]struct{}{}, done: newTallies(o)}
}

func (s *rankState) Observe(b *table.Batch) {
	if s.apart {
		return
	}
	s.done.sound.unplaced += s.options.each(b, &s.hasher, func(key uint64, r *rankReader, from, to int) {
		s.next = r.append(s.next[:0], from, to)
		if s.apart || len(s.next) == 0 {
			return
		}
		if key != s.tailKey || len(s.tail) == 0 {
			if s.begin(key); s.apart {
				return
			}
		}
		if len(s.tail) == 0 {
			s.tail, s.next = s.next, s.tail
			return
		}
		s.tail = joinRanked(s.tail, s.next)
	})
	if len(s.tail) > groupLimit && !s.apart {
		s.give()
	}
}

// appendRanked adds a record, or several as one, to those before it.
func appendRanked(group []ranked, r *ranked) []ranked {
	if last := len(group) - 1; last >= 0 && group[last].after(r) {
		group[last].more += r.more + 1
		return group
	}
	return append(group, *r)
}

// joinRanked adds the records of a group that follow.
func joinRanked(group, next []ranked) []ranked {
	if len(next) == 0 {
		return group
	}
	return append(appendRanked(group, &next[0]), next[1:]...)
}

// isRagged reports whether record i has more or fewer cells than the header, so that its cells may be those of others.
func isRagged(b *table.Batch, i int) bool {
	return b.Widths != nil && int(b.Widths[i]) != len(b.Columns)-b.Made
}

// begin starts a group after the tail.
func (s *rankState) begin(key uint64) {
	if _, again := s.groups[key]; again || len(s.groups) >= groupsLimit {
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
	judgeGroup(s.tail, s.done.of(s.tailKey).judge(s.options))
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
	// Records without a usable group are counted in states that have seen no group too.
	if len(n.groups) == 0 {
		s.done.merge(&n.done)
		return nil
	}
	if len(s.groups) == 0 {
		before := s.done
		*s = *n
		s.done.merge(&before)
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
	s.tail = joinRanked(s.tail, nextGroup)
	s.done.merge(&n.done)
	if n.head != nil {
		s.closeTail()
		s.tail, s.tailKey = n.tail, n.tailKey
	}
	if len(s.tail) > groupLimit || len(s.groups) > groupsLimit {
		s.give()
	}
	return nil
}

func (s *rankState) Finish() (lint.Result, error) {
	judgeGroup(s.head, s.done.of(s.headKey).judge(s.options))
	judgeGroup(s.tail, s.done.of(s.tailKey).judge(s.options))
	return s.done.result(s.options), nil
}

// Review asks for a second look when groups do not stand together.
func (s *rankState) Review() (lint.TableCheck, bool, error) {
	options := s.options
	return lint.TableCheck{New: func() lint.State {
		return &rankRows{options: options, rows: rowStore{options: options.spill}, hasher: newKeyHasher(options.within)}
	}}, s.apart, nil
}

func (s *rankState) MarshalBinary() ([]byte, error) {
	w := &wire{}
	w.put(flag(s.apart), flag(s.head != nil), s.headKey, s.tailKey)
	w.putGroup(s.head)
	w.putGroup(s.tail)
	w.put(uint64(len(s.groups)))
	for _, key := range slices.Sorted(maps.Keys(s.groups)) {
		w.put(key)
	}
	w.putTally(&s.done.sound)
	w.putTally(&s.done.doubtful)
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
	w.getTally(&s.done.sound, s.options)
	w.getTally(&s.done.doubtful, s.options)
	return w.err()
}

func flag(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}
