package report

import (
	"bytes"
	"fmt"
	"reflect"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
)

// sampleRules knows the rules of the samples, as far as formats ask for them.
func sampleRules(id string) RuleInfo {
	kind, ok := map[string]string{
		"wrong-type": "type-error", "duplicate-key": "primary-key", "missing-field": "missing-label", "misnamed-field": "incorrect-label",
		"text-before-header": "", "placeholder-value": "constraint-error", "missing-value": "constraint-error", "padded-value": "",
		"inconsistent-case": "", "blank-record": "blank-row", "unreadable-file": "source-error", "ragged-record": "missing-cell",
		"wrong-encoding": "encoding-error", "dangling-reference": "foreign-key",
	}[id]
	if !ok {
		return RuleInfo{}
	}
	return RuleInfo{
		Title: both("Title of "+id, "Titre de "+id), Frictionless: kind,
		Body: both("What `"+id+"` finds,\nin **short**.\n\n## Why it matters\n\nBecause.\n\n## Failed\n\n```csv\nyear\n```\n",
			"Ce que `"+id+"` trouve,\nen **bref**.\n\n## Pourquoi c’est important\n\nParce que.\n\n## Échoué\n\n```csv\nannee\n```\n"),
	}
}

// written is a report in one of the formats.
func written(t *testing.T, format string, r *Report, l message.Language) []byte {
	t.Helper()
	f, ok := FormatNamed(format)
	if !ok {
		t.Fatalf("there is no format %s", format)
	}
	var b bytes.Buffer
	if err := f.Write(&b, r, TextOptions{Language: l, Rules: sampleRules}); err != nil {
		t.Fatalf("%s: %v", format, err)
	}
	return b.Bytes()
}

// goldens compares the samples that between them have everything: conforming, with findings, cut short, read in part, unreadable.
func goldens(t *testing.T, format string, languages ...message.Language) {
	t.Helper()
	for _, name := range []string{"several", "ontario", "places", "excepted"} {
		for _, l := range languages {
			r := sampleReports()[name]
			if name == "places" {
				r = places()
			}
			golden(t, fmt.Sprintf("%s.%s.%s", name, l, format), string(written(t, format, r, l)))
		}
	}
}

// places has a finding on a sheet, in a JSON text, in a Parquet file and in an archive, one about no table, and two fields of one
// requirement.
func places() *Report {
	s := newSample("book.xlsx", 10, noSupplied)
	s.Resources[0].Format, s.Resources[0].Encoding, s.Resources[0].Dialect = "xlsx", nil, &Dialect{HeaderLine: 3}
	s.Resources[0].Sheet = &Sheet{Name: "Names 2016", Why: message.Same("x")}
	for _, r := range []Resource{
		{Name: "columns", Path: "names.parquet", Format: "parquet"},
		{Name: "lines", Path: "./data/é.json", Format: "json"},
		{Name: "member", Path: "all.zip!names.csv", Format: "csv"},
	} {
		r.Bytes, r.SHA256, r.Records = 5, s.Resources[0].SHA256, 10
		s.Resources = append(s.Resources, r)
	}
	padded := Assertion{
		Requirement: "not-padded", Rule: "padded-value", Level: "must", Fields: []string{"first_name", "sex"}, Unit: UnitValues, Tested: 20, Failed: 9,
		Title: both("Spaces around the value", "Espaces autour de la valeur"), Statement: both("No spaces.", "Pas d’espaces."),
	}
	at := func(f Finding) Finding {
		f.Value, f.Messages, f.Fixes = pointer(" M"), both("“ M” starts with a space", "«~ M~» commence par une espace"), both("Remove it.", "Supprimez-la.")
		return f
	}
	s.fail(padded,
		at(Finding{Record: 9, Line: 12, Column: 3, Field: "sex", Cell: "C12"}),
		at(Finding{Record: 9, Line: 12, Column: 2, Field: "first_name", Cell: "B12", Excerpt: &Excerpt{Labels: []string{"name"}, Cells: []string{" M"}, Column: 0}}))
	for i, f := range []Finding{
		{Record: 4, Line: 7, Column: 1, Field: "year", RowGroup: 2},
		{Record: 4, Line: 7, Column: 1, Field: "year", Pointer: "/records/3/year"},
		{Record: 4, Line: 7, Column: 1, Field: "year"},
		{},
	} {
		s.fail(Assertion{Requirement: fmt.Sprint("other-", i), Rule: "padded-value", Level: "should", Tested: 10, Failed: 1, Title: padded.Title}, at(f))
		last, resource := &s.Assertions[len(s.Assertions)-1], []string{"columns", "lines", "member", ""}[i]
		last.Resource, s.Findings[len(s.Findings)-1].Resource = resource, resource
	}
	r := reportOf(s.Run)
	r.Environment = &Environment{Started: "2026-11-23T20:31:00Z", DurationSeconds: 0.31}
	return r
}

func TestProgramsTakeTextsOfTheirLanguageOnly(t *testing.T) {
	const mark = "OTHER"
	for _, format := range programs {
		if format == "ndjson" || format == "ckan-canada" || format == "jsonld" {
			continue // both languages
		}
		for name := range sampleReports() {
			for _, l := range message.Languages {
				r := sampleReports()[name]
				marked(r, message.English+message.French-l, mark)
				if text := written(t, format, r, l); bytes.Contains(text, []byte(mark)) {
					t.Errorf("%s of %s in %v has a text of the other language:\n%s", format, name, l, text)
				}
			}
		}
	}
}

func TestProgramsAreTheSameEachTime(t *testing.T) {
	for _, format := range programs {
		first := written(t, format, places(), message.English)
		for range 5 {
			if !bytes.Equal(first, written(t, format, places(), message.English)) {
				t.Fatalf("%s: the same report, other bytes", format)
			}
		}
	}
}

// A report leaves a format as it came.
func TestProgramsLeaveTheReportAlone(t *testing.T) {
	for _, format := range programs {
		r := places()
		written(t, format, r, message.French)
		if !reflect.DeepEqual(r, places()) {
			t.Errorf("%s changes the report", format)
		}
	}
}
