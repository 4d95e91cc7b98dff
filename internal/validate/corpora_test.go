package validate_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/validate"
	"github.com/cogwg/hvdlint/rules"
)

// TestNationalSchemas holds hvdlint to the examples that French national schemas publish with each version: the valid
// one conforms, and the invalid one fails in the cells that its authors spoiled and nowhere else.
func TestNationalSchemas(t *testing.T) {
	root := filepath.Join("..", "..", "..", "shared", "corpora", "table-schema-versions")
	if _, err := os.Stat(root); err != nil {
		t.Skip("the corpora are not beside the project:", err)
	}
	siret := "check-digit record 1 column 18: 80295478500028"
	spoiled := map[string][]string{
		"schema-lieux-covoiturage": {"wrong-type record 2 column 7: 24-06-2019"},
		"schema-stationnement":     {siret, "not-in-list record 1 column 21: inconnu", "pattern-mismatch record 1 column 1: P-001"},
		// The check of this version names a field that there is not.
		"schema-stationnement/v0.1.0": {"not-in-list record 1 column 21: inconnu", "pattern-mismatch record 1 column 1: P-001"},
	}
	// The check digit of this number is wrong indeed; from version 0.1.2 on, only the invalid example has it.
	known := map[string][]string{"schema-stationnement/v0.1.1": {siret}}
	schemas, err := filepath.Glob(filepath.Join(root, "*", "*", "schema.json"))
	if err != nil || len(schemas) == 0 {
		t.Fatalf("no schemas: %v", err)
	}
	for _, path := range schemas {
		folder := filepath.Dir(path)
		family := filepath.Base(filepath.Dir(folder))
		version := family + "/" + filepath.Base(folder)
		t.Run(version, func(t *testing.T) {
			run := checkExampleFile(t, path, filepath.Join(folder, "exemple-valide.csv"))
			wrong := known[version]
			if got := errorCells(run); !slices.Equal(got, wrong) || (run.Verdict == report.Conforms) != (len(wrong) == 0) {
				t.Errorf("exemple-valide.csv: %s: %v", run.Verdict, got)
			}
			invalid := filepath.Join(folder, "exemple-invalide.csv")
			if _, err := os.Stat(invalid); err != nil {
				return // the first versions have none
			}
			want, special := spoiled[version]
			if !special {
				want = spoiled[family]
			}
			if got := errorCells(checkExampleFile(t, path, invalid)); !slices.Equal(got, want) {
				t.Errorf("exemple-invalide.csv fails in:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
}

func checkExampleFile(t *testing.T, schema, data string) report.Run {
	t.Helper()
	text, err := os.ReadFile(schema)
	if err != nil {
		t.Fatal(err)
	}
	s, err := standard.ParseTableSchema("schema.json", text)
	if err != nil {
		t.Fatal(err)
	}
	run, err := validate.Check(t.Context(), source.One(filepath.Base(data), data), validate.Options{Rules: rules.All(), Standard: s})
	if err != nil {
		t.Fatal(err)
	}
	return run
}

// errorCells lists the failed musts of a run by place.
func errorCells(run report.Run) []string {
	cells := []string{}
	for _, f := range run.Findings {
		if f.Severity != report.SeverityError {
			continue
		}
		value := ""
		if f.Value != nil {
			value = *f.Value
		}
		cells = append(cells, fmt.Sprintf("%s record %d column %d: %s", f.Rule, f.Record, f.Column, value))
	}
	slices.Sort(cells)
	return cells
}
