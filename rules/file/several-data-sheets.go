package file

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
)

// severalDataSheets finds a workbook with tables on more than one visible sheet (domain, F18), of which one was read because nobody said
// which. Hidden ones are hidden-data's.
var severalDataSheets = &lint.Rule{
	ID: "several-data-sheets", Family: lint.FileFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Pages: pages, Bind: where(onSheet, checkSheets),
}

func checkSheets(r *lint.Resource) []lint.Defect {
	w := r.Workbook
	if w.All || w.Forced {
		return nil // all were read, or the one that was asked for
	}
	var others []string
	for i, sheet := range w.Sheets {
		if i != w.Sheet && sheet.Data && !sheet.Hidden {
			others = append(others, sheet.Name)
		}
	}
	if len(others) == 0 {
		return nil
	}
	return []lint.Defect{{Params: []message.Param{
		message.P("sheet", w.Sheets[w.Sheet].Name), message.P("count", len(others)), message.P("others", together(others)),
	}}}
}
