package rules_test

import (
	"archive/zip"
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/cogwg/hvdlint/internal/lint"
)

var update = flag.Bool("update", false, "write the workbooks among the examples of standards anew")

const sheetHeader = "jurisdiction,year,sex,first_name,count\n"

// exampleWorkbooks are the workbooks among the examples of the published standards, in the notation of workbook.
var exampleWorkbooks = map[string]lint.Example{
	"baby-names/1.0.0/examples/valid/workbook.xlsx": {
		Data: sheetHeader + "QC,2016,F,EMMA,120\nQC,2016,F,OLIVIA,98\nQC,2016,M,LIAM,115\nQC,2016,M,FÉLIX,97",
	},
	"baby-names/1.0.0/examples/invalid/sheet--only.xlsx": {
		Data: "--- 2016\n" + sheetHeader + "QC,2016,F,EMMA,120\nQC,2016,F,OLIVIA,98\n--- 2017\n" + sheetHeader + "QC,2017,F,EMMA,117\nQC,2017,F,ALICE,96",
	},
	"baby-names/1.0.0/examples/invalid/records--one-table.xlsx": {
		Data: "jurisdiction,year,sex,first_name,count,,jurisdiction,year,sex,first_name,count\n" +
			"QC,2016,F,EMMA,120,,QC,2016,M,LIAM,115\nQC,2016,F,OLIVIA,98,,QC,2016,M,FÉLIX,97",
	},
	"baby-names/1.0.0/examples/invalid/sheet--visible.xlsx": {
		Options: "hidden-rows=3",
		Data:    sheetHeader + "QC,2016,F,EMMA,120\nQC,2016,F,OLIVIA,98\nQC,2016,F,CHLOÉ,45",
	},
	"baby-names/1.0.0/examples/invalid/sheet--unmerged.xlsx": {
		Options: "merged=D2:D3",
		Data:    sheetHeader + "QC,2016,F,EMMA,120\nQC,2017,F,EMMA,117\nQC,2016,F,CHLOÉ,45",
	},
	"baby-names/1.0.0/examples/invalid/sheet--values.xlsx": {
		Data: sheetHeader + "QC,2016,F,EMMA,120\nQC,2016,F,OLIVIA,=100-2→98\nQC,2016,F,CHLOÉ,45",
	},
	"baby-names/1.0.0/examples/invalid/sheet--results.xlsx": {
		Data: sheetHeader + "QC,2016,F,EMMA,120\nQC,2016,F,OLIVIA,=100-2\nQC,2016,F,CHLOÉ,45",
	},
	"baby-names/1.0.0/examples/invalid/sheet--no-errors.xlsx": {
		Data: sheetHeader + "QC,2016,F,EMMA,120\nQC,2016,F,OLIVIA,#REF!\nQC,2016,F,CHLOÉ,45",
	},
}

// The workbooks are in the repository, so that people can open them; what stands in them is said here, and go test ./rules -run
// TestExampleWorkbooks -update writes them. Their parts are compared, not their bytes: how they are compressed is the library's affair.
func TestExampleWorkbooks(t *testing.T) {
	for name, example := range exampleWorkbooks {
		path := filepath.Join("..", "standards", filepath.FromSlash(name))
		want := workbook(t, example)
		if *update {
			if err := os.WriteFile(path, want, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(partsOf(t, got), partsOf(t, want)) {
			t.Errorf("%s is not what the test says; go test ./rules -run %s -update writes it", name, t.Name())
		}
	}
}

// partsOf returns the text of each part of a workbook.
func partsOf(t *testing.T, file []byte) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, part := range archive.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[part.Name] = string(text)
	}
	return parts
}
