package record

import (
	"math/big"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// sumMismatch finds a total that is not the sum of its parts, all of them fields of one record. It adds decimals exactly, so
// that 0.1 and 0.2 are 0.3. A record in which the total or a part has no value says nothing of the sum.
var sumMismatch = &lint.Rule{
	ID: "sum-mismatch", Family: lint.RecordFamily, Stage: lint.Relation, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "row-constraint", Pages: pages, Bind: bindSumMismatch,
}

var faultTolerance = message.Text{
	EN: "tolerance must be a number from 0 up, not “{value}”",
	FR: "tolerance doit être un nombre à partir de 0, et non «\u00a0{value}\u00a0»",
}

func bindSumMismatch(b *lint.Binding) (lint.Check, error) {
	params := struct {
		Tolerance string `yaml:"tolerance"`
	}{Tolerance: "0"}
	if err := b.Decode(&params); err != nil {
		return nil, err
	}
	plain := numberFormOf(&standard.Field{BareNumber: true})
	tolerance, ok := plain.read(table.Cell{Text: []byte(params.Tolerance)})
	if !ok || tolerance.compare(amount{}) < 0 {
		return nil, b.Fault(faultTolerance, message.P("value", params.Tolerance))
	}
	total, err := b.Field("total")
	if err != nil {
		return nil, err
	}
	parts, err := b.Some("parts")
	if err != nil {
		return nil, err
	}
	s := &sum{tolerance: tolerance}
	for _, field := range append([]lint.Field{total}, parts...) {
		if !isNumeric(field.Field) {
			return nil, nil // what is no number has no sum
		}
		r, _ := rankedOf(field, numbers)
		s.fields = append(s.fields, r)
	}
	return lint.RecordCheck{
		Fails: func(r lint.Record) bool {
			found, given, ok := s.of(r)
			return ok && !s.agree(found, given)
		},
		Explain: func(r lint.Record) lint.Defect {
			found, _, _ := s.of(r)
			return lint.Defect{
				Params: []message.Param{
					message.P("field", title(total.Field)), message.P("parts", together(parts)), message.P("sum", found.text(total.Field)),
				},
				At: lint.Location{Column: total.Column + 1},
			}
		},
	}, nil
}

// sum is a total and its parts.
type sum struct {
	fields    []ranked // the total first
	tolerance amount
}

// of adds up the parts of a record. It reports false when a value is missing or cannot be used.
func (s *sum) of(r lint.Record) (found, given amount, ok bool) {
	for i := range s.fields {
		field := &s.fields[i]
		value, ok := field.at(&r.Columns[field.Column], r.I)
		switch {
		case !ok:
			return amount{}, amount{}, false
		case i == 0:
			given = value.number
		case found.wide != nil || value.number.wide != nil || i > amountTerms:
			found = amount{wide: new(big.Rat).Add(found.rat(), value.number.rat())}
		default:
			found = found.plus(value.number)
		}
	}
	return found, given, true
}

// agree reports whether sum and total differ by no more than the tolerance.
func (s *sum) agree(found, given amount) bool {
	if found.compare(given) == 0 {
		return true
	}
	if s.tolerance.compare(amount{}) == 0 {
		return false
	}
	difference := new(big.Rat).Sub(found.rat(), given.rat())
	return difference.Abs(difference).Cmp(s.tolerance.rat()) <= 0
}
