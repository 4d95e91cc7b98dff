package table

import (
	"errors"
	"slices"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/spill"
	"github.com/cogwg/hvdlint/internal/table"
)

// incompleteGroup finds groups without any record of an expected member: a year with names of girls and none of boys (domain row N14).
//
// A member that the whole file lacks is no defect of its groups: it is told once, at the first record, when the standard names the
// members, and not at all when they are those of the field's list. A file of one member alone cannot be judged; the other
// may be in another file. Nor can a group with a value that is missing or not allowed: it may stand for the member that lacks.
var incompleteGroup = &lint.Rule{
	ID: "incomplete-group", Family: lint.TableFamily, Stage: lint.Group, Since: "0.1.0", Status: lint.Stable,
	Anchor: []string{"within"}, Pages: pages, Bind: bindIncompleteGroup,
}

func bindIncompleteGroup(b *lint.Binding) (lint.Check, error) {
	var params struct {
		Members []string `yaml:"members"`
	}
	field, fieldErr := b.Field("field")
	within, withinErr := b.Some("within")
	if err := errors.Join(fieldErr, withinErr, b.Decode(&params)); err != nil {
		return nil, err
	}
	c := &completeRule{field: field, members: params.Members, named: len(params.Members) > 0, index: map[string]uint64{}}
	if !c.named {
		c.members = field.Constraints.Enum
	}
	if len(c.members) == 0 {
		return nil, b.Fault(message.Text{
			EN: "the field {field} has no list of values, so members must name those that are expected",
			FR: "le champ {field} n’a pas de liste de valeurs; members doit donc nommer celles qui sont attendues",
		}, message.P("field", field.Name))
	}
	for i := len(c.members) - 1; i >= 0; i-- {
		c.index[c.members[i]] = uint64(i + 1)
	}
	options := &sumOptions{
		rule: "incomplete-group", group: newKeyHasher(within), samples: b.Samples, spill: spillOf(b), observe: c.observe, finish: c.finish,
	}
	return options.check(), nil
}

type completeRule struct {
	field   lint.Field
	members []string
	named   bool              // the standard names the members for this rule
	index   map[string]uint64 // the number of each member; of one that is named twice, the first
}

// heldMember is a word for records whose member is not known; members are numbered from 1 on.
const heldMember = 0

// observe counts the records of each expected member in each group.
func (c *completeRule) observe(s *sumState, b *table.Batch) {
	column := &b.Columns[c.field.Column]
	s.members(b, c.field, func(from, to int, group uint64) {
		if !column.Valid(from) || column.Doubtful(from) {
			s.add(b, from, group, heldMember, uint64(to-from))
			return
		}
		if member := c.index[string(column.Text(from))]; member != heldMember {
			s.test(group, to-from)
			s.add(b, from, group, member, uint64(to-from))
		}
	})
}

func (c *completeRule) finish(s *sumState) (lint.Result, error) {
	result := s.result()
	seen := make([]bool, len(c.members)+1)
	start := lint.Location{}
	err := s.eachGroup(len(seen), func(rows []spill.Row) {
		for i := range rows {
			seen[rows[i][1]] = true
		}
		if at := earliest(rows); start.Record == 0 || at.Record < start.Record {
			start = at
		}
	})
	if err != nil {
		return lint.Result{}, err
	}
	var nowhere message.List
	for m, member := range c.members {
		if !seen[m+1] {
			nowhere = append(nowhere, member)
		}
	}
	switch {
	case start.Record == 0: // no groups
		return result, nil
	case result.Tested == 0:
		result.CantTell = textNoMember.Format(message.P("field", c.field.Name))
		return result, nil
	case len(c.members) > 1 && len(nowhere) >= len(c.members)-1:
		result.CantTell = textOneMember.Format(message.P("field", c.field.Name))
		return result, nil
	}
	kept := first{limit: s.options.samples}
	if c.named && len(nowhere) > 0 {
		result.Failed++
		kept.add(c.describe(start, "nowhere", nowhere, ""))
	}
	err = s.eachGroup(len(seen), func(rows []spill.Row) {
		missing := c.missing(rows, seen)
		if len(missing) == 0 {
			return
		}
		result.Failed++
		if at := earliest(rows); kept.wants(at.Record) {
			kept.add(c.describe(at, "", missing, s.names.of(rows[0][0])))
		}
	})
	result.Defects = kept.sorted()
	return result, err
}

// missing returns the members that a group lacks and the file has.
func (c *completeRule) missing(rows []spill.Row, seen []bool) message.List {
	if rows[0][1] == heldMember {
		return nil
	}
	var missing message.List
	for m, member := range c.members {
		inGroup := slices.ContainsFunc(rows, func(row spill.Row) bool { return row[1] == uint64(m+1) })
		if seen[m+1] && !inGroup {
			missing = append(missing, member)
		}
	}
	return missing
}

// earliest returns where the first record of a group stands.
func earliest(rows []spill.Row) lint.Location {
	at := placeIn(&rows[0])
	for i := range rows {
		if next := placeIn(&rows[i]); next.Record < at.Record {
			at = next
		}
	}
	return at
}

func (c *completeRule) describe(at lint.Location, variant string, missing message.List, group string) lint.Defect {
	at.Column, at.Field = c.field.Column+1, c.field.Name
	return lint.Defect{
		Variant: variant, At: at,
		Params: []message.Param{message.P("missing", missing), inGroup(group)},
	}
}

var (
	textOneMember = message.Text{
		EN: "all records have one and the same {field}; the others may be in another file",
		FR: "tous les enregistrements ont la même valeur dans le champ {field}; les autres sont peut-être dans un autre fichier",
	}
	textNoMember = message.Text{
		EN: "no record has one of the values of {field} that are expected",
		FR: "aucun enregistrement n’a une des valeurs attendues dans le champ {field}",
	}
)
