package report

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/spill"
)

// XLSX writes the report as a workbook in one language: a summary, the findings, and a copy of each table in which the cells that findings are
// about are marked and have a note. It streams: what is in memory are the findings, their notes and links, and a part of a sheet.
//
// Every value is a text or a number, never a formula. What a sheet cannot hold (ECMA-376, and the limits that Excel publishes) is cut;
// the summary says what, and so does the place. Nothing is written before the workbook is complete.
func XLSX(w io.Writer, r *Report, options TextOptions) error {
	return writeWorkbook(w, r, options, excelLimits)
}

// bookLimits bound a workbook.
type bookLimits struct {
	rows, columns int // of a sheet
	characters    int // of a cell, in units of UTF-16
	links         int // of a sheet
	notes         int // of a sheet
	sheets        int // that copy data
}

// excelLimits are those of Excel where it has one. More notes than a thousand make a sheet slow; that many fit into the block of shape numbers
// that a drawing of notes has for itself.
var excelLimits = bookLimits{
	rows: excelize.TotalRows, columns: excelize.MaxColumns, characters: excelize.TotalCellChars, links: excelize.TotalSheetHyperlinks,
	notes: 1000, sheets: 100,
}

func writeWorkbook(w io.Writer, r *Report, options TextOptions, limits bookLimits) (err error) {
	b, err := newWorkbook(r, options, limits)
	if err != nil {
		return fmt.Errorf("writing the report as a workbook: %w", err)
	}
	defer func() { err = errors.Join(err, b.file.Close(), b.rows.Close()) }()
	for _, step := range []func() error{b.copyTables, b.writeFindings, b.writeSummary, func() error { return b.save(w) }} {
		if err := step(); err != nil {
			return fmt.Errorf("writing the report as a workbook: %w", err)
		}
	}
	return nil
}

// workbook is a report on its way into a workbook.
type workbook struct {
	*htmlView // which has the words for verdicts, outcomes and facts
	report    *Report
	hasStatus bool // findings have a status, see [Report.hasExceptions]
	records   Records
	file      *excelize.File
	limits    bookLimits
	styles    bookStyles
	names     sheetNames
	summary   string // name of the sheet
	findings  string // name of the sheet
	tables    []*tableCopy
	cuts      []string // sentences about what the workbook leaves out
	first     map[firstOf]int
	links     bookLinks
	rows      *spill.Temporary // of the copies
}

// firstOf is what the findings sheet has a first row for.
type firstOf struct {
	run                   int
	requirement, resource string
}

func newWorkbook(r *Report, options TextOptions, limits bookLimits) (*workbook, error) {
	b := &workbook{
		htmlView: newHTMLView(r, options), report: r, hasStatus: r.hasExceptions(), records: options.Records, file: excelize.NewFile(), limits: limits,
		names: sheetNames{}, first: map[firstOf]int{}, links: bookLinks{},
	}
	b.summary, b.findings = b.names.add(sheetSummary.In(b.language)), b.names.add(sheetFindings.In(b.language))
	err := b.file.SetSheetName("Sheet1", b.summary)
	if err == nil {
		_, err = b.file.NewSheet(b.findings)
	}
	if err == nil {
		b.styles, err = newBookStyles(b.file)
	}
	if err == nil {
		b.rows, err = spill.NewTemporary("")
	}
	if err != nil {
		return nil, errors.Join(err, b.file.Close())
	}
	return b, nil
}

// copyTables copies each table of which something was read into a sheet of its own.
func (b *workbook) copyTables() error {
	left := 0
	for i := range b.report.Runs {
		run := &b.report.Runs[i]
		for k := range run.Resources {
			r := &run.Resources[k]
			switch {
			case r.Unread != nil && r.Records == 0:
				continue
			case b.records == nil, len(b.tables) == b.limits.sheets:
				left++
				continue
			}
			t := &tableCopy{workbook: b, run: run, resource: r, sheet: b.names.add(r.Name)}
			b.tables = append(b.tables, t)
			if err := t.write(i, k); err != nil {
				return err
			}
		}
	}
	if left > 0 {
		b.cut(b.say(textTablesNotCopied, message.P("n", left)))
	}
	return nil
}

// cut notes a sentence about what the workbook leaves out.
func (b *workbook) cut(text string) { b.cuts = append(b.cuts, text) }

// copyOf returns the copy of a table; nil: there is none.
func (b *workbook) copyOf(r *Resource) *tableCopy {
	for _, t := range b.tables {
		if t.resource == r {
			return t
		}
	}
	return nil
}

// bookSheet is a sheet that is written row by row.
type bookSheet struct {
	*workbook
	name   string
	stream *excelize.StreamWriter
	widths []float64 // of columns, in characters
	row    int       // the last one written
	links  int
}

// sheetOf begins a sheet of text with the widths of its columns, in characters.
func (b *workbook) sheetOf(name string, widths ...float64) (*bookSheet, error) {
	stream, err := b.stream(name)
	if err != nil {
		return nil, err
	}
	for i, width := range widths {
		if err := stream.SetColWidth(i+1, i+1, width); err != nil {
			return nil, err
		}
	}
	return &bookSheet{workbook: b, name: name, stream: stream, widths: widths}, nil
}

// stream begins a sheet that prints as wide as a page.
func (b *workbook) stream(name string) (*excelize.StreamWriter, error) {
	fit, landscape, wide, long := true, "landscape", 1, 0
	if err := b.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return nil, err
	}
	if err := b.file.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &landscape, FitToWidth: &wide, FitToHeight: &long}); err != nil {
		return nil, err
	}
	return b.file.NewStreamWriter(name)
}

// write writes the next row. A nil is a cell that is not there.
func (s *bookSheet) write(cells ...any) error {
	s.row++
	return s.stream.SetRow(cellName(1, s.row), cells, excelize.RowOpts{Height: s.height(cells)})
}

// The height of a line in points, and the number of lines at which a row is high enough.
const (
	lineHeight  = 15
	titleHeight = 21
	rowLines    = 20
	// lettersOfWidth is how many letters, most of which are narrower than a digit, fit into a unit of a column's width.
	lettersOfWidth = 1.1
)

// height is that of a row whose longest text is broken into lines. Programs other than Excel do not find it out by themselves.
func (s *bookSheet) height(cells []any) float64 {
	lines := 1
	for i, cell := range cells {
		text, ok := cell.(excelize.Cell)
		if !ok || i >= len(s.widths) {
			continue
		}
		if text.StyleID == s.styles.title {
			return titleHeight
		}
		if value, ok := text.Value.(string); ok {
			lines = max(lines, linesOf(value, int(s.widths[i]*lettersOfWidth)))
		}
	}
	return lineHeight * float64(min(lines, rowLines))
}

// linesOf is about how many lines a text takes when it is broken at blanks after a number of characters.
func linesOf(text string, width int) int {
	lines, used := 1, 0
	for word := range strings.SplitSeq(text, " ") {
		n := utf8.RuneCountInString(word) + 1
		if used > 0 && used+n > width+1 {
			lines, used = lines+1, 0
		}
		lines += (n - 1) / (width + 1)
		used += n
	}
	return lines
}

// skip leaves a row free.
func (s *bookSheet) skip() { s.row++ }

// link makes a cell of the last row lead to a cell of a sheet, and reports whether there was room for one more.
func (s *bookSheet) link(column int, sheet string, row, to int) (bool, error) {
	if s.links >= s.limits.links {
		return false, nil
	}
	if s.links++; s.links == 1 {
		if err := s.file.SetCellHyperLink(s.name, cellName(column, s.row), linksHere, "Location"); err != nil {
			return false, err
		}
	}
	return true, s.workbook.links.add(s.name, cellName(column, s.row), "'"+sheet+"'!"+cellName(to, row))
}

// freeze keeps the first rows in sight.
func freeze(stream *excelize.StreamWriter, rows int) error {
	return stream.SetPanes(&excelize.Panes{
		Freeze: true, YSplit: rows, TopLeftCell: cellName(1, rows+1), ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: cellName(1, rows+1), ActiveCell: cellName(1, rows+1), Pane: "bottomLeft"}},
	})
}

// cellName is the name of a cell, as B12. Both numbers count from 1 and are within the limits of a sheet.
func cellName(column, row int) string {
	name, _ := excelize.CoordinatesToCellName(column, row)
	return name
}

func styled(style int, value any) excelize.Cell { return excelize.Cell{StyleID: style, Value: value} }
