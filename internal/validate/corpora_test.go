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
			valid, err := filepath.Glob(filepath.Join(folder, "exemple-valide.*"))
			if err != nil || len(valid) == 0 {
				t.Fatalf("no valid example: %v", err)
			}
			for _, file := range valid {
				run := checkExampleFile(t, path, file)
				wrong := known[version]
				if got := errorCells(run); !slices.Equal(got, wrong) || (run.Verdict == report.Conforms) != (len(wrong) == 0) {
					t.Errorf("%s: %s: %v", filepath.Base(file), run.Verdict, got)
				}
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

// TestExamplePackages holds the published example packages to the schemas that they come with. Upstream checks them as valid, and all of
// them that can be read here conform.
func TestExamplePackages(t *testing.T) {
	root := filepath.Join("..", "..", "..", "shared", "corpora", "example-data-packages")
	descriptors, _ := filepath.Glob(filepath.Join(root, "*", "datapackage.json"))
	if len(descriptors) == 0 {
		t.Skip("the corpora are not beside the project:", root)
	}
	remote := map[string]bool{"cpi-data-via-url": true} // its table is on the Web, where nobody named it
	absent := map[string]bool{"geo-countries": true}    // its table is not part of the corpus
	remoteSchema := map[string]bool{"donation-codes-via-url": true}
	noSchema := map[string]bool{"simple-geojson": true, "text-file": true, "world-continents-topojson": true} // no tables
	for _, descriptor := range descriptors {
		name := filepath.Base(filepath.Dir(descriptor))
		t.Run(name, func(t *testing.T) {
			datasets, unfound, err := source.Expand(t.Context(), []string{descriptor}, source.Options{})
			if err != nil || len(datasets) != 1 || len(unfound) > 0 {
				t.Fatalf("%d datasets, %d not found, %v", len(datasets), len(unfound), err)
			}
			s, err := datasets[0].Package.Standard()
			if (err != nil) != remoteSchema[name] || (s == nil) != (remoteSchema[name] || noSchema[name]) {
				t.Fatalf("its schemas: %v, %v", s, err)
			}
			if s == nil {
				return
			}
			run, err := validate.Check(t.Context(), datasets[0], validate.Options{Rules: rules.All(), Standard: s})
			if err != nil {
				t.Fatal(err)
			}
			want := report.Conforms
			if remote[name] || absent[name] {
				want = report.CouldNotCheck
			}
			if run.Verdict != want {
				t.Errorf("%s, want %s: %v", run.Verdict, want, errorCells(run))
			}
		})
	}
}
