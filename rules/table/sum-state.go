package table

import (
	"fmt"
	"slices"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/spill"
	"github.com/cogwg/hvdlint/internal/table"
)

// sumOptions say what a rule about groups adds up and what follows from the sums.
type sumOptions struct {
	rule    string    // its id
	group   keyHasher // of the fields that make groups
	member  keyHasher // of what is told apart in a group; for observe
	other   keyHasher // of what observe needs besides
	most    int       // groups to keep of more, see sums; 0: all
	samples int
	spill   spill.Options
	joins   func(into *spill.Row, row spill.Row) bool // see sums
	observe func(s *sumState, b *table.Batch)
	finish  func(s *sumState) (lint.Result, error)
	// review says whether a second look is needed, and which; nil: never.
	review func(s *sumState) (lint.TableCheck, bool, error)
}

func (o *sumOptions) check() lint.TableCheck {
	return lint.TableCheck{New: func() lint.State {
		return &sumState{options: o, group: o.group.clone(), member: o.member.clone(), other: o.other.clone(), sums: sums{options: o.spill, most: o.most, joins: o.joins}}
	}}
}

// sumState is the state of rules that judge groups by sums. As sums and first places do not depend on order, records may come in
// any.
type sumState struct {
	options              *sumOptions
	group, member, other keyHasher
	sums                 sums
	names                names    // of groups, and of members where a rule shows them
	tested               [2]int64 // records in groups of allowed values, and in others; see doubtfulKey
}

// records calls yield for each record of a batch that has a group.
func (s *sumState) records(b *table.Batch, yield func(i int, group uint64)) {
	s.group.groups(b, func(from, to int, group uint64) {
		for i := from; i < to; i++ {
			yield(i, group)
		}
	})
}

// members calls yield for each run of records of a batch that have a group and the same cell of a field.
func (s *sumState) members(b *table.Batch, field lint.Field, yield func(from, to int, group uint64)) {
	columns := append(slices.Clip(s.group.columns), field.Column)
	members := s.group.runs(b, columns)
	s.group.groups(b, func(start, end int, group uint64) {
		for len(members) > 0 && int(members[0].End) <= start {
			members = members[1:]
		}
		for from := start; from < end; members = members[1:] {
			to := int(members[0].End)
			yield(from, to, group)
			from = to
		}
	})
}

// add adds an amount to a member of the group of record i, the first one that it is of, and keeps the name of the group.
func (s *sumState) add(b *table.Batch, i int, group, member, amount uint64) (isNew bool) {
	isNew = s.sums.add(group, member, amount, b.Record(i), b.Line(i))
	if isNew && s.names.wants(group) {
		s.names.add(group, s.group.text(b, i))
	}
	return isNew
}

// test counts n records of a group.
func (s *sumState) test(group uint64, n int) { s.tested[group&doubtfulKey] += int64(n) }

// judges reports whether a group is judged: one made by values that are not allowed is only when most records are in such groups.
func (s *sumState) judges(group uint64) bool {
	return group&doubtfulKey == 0 || s.tested[1] > s.tested[0]
}

// result is that of a table in which all is well.
func (s *sumState) result() lint.Result {
	r := lint.Result{Tested: s.tested[0]}
	if s.judges(doubtfulKey) {
		r.Tested += s.tested[1]
	}
	return r
}

// eachGroup calls judge with the rows of each group that is judged, in order of member. The rows are valid until judge returns; at
// most limit of them are handed over.
func (s *sumState) eachGroup(limit int, judge func(rows []spill.Row)) error {
	var rows []spill.Row
	return s.byGroup(func(row *spill.Row) {
		if len(rows) < limit {
			rows = append(rows, *row)
		}
	}, func(uint64) {
		judge(rows)
		rows = rows[:0]
	})
}

// byGroup calls row with each row of the groups that are judged, in order of group and member, and end once the rows of a group have
// gone by. A row is valid until the call returns. After an error the group that was going by does not end.
func (s *sumState) byGroup(row func(*spill.Row), end func(group uint64)) error {
	var group uint64
	isOpen := false
	for next, err := range s.sums.sorted() {
		if err != nil {
			return err
		}
		if !s.judges(next[0]) {
			continue
		}
		if isOpen && next[0] != group {
			end(group)
		}
		group, isOpen = next[0], true
		row(next)
	}
	if isOpen {
		end(group)
	}
	return nil
}

func (s *sumState) Observe(b *table.Batch) { s.options.observe(s, b) }

// Merge adds a state of the same rule.
func (s *sumState) Merge(next lint.State) error {
	n, ok := next.(*sumState)
	if !ok {
		return fmt.Errorf("merging %T into a state of %s", next, s.options.rule)
	}
	for i := range s.tested {
		s.tested[i] += n.tested[i]
	}
	s.names.merge(&n.names)
	return s.sums.merge(&n.sums)
}

// Finish lets the rule judge the sums.
func (s *sumState) Finish() (lint.Result, error) {
	defer s.Close()
	return s.options.finish(s)
}

// Review lets the rule ask for a second look.
func (s *sumState) Review() (lint.TableCheck, bool, error) {
	if s.options.review == nil {
		return lint.TableCheck{}, false, nil
	}
	return s.options.review(s)
}

func (s *sumState) MarshalBinary() ([]byte, error) {
	w := &wire{}
	w.put(uint64(s.tested[0]), uint64(s.tested[1]))
	w.putNames(&s.names)
	err := w.putSums(&s.sums)
	return w.bytes, err
}

func (s *sumState) UnmarshalBinary(data []byte) error {
	w := &wire{bytes: data}
	s.tested = [2]int64{w.getInt(), w.getInt()}
	w.getNames(&s.names)
	w.getSums(&s.sums)
	return w.err()
}

// Close gives the temporary file back.
func (s *sumState) Close() error { return s.sums.close() }

// placeIn returns where the pair of a row first stands.
func placeIn(row *spill.Row) lint.Location {
	return lint.Location{Record: int64(row[3]), Line: int64(row[4])}
}

// placeOn is placeIn in the column of a field.
func placeOn(row *spill.Row, field lint.Field) lint.Location {
	at := placeIn(row)
	at.Column, at.Field = field.Column+1, field.Name
	return at
}

// inGroup says in a sentence which group is meant; nothing when the table is one group or the name was not kept.
func inGroup(name string) message.Param {
	var text message.Text
	if name != "" {
		text = textInGroup.Format(message.P("name", name))
	}
	return message.P("group", text)
}

var textInGroup = message.Text{EN: " in the group {name}", FR: " dans le groupe {name}"}
