package table

import (
	"errors"
	"math"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/spill"
	"github.com/cogwg/hvdlint/internal/table"
)

// gapInSeries finds years, quarters, months or days that are missing between the first and the last of a group (domain row N13). A gap is
// told once, however many periods it has.
//
// A group with a record whose period is missing, no period or not allowed is not judged: that period may be the one that lacks.
var gapInSeries = &lint.Rule{
	ID: "gap-in-series", Family: lint.TableFamily, Stage: lint.Group, Since: "0.1.0", Status: lint.Stable,
	Anchor: []string{"within"}, Pages: pages, Bind: bindGapInSeries,
}

func bindGapInSeries(b *lint.Binding) (lint.Check, error) {
	var params struct {
		Step string `yaml:"step"`
	}
	field, err := b.Field("field")
	if err := errors.Join(err, b.Decode(&params)); err != nil {
		return nil, err
	}
	p, err := periodsOf(b, field, params.Step)
	if p == nil || err != nil {
		return nil, err
	}
	g := &gapRule{periods: p, field: field}
	options := &sumOptions{
		rule: "gap-in-series", group: newKeyHasher(b.Fields["within"]), samples: b.Samples, spill: spillOf(b), observe: g.observe, finish: g.finish,
	}
	return options.check(), nil
}

type gapRule struct {
	periods *periods
	field   lint.Field
}

// observe counts the records of each period of each group.
func (g *gapRule) observe(s *sumState, b *table.Batch) {
	values := &b.Columns[g.field.Column]
	s.members(b, g.field, func(from, to int, group uint64) {
		n, ok := g.periods.number(values.Text(from))
		if !ok || !values.Valid(from) || values.Doubtful(from) {
			s.add(b, from, group, heldPeriod, uint64(to-from))
			return
		}
		s.test(group, to-from)
		s.add(b, from, group, word(n), uint64(to-from))
	})
}

func (g *gapRule) finish(s *sumState) (lint.Result, error) {
	result := s.result()
	kept := first{limit: s.options.samples}
	var before spill.Row
	for row, err := range s.sums.sorted() {
		if err != nil {
			return lint.Result{}, err
		}
		sameGroup := row[0] == before[0] && before[3] != 0
		if !s.judges(row[0]) || sameGroup && before[1] == heldPeriod {
			if !sameGroup {
				before = *row
			}
			continue
		}
		if sameGroup && row[1]-before[1] > 1 {
			result.Failed++
			if kept.wants(int64(row[3])) {
				kept.add(g.describe(s, &before, row))
			}
		}
		before = *row
	}
	result.Defects = kept.sorted()
	return result, nil
}

func (g *gapRule) describe(s *sumState, before, after *spill.Row) lint.Defect {
	from, to := unword(before[1])+1, unword(after[1])-1
	d := lint.Defect{
		At: placeOn(after, g.field), Value: g.periods.write(to + 1),
		Params: []message.Param{
			message.P("missing", g.periods.write(from)), message.P("last", g.periods.write(to)),
			message.P("before", g.periods.write(from-1)), message.P("after", g.periods.write(to+1)),
			message.P("n", int64(min(after[1]-before[1]-1, math.MaxInt64))), inGroup(s.names.of(after[0])),
		},
		Related: []lint.Related{{At: placeOn(before, g.field), Text: textBeforeGap}},
	}
	if to > from {
		d.Variant = "several"
	}
	return d
}

var textBeforeGap = message.Text{EN: "last period before the gap", FR: "dernière période avant l’interruption"}
