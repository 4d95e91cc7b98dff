package validate

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// made is a column that the file lacks: a supplied value, or no value at all.
type made struct {
	field  *standard.Field
	column table.Column
	null   bool
}

// UsageError is a wrong choice of the user that only shows when a file is bound: a value supplied for a field that the
// standard does not have. A supplied value that its field does not allow is no error but a finding.
type UsageError struct {
	Field string // the field named with --set
	Text  message.Text
}

func (e *UsageError) Error() string { return e.Text.EN }

// Message returns the text.
func (e *UsageError) Message() message.Text { return e.Text }

// checkSupplied refuses values of fields that the standard does not have.
func (p *planner) checkSupplied() error {
	for _, name := range sortedKeys(p.options.Supplied) {
		if p.schema.Field(name) != nil {
			continue
		}
		var names []string
		if p.schema != nil {
			names = p.schema.Names()
		}
		return &UsageError{Field: name, Text: textUnknownSupplied.Format(message.P("field", name), message.P("fields", message.List(names)))}
	}
	return nil
}

// takeSupplied keeps the values of fields that the file lacks. Those of fields that it has are not used: what the file says
// counts.
func (p *planner) takeSupplied() {
	for name, value := range p.options.Supplied {
		into := &p.supplied
		if _, bound := p.header.position[name]; bound {
			into = &p.unused
		}
		if *into == nil {
			*into = map[string]string{}
		}
		(*into)[name] = value
	}
}

// makeColumn makes a column that holds one value, or none, in every record.
func (p *planner) makeColumn(name, value string, null bool) lint.Field {
	column, ok := p.madeFor[name]
	if !ok {
		column = p.columns + len(p.made)
		p.madeFor[name] = column
		kind := table.Text
		if null {
			kind = table.Null
		}
		p.made = append(p.made, made{field: p.schema.Field(name), null: null, column: table.Column{
			Data: []byte(value), Spans: []table.Span{{Start: 0, End: uint32(len(value))}}, Kinds: []table.Kind{kind}, Constant: true,
		}})
	}
	return p.bind(name, column)
}

// judgeSupplied judges a supplied value once: no record shows it.
func (p *planner) judgeSupplied(c *chain) {
	cell := p.made[c.column-p.columns].column.Cell(0)
	v, _ := c.judge(cell)
	for i, l := range c.links {
		slot := p.slots[l.slot]
		slot.settlement.supplied++
		if v.fails>>i&1 == 0 {
			continue
		}
		defect := l.check.Explain(cell)
		defect.At = lint.Location{Field: slot.field.Name}
		defect.Value = string(cell.Text)
		slot.settlement.failed++
		slot.settlement.places = append(slot.settlement.places, place{slot: l.slot, defect: defect})
	}
}
