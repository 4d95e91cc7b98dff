package xlsx

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestVictoria reads a published workbook: a title, boys and girls side by side, an empty column between.
func TestVictoria(t *testing.T) {
	file, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "shared", "data", "victoria", "Top 100 Baby Names 2008.xlsx"))
	if err != nil {
		t.Skip("the published files are not here")
	}
	got := mustRead(t, file, Options{})
	f := got.Facts
	if f.Dialect.HeaderLine != 3 || !slices.Equal(f.Header.Labels, []string{"Position", "Name", "Count"}) || f.Header.Columns != nil || f.Header.AboveCount != 2 {
		t.Errorf("header %d: %+v", f.Dialect.HeaderLine, f.Header)
	}
	if want := `1@4 ["#1" "William" "#574"]; 100@103 ["#100" "Harvey" "#76"]`; firstAndLast(got) != want || f.Records != 100 {
		t.Errorf("%d records: %s", f.Records, firstAndLast(got))
	}
	if w := f.Workbook; !slices.Equal(w.Tables, []string{"E3:G103"}) || w.Sheets[0].Range != "A1:G103" || !w.Sheets[0].Data || len(f.Damage) > 0 || f.AfterCount > 0 {
		t.Errorf("%+v, damage %v, after %d", w, f.Damage, f.AfterCount)
	}
}

// TestLibraryFiles reads the workbooks that two libraries test themselves with, and gives for each the sheet, the header's row and how
// many labels it has, the number of records, and what is said of it: why it cannot be read, or the kinds of damage.
func TestLibraryFiles(t *testing.T) {
	for module, want := range map[string]map[string]string{
		filepath.Join("github.com", "xuri", "excelize", "v2@v2.11.1", "test"): {
			"BadWorkbook.xlsx":         "this workbook has no sheet of cells",
			"Book1.xlsx":               "Sheet2 row 1, 5 labels, 10 records, missing-result 1",
			"CalcChain.xlsx":           "Sheet1 row 0, 2 labels, 1 records, formula-cell 2",
			"MergeCell.xlsx":           "Sheet1 row 1, 4 labels, 11 records",
			"OverflowNumericCell.xlsx": "Sheet1 row 0, 1 labels, 1 records",
			"SharedStrings.xlsx":       "Sheet1 row 1, 1 labels, 0 records",
			"encryptAES.xlsx":          "this workbook is damaged", // internal/source knows better, and does not come here
			"encryptSHA1.xlsx":         "this workbook is damaged",
			"encryptSHA512.xlsx":       "this workbook is damaged",
		},
		filepath.Join("github.com", "tealeg", "xlsx", "v3@v3.3.13", "testdocs"): {
			"badfile_noWorkbookRels.xlsx":                         "its part xl/_rels/workbook.xml.rels is missing",
			"badfile_noWorksheets.xlsx":                           "its part xl/worksheets/sheet1.xml is missing",
			"color_stylesheet.xlsx":                               "Tabelle1 row 0, 1 labels, 0 records",
			"empty_cells.xlsx":                                    "Sheet1 row 1, 4 labels, 3 records",
			"empty_rows.xlsx":                                     "EmptyRows row 3, 2 labels, 1 records",
			"empty_rows_in_the_rest.xlsx":                         "工作表1 row 0, 6 labels, 1 records",
			"file_with_broken_hyperlinks.xlsx":                    "Sheet1 row 1, 1 labels, 1 records",
			"file_with_hyperlinks.xlsx":                           "Sheet1 row 1, 1 labels, 1 records",
			"googleDocsTest.xlsx":                                 "Sheet1 row 1, 2 labels, 1 records",
			"inlineStrings.xlsx":                                  "Activity by Day row 10, 10 labels, 26 records",
			"issue574.xlsx":                                       "Sheet1 row 1, 9 labels, 3 records",
			"large_sheet_large_sharedstrings_dimension_tag.xlsx":  "Sheet 1 row 1, 95 labels, 31890 records",
			"large_sheet_no_shared_strings_no_dimension_tag.xlsx": "Sheet 1 row 1, 95 labels, 31890 records",
			"macExcelTest.xlsx":                                   "普通技能 row 1, 1 labels, 0 records",
			"macNumbersTest.xlsx":                                 "主动技能 row 1, 1 labels, 0 records",
			"max_sheet_name_length.xlsx":                          "αααααβββββγγγγγδδδδδεεεεεζζζζζη row 1, 1 labels, 0 records",
			"merged_cells.xlsx":                                   "Sheet1 row 1, 3 labels, 6 records",
			"merged_cells2.xlsx":                                  "Sheet 1 row 1, 5 labels, 2 records",
			"namespaced.xlsx":                                     "Sheet1 row 0, 13 labels, 2 records",
			"noStylesAndSharedStringsTest.xlsx":                   "10 Aug 2013 19_11_21 row 2, 30 labels, 2604 records",
			"original.xlsx":                                       "Tabelle1 row 1, 3 labels, 4 records",
			"panic_test.xlsx":                                     "上传模板 row 2, 6 labels, 4 records",
			"testFileToSlice.xlsx":                                "data row 0, 1 labels, 0 records",
			"testFileToSliceValueOnly.xlsx":                       "data row 1, 2 labels, 1 records",
			"testcelltypes.xlsx":                                  "Sheet1 row 1, 2 labels, 7 records, error-cell 1, formula-cell 2",
			"testchartsheet.xlsx":                                 "Sheet1 row 1, 1 labels, 4 records",
			"testfile.xlsx":                                       "Tabelle1 row 1, 2 labels, 1 records",
			"testhyperlinks.xlsx":                                 "Sample row 1, 4 labels, 3 records, formula-cell 3",
			"testrels.xlsx":                                       "Dave row 1, 1 labels, 0 records",
			"v3.xlsx":                                             "源数据 row 2, 5 labels, 3 records",
			"wpsBlankLineTest.xlsx":                               "Sheet1 row 1, 3 labels, 0 records",
		},
	} {
		t.Run(filepath.Base(filepath.Dir(module)), func(t *testing.T) {
			files, err := filepath.Glob(filepath.Join(moduleCache(t), module, "*.xlsx"))
			if err != nil || len(files) == 0 {
				t.Skipf("the module cache does not have %s", module)
			}
			for _, path := range files {
				name := filepath.Base(path)
				file, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				if said := saidOf(mustRead(t, file, Options{})); want[name] == "" || !strings.Contains(said, want[name]) {
					t.Errorf("%s: %s, want %s", name, said, want[name])
				}
			}
			if len(files) != len(want) {
				t.Errorf("%d files, and %d are expected", len(files), len(want))
			}
		})
	}
}

func moduleCache(t *testing.T) string {
	t.Helper()
	folder, err := exec.Command("go", "env", "GOMODCACHE").Output()
	if err != nil {
		t.Skip("there is no go command to tell where modules are kept")
	}
	return string(bytes.TrimSpace(folder))
}

func saidOf(r *reading) string {
	f := r.Facts
	if f.Unread != nil {
		return f.Unread.Text.EN
	}
	said := fmt.Sprintf("%s row %d, %d labels, %d records", f.Workbook.Sheets[f.Workbook.Sheet].Name, f.Dialect.HeaderLine, len(f.Header.Labels), f.Records)
	var kinds []string
	for kind, n := range f.Damage {
		kinds = append(kinds, fmt.Sprintf(", %s %d", kind, n))
	}
	slices.Sort(kinds)
	return said + strings.Join(kinds, "")
}
