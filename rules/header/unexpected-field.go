package header

import (
	"slices"
	"strings"

	"github.com/cogwg/hvdlint/internal/lint"
)

// unexpectedField finds a column that the standard does not know (Table Schema v2, fieldsMatch). Columns without a name,
// repeated ones and those of a wide layout have findings of their own.
var unexpectedField = &lint.Rule{
	ID: "unexpected-field", Family: lint.HeaderFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "extra-label", Pages: pages, Bind: againstSchema(checkUnexpected),
}

func checkUnexpected(r *lint.Resource) []lint.Defect {
	var defects []lint.Defect
	for i, column := range r.Columns {
		if column.Field != nil || column.Repeats > 0 || strings.TrimSpace(column.Label) == "" || isWide(r.Wide, i+1) {
			continue
		}
		defects = append(defects, lint.Defect{Value: column.Label, At: at(r, i)})
	}
	return defects
}

// isWide reports whether a column, counted from 1, stands for a value or for the total of a wide layout.
func isWide(wide *lint.Wide, column int) bool {
	return wide != nil && (column == wide.Total || slices.Contains(wide.Columns, column))
}
