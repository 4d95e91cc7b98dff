package header

import (
	"strings"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
)

// misorderedFields finds columns that do not stand in the order of the schema (Table Schema v2, fieldsMatch exact: fields are
// mapped by their order). Columns that the standard does not know, repeated ones and those that are missing leave the order of
// the others as it is. The members of a JSON object have no order (RFC 8259, section 1).
var misorderedFields = &lint.Rule{
	ID: "misordered-fields", Family: lint.HeaderFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "incorrect-label", Pages: pages,
	Bind: func(b *lint.Binding) (lint.Check, error) {
		check, err := againstSchema(checkOrder)(b)
		if err != nil || b.Tree {
			return nil, err
		}
		return check, nil
	},
}

// checkOrder tells the first column that is out of place. Once it is in its place, the others may be too.
func checkOrder(r *lint.Resource) []lint.Defect {
	var columns []int // that count, by index
	present := map[string]bool{}
	for i, column := range r.Columns {
		if column.Field != nil && column.Repeats == 0 {
			columns, present[column.Field.Name] = append(columns, i), true
		}
	}
	var wanted []*standard.Field
	for i := range r.Schema.Fields {
		if field := &r.Schema.Fields[i]; present[field.Name] {
			wanted = append(wanted, field)
		}
	}
	for n, i := range columns {
		if r.Columns[i].Field.Name == wanted[n].Name {
			continue
		}
		return []lint.Defect{{
			Params: []message.Param{
				message.P("column", i+1), message.P("label", rightName(r, wanted[n])), message.P("order", inOrder(r, wanted[n:])),
			},
			Value: r.Columns[i].Label, At: at(r, i),
		}}
	}
	return nil
}

// inOrder names fields one after the other; of many it names the first.
func inOrder(r *lint.Resource, fields []*standard.Field) message.Text {
	const named = 16
	var en, fr []string
	for _, field := range fields[:min(named, len(fields))] {
		name := rightName(r, field)
		en, fr = append(en, name.EN), append(fr, name.FR)
	}
	if len(fields) > named {
		en, fr = append(en, "…"), append(fr, "…")
	}
	return message.Text{EN: strings.Join(en, ", "), FR: strings.Join(fr, ", ")}
}
