package cell

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// nestedValue finds arrays and objects where the field holds one value: in JSON, and in Parquet repeated columns and groups. It comes
// before the other rules about types, which would only see an odd text.
var nestedValue = &lint.Rule{
	ID: "nested-value", Family: lint.CellFamily, Stage: lint.Type, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "type-error", Pages: pages,
	Bind: func(b *lint.Binding) (lint.Check, error) {
		field, err := fieldOf(b, &noParams{})
		if err != nil || !b.Native.Has(table.Nested) || holdsNested(field.Type) {
			return nil, err
		}
		return lint.CellCheck{
			Fails:   func(c table.Cell) bool { return c.Kind == table.Nested },
			Explain: explainNested,
		}, nil
	},
}

// holdsNested reports whether values of a type may be arrays or objects.
func holdsNested(fieldType string) bool {
	switch fieldType {
	case "array", "object", "list", "geojson", "geopoint", "any":
		return true
	}
	return false
}

func explainNested(c table.Cell) lint.Defect {
	count := message.P("count", countItems(c.Text))
	if len(c.Text) > 0 && c.Text[0] == '{' {
		return defect("object", count)
	}
	return defect("", count)
}
