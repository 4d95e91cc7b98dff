package file

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
)

// severalTables finds further tables beside or below the one that is read from a sheet (domain, 2.1: Victoria and Northern Ireland
// set two or three tables side by side).
var severalTables = &lint.Rule{
	ID: "several-tables", Family: lint.FileFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Pages: pages, Bind: where(onSheet, checkTables),
}

func checkTables(r *lint.Resource) []lint.Defect {
	ranges := r.Workbook.Tables
	if len(ranges) == 0 {
		return nil
	}
	return []lint.Defect{{
		Params: []message.Param{message.P("count", len(ranges)), message.P("ranges", together(ranges))},
		At:     lint.Location{Line: rowOf(ranges[0])},
	}}
}
