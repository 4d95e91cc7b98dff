package report

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// testCell is a cell of a table that is copied.
type testCell struct {
	kind table.Kind
	text string
}

// testTable is a table that is copied: its facts, and its records, handed over two at a time.
type testTable struct {
	facts   table.Resource
	records [][]testCell
	unread  *table.Unread
	fails   error // in the place of the second batch
}

// textTable is a table of texts.
func textTable(rows ...string) testTable {
	var t testTable
	for _, row := range rows {
		var record []testCell
		for text := range strings.SplitSeq(row, ",") {
			record = append(record, testCell{text: text})
		}
		t.records = append(t.records, record)
	}
	t.facts.Header.Found = true
	return t
}

// recordsOf hands over the same table for every resource.
func recordsOf(t testTable) Records {
	return func(_, _ int, yield func(*table.Resource, *table.Batch) error) (*table.Unread, error) {
		facts := t.facts
		facts.Records = int64(len(t.records))
		first := int64(1)
		for some := range slices.Chunk(t.records, 2) {
			if first > 1 && t.fails != nil {
				return nil, t.fails
			}
			if err := yield(&facts, batchOf(first, some)); err != nil {
				return nil, err
			}
			first += int64(len(some))
		}
		return t.unread, nil
	}
}

func batchOf(first int64, records [][]testCell) *table.Batch {
	b := &table.Batch{First: first, Len: len(records), FirstLine: first + 1}
	for c := range records[0] {
		var column table.Column
		for _, record := range records {
			start := uint32(len(column.Data))
			column.Data = append(column.Data, record[c].text...)
			column.Spans = append(column.Spans, table.Span{Start: start, End: uint32(len(column.Data))})
			column.Kinds = append(column.Kinds, record[c].kind)
		}
		b.Columns = append(b.Columns, column)
	}
	return b
}

// bookOf writes a workbook and opens it again.
func bookOf(t *testing.T, r *Report, l message.Language, records Records, limits bookLimits) *excelize.File {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(bookBytes(t, r, l, records, limits)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = book.Close() })
	return book
}

func bookBytes(t *testing.T, r *Report, l message.Language, records Records, limits bookLimits) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := writeWorkbook(&b, r, TextOptions{Language: l, Rules: sampleRules, Records: records}, limits); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// rowsOf are the values of a sheet as they are stored.
func rowsOf(t *testing.T, book *excelize.File, sheet string) [][]string {
	t.Helper()
	rows, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// sheetTextOf is all text of a sheet.
func sheetTextOf(t *testing.T, book *excelize.File, sheet string) string {
	t.Helper()
	var s strings.Builder
	for _, row := range rowsOf(t, book, sheet) {
		s.WriteString(strings.Join(row, "\t") + "\n")
	}
	return s.String()
}

// notesOf are the notes of a sheet by cell.
func notesOf(t *testing.T, book *excelize.File, sheet string) map[string]string {
	t.Helper()
	comments, err := book.GetComments(sheet)
	if err != nil {
		t.Fatal(err)
	}
	notes := map[string]string{}
	for _, c := range comments {
		text := c.Text
		for _, run := range c.Paragraph {
			text += run.Text
		}
		notes[c.Cell] = text
	}
	return notes
}

// lookOf is the look in which a cell is marked; empty: it is not.
func lookOf(t *testing.T, book *excelize.File, sheet, cell string) string {
	t.Helper()
	id, err := book.GetCellStyle(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	style, err := book.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	for name, look := range looks() {
		if len(style.Fill.Color) > 0 && style.Fill.Color[0] == look.fill {
			if len(style.Border) != 4 || style.Border[0].Style != look.line || style.Font == nil || !style.Font.Bold {
				t.Errorf("%s!%s is marked by its colour alone", sheet, cell)
			}
			return name
		}
	}
	return ""
}

// linkOf is where a cell leads.
func linkOf(t *testing.T, book *excelize.File, sheet, cell string) string {
	t.Helper()
	_, to, err := book.GetCellHyperLink(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	return to
}

// noFormulas checks that no cell of a book is computed.
func noFormulas(t *testing.T, book *excelize.File) {
	t.Helper()
	for _, sheet := range book.GetSheetList() {
		for r, row := range rowsOf(t, book, sheet) {
			for c := range row {
				if formula, err := book.GetCellFormula(sheet, cellName(c+1, r+1)); err != nil || formula != "" {
					t.Errorf("%s!%s: formula %q, %v", sheet, cellName(c+1, r+1), formula, err)
				}
			}
		}
	}
}
