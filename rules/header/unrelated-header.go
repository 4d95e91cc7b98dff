package header

import (
	"slices"

	"github.com/cogwg/hvdlint/internal/lint"
)

// unrelatedHeader finds a table of whose columns none is a field of the standard (Table Schema v2, fieldsMatch partial: data must have at
// least one). The fields of a wide layout may all be in its header.
var unrelatedHeader = &lint.Rule{
	ID: "unrelated-header", Family: lint.HeaderFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "missing-label", Pages: pages, Bind: againstSchema(checkUnrelated),
}

func checkUnrelated(r *lint.Resource) []lint.Defect {
	if r.Wide != nil || slices.ContainsFunc(r.Columns, func(c lint.Column) bool { return c.Field != nil }) {
		return nil
	}
	return []lint.Defect{{At: lint.Location{Line: r.Dialect.HeaderLine}}}
}
