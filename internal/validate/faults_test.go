package validate_test

import (
	"errors"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/validate"
	"github.com/cogwg/hvdlint/standards"
)

// Faults that show only when a requirement is bound are told as faults of the standard, in both languages.
func TestFaultsOfTheStandard(t *testing.T) {
	const head = `name: x
version: 1.0.0
status: draft
title: {en: X, fr: X}
description: {en: X, fr: X}
provenance: {en: X, fr: X}
resources: [{name: r, title: {en: R, fr: R}, schema: {fields: [{name: year, type: integer}, {name: day, type: date`
	const written = head + "}]}}]\nrequirements: [{id: i, level: must, statement: {en: I, fr: I}, "
	for _, test := range []struct {
		name, text string
		want       message.Text
	}{
		{"unknown rule", written + "rule: smal-count, fields: [year]}]", message.Text{
			EN: "requirement i: there is no rule smal-count",
			FR: "exigence i\u00a0: il n’y a pas de règle smal-count",
		}},
		{"unknown parameter", written + "rule: small-count, fields: [year], params: {threshold: 5, treshold: 6}}]", message.Text{
			EN: "requirement i, rule small-count: the rule has no parameter “treshold”; did you mean “threshold”?",
			FR: "exigence i, règle small-count\u00a0: la règle n’a pas de paramètre «\u00a0treshold\u00a0»; vouliez-vous dire «\u00a0threshold\u00a0»?",
		}},
		{"parameter of a rule without any", written + "rule: not-nfc, fields: [year], params: {x: 1}}]", message.Text{
			EN: "requirement i, rule not-nfc: the rule has no parameter “x”",
			FR: "exigence i, règle not-nfc\u00a0: la règle n’a pas de paramètre «\u00a0x\u00a0»",
		}},
		{"parameters of other types", written + "rule: not-in-list, fields: [year], params: {synonyms: [a], values: b}}]", message.Text{
			EN: "requirement i, rule not-in-list: the parameter synonyms must be a mapping, not “[a]”\n" +
				"requirement i, rule not-in-list: the parameter values must be a list, not “b”",
			FR: "exigence i, règle not-in-list\u00a0: le paramètre synonyms doit être un objet, et non «\u00a0[a]\u00a0»\n" +
				"exigence i, règle not-in-list\u00a0: le paramètre values doit être une liste, et non «\u00a0b\u00a0»",
		}},
		{"missing parameter", written + "rule: small-count, fields: [year]}]", message.Text{
			EN: "requirement i, rule small-count: threshold is missing",
			FR: "exigence i, règle small-count\u00a0: il manque threshold",
		}},
		{"missing role", written + "rule: rank-mismatch, fields: {rank: year, value: year, within: []}, params: {ties: dens}}]", message.Text{
			EN: "requirement i, rule rank-mismatch: ties must be competition, dense or ordinal, not “dens”",
			FR: "exigence i, règle rank-mismatch\u00a0: ties doit valoir competition, dense ou ordinal, et non «\u00a0dens\u00a0»",
		}},
		{"two fields in a role for one", written + "rule: rank-mismatch, fields: {rank: [year, day], value: year}}]", message.Text{
			EN: "requirement i, rule rank-mismatch: the role rank takes one field, not 2",
			FR: "exigence i, règle rank-mismatch\u00a0: le rôle rank demande un champ, et non 2",
		}},
		{"a pattern that is none", written + `rule: pattern-mismatch, fields: [year], params: {pattern: "a)(b"}}]`, message.Text{
			EN: "requirement i, rule pattern-mismatch: pattern is not a regular expression in the RE2 syntax: “a)(b” has a ) too many",
			FR: "exigence i, règle pattern-mismatch\u00a0: pattern n’est pas une expression régulière selon la syntaxe RE2\u00a0: «\u00a0a)(b\u00a0» a une ) de trop",
		}},
		{"a format that several requirements stumble over", head + `, format: "%Q", constraints: {minimum: "2001-01-01"}}]}}]`, message.Text{
			EN: "format of field day: “%Q” has the directive %Q, which is not supported",
			FR: "format du champ day\u00a0: «\u00a0%Q\u00a0» contient la directive %Q, qui n’est pas prise en charge",
		}},
		{"a bound that is none", head + `, constraints: {minimum: "soon"}}]}}]`, message.Text{
			EN: "requirement fields/day/minimum, rule below-minimum: “soon” is not a value of type date, so nothing can be compared with it",
			FR: "exigence fields/day/minimum, règle below-minimum\u00a0: «\u00a0soon\u00a0» n’est pas une valeur de type date; rien ne peut donc y être comparé",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			parsed, err := standards.Parse("s.yaml", []byte(test.text))
			if err != nil {
				t.Fatal(err)
			}
			assertFault(t, parsed, test.want)
		})
	}
}

func assertFault(t *testing.T, s *standard.Standard, want message.Text) {
	t.Helper()
	_, err := checkText(t, "year,day\n2016,2016-01-01\n", func(o *validate.Options) { o.Standard = s })
	if _, ok := errors.AsType[*validate.StandardError](err); !ok {
		t.Fatalf("%v is no fault of the standard", err)
	}
	if got := message.TextOf(err); got != want {
		t.Errorf("got\n%s\n%s\nwant\n%s\n%s", got.EN, got.FR, want.EN, want.FR)
	}
}

// A verdict has bits for so many checks on one field and no more.
func TestTooManyRequirementsOnOneField(t *testing.T) {
	s, err := standard.ParseTableSchema("s.json", []byte(`{"fields": [{"name": "year"}, {"name": "day"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	for range 65 {
		s.Requirements = append(s.Requirements, standard.Requirement{
			ID: "many", Level: standard.Must, Rule: "not-nfc", Fields: map[string][]string{"field": {"day"}},
		})
	}
	assertFault(t, s, message.Text{
		EN: "more than 64 requirements look at the values of the field day",
		FR: "plus de 64 exigences portent sur les valeurs du champ day",
	})
}

// Names of encodings and delimiters that are none are wrong choices, told in both languages too.
func TestFaultsOfOptions(t *testing.T) {
	for name, change := range map[string]func(*validate.Options){
		"“klingon” is no encoding; choose utf-8, windows-1252, iso-8859-1, macintosh, cp850, utf-16, utf-16le or utf-16be": func(o *validate.Options) { o.Source.Encoding = "klingon" },
		"the delimiter “ab” is not one ASCII character other than a quotation mark or a line break":                        func(o *validate.Options) { o.Delimiter = "ab" },
	} {
		_, err := checkText(t, "a,b\n1,2\n", change)
		if got := message.TextOf(err); got.EN != name || got.FR == got.EN {
			t.Errorf("got %+v, want %s", got, name)
		}
	}
}
