package table

import (
	"errors"
	"math"
	"math/big"
	"math/bits"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/spill"
	"github.com/cogwg/hvdlint/internal/table"
)

// implausibleChange finds totals of a group that move by more than a stated share from one period to the next (domain row N27): a block that
// was lost or stands twice.
//
// Periods are compared when they are as near to each other as periods of the file are; across a gap totals may move as they like. Totals below a
// hundred move by themselves. A period with a value that is no amount has no total.
var implausibleChange = &lint.Rule{
	ID: "implausible-change", Family: lint.TableFamily, Stage: lint.Group, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "deviated-value", Anchor: []string{"within", "period"}, Pages: pages, Bind: bindImplausibleChange,
}

// changeLeast is the total from which on a change is judged: the larger of the two must reach it.
const changeLeast = 100

func bindImplausibleChange(b *lint.Binding) (lint.Check, error) {
	params := struct {
		Share string `yaml:"share"`
	}{Share: "30"}
	value, valueErr := b.Field("value")
	period, periodErr := b.Field("period")
	if err := errors.Join(valueErr, periodErr, b.Decode(&params)); err != nil {
		return nil, err
	}
	p, err := periodsOf(b, period, "")
	if p == nil || err != nil {
		return nil, err
	}
	share, ok := new(big.Rat).SetString(params.Share)
	if !ok || share.Sign() <= 0 {
		return nil, b.Fault(message.Text{
			EN: "share must be a percentage above 0, not “{share}”",
			FR: "share doit être un pourcentage supérieur à 0, et non «\u00a0{share}\u00a0»",
		}, message.P("share", params.Share))
	}
	c := &changeRule{value: value, period: period, periods: p, share: share}
	options := &sumOptions{
		rule: "implausible-change", group: newKeyHasher(b.Fields["within"]), samples: b.Samples, spill: spillOf(b), observe: c.observe, finish: c.finish,
	}
	return options.check(), nil
}

type changeRule struct {
	value, period lint.Field
	periods       *periods
	share         *big.Rat // percent
}

// observe adds the values of each period of each group up. A missing value adds nothing.
func (c *changeRule) observe(s *sumState, b *table.Batch) {
	values, column := &b.Columns[c.value.Column], &b.Columns[c.period.Column]
	numbers := numbersOf(b, c.value.Column)
	s.members(b, c.period, func(from, to int, group uint64) {
		n, ok := c.periods.number(column.Text(from))
		if !ok || !column.Valid(from) || column.Doubtful(from) {
			return
		}
		s.test(group, to-from)
		sum := uint64(0)
		for i := from; i < to; i++ {
			switch v := unword(numbers[i]); {
			case v >= 0:
				sum = saturated(sum, uint64(v))
			case !values.Missing(i):
				sum = beyond
			}
		}
		s.add(b, from, group, word(n), sum)
	})
}

// pairs calls yield with each two periods of a group that follow each other.
func (c *changeRule) pairs(s *sumState, yield func(before, after *spill.Row)) error {
	var before spill.Row
	for row, err := range s.sums.sorted() {
		if err != nil {
			return err
		}
		if before[3] != 0 && before[0] == row[0] && s.judges(row[0]) {
			yield(&before, row)
		}
		before = *row
	}
	return nil
}

func (c *changeRule) finish(s *sumState) (lint.Result, error) {
	nearest := uint64(math.MaxUint64)
	err := c.pairs(s, func(before, after *spill.Row) { nearest = min(nearest, after[1]-before[1]) })
	if err != nil {
		return lint.Result{}, err
	}
	// Months differ by a few days: what is less than half as far again is as near.
	farthest := saturated(nearest, nearest/2)
	result := s.result()
	kept := first{limit: s.options.samples}
	err = c.pairs(s, func(before, after *spill.Row) {
		if after[1]-before[1] > farthest || !c.isImplausible(before[2], after[2]) {
			return
		}
		result.Failed++
		if kept.wants(int64(after[3])) {
			kept.add(c.describe(s, before, after))
		}
	})
	result.Defects = kept.sorted()
	return result, err
}

// isImplausible reports whether a total differs from the one before by more than the share of it.
func (c *changeRule) isImplausible(before, after uint64) bool {
	if before > math.MaxInt64 || after > math.MaxInt64 || before == 0 || max(before, after) < changeLeast {
		return false
	}
	moved := new(big.Int).SetUint64(max(before, after) - min(before, after))
	moved.Mul(moved.Mul(moved, big.NewInt(100)), c.share.Denom())
	allowed := new(big.Int).SetUint64(before)
	return moved.Cmp(allowed.Mul(allowed, c.share.Num())) > 0
}

func (c *changeRule) describe(s *sumState, before, after *spill.Row) lint.Defect {
	d := lint.Defect{
		At: placeOn(after, c.period), Value: c.periods.write(unword(after[1])),
		Params: []message.Param{
			message.P("period", c.periods.write(unword(after[1]))), message.P("total", int64(after[2])),
			message.P("before", c.periods.write(unword(before[1]))), message.P("previous", int64(before[2])),
			message.P("change", percent(max(before[2], after[2])-min(before[2], after[2]), before[2])), inGroup(s.names.of(after[0])),
		},
		Related: []lint.Related{{At: placeOn(before, c.period), Text: textPeriodBefore}},
	}
	if after[2] < before[2] {
		d.Variant = "less"
	}
	return d
}

// percent returns a part of a whole in percent, rounded to a whole number.
func percent(part, whole uint64) int64 {
	high, low := bits.Mul64(part, 100)
	low, carry := bits.Add64(low, whole/2, 0)
	if high += carry; high >= whole {
		return math.MaxInt64
	}
	quotient, _ := bits.Div64(high, low, whole)
	return int64(min(quotient, math.MaxInt64))
}

var textPeriodBefore = message.Text{EN: "the period before begins here", FR: "la période précédente commence ici"}
