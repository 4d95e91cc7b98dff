package standard

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
)

// full uses everything a standard.yaml can say.
const full = `name: births
version: 1.2.0
status: candidate
title: {en: Births, fr: Naissances}
description: {en: Births by year., fr: Naissances par année.}
provenance: {en: A test., fr: Un essai.}
stewards: [{en: Us, fr: Nous}]
parameters:
  threshold: {type: integer, default: 5, title: {en: Threshold, fr: Seuil}}
  ties: {type: string, default: dense, title: {en: Ties, fr: Égalités}}
file: {formats: [csv], encoding: utf-8, bom: forbidden, delimiter: ";", header: 1}
resources:
  - name: births
    title: {en: Births, fr: Naissances}
    schema:
      $schema: https://datapackage.org/profiles/2.0/tableschema.json
      fieldsMatch: subset
      missingValues: ["", {value: NA, label: {en: not available, fr: non disponible}}]
      primaryKey: [year, sex]
      uniqueKeys: [[year, count]]
      foreignKeys: [{fields: mother, reference: {fields: year}}]
      fields:
        - name: year
          label: {en: year, fr: annee}
          aliases: [Year, 2016]
          title: {en: Year, fr: Année}
          description: {en: The year., fr: L’année.}
          type: integer
          example: 2016
          constraints: {required: true, minimum: 1850, exclusiveMaximum: "2101"}
        - name: sex
          missingValues: []
          constraints: {enum: [F, M], pattern: "^[FM]$", minLength: 1, maxLength: 1}
          synonyms: {Boy: M, 2: F}
        - {name: count, type: number, decimalChar: ",", groupChar: " ", bareNumber: false, constraints: {unique: true}}
        - {name: mother, type: boolean, trueValues: [yes], format: default}
levels: {fields/year/minimum: should, file/bom: may}
requirements:
  - id: small
    level: must
    rule: small-count
    fields: [count]
    params: {threshold: $threshold, list: [$ties, plain, 1.5, true], not: "$ 5"}
    statement: {en: Not small., fr: Pas petit.}
    see: N05
  - {id: all-clean, level: may, rule: padded-value, fields: all, statement: {en: Clean., fr: Propre.}}
  - id: ranks/dense
    level: should
    rule: rank-mismatch
    resource: births
    fields: {rank: year, within: [sex]}
    params: {ties: $ties}
    statement: {en: Ranked., fr: Classé.}
`

func TestParse(t *testing.T) {
	s, err := Parse("standard.yaml", []byte(full))
	if err != nil {
		t.Fatal(err)
	}
	one := 1
	labels := map[string]message.Text{"NA": {EN: "not available", FR: "non disponible"}}
	want := Schema{
		FieldsMatch:   Subset,
		MissingValues: []string{"", "NA"},
		MissingLabels: labels,
		PrimaryKey:    []string{"year", "sex"},
		UniqueKeys:    [][]string{{"year", "count"}},
		ForeignKeys:   []ForeignKey{{Fields: []string{"mother"}, Reference: []string{"year"}}},
		Fields: []Field{
			{
				Name: "year", Label: message.Text{EN: "year", FR: "annee"}, Aliases: []string{"Year", "2016"},
				Title: message.Text{EN: "Year", FR: "Année"}, Description: message.Text{EN: "The year.", FR: "L’année."},
				Type: "integer", Example: "2016", DecimalChar: ".", BareNumber: true, MissingLabels: labels,
				Constraints: Constraints{Required: true, Minimum: "1850", ExclusiveMaximum: "2101"},
			},
			{
				Name: "sex", Label: message.Same("sex"), Type: "string", DecimalChar: ".", BareNumber: true, MissingValues: []string{},
				Constraints: Constraints{Required: true, Enum: []string{"F", "M"}, Pattern: "^[FM]$", MinLength: &one, MaxLength: &one},
				Synonyms:    map[string]string{"Boy": "M", "2": "F"},
			},
			{
				Name: "count", Label: message.Same("count"), Type: "number", DecimalChar: ",", GroupChar: " ", MissingLabels: labels,
				Constraints: Constraints{Unique: true},
			},
			{
				Name: "mother", Label: message.Same("mother"), Type: "boolean", DecimalChar: ".", BareNumber: true,
				TrueValues: []string{"yes"}, FalseValues: []string{"false", "False", "FALSE", "0"}, MissingLabels: labels,
			},
		},
	}
	if got := s.Resources[0].Schema; !reflect.DeepEqual(got, want) {
		t.Errorf("schema:\n%+v\nwant:\n%+v", got, want)
	}
	if s.File.Delimiter != ";" || s.File.BOM != "forbidden" || s.File.Header != 1 {
		t.Errorf("file policy: %+v", s.File)
	}
	if s.Name != "births" || s.Version != "1.2.0" || s.Status != Candidate || s.Stewards[0].FR != "Nous" || len(s.Digest) != 64 {
		t.Errorf("head: %+v", s)
	}
}

func TestParseWrittenRequirements(t *testing.T) {
	s, err := Parse("standard.yaml", []byte(full))
	if err != nil {
		t.Fatal(err)
	}
	small, clean, ranks := requirement(t, s, "small"), requirement(t, s, "all-clean"), requirement(t, s, "ranks/dense")
	wantParams := map[string]any{"threshold": int64(5), "list": []any{"dense", "plain", 1.5, true}, "not": "$ 5"}
	if !reflect.DeepEqual(small.Params, wantParams) || small.See != "N05" || small.Derived || small.Level != Must {
		t.Errorf("small: %+v", small)
	}
	if got := clean.Fields["field"]; !reflect.DeepEqual(got, []string{"year", "sex", "count", "mother"}) {
		t.Errorf("fields all: %v", got)
	}
	if got := map[string][]string{"rank": {"year"}, "within": {"sex"}}; !reflect.DeepEqual(ranks.Fields, got) {
		t.Errorf("roles: %v", ranks.Fields)
	}
	if r := requirement(t, s, "fields/year/minimum"); r.Level != Should {
		t.Errorf("levels: fields/year/minimum is %s", r.Level)
	}
}

func TestWith(t *testing.T) {
	s, err := Parse("standard.yaml", []byte(full))
	if err != nil {
		t.Fatal(err)
	}
	changed, err := s.With(map[string]any{"threshold": "10", "ties": "ordinal"})
	if err != nil {
		t.Fatal(err)
	}
	if got := requirement(t, changed, "small").Params["threshold"]; got != int64(10) {
		t.Errorf("threshold is %v", got)
	}
	if got := requirement(t, changed, "ranks/dense").Params["ties"]; got != "ordinal" {
		t.Errorf("ties is %v", got)
	}
	if p := changed.Parameters[0]; p.Value != int64(10) || p.Default != int64(5) {
		t.Errorf("parameter: %+v", p)
	}
	if got := requirement(t, s, "small").Params["threshold"]; got != int64(5) {
		t.Errorf("the original has changed: %v", got)
	}
	for name, values := range map[string]map[string]any{
		`standard births has no parameter “treshold”; did you mean “threshold”?`: {"treshold": 3},
		"parameter threshold must be a whole number, not “2.5”":                  {"threshold": 2.5},
		"parameter threshold must be a whole number, not “ten”":                  {"threshold": "ten"},
		"parameter ties must be text, not “3”":                                   {"ties": 3},
	} {
		if _, err := s.With(values); err == nil || err.Error() != name {
			t.Errorf("With(%v): %v, want %s", values, err, name)
		}
	}
}

func TestProblemsKeepTheirPlace(t *testing.T) {
	_, err := Parse("standard.yaml", []byte("name: x\nverzion: 1.0.0\n"))
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		t.Fatalf("%T is not several errors", err)
	}
	problem, ok := errors.AsType[*Problem](joined.Unwrap()[len(joined.Unwrap())-1])
	if !ok || problem.File != "standard.yaml" || problem.Line != 2 || problem.Column != 1 || !strings.Contains(problem.Text.FR, "verzion") {
		t.Errorf("last problem: %+v", problem)
	}
}

func requirement(t *testing.T, s *Standard, id string) Requirement {
	t.Helper()
	for _, r := range s.Requirements {
		if r.ID == id {
			return r
		}
	}
	t.Fatalf("no requirement %s", id)
	return Requirement{}
}
