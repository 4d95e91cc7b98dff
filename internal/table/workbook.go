package table

import "github.com/cogwg/hvdlint/internal/message"

// Workbook is what a spreadsheet file holds beside the table that was read.
type Workbook struct {
	Sheets   []Sheet // in the order of the workbook
	Sheet    int     // index of the sheet that was read
	Why      message.Text
	Forced   bool // the user named the sheet
	All      bool // the user asked for all sheets with tables: each is a table of its own
	Date1904 bool // dates count from 1904 (ECMA-376 part 1, 18.17.4.1)

	// Merged are the merged ranges that touch the table, as "A1:C2", at most ten of them; MergedCount is exact.
	Merged      []string
	MergedCount int64
	// Hidden rows and columns of the sheet that was read, within the table. FirstHiddenRow is the number of the first one on the
	// sheet, 0: none; HiddenColumns are numbers on the sheet, from 1.
	HiddenRows, FirstHiddenRow int64
	HiddenColumns              []int
	// Tables are the ranges of further tables on the sheet that was read, beside or below the first one.
	Tables []string
}

// Sheet is one sheet of a workbook.
type Sheet struct {
	Name   string
	Hidden bool // hidden or very hidden
	// Data reports whether the sheet holds a table; charts, notes and empty sheets do not.
	Data bool
	// Range is the range that the sheet's cells fill, as "A1:F120"; empty when it has none.
	Range string
}
