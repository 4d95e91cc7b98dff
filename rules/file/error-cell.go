package file

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/table"
)

// errorCell finds the errors of formulas, which a sheet holds as values of their own (ECMA-376 part 1, 18.18.11, type e). They are no
// values of any field, and no other rule looks at them.
var errorCell = &lint.Rule{
	ID: "error-cell", Family: lint.FileFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "type-error", Pages: pages, Bind: where(onSheet, checkErrors),
}

func checkErrors(r *lint.Resource) []lint.Defect {
	defects := damages(r, table.ErrorCell, "")
	for i := range defects {
		switch defects[i].Value {
		case "":
			defects[i].Variant = "unnamed"
		case "#N/A":
			defects[i].Variant = "not-available"
		case "#DIV/0!":
			defects[i].Variant = "division"
		case "#REF!":
			defects[i].Variant = "reference"
		}
	}
	return defects
}
