package cli

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
	"github.com/cogwg/hvdlint/internal/validate"
)

// birthsBook is a workbook of two sheets. On the first the table begins in cell B4 below a title, and has a date and texts that look like
// numbers.
func birthsBook(t *testing.T) string {
	t.Helper()
	book := excelize.NewFile()
	defer func() { _ = book.Close() }()
	set := func(sheet, cell string, value any) {
		if err := book.SetCellValue(sheet, cell, value); err != nil {
			t.Fatal(err)
		}
	}
	set("Sheet1", "B1", "Births")
	for i, label := range []string{"born", "name", "count"} {
		set("Sheet1", string(rune('B'+i))+"4", label)
	}
	for i, row := range [][]any{{time.Date(2016, 5, 1, 0, 0, 0, 0, time.UTC), "ANNE", 7}, {"unknown", "007", 7.25}, {time.Date(2016, 6, 1, 0, 0, 0, 0, time.UTC), "RUTH", 9}} {
		for k, value := range row {
			set("Sheet1", string(rune('B'+k))+string(rune('5'+i)), value)
		}
	}
	if _, err := book.NewSheet("more"); err != nil {
		t.Fatal(err)
	}
	for i, row := range [][]string{{"born", "name", "count"}, {"x", "MARY", "1"}, {"x", "JANE", "2"}} {
		for k, value := range row {
			set("more", string(rune('A'+k))+string(rune('1'+i)), value)
		}
	}
	path := filepath.Join(t.TempDir(), "births.xlsx")
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

const birthsSchema = `{"fieldsMatch": ["subset"], "fields": [{"name": "born", "type": "date"}, {"name": "name", "type": "string"}, {"name": "count", "type": "number"}]}`

func workbookOf(t *testing.T, args ...string) *excelize.File {
	t.Helper()
	schema := filepath.Join(t.TempDir(), "schema.json")
	if err := os.WriteFile(schema, []byte(birthsSchema), 0o600); err != nil {
		t.Fatal(err)
	}
	r := runIn(t, Environment{}, nil, append([]string{"check", "--schema", schema, "--format", "xlsx"}, args...)...)
	book, err := excelize.OpenReader(bytes.NewReader([]byte(r.stdout)))
	if err != nil {
		t.Fatal(err, r.stderr)
	}
	t.Cleanup(func() { _ = book.Close() })
	return book
}

// The copy of a sheet has its cells where they were, so that findings and copy call them by the same name. Dates are as they were read.
func TestWorkbookCopiesASheetInPlace(t *testing.T) {
	book := workbookOf(t, birthsBook(t))
	for cell, want := range map[string]string{
		"A1": "Births", "B4": "born", "B5": "2016-05-01", "C5": "ANNE", "D5": "7", "B6": "unknown", "C6": "007", "D6": "7.25", "B7": "2016-06-01", "A5": "",
	} {
		if got, err := book.GetCellValue("births", cell); got != want || err != nil {
			t.Errorf("%s is %q, want %q (%v)", cell, got, want, err)
		}
	}
	for cell, want := range map[string]excelize.CellType{
		"B5": excelize.CellTypeInlineString, "C6": excelize.CellTypeInlineString, "D5": excelize.CellTypeUnset, "D6": excelize.CellTypeUnset,
	} {
		if got, err := book.GetCellType("births", cell); got != want || err != nil {
			t.Errorf("%s is of type %v, want %v (%v)", cell, got, want, err)
		}
	}
	rows, err := book.GetRows("Findings")
	if err != nil {
		t.Fatal(err)
	}
	found := slices.ContainsFunc(rows, func(row []string) bool { return len(row) > 8 && row[6] == "B6" && row[8] == "unknown" })
	if !found {
		t.Errorf("no finding leads to B6: %q", rows)
	}
}

func TestWorkbookCopiesAllSheets(t *testing.T) {
	book := workbookOf(t, birthsBook(t), "--sheet", "all")
	if got, err := book.GetCellValue("more", "B3"); got != "JANE" || err != nil {
		t.Errorf("the second sheet has %q (%v); sheets %q", got, err, book.GetSheetList())
	}
	if got, err := book.GetCellValue("Sheet1", "C5"); got != "ANNE" || err != nil {
		t.Errorf("the first sheet has %q (%v)", got, err)
	}
}

// checkedOnce checks a file for its structure, and returns what reads it again.
func checkedOnce(t *testing.T, path string) *again {
	t.Helper()
	a := newApp(&Environment{Getenv: func(string) string { return "" }, Now: time.Now})
	options, err := a.engineOptions(readingFlags{})
	if err != nil {
		t.Fatal(err)
	}
	options.Standard = standard.Structure()
	dataset := source.One("names.csv", path)
	run, err := validate.Check(t.Context(), dataset, options)
	if err != nil {
		t.Fatal(err)
	}
	return &again{a, &report.Report{Runs: []report.Run{run}}, []planned{{dataset: &dataset, options: options}}, true}
}

// A file that changed between the check and the copy is not shown with marks of what it was.
func TestAgainNoticesChanges(t *testing.T) {
	path := filepath.Join(t.TempDir(), "names.csv")
	write := func(text string) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("a,b\n1,2\n")
	again := checkedOnce(t, path)
	read := again.records(t.Context())
	for _, test := range []struct{ name, text, reason string }{
		{"as it was", "a,b\n1,2\n", ""},
		{"changed", "a,b\n1,3\n", "changed"},
	} {
		write(test.text)
		records := int64(0)
		unread, err := read(0, 0, func(_ *table.Resource, b *table.Batch) error {
			records += int64(b.Len)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		reason := ""
		if unread != nil {
			reason = unread.Reason
		}
		if reason != test.reason || records != 1 && reason == "" {
			t.Errorf("%s: %q, %d records", test.name, reason, records)
		}
	}
}

// Who interrupts the copying is told so, and not that the report cannot be written.
func TestWorkbookIsInterrupted(t *testing.T) {
	path := filepath.Join(t.TempDir(), "names.csv")
	if err := os.WriteFile(path, []byte("a,b\n1,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	again := checkedOnce(t, path)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	format, _ := report.FormatNamed("xlsx")
	err := again.writeReports(again.report, presentation{
		outputs: []reportOutput{{format: format, path: filepath.Join(t.TempDir(), "report.xlsx")}},
		records: again.records(ctx),
	})
	if f, ok := errors.AsType[*failure](err); !ok || f.text != textInterrupted {
		t.Errorf("got %v", err)
	}
}
