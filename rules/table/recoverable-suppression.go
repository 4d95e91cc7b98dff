package table

import (
	"bytes"
	"errors"
	"math"
	"math/bits"
	"slices"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/spill"
	"github.com/cogwg/hvdlint/internal/table"
)

// recoverableSuppression finds a suppressed value that a published total gives away: the only one of its group, so that the total less the other
// values is it (domain row N09).
//
// The total is a field of the records; records of totals are told by total-record. A list need not hold all that its total counts. That it
// does is taken for certain when what the total leaves is less than every value that is published, as a suppressed value is. The value itself
// is not told.
var recoverableSuppression = &lint.Rule{
	ID: "recoverable-suppression", Family: lint.TableFamily, Stage: lint.Group, Since: "0.1.0", Status: lint.Stable,
	Optional: []string{"status"}, Pages: pages, Bind: bindRecoverableSuppression,
}

func bindRecoverableSuppression(b *lint.Binding) (lint.Check, error) {
	params := struct {
		Markers []string `yaml:"markers"`
	}{Markers: []string{"x"}}
	value, valueErr := b.Field("value")
	total, totalErr := b.Field("total")
	within, withinErr := b.Some("within")
	if err := errors.Join(valueErr, totalErr, withinErr, b.Decode(&params)); err != nil {
		return nil, err
	}
	r := &recoverRule{value: value, total: total, markers: params.Markers}
	if len(b.Fields["status"]) > 0 {
		status, err := b.Field("status")
		if err != nil {
			return nil, err
		}
		r.status = &status
	}
	options := &sumOptions{
		rule: "recoverable-suppression", group: newKeyHasher(within), samples: b.Samples, spill: spillOf(b), observe: r.observe, finish: r.finish,
	}
	return options.check(), nil
}

type recoverRule struct {
	value, total lint.Field
	status       *lint.Field
	markers      []string
}

// What a member of a group is stands in its first two bits, a total or a value in the others.
const (
	memberUnknown    = iota << 62 // a value of which nothing is known
	memberSuppressed              // a value that was withheld
	memberTotal
	memberValue
	memberNumber = 1<<62 - 1 // the bits of the number
)

// observe counts, in each group, the records of each value, the suppressed ones, and each total.
func (r *recoverRule) observe(s *sumState, b *table.Batch) {
	numbers, totals := numbersOf(b, r.value.Column), numbersOf(b, r.total.Column)
	s.records(b, func(i int, group uint64) {
		s.test(group, 1)
		s.add(b, i, group, r.member(b, i, unword(numbers[i])), 1)
		if total := unword(totals[i]); total >= 0 {
			s.add(b, i, group, memberTotal|uint64(total), 1)
		}
	})
}

// member says what record i is, whose value is a number; less than 0: it is none.
func (r *recoverRule) member(b *table.Batch, i int, number int64) uint64 {
	values := &b.Columns[r.value.Column]
	text, missing := values.Text(i), values.Missing(i)
	switch {
	case number >= 0:
		return memberValue | uint64(number)
	case !missing && (bytes.HasPrefix(text, []byte("<")) || r.isMarker(text)):
		return memberSuppressed
	case missing && r.status == nil:
		return memberSuppressed
	case missing:
		status := &b.Columns[r.status.Column]
		if status.Missing(i) || r.isMarker(status.Text(i)) {
			return memberSuppressed
		}
	}
	return memberUnknown
}

func (r *recoverRule) isMarker(text []byte) bool {
	return slices.ContainsFunc(r.markers, func(m string) bool { return m == string(text) })
}

// disclosure is what is known of a group once its rows have gone by.
type disclosure struct {
	unknown    bool
	suppressed spill.Row // its record; amount: how many there are
	total      spill.Row
	totals     int // different ones
	sum, least uint64
	values     bool
}

func (d *disclosure) add(row *spill.Row) {
	n := row[1] & memberNumber
	switch row[1] &^ memberNumber {
	case memberSuppressed:
		d.suppressed = *row
	case memberTotal:
		d.total = *row
		d.totals++
	case memberValue:
		if !d.values {
			d.values, d.least = true, n // values come in order
		}
		high, low := bits.Mul64(n, row[2])
		if high > 0 {
			low = beyond
		}
		d.sum = saturated(d.sum, low)
	default:
		d.unknown = true
	}
}

// isOpen reports whether the suppressed value of the group follows from its total.
func (d *disclosure) isOpen() bool {
	if d.unknown || d.suppressed[2] != 1 || d.totals != 1 || !d.values {
		return false
	}
	total := d.total[1] & memberNumber
	return d.sum <= total && total-d.sum < d.least
}

func (r *recoverRule) finish(s *sumState) (lint.Result, error) {
	result := s.result()
	kept := first{limit: s.options.samples}
	var group disclosure
	err := s.byGroup(group.add, func(uint64) {
		if group.isOpen() {
			result.Failed++
			if kept.wants(int64(group.suppressed[3])) {
				kept.add(r.describe(s, &group))
			}
		}
		group = disclosure{}
	})
	if err != nil {
		return lint.Result{}, err
	}
	result.Defects = kept.sorted()
	return result, nil
}

func (r *recoverRule) describe(s *sumState, group *disclosure) lint.Defect {
	return lint.Defect{
		At: placeOn(&group.suppressed, r.value),
		Params: []message.Param{
			message.P("total", int64(min(group.total[1]&memberNumber, math.MaxInt64))), inGroup(s.names.of(group.suppressed[0])),
		},
		Related: []lint.Related{{At: placeOn(&group.total, r.total), Text: textTotalStands}},
	}
}

var textTotalStands = message.Text{EN: "the total stands here", FR: "le total figure ici"}
