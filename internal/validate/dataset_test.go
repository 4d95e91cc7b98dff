package validate_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
	"github.com/cogwg/hvdlint/internal/validate"
	"github.com/cogwg/hvdlint/rules"
	"github.com/cogwg/hvdlint/standards"
)

// transit is a standard of two tables.
func transit(t *testing.T) *standard.Standard {
	t.Helper()
	s, err := standards.Parse("transit.yaml", []byte(`
name: transit
version: 1.0.0
status: draft
title: {en: Transit, fr: Transport}
description: {en: Stops and routes., fr: Arrêts et lignes.}
provenance: {en: An example., fr: Un exemple.}
resources:
  - name: stops
    title: {en: Stops, fr: Arrêts}
    schema:
      fieldsMatch: exact
      fields:
        - {name: stop_id, type: integer, label: {en: stop_id, fr: no_arret}, title: {en: Stop, fr: Arrêt}}
        - {name: stop_name, type: string, label: {en: stop_name, fr: nom_arret}, title: {en: Name, fr: Nom}}
  - name: routes
    title: {en: Routes, fr: Lignes}
    schema:
      fieldsMatch: exact
      fields:
        - {name: route_id, type: integer, label: {en: route_id, fr: no_ligne}, title: {en: Route, fr: Ligne}}
`))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// checkFiles checks files, by path and text, as one dataset.
func checkFiles(t *testing.T, s *standard.Standard, files ...[2]string) report.Run {
	t.Helper()
	dataset := source.Dataset{Name: "transit", Path: "transit"}
	folder := t.TempDir()
	for _, file := range files {
		path := filepath.Join(folder, filepath.FromSlash(file[0]))
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(file[1]), 0o600); err != nil {
			t.Fatal(err)
		}
		dataset.Inputs = append(dataset.Inputs, source.Input{Path: file[0], File: path})
	}
	run, err := validate.Check(t.Context(), dataset, validate.Options{Rules: rules.All(), Standard: s})
	if err != nil {
		t.Fatal(err)
	}
	return run
}

// outcomesOf lists the outcomes of a requirement by table.
func outcomesOf(run report.Run, requirement string) string {
	var list []string
	for _, a := range run.Assertions {
		if a.Requirement == requirement {
			list = append(list, a.Resource+" "+string(a.Outcome))
		}
	}
	return strings.Join(list, ", ")
}

func TestTablesAreMeasuredAgainstTheirResource(t *testing.T) {
	for _, test := range []struct{ name, stops, routes string }{
		{"by name", "stops.csv", "routes.csv"},
		{"by name but for case and accents", "Stops.csv", "ROUTES.csv"},
		{"by labels", "a.csv", "b.csv"},
	} {
		t.Run(test.name, func(t *testing.T) {
			run := checkFiles(t, transit(t), [2]string{test.stops, "stop_id,stop_name\n1,Main\n"}, [2]string{test.routes, "route_id\nseven\n"})
			routes := source.Name(test.routes)
			for requirement, want := range map[string]string{
				"file/readable":               source.Name(test.stops) + " passed, " + routes + " passed",
				"stops/fields/stop_id/type":   source.Name(test.stops) + " passed",
				"routes/fields/route_id/type": routes + " failed",
			} {
				if got := outcomesOf(run, requirement); got != want {
					t.Errorf("%s: %s, want %s", requirement, got, want)
				}
			}
			if run.Verdict != report.DoesNotConform || run.Totals.Error != 1 {
				t.Errorf("%s with %d errors: %v", run.Verdict, run.Totals.Error, rulesFound(run))
			}
		})
	}
}

func TestTablesHaveNamesOfTheirOwn(t *testing.T) {
	run := checkFiles(t, transit(t), [2]string{"a/stops.csv", "stop_id,stop_name\nseven,Main\n"}, [2]string{"b/stops.csv", "stop_id,stop_name\neight,Main\n"})
	var found []string
	for _, f := range run.Findings {
		if f.Rule == "wrong-type" {
			found = append(found, f.Resource+" "+*f.Value)
		}
	}
	if want := []string{"stops seven", "stops-2 eight"}; !slices.Equal(found, want) {
		t.Errorf("got %q, want %q", found, want)
	}
}

func TestTableThatIsNotThereIsAReasonOfItsDatasetAlone(t *testing.T) {
	gone := table.Unread{Reason: "not-found", Text: message.Text{EN: "there is no such file", FR: "ce fichier n’existe pas"}}
	path := filepath.Join(t.TempDir(), "stops.csv")
	if err := os.WriteFile(path, []byte("stop_id,stop_name\n1,Main\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	dataset := source.Dataset{
		Name: "transit", Path: "datapackage.json", Inputs: []source.Input{{Path: "stops.csv", File: path}},
		Unfound: []source.Unfound{{Path: "routes.csv", Unread: gone}},
	}
	run, err := validate.Check(t.Context(), dataset, validate.Options{Rules: rules.All(), Standard: transit(t)})
	if err != nil {
		t.Fatal(err)
	}
	if run.Verdict != report.CouldNotCheck || len(run.Resources) != 2 {
		t.Errorf("%s, %d tables", run.Verdict, len(run.Resources))
	}
	if got := outcomesOf(run, "stops/fields/stop_id/type"); got != "stops passed" {
		t.Errorf("stops: %s", got)
	}
	if got := outcomesOf(run, "routes/fields/route_id/type"); got != "routes untested" {
		t.Errorf("routes: %s", got)
	}
}

func TestDatasetsAreHeldToTheTablesOfTheStandard(t *testing.T) {
	run := checkFiles(t, transit(t), [2]string{"stops.csv", "stop_id,stop_name\n1,Main\n"}, [2]string{"notes.csv", "topic,text\na,b\n"})
	var found []string
	for _, f := range run.Findings {
		found = append(found, f.Requirement+" "+f.Resource+": "+f.Messages.EN)
	}
	want := []string{
		"dataset/resources : the table “routes” of the standard is missing",
		"dataset/no-others notes: notes.csv is none of the tables of the standard, which are stops and routes",
	}
	if !slices.Equal(found, want) {
		t.Errorf("got %q, want %q", found, want)
	}
}

// What a descriptor names is the table of that name, even when it cannot be read: it is neither missing nor unknown.
func TestUnreadTablesAreTheirResource(t *testing.T) {
	dataset := source.Dataset{
		Name: "transit", Path: "transit",
		Inputs:  []source.Input{{Path: "a.csv", File: filepath.Join(t.TempDir(), "a.csv"), Declared: &source.Declared{Name: "stops"}}},
		Unfound: []source.Unfound{{Name: "routes", Path: "b.csv", Unread: table.Unread{Reason: "not-found"}}},
	}
	run, err := validate.Check(t.Context(), dataset, validate.Options{Rules: rules.All(), Standard: transit(t)})
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, f := range run.Findings {
		found = append(found, f.Requirement+" "+f.Resource)
	}
	if want := []string{"file/readable stops", "file/readable routes"}; !slices.Equal(found, want) {
		t.Errorf("got %q, want %q", found, want)
	}
}

func TestTablesThatBreakOffKeepTheirDeclaredName(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.csv.gz")
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	noise := rand.New(rand.NewPCG(1, 2)) // does not pack well, so that the beginning that is read first lacks most of it
	for i := range 200_000 {
		if _, err := fmt.Fprintf(w, "%d,%x\n", i, noise.Uint64()); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, packed.Bytes()[:packed.Len()-1000], 0o600); err != nil {
		t.Fatal(err)
	}
	dataset := source.Dataset{
		Name: "transit", Path: "transit", Inputs: []source.Input{{Path: "a.csv.gz", File: path, Declared: &source.Declared{Name: "stops"}}},
	}
	run, err := validate.Check(t.Context(), dataset, validate.Options{Rules: rules.All(), Standard: transit(t)})
	if err != nil {
		t.Fatal(err)
	}
	if r := run.Resources[0]; r.Name != "stops" || r.Unread == nil {
		t.Errorf("%s, unread: %+v", r.Name, r.Unread)
	}
	if got := outcomesOf(run, "file/readable"); got != "stops failed" {
		t.Errorf("outcome: %s", got)
	}
}

func TestReferencesBetweenTablesAreFollowed(t *testing.T) {
	s, err := standards.Parse("transit.yaml", []byte(`
name: transit
version: 1.0.0
status: draft
title: {en: Transit, fr: Transport}
description: {en: Stops and calls., fr: Arrêts et passages.}
provenance: {en: An example., fr: Un exemple.}
resources:
  - name: stops
    title: {en: Stops, fr: Arrêts}
    schema:
      fieldsMatch: partial
      fields:
        - {name: stop_id, type: string, label: {en: stop_id, fr: no_arret}, title: {en: Stop, fr: Arrêt}}
        - {name: parent, type: string, label: {en: parent, fr: gare}, title: {en: Station, fr: Gare}}
      foreignKeys:
        - {fields: parent, reference: {resource: calls, fields: stop_id}}
  - name: calls
    title: {en: Calls, fr: Passages}
    schema:
      fieldsMatch: partial
      fields:
        - {name: trip, type: string, label: {en: trip, fr: course}, title: {en: Trip, fr: Course}}
        - {name: stop_id, type: string, label: {en: stop_id, fr: no_arret}, title: {en: Stop, fr: Arrêt}}
      foreignKeys:
        - {fields: stop_id, reference: {resource: stops, fields: stop_id}}
`))
	if err != nil {
		t.Fatal(err)
	}
	calls := [2]string{"calls.csv", "trip,stop_id\n1,A\n1,B\n2,X\n3,\n"}
	stops := [2]string{"stops.csv", "stop_id,parent\nA,\nB,A\n"}
	for name, files := range map[string][][2]string{"in order": {stops, calls}, "the other way round": {calls, stops}} {
		t.Run(name, func(t *testing.T) {
			run := checkFiles(t, s, files...)
			var found []string
			for _, f := range run.Findings {
				found = append(found, f.Resource+" "+f.Requirement+": "+f.Messages.EN)
			}
			want := []string{"calls calls/foreignKeys/1: X is not among the values of stop_id in the table stops"}
			if !slices.Equal(found, want) {
				t.Errorf("got %q, want %q", found, want)
			}
			if got := outcomesOf(run, "stops/foreignKeys/1"); got != "stops passed" {
				t.Errorf("tables that refer to each other: %s", got)
			}
		})
	}
	if got := outcomesOf(checkFiles(t, s, calls), "calls/foreignKeys/1"); got != "calls cantTell" {
		t.Errorf("without the other table: %s", got)
	}
}

func TestDatasetsAreNamedAsTheirDescriptorSays(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{
		"datapackage.json": `{"name": "buses", "contributors": [{"title": "Halifax Transit", "role": "publisher"}], "resources": [{"name": "stops", "path": "s.csv"}]}`,
		"s.csv":            "stop_id,stop_name\n1,Main\n",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	datasets, unfound, err := source.Expand(t.Context(), []string{folder}, source.Options{})
	if err != nil || len(unfound) > 0 || len(datasets) != 1 {
		t.Fatal(datasets, unfound, err)
	}
	run, err := validate.Check(t.Context(), datasets[0], validate.Options{Rules: rules.All(), Standard: transit(t)})
	if err != nil {
		t.Fatal(err)
	}
	if run.Dataset.Name != "buses" || run.Dataset.Publisher != "Halifax Transit" || run.Resources[0].Name != "stops" {
		t.Errorf("%+v, %s", run.Dataset, run.Resources[0].Name)
	}
}

func TestRulesAboutDatasetsAreFoundByTheirFormerIDs(t *testing.T) {
	all := rules.All()
	at := slices.IndexFunc(all, func(r *lint.Rule) bool { return r.ID == "missing-resource" })
	renamed := *all[at]
	renamed.Aliases = []string{"absent-table"}
	all[at] = &renamed
	s := transit(t)
	for i := range s.Requirements {
		if s.Requirements[i].Rule == renamed.ID {
			s.Requirements[i].Rule = "absent-table"
		}
	}
	path := filepath.Join(t.TempDir(), "stops.csv")
	if err := os.WriteFile(path, []byte("stop_id,stop_name\n1,Main\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	run, err := validate.Check(t.Context(), source.One("stops.csv", path), validate.Options{Rules: all, Standard: s})
	if err != nil {
		t.Fatal(err)
	}
	if got := outcomesOf(run, "dataset/resources"); got != " failed" {
		t.Errorf("outcome: %q", got)
	}
	found := slices.ContainsFunc(run.Findings, func(f report.Finding) bool {
		return f.Requirement == "dataset/resources" && f.Messages.EN == "the table “routes” of the standard is missing"
	})
	if !found {
		t.Errorf("found %v", rulesFound(run))
	}
}
