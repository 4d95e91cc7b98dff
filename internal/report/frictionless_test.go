package report

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
)

func TestFrictionless(t *testing.T) { goldens(t, "frictionless", message.Languages[:]...) }

// wide has an error of every shape: records too short and too long, a key without a match, names in the header, a wrong encoding.
func wide() *Report {
	s := newSample("données 2016/Été.csv", 9, noSupplied)
	s.Resources[0].Name, s.Resources[0].Dialect.HeaderLine = "Données 2016", 2
	s.Resources[0].Fields = []Field{{Name: "year", Header: "année", Column: 1, Match: "alias"}, {Header: "x", Column: 3, Match: "unknown"}}
	ragged := Assertion{Requirement: "records/width", Rule: "ragged-record", Level: "must", Tested: 9, Failed: 2}
	s.fail(ragged,
		Finding{Record: 4, Line: 6, Params: map[string]any{"found": 2, "expected": 3}, Messages: both("2 cells instead of 3", "2 cellules au lieu de 3")},
		Finding{Record: 5, Line: 7, Params: map[string]any{"found": int64(5), "expected": 3}, Messages: both("5 cells instead of 3", "5 cellules au lieu de 3")})
	s.fail(Assertion{Requirement: "codes", Rule: "dangling-reference", Level: "must", Fields: []string{"year"}, Tested: 9, Failed: 1},
		Finding{Record: 6, Line: 8, Column: 1, Field: "year", Value: pointer("2017"), Messages: both("2017 is not listed", "2017 n’est pas dans la liste")})
	s.fail(Assertion{Requirement: "file/encoding", Rule: "wrong-encoding", Level: "must", Tested: 1, Failed: 1},
		Finding{Messages: both("the file is in Windows-1252", "le fichier est en Windows-1252")})
	s.fail(Assertion{Requirement: "header/names", Rule: "misnamed-field", Level: "must", Tested: 3, Failed: 2},
		Finding{Line: 2, Column: 1, Field: "year", Messages: both("“année” stands for year", "«~année~» tient lieu de year")})
	a, f := absent("sex", "sexe")
	s.fail(a, f)
	for i, f := range []Finding{{Record: 1, Line: 3, Column: 3}, {Record: 1, Line: 3}, {Line: 2, Column: 3}, {}} {
		f.Messages = both("no type for this", "aucun type pour ceci")
		s.fail(Assertion{Requirement: fmt.Sprint("other-", i), Rule: "nothing", Level: "must", Tested: 9, Failed: 1}, f)
	}
	for i := range s.Assertions {
		s.Assertions[i].Resource = s.Resources[0].Name
	}
	for i := range s.Findings {
		s.Findings[i].Resource = s.Resources[0].Name
	}
	return reportOf(s.Run)
}

func frictionlessSamples() map[string]*Report {
	samples := sampleReports()
	samples["places"], samples["wide"] = places(), wide()
	return samples
}

// keys of each shape of error, as frictionless-py writes them (frictionless/errors/*.py).
var frictionlessKeys = map[shape][]string{
	shapeResource: {}, shapeFile: {}, shapeTable: {}, shapeHeader: {"labels", "rowNumbers"},
	shapeLabel: {"labels", "rowNumbers", "label", "fieldName", "fieldNumber"},
	shapeRow:   {"cells", "rowNumber"}, shapeCell: {"cells", "rowNumber", "cell", "fieldName", "fieldNumber"},
}

func TestFrictionlessHasTheKeysOfTheFormat(t *testing.T) {
	name, kind := regexp.MustCompile(`^([-a-z0-9._/])+$`), regexp.MustCompile(`^([-a-z/])+$`)
	seen := map[string]bool{}
	for sample, r := range frictionlessSamples() {
		var report map[string]any
		if err := json.Unmarshal(written(t, "frictionless", r, message.English), &report); err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{"valid", "stats", "warnings", "errors", "tasks"} {
			if report[key] == nil {
				t.Errorf("%s: no %s", sample, key)
			}
		}
		for _, of := range report["tasks"].([]any) {
			task := of.(map[string]any)
			if !name.MatchString(task["name"].(string)) || !kind.MatchString(task["type"].(string)) {
				t.Errorf("%s: name %v, type %v", sample, task["name"], task["type"])
			}
			for _, of := range task["errors"].([]any) {
				e := of.(map[string]any)
				id := e["type"].(string)
				seen[id] = true
				want := append([]string{"type", "title", "description", "message", "tags", "note"}, frictionlessKeys[frictionlessTypes[id].shape]...)
				if id == "foreign-key" {
					want = append(want, "fieldNames", "fieldCells", "referenceName", "referenceFieldNames")
				}
				var have []string
				for key := range e {
					have = append(have, key)
				}
				slices.Sort(want)
				slices.Sort(have)
				if !slices.Equal(have, want) {
					t.Errorf("%s: %s has the keys %v, want %v", sample, id, have, want)
				}
				for _, key := range []string{"rowNumber", "fieldNumber"} {
					if n, ok := e[key].(float64); e[key] != nil && (!ok || n < 1) {
						t.Errorf("%s: %s %v of %s", sample, key, e[key], id)
					}
				}
			}
		}
	}
	for _, id := range []string{"source-error", "encoding-error", "missing-cell", "extra-cell", "foreign-key", "incorrect-label", "missing-label", "cell-error", "row-error", "label-error", "table-error"} {
		if !seen[id] {
			t.Errorf("no sample has a %s", id)
		}
	}
}

// What is valid conforms: no failed must is lost, and no warning makes a file invalid.
func TestFrictionlessIsValidWhenTheRunConforms(t *testing.T) {
	for name, r := range frictionlessSamples() {
		report := frictionlessOf(r, TextOptions{Rules: sampleRules}, frictionlessCap{})
		if report.Valid != (r.Verdict() == Conforms) {
			t.Errorf("%s: valid is %v, the verdict %s", name, report.Valid, r.Verdict())
		}
		want := r.Totals().Error
		for i := range r.Runs {
			for k := range r.Runs[i].Resources {
				if resource := &r.Runs[i].Resources[k]; resource.Unread != nil && !r.Runs[i].tellsUnread(resource, message.English) {
					want++
				}
			}
		}
		if report.Stats.Errors != want {
			t.Errorf("%s: %d errors, want %d", name, report.Stats.Errors, want)
		}
	}
}

func TestFrictionlessCells(t *testing.T) {
	task := &frictionlessTask{Labels: []string{"a", "b", "c", "d", "e", "f", "g", "h"}}
	for _, test := range []struct {
		name    string
		finding Finding
		want    string
	}{
		{"an excerpt from the first column", Finding{Column: 2, Excerpt: &Excerpt{Cells: []string{"1", "2", "3"}, Column: 1}}, "1 2 3 … … … … …"},
		{"an excerpt from the middle", Finding{Column: 6, Excerpt: &Excerpt{Cells: []string{"4", "5", "6", "7"}, Column: 2}}, "… … … 4 5 6 7 …"},
		{"a record", Finding{Excerpt: &Excerpt{Cells: []string{"1", "2"}, Column: -1}}, "1 2 … … … … … …"},
		{"no excerpt", Finding{Column: 3, Value: pointer("x")}, "… … x … … … … …"},
		{"nothing", Finding{}, "… … … … … … … …"},
	} {
		if got := strings.Join(cellsOf(task, &test.finding), " "); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
	if n := len(cellsOf(task, &Finding{Column: 1 << 30})); n > cellLimit+1 {
		t.Errorf("%d cells of a column far out", n)
	}
}

func TestFrictionlessNumbersRowsWithTheHeader(t *testing.T) {
	for _, test := range []struct {
		name     string
		resource *Resource
		finding  Finding
		want     int64
	}{
		{"below a header on line 1", &Resource{Format: "csv", Dialect: &Dialect{HeaderLine: 1}}, Finding{Record: 1, Line: 2}, 2},
		{"below a title", &Resource{Format: "csv", Dialect: &Dialect{HeaderLine: 3}}, Finding{Record: 1, Line: 4}, 4},
		{"without a header", &Resource{Format: "csv", Dialect: &Dialect{}}, Finding{Record: 1, Line: 1}, 1},
		{"a quoted line end above", &Resource{Format: "csv", Dialect: &Dialect{HeaderLine: 1}}, Finding{Record: 2, Line: 9}, 3},
		{"on a sheet", &Resource{Format: "xlsx", Dialect: &Dialect{HeaderLine: 3}}, Finding{Record: 1, Line: 6}, 6},
		{"of Parquet", &Resource{Format: "parquet"}, Finding{Record: 1}, 2},
	} {
		if got := rowNumber(test.resource, &test.finding); got != test.want {
			t.Errorf("%s: row %d, want %d", test.name, got, test.want)
		}
	}
}

func TestFrictionlessName(t *testing.T) {
	for _, test := range []struct{ name, want string }{
		{"Données 2016", "donnees-2016"}, {"names.csv", "names.csv"}, {"名前", "--"}, {"", "table"}, {"a\x1b[31m", "a--31m"},
	} {
		if got := frictionlessName(test.name); got != test.want {
			t.Errorf("%q: %q, want %q", test.name, got, test.want)
		}
	}
}
