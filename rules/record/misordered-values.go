package record

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
)

// misorderedValues finds values of one record that do not stand in the order that the standard gives: an end before its
// beginning, a part larger than its whole. Each value is compared with the one before it, in the order of the requirement;
// fields without a value are passed over. Numbers compare exactly, dates and times by the calendar.
var misorderedValues = &lint.Rule{
	ID: "misordered-values", Family: lint.RecordFamily, Stage: lint.Relation, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "row-constraint", Pages: pages, Bind: bindMisorderedValues,
}

// relation is what two values must be to each other.
type relation struct {
	holds func(order int) bool
	// The variants of the page that tell numbers or texts, and dates or times.
	amounts, moments string
}

var relations = map[string]relation{
	"<=": {func(order int) bool { return order <= 0 }, "", "not-after"},
	"<":  {func(order int) bool { return order < 0 }, "less", "before"},
	">=": {func(order int) bool { return order >= 0 }, "at-least", "not-before"},
	">":  {func(order int) bool { return order > 0 }, "greater", "after"},
	"==": {func(order int) bool { return order == 0 }, "equal", "equal"},
}

var (
	faultOperator = message.Text{
		EN: "operator must be <=, <, >=, > or ==, not “{operator}”",
		FR: "operator doit être <=, <, >=, > ou ==, et non «\u00a0{operator}\u00a0»",
	}
	faultNoScale = message.Text{
		EN: "the values of {fields} are of different kinds and cannot be compared",
		FR: "les valeurs de {fields} sont de natures différentes et ne se comparent pas",
	}
)

func bindMisorderedValues(b *lint.Binding) (lint.Check, error) {
	params := struct {
		Operator string `yaml:"operator"`
	}{Operator: "<="}
	if err := b.Decode(&params); err != nil {
		return nil, err
	}
	wanted, ok := relations[params.Operator]
	if !ok {
		return nil, b.Fault(faultOperator, message.P("operator", params.Operator))
	}
	fields, err := several(b, "field")
	if err != nil {
		return nil, err
	}
	common, ok := scaleOf(fields)
	if !ok {
		return nil, b.Fault(faultNoScale, message.P("fields", together(fields)))
	}
	if common == noScale && params.Operator != "==" {
		return nil, nil // texts have no order
	}
	c := &ordering{scale: common, relation: wanted}
	for _, field := range fields {
		r, ok := rankedOf(field, common)
		if !ok {
			return nil, nil
		}
		c.fields = append(c.fields, r)
	}
	return lint.RecordCheck{
		Fails: func(r lint.Record) bool {
			before, _ := c.broken(r)
			return before >= 0
		},
		Explain: c.explain,
	}, nil
}

// ordering is fields and the relation that the value of each must have to the next one.
type ordering struct {
	fields   []ranked
	scale    scale
	relation relation
}

// broken returns the first two fields that are not as they must be, as indexes of fields, or -1.
func (o *ordering) broken(r lint.Record) (before, after int) {
	var last position
	before = -1
	for i := range o.fields {
		field := &o.fields[i]
		here, ok := field.at(&r.Columns[field.Column], r.I)
		if !ok {
			continue
		}
		if before >= 0 && !o.relation.holds(o.scale.compare(&last, &here)) {
			return before, i
		}
		before, last = i, here
	}
	return -1, -1
}

func (o *ordering) explain(r lint.Record) lint.Defect {
	before, after := o.broken(r)
	field, other := o.fields[before], o.fields[after]
	variant := o.relation.amounts
	if o.scale == dates || o.scale == times {
		variant = o.relation.moments
	}
	return lint.Defect{
		Variant: variant,
		Params: []message.Param{
			message.P("field", title(field.Field.Field)), message.P("other", title(other.Field.Field)),
			message.P("given", string(r.Columns[other.Column].Text(r.I))),
		},
		At: lint.Location{Column: field.Column + 1},
	}
}
