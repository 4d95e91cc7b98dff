package standards

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
)

const head = `name: x
version: 1.0.0
status: draft
title: {en: X, fr: X}
description: {en: X, fr: X}
provenance: {en: X, fr: X}
`

// The strict parser and the published schema judge the same documents alike. What only the parser can know (names that do not
// exist, patterns, repeated keys) is marked: there the schema may be content.
func TestSchemaAgreesWithTheParser(t *testing.T) {
	published, err := fs.ReadFile(FS(), "baby-names/1.0.0/standard.yaml")
	if err != nil {
		t.Fatal(err)
	}
	const field = head + "resources: [{name: r, title: {en: R, fr: R}, schema: {fields: [{name: a, "
	const written = head + "resources: [{name: r, title: {en: R, fr: R}, schema: {fields: [{name: a}]}}]\nrequirements: [{id: i, level: must, rule: r, statement: {en: I, fr: I}, "
	for _, test := range []struct {
		name, text string
		parser     bool // accepts
		schema     bool
	}{
		{"baby-names", string(published), true, true},
		{"the least there is", head, true, true},
		{"all of the file policy", head + `file: {formats: [csv], encoding: utf-8, bom: either, delimiter: "\t", header: 1}`, true, true},
		{"constraints of a text", field + `constraints: {required: true, unique: false, minLength: 0, maxLength: 5, enum: [1, b, true], pattern: x}}]}}]`, true, true},
		{"constraints of a number", field + `type: integer, constraints: {minimum: 1, maximum: "2", exclusiveMinimum: 0, exclusiveMaximum: "3", enum: [1, "2"]}}]}}]`, true, true},
		{"objects in an enum", field + `type: object, constraints: {enum: [{a: 1}]}}]}}]`, true, true},
		{"a list", field + `type: list, itemType: date, delimiter: ";"}]}}]`, true, true},
		{"categories", field + `type: integer, categories: [1, {value: 2, label: {en: two, fr: deux}}], categoriesOrdered: true, rdfType: "http://schema.org/Country"}]}}]`, true, true},
		{"properties of a field", field + `label: {en: a, fr: b}, aliases: [A, 1], example: 2016-01-01, synonyms: {1: M}, missingValues: ["", {value: NA, label: {en: none, fr: aucune}}], bareNumber: true}]}}]`, true, true},
		{"keys", field + `type: any}], fieldsMatch: [subset], primaryKey: a, uniqueKeys: [a, [a]], foreignKeys: [{fields: a, reference: {fields: [a]}}]}}]`, true, true},
		{"a code list", field + `codelist: provinces, constraints: {enum: ["ON", XX]}, synonyms: {Ontari: "ON"}}]}}]`, true, true},
		{"another code of a list", field + `codelist: countries/alpha-3}]}}]`, true, true},
		{"roles", written + "fields: {field: a, others: [a]}, params: {a: 1, b: [x]}, see: N1}]", true, true},
		{"all fields", written + "fields: all}]", true, true},
		{"a list of fields", written + "fields: [a], resource: r}]", true, true},
		{"parameters", head + "parameters: {a_1: {type: number, default: 1.5, title: {en: A, fr: B}}}", true, true},
		{"stewards and levels", head + "stewards: [{en: A, fr: B}]\nlevels: {file/readable: may}", true, true},

		{"an empty document", "{}", false, false},
		{"a list", "[]", false, false},
		{"no version", strings.Replace(head, "version: 1.0.0\n", "", 1), false, false},
		{"a version of two numbers", strings.Replace(head, "1.0.0", `"1.0"`, 1), false, false},
		{"a version that is a number", strings.Replace(head, "1.0.0", "1.0", 1), false, false},
		{"a version with build metadata", strings.Replace(head, "1.0.0", "1.0.0+1", 1), false, false},
		{"an unknown status", strings.Replace(head, "draft", "agreed", 1), false, false},
		{"a name with capitals", strings.Replace(head, "name: x", "name: X", 1), false, false},
		{"one language", strings.Replace(head, "{en: X, fr: X}", "{en: X}", 1), false, false},
		{"a third language", strings.Replace(head, "{en: X, fr: X}", "{en: X, fr: X, iu: X}", 1), false, false},
		{"an empty text", strings.Replace(head, "{en: X, fr: X}", `{en: X, fr: ""}`, 1), false, false},
		{"an unknown key", head + "licence: mit\n", false, false},
		{"an unknown key of the file policy", head + "file: {encodings: utf-8}\n", false, false},
		{"a header on line 2", head + "file: {header: 2}\n", false, false},
		{"an unknown delimiter", head + "file: {delimiter: x}\n", false, false},
		{"resources is no list", head + "resources: {}\n", false, false},
		{"no fields", head + "resources: [{name: r, title: {en: R, fr: R}, schema: {fields: []}}]\n", false, false},
		{"a field without a name", head + "resources: [{name: r, title: {en: R, fr: R}, schema: {fields: [{type: any}]}}]\n", false, false},
		{"an unknown property", field + "titel: x}]}}]", false, false},
		{"a title in one language", field + "title: x}]}}]", false, false},
		{"an unknown type", field + "type: int}]}}]", false, false},
		{"an unknown constraint", field + "constraints: {minimun: 1}}]}}]", false, false},
		{"a negative length", field + "constraints: {minLength: -1}}]}}]", false, false},
		{"a length that is text", field + "constraints: {minLength: x}}]}}]", false, false},
		{"required by a word", field + "constraints: {required: yes}}]}}]", false, false},
		{"an empty enum", field + "constraints: {enum: []}}]}}]", false, false},
		{"null in an enum", field + "constraints: {enum: [null]}}]}}]", false, false},
		{"synonyms in a list", field + "synonyms: [a]}]}}]", false, false},
		{"a code list in capitals", field + "codelist: Provinces}]}}]", false, false},
		{"a code list with two slashes", field + "codelist: countries/alpha-3/x}]}}]", false, false},
		{"an unknown mode", field + "type: any}], fieldsMatch: some}}]", false, false},
		{"a parameter without a default", head + "parameters: {a: {type: number, title: {en: A, fr: B}}}", false, false},
		{"a parameter with capitals", head + "parameters: {A: {type: string, default: a, title: {en: A, fr: B}}}", false, false},
		{"an unknown level", head + "levels: {file/readable: shall}", false, false},
		{"a requirement without a statement", head + "requirements: [{id: i, level: must, rule: r}]", false, false},
		{"an id with two hyphens", head + "requirements: [{id: i--j, level: must, rule: r, statement: {en: I, fr: I}}]", false, false},
		{"fields in a word", written + "fields: every}]", false, false},
		{"params in a list", written + "params: [1]}]", false, false},

		{"levels of no requirement", head + "levels: {file/nothing: may}", false, true},
		{"a field that does not exist", written + "fields: [b]}]", false, true},
		{"a pattern with look-ahead", field + `constraints: {pattern: "(?=x)"}}]}}]`, false, true},
		{"a synonym of no value", field + `constraints: {enum: [a]}, synonyms: {x: b}}]}}]`, false, true},
		{"a list of lists", field + `type: list, itemType: list}]}}]`, false, false},
		{"a label in one language", field + `categories: [{value: a, label: b}]}]}}]`, false, false},
		{"categories in a mapping", field + `categories: {a: b}}]}}]`, false, false},

		{"a constraint of another type", field + `type: integer, constraints: {pattern: x}}]}}]`, false, true},
		{"categories of a number", field + `type: number, categories: [1]}]}}]`, false, true},
		{"an object in an enum of texts", field + `constraints: {enum: [{a: 1}]}}]}}]`, false, true},
		{"a code list that does not exist", field + `codelist: planets}]}}]`, false, true},
		{"a bound that is no number", field + `type: integer, constraints: {minimum: x}}]}}]`, false, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, parserErr := standard.ParseWithLists("s.yaml", []byte(test.text), lists())
			schemaErr := validate("s.yaml", []byte(test.text))
			if (parserErr == nil) != test.parser {
				t.Errorf("parser: %v", parserErr)
			}
			if (schemaErr == nil) != test.schema {
				t.Errorf("schema: %v", schemaErr)
			}
			if _, err := Parse("s.yaml", []byte(test.text)); (err == nil) != test.parser {
				t.Errorf("both: %v", err)
			}
		})
	}
}

func TestSchemaErrorsNameThePlace(t *testing.T) {
	err := validate("s.yaml", []byte(head+"resources: [{name: r}]\n"))
	want := message.Text{EN: "s.yaml: /resources/0: lacks title, schema", FR: "s.yaml\u00a0: /resources/0\u00a0: il manque title, schema"}
	if got := message.TextOf(err); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	err = validate("s.yaml", []byte(head+"licence: mit\n"))
	want = message.Text{EN: "s.yaml: /: has no licence", FR: "s.yaml\u00a0: /\u00a0: licence n’est pas permis"}
	if got := message.TextOf(err); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
}

// The library panics at these when they reach it as json.Number.
func TestSchemaSurvivesNumbers(t *testing.T) {
	for _, number := range []string{"1e10000000", "1e400", "-1e400", strings.Repeat("9", 500), "1e-10000000"} {
		for _, name := range []string{"s.json", "s.yaml"} {
			if err := validate(name, []byte(`{"parameters": {"a": {"default": `+number+`}}}`)); err == nil {
				t.Errorf("%s: %.20s accepted", name, number)
			}
		}
	}
}

func TestSchemaIsSelfContained(t *testing.T) {
	schema, err := compiled()
	if err != nil {
		t.Fatal(err)
	}
	if schema.Location != schemaURL+"#" {
		t.Errorf("the schema calls itself %s", schema.Location)
	}
	copied := Schema()
	copied[0] = 'x'
	if Schema()[0] != '{' {
		t.Error("a caller can change the schema")
	}
}

// FuzzSchema looks for documents that the parser accepts and the schema refuses, and for panics.
func FuzzSchema(f *testing.F) {
	published, err := fs.ReadFile(FS(), "baby-names/1.0.0/standard.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(published)
	f.Add([]byte(head))
	f.Add([]byte(head + "file: {header: 0x1, delimiter: \",\"}\nparameters: {a: {type: integer, default: 1_0, title: {en: 2016-01-01, fr: b}}}\n"))
	f.Add([]byte(head + "resources: [{name: r, title: {en: R, fr: R}, schema: {fields: [{name: a, constraints: {minimum: .inf, maxLength: +5}}]}}]\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, name := range []string{"s.yaml", "s.json"} {
			_, err := standard.ParseWithLists(name, text, lists())
			if refused := validate(name, text); err == nil && refused != nil {
				t.Errorf("the parser accepts what the schema refuses: %v\n%s", refused, text)
			}
		}
	})
}
