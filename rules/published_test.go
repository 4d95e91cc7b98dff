package rules_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/validate"
	"github.com/cogwg/hvdlint/rules"
)

// published reads a file that a register published, from beside the project.
func published(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "shared", "data", filepath.FromSlash(name)))
	if err != nil {
		t.Skip("the published files are not beside the project:", err)
	}
	return data
}

// judge checks data against fields and one requirement of each of some rules.
func judge(t *testing.T, data []byte, fields []string, bindings ...map[string]any) report.Run {
	t.Helper()
	both := map[string]any{"en": "example", "fr": "exemple"}
	var descriptors, requirements []any
	for _, field := range fields {
		name, kind, _ := strings.Cut(field, ":")
		descriptors = append(descriptors, map[string]any{"name": name, "type": kind})
	}
	for i, binding := range bindings {
		binding["id"], binding["level"], binding["statement"] = fmt.Sprint("r", i), "must", both
		requirements = append(requirements, binding)
	}
	parsed := parse(t, map[string]any{
		"name": "example", "version": "1.0.0", "status": "draft", "title": both, "description": both, "provenance": both,
		"resources":    []any{map[string]any{"name": "example", "title": both, "schema": map[string]any{"fieldsMatch": "partial", "fields": descriptors}}},
		"requirements": requirements,
	})
	path := filepath.Join(t.TempDir(), "example.csv")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	run, err := validate.Check(t.Context(), source.One("example.csv", path), validate.Options{Rules: rules.All(), Standard: parsed})
	if err != nil {
		t.Fatal(err)
	}
	return run
}

// findingsOf lists what a rule told.
func findingsOf(run report.Run, rule string) []string {
	var lines []string
	for _, f := range run.Findings {
		if f.Rule == rule {
			lines = append(lines, findingLine(f, message.English))
		}
	}
	return lines
}

func expectFindings(t *testing.T, run report.Run, rule string, want ...string) {
	t.Helper()
	if got := findingsOf(run, rule); !slices.Equal(got, want) {
		t.Errorf("%s:\n%s\nwant:\n%s", rule, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestNovaScotia(t *testing.T) {
	run := judge(t, published(t, "nova-scotia/NS_Top_Twenty_Baby_Names_-_1920-2016.csv"),
		[]string{"year:string", "sex:string", "first name:string", "count:integer"},
		map[string]any{"rule": "duplicate-record"},
		map[string]any{"rule": "near-duplicate-key", "fields": map[string]any{"key": []any{"year", "sex", "first name"}}},
		map[string]any{"rule": "oversized-group", "fields": map[string]any{"within": []any{"year", "sex"}, "value": "count"}},
		map[string]any{"rule": "incomplete-group", "fields": map[string]any{"within": []any{"year"}, "field": "sex"}, "params": map[string]any{"members": []any{"F", "M"}}},
		map[string]any{"rule": "truncated-values", "fields": []any{"first name"}},
		map[string]any{"rule": "swapped-categories", "fields": map[string]any{"field": "first name", "category": "sex", "within": "year"}},
	)
	expectFindings(t, run, "oversized-group",
		"record 850: the list in the group 01/01/1942 12:00:00 AM, M has 40 records, twice the 20 that it should have: the same block may stand there twice")
	expectFindings(t, run, "near-duplicate-key")
	expectFindings(t, run, "incomplete-group",
		"record 850, sex: there is no record of F in the group 01/01/1942 12:00:00 AM",
		"record 2506, sex: there is no record of M in the group 01/01/1984 12:00:00 AM")
	expectFindings(t, run, "truncated-values")
	expectFindings(t, run, "swapped-categories")
	if got := findingsOf(run, "duplicate-record"); len(got) != 20 {
		t.Errorf("%d records stand twice, want 20", len(got))
	}
}

func TestOntario(t *testing.T) {
	run := judge(t, published(t, "ontario/ontario_top_baby_names_male_1917-2019_en_fr.csv"),
		[]string{"Year/Année:integer", "Name/Nom:string", "Frequency/Fréquence:integer"},
		map[string]any{"rule": "duplicate-record"},
		map[string]any{"rule": "gap-in-series", "fields": map[string]any{"field": "Year/Année"}},
		map[string]any{"rule": "truncated-values", "fields": []any{"Name/Nom"}},
		map[string]any{"rule": "implausible-change", "fields": map[string]any{"value": "Frequency/Fréquence", "period": "Year/Année"}},
		map[string]any{"rule": "near-duplicate-key", "fields": map[string]any{"key": []any{"Year/Année", "Name/Nom"}}},
		map[string]any{"rule": "oversized-group", "fields": map[string]any{"within": []any{"Year/Année"}, "value": "Frequency/Fréquence"}},
	)
	for _, rule := range []string{"duplicate-record", "gap-in-series", "truncated-values", "implausible-change", "near-duplicate-key", "oversized-group"} {
		expectFindings(t, run, rule)
	}
	// A year that is lost is found.
	lost := bytes.Split(published(t, "ontario/ontario_top_baby_names_male_1917-2019_en_fr.csv"), []byte("\n"))
	lost = slices.DeleteFunc(lost, func(line []byte) bool { return bytes.HasPrefix(line, []byte("1950,")) })
	run = judge(t, bytes.Join(lost, []byte("\n")), []string{"Year/Année:integer"},
		map[string]any{"rule": "gap-in-series", "fields": map[string]any{"field": "Year/Année"}})
	expectFindings(t, run, "gap-in-series", "record 12893, Year/Année: 1950 is missing between 1949 and 1951")
}

func TestNewZealand(t *testing.T) {
	data := published(t, "new-zealand/nznames.csv")
	fields := []string{"Year:integer", "Sex:string", "Rank:integer", "Name:string", "Value:integer", "Value Unit:string", "Value Label:string"}
	swapped := map[string]any{"rule": "swapped-categories", "fields": map[string]any{"field": "Name", "category": "Sex", "within": "Year"}}
	run := judge(t, data, fields, swapped,
		map[string]any{"rule": "conflicting-values", "fields": map[string]any{"field": "Value Label", "by": "Value Unit"}},
		map[string]any{"rule": "oversized-group", "fields": map[string]any{"within": []any{"Year", "Sex"}, "rank": "Rank"}},
		map[string]any{"rule": "implausible-change", "fields": map[string]any{"value": "Value", "period": "Year", "within": "Sex"}},
	)
	for _, rule := range []string{"swapped-categories", "conflicting-values", "oversized-group", "implausible-change"} {
		expectFindings(t, run, rule)
	}
	// So are the sexes of a year that are exchanged.
	exchanged := strings.NewReplacer("\n1987,Boys", "\n1987,Girls", "\n1987,Girls", "\n1987,Boys").Replace(string(data))
	run = judge(t, []byte(exchanged), fields, swapped)
	expectFindings(t, run, "swapped-categories", "record 6601, Sex: 190 of 191 values in the group 1987 stand under another Sex than elsewhere in the file")
}
