package file

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// hiddenData finds what a workbook holds and does not show: sheets with tables, and rows and columns of the table that is read. A
// reader of the file sees all of it.
var hiddenData = &lint.Rule{
	ID: "hidden-data", Family: lint.FileFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Pages: pages, Bind: where(onSheet, checkHidden),
}

func checkHidden(r *lint.Resource) []lint.Defect {
	w := r.Workbook
	var defects []lint.Defect
	var others []string
	for i, sheet := range w.Sheets {
		switch {
		case !sheet.Hidden || !sheet.Data:
		case i == w.Sheet:
			defects = append(defects, lint.Defect{Variant: "read", Params: []message.Param{message.P("sheet", sheet.Name)}})
		default:
			others = append(others, sheet.Name)
		}
	}
	if len(others) > 0 {
		defects = append(defects, lint.Defect{Params: []message.Param{message.P("count", len(others)), message.P("sheets", together(others))}})
	}
	if w.HiddenRows > 0 {
		defects = append(defects, lint.Defect{
			Variant: "rows", Params: []message.Param{message.P("count", w.HiddenRows)}, At: lint.Location{Line: w.FirstHiddenRow},
		})
	}
	if n := len(w.HiddenColumns); n > 0 {
		var names []string
		for _, column := range w.HiddenColumns {
			names = append(names, table.ColumnName(column))
		}
		defects = append(defects, lint.Defect{
			Variant: "columns", Params: []message.Param{message.P("count", n), message.P("columns", together(names))},
		})
	}
	return defects
}
