package file

import (
	"slices"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// severalDataSheets finds a workbook with tables on more than one visible sheet (domain, F18). One of them is read, unless all are
// asked for; hidden ones are hidden-data's.
var severalDataSheets = &lint.Rule{
	ID: "several-data-sheets", Family: lint.FileFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Pages: pages, Bind: where(onSheet, checkSheets),
}

func checkSheets(r *lint.Resource) []lint.Defect {
	w := r.Workbook
	var others []string
	for i, sheet := range w.Sheets {
		if i != w.Sheet && sheet.Data && !sheet.Hidden {
			others = append(others, sheet.Name)
		}
	}
	if len(others) == 0 {
		return nil
	}
	defect := lint.Defect{Params: []message.Param{
		message.P("sheet", w.Sheets[w.Sheet].Name), message.P("count", len(others)), message.P("others", together(others)),
	}}
	if w.All {
		if slices.ContainsFunc(w.Sheets[:w.Sheet], func(s table.Sheet) bool { return s.Data && !s.Hidden }) {
			return nil // told of the first of them
		}
		defect.Variant = "all"
	}
	return []lint.Defect{defect}
}
