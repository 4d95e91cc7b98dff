package file

import (
	"strings"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// severalTables finds further tables beside or below the one that is read from a sheet (domain, 2.1: Victoria and Northern Ireland
// set two or three tables side by side), and further arrays of records in a JSON text.
var severalTables = &lint.Rule{
	ID: "several-tables", Family: lint.FileFamily, Stage: lint.Structure, Since: "0.1.0", Status: lint.Stable,
	Pages: pages, Bind: where(onSheetOrTree, checkTables),
}

func checkTables(r *lint.Resource) []lint.Defect {
	if r.Tree != nil {
		return checkArrays(r.Tree)
	}
	ranges := r.Workbook.Tables
	if len(ranges) == 0 {
		return nil
	}
	defect := lint.Defect{
		Params: []message.Param{message.P("count", len(ranges)), message.P("ranges", together(ranges))},
		At:     lint.Location{Line: rowOf(ranges[0])},
	}
	if cells := singleCells(ranges); len(cells) == len(ranges) {
		defect.Variant = "stray"
		defect.Params[1] = message.P("ranges", together(cells))
	}
	return []lint.Defect{defect}
}

// singleCells returns the ranges that are one cell, by its name: A9 of A9:A9.
func singleCells(ranges []string) []string {
	var cells []string
	for _, r := range ranges {
		if first, last, _ := strings.Cut(r, ":"); last == "" || first == last {
			cells = append(cells, first)
		}
	}
	return cells
}

// checkArrays tells of arrays that look like the one that was read. The reader lists none when the user said which one to read.
func checkArrays(t *table.Tree) []lint.Defect {
	if len(t.Others) == 0 {
		return nil
	}
	return []lint.Defect{{Variant: "tree", Params: []message.Param{
		message.P("count", len(t.Others)), message.P("pointers", together(t.Others)), message.P("pointer", t.Records),
	}}}
}
