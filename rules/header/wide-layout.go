package header

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
)

// wideLayout finds a table that has one column for each year, sex or category instead of one record (domain, N03). The
// engine recognises the layout by the roles of the requirement: spread, the fields whose values may stand as labels, and
// holds, the field that the cells then hold.
var wideLayout = &lint.Rule{
	ID: "wide-layout", Family: lint.HeaderFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Pages: pages, Bind: bindWideLayout,
}

func bindWideLayout(b *lint.Binding) (lint.Check, error) {
	check, err := againstSchema(checkWide)(b)
	if err != nil || check == nil {
		return nil, err
	}
	if _, err := b.Some("spread"); err != nil {
		return nil, err
	}
	return check, nil
}

func checkWide(r *lint.Resource) []lint.Defect {
	wide := r.Wide
	if wide == nil || len(wide.Columns) == 0 || len(wide.Values) == 0 {
		return nil
	}
	defect := lint.Defect{
		Variant: "unknown-field",
		Params: []message.Param{
			message.P("count", len(wide.Columns)),
			message.P("first", wide.Values[0]), message.P("last", wide.Values[len(wide.Values)-1]),
		},
		At: lint.Location{Line: r.Dialect.HeaderLine, Column: wide.Columns[0], Label: wide.Values[0]},
	}
	if r.Schema == nil {
		return []lint.Defect{defect}
	}
	if field := r.Schema.Field(wide.Field); field != nil {
		defect.Variant, defect.At.Field = "", field.Name
		defect.Params = append(defect.Params, message.P("field", rightName(r, field)))
	}
	return []lint.Defect{defect}
}
