package file

import (
	"strings"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/table"
)

// formulaCell finds formulas in the cells of a table. What is read is the result that the spreadsheet stored when the file was saved;
// a formula without one is missing-result's.
var formulaCell = &lint.Rule{
	ID: "formula-cell", Family: lint.FileFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Pages: pages, Bind: where(onSheet, checkFormulas),
}

func checkFormulas(r *lint.Resource) []lint.Defect {
	return formulas(damages(r, table.FormulaCell, ""))
}

// formulas writes the values of defects as people type formulas, with the equals sign that a workbook leaves out.
func formulas(defects []lint.Defect) []lint.Defect {
	for i := range defects {
		defects[i].Value = "=" + strings.TrimPrefix(defects[i].Value, "=")
	}
	return defects
}
