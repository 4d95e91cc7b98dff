package table

import (
	"errors"
	"math/big"
	"math/bits"
	"strings"

	"github.com/cogwg/hvdlint/internal/input/swar"
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// proportionMismatch finds proportions, in percent, that are not the share of their value (domain row N26), beyond what rounding to the digits
// as written explains.
//
// Where a field gives the total, each record is judged by itself: 100 × value ÷ total. Elsewhere the total is not known, because lists are
// seldom complete, but it is one and the same for a group. Each value and its proportion leave a range for it, and so two records whose ranges do
// not meet contradict each other; a larger value with a smaller proportion is a case of it. And the proportions of a group must not add
// up to more than 100. What two records that agree and are both wrong say cannot be told from a list that is not complete.
var proportionMismatch = &lint.Rule{
	ID: "proportion-mismatch", Family: lint.TableFamily, Stage: lint.Group, Since: "0.1.0", Status: lint.Stable,
	Optional: []string{"total"}, Anchor: []string{"within"}, Pages: pages, Bind: bindProportionMismatch,
}

func bindProportionMismatch(b *lint.Binding) (lint.Check, error) {
	proportion, proportionErr := b.Field("proportion")
	value, valueErr := b.Field("value")
	if err := errors.Join(proportionErr, valueErr, b.Decode(&struct{}{})); err != nil {
		return nil, err
	}
	o := &shareOptions{proportion: proportion, value: value, within: b.Fields["within"], samples: b.Samples}
	if len(b.Fields["total"]) > 0 {
		total, err := b.Field("total")
		if err != nil {
			return nil, err
		}
		o.total = &total
	}
	return lint.TableCheck{New: func() lint.State { return newShareState(o) }}, nil
}

type shareOptions struct {
	proportion, value lint.Field
	total             *lint.Field
	within            []lint.Field
	samples           int
}

// share is a value and its proportion. Proportions are whole numbers of the billionth part of a percent.
type share struct {
	value        int64
	proportion   int64
	unit         int64 // of the last digit as written
	record, line int64 // record 0: no share
}

const (
	percentScale   = 1_000_000_000
	fractionDigits = 9 // of percentScale
	wholeDigits    = 6 // of a proportion; what has more is no proportion
)

// low and high are the bounds that a share leaves for the total, as fractions: value ÷ (2 × proportion ± unit), times 200.
func (s *share) low() fraction { return fraction{uint64(s.value), uint64(2*s.proportion + s.unit)} }

func (s *share) high() fraction {
	return fraction{uint64(s.value), uint64(max(2*s.proportion-s.unit, 0))} // ÷ 0: no bound
}

// fraction is a number that is not negative; n ÷ 0 is greater than all others.
type fraction struct{ n, d uint64 }

func (f fraction) less(g fraction) bool {
	if f.d == 0 || g.d == 0 {
		return f.d != 0
	}
	h1, l1 := bits.Mul64(f.n, g.d)
	h2, l2 := bits.Mul64(g.n, f.d)
	return h1 < h2 || h1 == h2 && l1 < l2
}

// readShare reads record i, and reports false for one that has no usable value and proportion. numbers are those of the values.
func (o *shareOptions) readShare(b *table.Batch, numbers []uint64, i int) (share, bool) {
	value, proportions := unword(numbers[i]), &b.Columns[o.proportion.Column]
	if value < 0 || !proportions.Valid(i) || proportions.Doubtful(i) {
		return share{}, false
	}
	proportion, unit, ok := parsePercent(proportions.Text(i), o.proportion.DecimalChar)
	return share{value, proportion, unit, b.Record(i), b.Line(i)}, ok
}

// parsePercent reads a decimal number that is not negative and returns what its last digit stands for too.
func parsePercent(text []byte, point string) (n, unit int64, ok bool) {
	separator := byte('.')
	if len(point) == 1 {
		separator = point[0]
	}
	if len(text) <= 8 {
		if n, unit, ok := parseShortPercent(text, separator); ok {
			return n, unit, true
		}
	}
	unit = percentScale
	digits, inFraction := 0, false
	for _, c := range text {
		switch d := c - '0'; {
		case d <= 9 && inFraction && unit == 1:
			return 0, 0, false
		case d <= 9:
			if inFraction {
				unit /= 10
			}
			digits++
			n = n*10 + int64(d)
		case c == separator && !inFraction:
			inFraction = true
		default:
			return 0, 0, false
		}
		if !inFraction && digits > wholeDigits {
			return 0, 0, false
		}
	}
	return n * unit, unit, digits > 0
}

// unitOf has for each number of digits in the fraction what the last one stands for.
var unitOf = [...]int64{1e9, 1e8, 1e7, 1e6, 1e5, 1e4, 1e3, 1e2}

// parseShortPercent is parsePercent for the most usual numbers: up to eight bytes, with digits on both sides of a separator.
func parseShortPercent(text []byte, separator byte) (n, unit int64, ok bool) {
	w := swar.WordAt(text, 0)
	at := bits.TrailingZeros64(swar.Highs&^swar.Differ(w, uint64(separator)*swar.Ones)) / 8
	if at == 0 || at > wholeDigits || at >= len(text)-1 {
		return 0, 0, false
	}
	whole := uint64(1)<<(8*at) - 1
	n, ok = eightDigits(w&whole|w>>8&^whole, len(text)-1)
	unit = unitOf[len(text)-1-at]
	return n * unit, unit, ok
}

// writePercent writes a proportion with the digits that its unit leaves.
func (s *share) writePercent(n *big.Rat, point string) string {
	digits := 0
	for unit := s.unit; unit < percentScale; unit *= 10 {
		digits++
	}
	text := n.FloatString(digits)
	if point != "" && point != "." {
		text = strings.Replace(text, ".", point, 1)
	}
	return text
}

func (s *share) written(point string) string {
	return s.writePercent(big.NewRat(s.proportion, percentScale), point)
}

// isShareOf reports whether the proportion is the share of the value in a total, rounded to its digits.
func (s *share) isShareOf(total int64) bool {
	is := fraction{uint64(total), 200 * percentScale}
	return !is.less(s.low()) && !s.high().less(is)
}

// shareGroup is what is known of the shares of a group.
type shareGroup struct {
	lowest  share // the one that leaves the highest lower bound for the total: its proportion is the smallest for its value
	highest share // the one that leaves the lowest upper bound
	sum     uint64
	slack   uint64 // what rounding may have added to the sum, twice
	at      lint.Location
}

// see adds a share, or what is known of records that follow.
func (g *shareGroup) see(lowest, highest *share, sum, slack uint64, at lint.Location) {
	if g.lowest.record == 0 || g.lowest.low().less(lowest.low()) {
		g.lowest = *lowest
	}
	if g.highest.record == 0 || highest.high().less(g.highest.high()) {
		g.highest = *highest
	}
	if g.at.Record == 0 {
		g.at = at
	}
	g.add(sum, slack)
}

// add adds a proportion to the sum.
func (g *shareGroup) add(sum, slack uint64) {
	g.sum, g.slack = saturated(g.sum, sum), saturated(g.slack, slack)
}

// judge tells what is wrong with a group.
func (g *shareGroup) judge(o *shareOptions, name string) (lint.Defect, bool) {
	point := o.proportion.DecimalChar
	low, high := &g.lowest, &g.highest
	if high.high().less(low.low()) {
		d := lint.Defect{
			Variant: "apart", At: o.place(low.record, low.line), Value: low.written(point),
			Params: []message.Param{
				message.P("proportion", low.written(point)), message.P("value", low.value), message.P("other", high.written(point)),
				message.P("of", high.value), message.P("place", placeOf(o.place(high.record, high.line))), inGroup(name),
			},
			Related: []lint.Related{{At: o.place(high.record, high.line), Text: textOtherShare}},
		}
		if low.value > high.value && low.proportion < high.proportion {
			d.Variant = "order"
		}
		return d, true
	}
	const all = 100 * percentScale
	if g.sum <= all || g.sum == beyond || 2*(g.sum-all) <= g.slack {
		return lint.Defect{}, false
	}
	sum := new(big.Rat).SetFrac(new(big.Int).SetUint64(g.sum), big.NewInt(percentScale))
	return lint.Defect{
		Variant: "sum", At: o.place(g.at.Record, g.at.Line),
		Params: []message.Param{message.P("sum", g.lowest.writePercent(sum, point)), inGroup(name)},
	}, true
}

// wrongShare is a share whose total is given.
type wrongShare struct {
	share
	total int64
}

func (o *shareOptions) describe(s *wrongShare) lint.Defect {
	point := o.proportion.DecimalChar
	expected := new(big.Rat).Mul(big.NewRat(s.value, s.total), big.NewRat(100, 1))
	return lint.Defect{
		At: o.place(s.record, s.line), Value: s.written(point),
		Params: []message.Param{
			message.P("proportion", s.written(point)), message.P("expected", s.writePercent(expected, point)),
			message.P("value", s.value), message.P("total", s.total),
		},
	}
}

func (o *shareOptions) place(record, line int64) lint.Location {
	return lint.Location{Record: record, Line: line, Column: o.proportion.Column + 1, Field: o.proportion.Name}
}

var textOtherShare = message.Text{EN: "the other proportion", FR: "l’autre proportion"}
