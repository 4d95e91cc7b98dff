package table

import (
	"errors"
	"strings"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/spill"
	"github.com/cogwg/hvdlint/internal/table"
)

// conflictingValues finds values of a field that differ although the fields which decide it are equal: one code with two names. Each
// further value is told once, at the first record that has it.
//
// Values that are not allowed are told by themselves and not compared.
var conflictingValues = &lint.Rule{
	ID: "conflicting-values", Family: lint.TableFamily, Stage: lint.Group, Since: "0.1.0", Status: lint.Stable,
	Anchor: []string{"by"}, Pages: pages, Bind: bindConflictingValues,
}

func bindConflictingValues(b *lint.Binding) (lint.Check, error) {
	field, fieldErr := b.Field("field")
	by, byErr := b.Some("by")
	if err := errors.Join(fieldErr, byErr, b.Decode(&struct{}{})); err != nil {
		return nil, err
	}
	return newConflictRule(b, field, by, nil).options.check(), nil
}

type conflictRule struct {
	options *sumOptions
	field   lint.Field
	by      []lint.Field
	only    *spill.Set // the groups of the second look; nil: all
}

func newConflictRule(b *lint.Binding, field lint.Field, by []lint.Field, only *spill.Set) *conflictRule {
	c := &conflictRule{field: field, by: by, only: only}
	c.options = &sumOptions{
		rule: "conflicting-values", group: newKeyHasher(by), member: newKeyHasher([]lint.Field{field}),
		samples: b.Samples, spill: spillOf(b), observe: c.observe, finish: c.finish,
	}
	if only == nil {
		c.options.review = func(s *sumState) (lint.TableCheck, bool, error) {
			only, err := c.unnamed(s)
			if only == nil || err != nil {
				return lint.TableCheck{}, false, err
			}
			return newConflictRule(b, field, by, only).options.check(), true, s.Close()
		}
	}
	return c
}

// observe counts the records of each value in each group of equal deciding fields.
func (c *conflictRule) observe(s *sumState, b *table.Batch) {
	column := &b.Columns[c.field.Column]
	values := s.member.sum(b)
	s.records(b, func(i int, group uint64) {
		if !column.Valid(i) || column.Doubtful(i) {
			return
		}
		s.test(group, 1)
		if c.only != nil && !c.only.Has(group) {
			return
		}
		if s.add(b, i, group, values[i], 1) && s.names.wants(values[i]) {
			s.names.add(values[i], shorten(column.Text(i)))
		}
	})
}

// unnamed returns the groups with several values when there were too many groups and values to keep how all are written. Nothing but them
// is kept in the second look.
func (c *conflictRule) unnamed(s *sumState) (*spill.Set, error) {
	if len(s.names.keys) < textLimit {
		return nil, nil
	}
	var only *spill.Set
	err := s.eachGroup(2, func(rows []spill.Row) {
		if len(rows) == 1 {
			return
		}
		if only == nil {
			only = &spill.Set{}
		}
		only.Add(rows[0][0])
	})
	return only, err
}

func (c *conflictRule) finish(s *sumState) (lint.Result, error) {
	result := s.result()
	kept := first{limit: s.options.samples}
	var values []foundKey
	err := s.byGroup(func(row *spill.Row) {
		values = append(values, foundKey{hash: row[1], at: placeOn(row, c.field), records: int64(row[2])})
	}, func(group uint64) {
		result.Failed += c.tell(s, group, values, &kept)
		values = values[:0]
	})
	if err != nil {
		return lint.Result{}, err
	}
	result.Defects = kept.sorted()
	return result, nil
}

// tell names every value of a group but the first, and returns the number of records that have them.
func (c *conflictRule) tell(s *sumState, group uint64, values []foundKey, kept *first) (failed int64) {
	if len(values) < 2 {
		return 0
	}
	sortFound(values)
	leader := values[0]
	for _, other := range values[1:] {
		failed += other.records
		if kept.wants(other.at.Record) {
			kept.add(c.describe(s, group, &leader, &other))
		}
	}
	return failed
}

func (c *conflictRule) describe(s *sumState, group uint64, leader, other *foundKey) lint.Defect {
	key, value, before := s.names.of(group), s.names.of(other.hash), s.names.of(leader.hash)
	d := lint.Defect{
		At: other.at, Value: value, Count: other.records,
		Params: []message.Param{
			message.P("key", key), message.P("value", value), message.P("first", before), message.P("place", placeOf(leader.at)),
			message.P("by", fieldNames(c.by)),
		},
		Related: []lint.Related{{At: leader.at, Text: textFirstSeen}},
	}
	if key == "" || value == "" || before == "" {
		d.Variant = "unnamed"
	}
	return d
}

// fieldNames writes the names of fields that go together.
func fieldNames(fields []lint.Field) string { return strings.Join(namesOf(fields), ", ") }
