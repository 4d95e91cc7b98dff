package file

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
)

// mergedCells finds merged ranges that touch the table (domain, F18). Only the first cell of a range has a value; the others read as
// empty.
var mergedCells = &lint.Rule{
	ID: "merged-cells", Family: lint.FileFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Pages: pages, Bind: where(onSheet, checkMerged),
}

func checkMerged(r *lint.Resource) []lint.Defect {
	w := r.Workbook
	if w.MergedCount == 0 {
		return nil
	}
	defect := lint.Defect{Params: []message.Param{message.P("count", w.MergedCount), message.P("ranges", together(w.Merged))}, Count: 1}
	switch more := w.MergedCount - int64(len(w.Merged)); {
	case len(w.Merged) == 0:
		return []lint.Defect{defect}
	case more > 0:
		defect.Variant = "many"
		defect.Params = append(defect.Params, message.P("more", more))
	}
	defect.At.Line = rowOf(w.Merged[0])
	return []lint.Defect{defect}
}
