package file

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/table"
)

// missingResult finds formulas whose results the workbook does not hold, as programs leave them that write workbooks without
// calculating (ECMA-376 part 1, 18.3.1.40: the value beside a formula is optional). Such a cell has no value for any reader.
var missingResult = &lint.Rule{
	ID: "missing-result", Family: lint.FileFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "source-error", Pages: pages, Bind: where(onSheet, checkResults),
}

func checkResults(r *lint.Resource) []lint.Defect {
	return formulas(damages(r, table.MissingResult, ""))
}
