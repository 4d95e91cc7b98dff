package record

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// condition is what missing-when and present-when share: a field, and another one whose value decides about it.
type condition struct {
	field, other lint.Field
	values       []string // values of other, as text; "" stands for no value
	not          bool     // the condition holds for every other value instead
}

// bindCondition reads roles and parameters: values, or not, never both.
func bindCondition(b *lint.Binding) (*condition, error) {
	var params struct {
		Values []string `yaml:"values"`
		Not    []string `yaml:"not"`
	}
	if err := b.Decode(&params); err != nil {
		return nil, err
	}
	if (len(params.Values) > 0) == (len(params.Not) > 0) {
		return nil, b.Fault(message.Text{
			EN: "one of the parameters values and not must be given",
			FR: "il faut donner l’un des paramètres values et not, et un seul",
		})
	}
	field, err := b.Field("field")
	if err != nil {
		return nil, err
	}
	other, err := b.Field("other")
	if err != nil {
		return nil, err
	}
	c := &condition{field: field, other: other, values: params.Values}
	if len(params.Not) > 0 {
		c.values, c.not = params.Not, true
	}
	return c, nil
}

// holds reports whether the other field has one of the values. A value that is not usable decides nothing.
func (c *condition) holds(r lint.Record) bool {
	text, usable := valueOf(&r.Columns[c.other.Column], r.I)
	if !usable {
		return false
	}
	for _, value := range c.values {
		if string(text) == value {
			return !c.not
		}
	}
	return c.not
}

// sift marks the records for which the condition holds.
func (c *condition) sift(b *table.Batch, suspects []bool) (some bool) {
	column := &b.Columns[c.other.Column]
	for i := 0; i < b.Len; {
		end := column.RunEnd(i, b.Len)
		if c.holds(lint.Record{Batch: b, I: i}) {
			some = true
			mark(suspects[i:end])
		}
		i = end
	}
	return some
}

// valueOf returns the text of record i, empty when there is no value. It reports false for a text that is no usable value, and
// for a cell that a short record lacks: ragged-record tells that one.
func valueOf(column *table.Column, i int) (text []byte, usable bool) {
	switch {
	case column.Kind(i) == table.Absent:
		return nil, false
	case column.Missing(i):
		return nil, true
	}
	return column.Text(i), column.Valid(i)
}

// explain describes a record for which the condition holds. Without a value of the other field it is the variant
// "other-empty".
func (c *condition) explain(r lint.Record) lint.Defect {
	text, _ := valueOf(&r.Columns[c.other.Column], r.I)
	defect := lint.Defect{
		Params: []message.Param{
			message.P("field", title(c.field.Field)), message.P("other", title(c.other.Field)), message.P("given", string(text)),
		},
		At: lint.Location{Column: c.field.Column + 1},
	}
	if len(text) == 0 {
		defect.Variant = "other-empty"
	}
	return defect
}
