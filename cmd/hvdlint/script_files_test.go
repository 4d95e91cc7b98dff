package main

import (
	"archive/zip"
	"compress/gzip"
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/parquet-go/parquet-go"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

// fileCommands make files that are not text from files that are, for scripts:
//
//   - "pack ARCHIVE FILE...", a ZIP archive;
//   - "compress FILE", FILE.gz in its place;
//   - "workbook BOOK SHEET.csv...", a sheet for each table, its numbers as numbers; "~" before a name hides the sheet;
//   - "columns FILE.parquet TABLE.csv", a Parquet file, columns of whole numbers as such;
//   - "sheet BOOK SHEET FILE", the cells of a sheet as text, and below them its notes and links;
//   - "replace FILE NEW OLD WITH", a copy in which WITH stands for the first OLD;
//   - "digest REPORT NEW", a copy in which the standard has another digest.
var fileCommands = map[string]func(*testscript.TestScript, bool, []string){
	"pack": pack, "compress": compress, "workbook": sheets, "columns": columns, "sheet": sheet, "replace": replace, "digest": digest,
}

func pack(ts *testscript.TestScript, _ bool, args []string) {
	file, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	w := zip.NewWriter(file)
	for _, name := range args[1:] {
		member, err := w.Create(name)
		ts.Check(err)
		content, err := os.ReadFile(ts.MkAbs(name))
		ts.Check(err)
		_, err = member.Write(content)
		ts.Check(err)
	}
	ts.Check(w.Close())
	ts.Check(file.Close())
}

func replace(ts *testscript.TestScript, _ bool, args []string) {
	text := ts.ReadFile(args[0])
	if !strings.Contains(text, args[2]) {
		ts.Fatalf("%s has no %s", args[0], args[2])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(strings.Replace(text, args[2], args[3], 1)), 0o600))
}

func digest(ts *testscript.TestScript, _ bool, args []string) {
	standard := regexp.MustCompile(`"digest": "[0-9a-f]{64}"`)
	other := standard.ReplaceAllLiteralString(ts.ReadFile(args[0]), `"digest": "`+strings.Repeat("0", 64)+`"`)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(other), 0o600))
}

func compress(ts *testscript.TestScript, _ bool, args []string) {
	file, err := os.Create(ts.MkAbs(args[0] + ".gz"))
	ts.Check(err)
	w := gzip.NewWriter(file)
	_, err = w.Write([]byte(ts.ReadFile(args[0])))
	ts.Check(err)
	ts.Check(w.Close())
	ts.Check(file.Close())
	ts.Check(os.Remove(ts.MkAbs(args[0])))
}

func rows(ts *testscript.TestScript, name string) [][]string {
	r := csv.NewReader(strings.NewReader(ts.ReadFile(name)))
	r.FieldsPerRecord = -1
	all, err := r.ReadAll()
	ts.Check(err)
	return all
}

func sheets(ts *testscript.TestScript, _ bool, args []string) {
	book := excelize.NewFile()
	for _, arg := range args[1:] {
		name, hidden := strings.CutPrefix(arg, "~")
		sheet := strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
		_, err := book.NewSheet(sheet)
		ts.Check(err)
		for i, row := range rows(ts, name) {
			for k, text := range row {
				cell, err := excelize.CoordinatesToCellName(k+1, i+1)
				ts.Check(err)
				if n, err := strconv.ParseFloat(text, 64); err == nil {
					ts.Check(book.SetCellFloat(sheet, cell, n, -1, 64))
				} else if text != "" {
					ts.Check(book.SetCellStr(sheet, cell, text))
				}
			}
		}
		if hidden {
			ts.Check(book.SetSheetVisible(sheet, false))
		}
	}
	ts.Check(book.DeleteSheet("Sheet1"))
	ts.Check(book.SaveAs(ts.MkAbs(args[0])))
	ts.Check(book.Close())
}

func columns(ts *testscript.TestScript, _ bool, args []string) {
	all := rows(ts, args[1])
	labels, records := all[0], all[1:]
	group, whole := parquet.Group{}, map[string]bool{}
	for k, label := range labels {
		whole[label] = true
		for _, record := range records {
			if _, err := strconv.Atoi(record[k]); err != nil && record[k] != "" {
				whole[label] = false
			}
		}
		node := parquet.String()
		if whole[label] {
			node = parquet.Int(64)
		}
		group[label] = parquet.Optional(node)
	}
	file, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	w := parquet.NewGenericWriter[any](file, parquet.NewSchema("table", group))
	for _, record := range records {
		row := map[string]any{}
		for k, label := range labels {
			if n, err := strconv.ParseInt(record[k], 10, 64); whole[label] && err == nil {
				row[label] = n
			} else if record[k] != "" {
				row[label] = record[k]
			}
		}
		_, err := w.Write([]any{row})
		ts.Check(err)
	}
	ts.Check(w.Close())
	ts.Check(file.Close())
}

func sheet(ts *testscript.TestScript, _ bool, args []string) {
	book, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	all, err := book.GetRows(args[1], excelize.Options{RawCellValue: true})
	ts.Check(err)
	var text, links strings.Builder
	for i, row := range all {
		text.WriteString(strings.Join(row, "|") + "\n")
		for k := range row {
			cell, err := excelize.CoordinatesToCellName(k+1, i+1)
			ts.Check(err)
			linked, to, err := book.GetCellHyperLink(args[1], cell)
			ts.Check(err)
			if linked {
				links.WriteString("link " + cell + " to " + to + "\n")
			}
		}
	}
	notes, err := book.GetComments(args[1])
	ts.Check(err)
	for _, note := range notes {
		text.WriteString("note at " + note.Cell + ": ")
		for _, run := range note.Paragraph {
			text.WriteString(strings.ReplaceAll(run.Text, "\n", " / "))
		}
		text.WriteString("\n")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(text.String()+links.String()), 0o600))
	ts.Check(book.Close())
}
