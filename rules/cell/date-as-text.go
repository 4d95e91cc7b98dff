package cell

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/table"
)

// dateAsText finds dates and times that stand as text in a format that has dates. It does not apply to delimited text and JSON, which
// have none.
var dateAsText = &lint.Rule{
	ID: "date-as-text", Family: lint.CellFamily, Stage: lint.Form, Since: "0.1.0", Status: lint.Stable, Pages: pages,
	Bind: func(b *lint.Binding) (lint.Check, error) {
		field, err := fieldOf(b, &noParams{})
		if err != nil {
			return nil, err
		}
		kind, ok := dateKinds[field.Type]
		if !ok || !b.Native.Has(kind) {
			return nil, nil
		}
		of, err := typeOf(field.Field)
		if err != nil {
			return nil, err
		}
		return asText(of, func(table.Cell) lint.Defect { return defect(field.Type) }), nil
	},
}

// dateKinds are the kinds that the values of a type have in a format that knows them.
var dateKinds = map[string]table.Kind{"date": table.Date, "time": table.Time, "datetime": table.DateTime}
