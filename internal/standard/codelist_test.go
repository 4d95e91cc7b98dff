package standard

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
)

const goodList = listHead + listEntries

const listHead = `name: parts
version: 1.0.0
title: {en: Parts, fr: Parties}
description: {en: Parts of a day., fr: Parties d’un jour.}
source: {en: A test., fr: Un essai.}
systems:
  number: {en: Number, fr: Numéro}
`

const listEntries = `entries:
  - code: AM
    other: {number: "01"}
    labels: {en: Morning, fr: Matin}
    synonyms: [Forenoon]
    obsolete: [MO]
  - code: PM
    other: {number: "02"}
    labels: {en: Afternoon, fr: Après-midi}
`

// onlyParts is a folder with one code list.
type onlyParts struct{ list *CodeList }

func (o onlyParts) Names() []string                { return []string{o.list.Name} }
func (o onlyParts) Find(string) (*CodeList, error) { return o.list, nil }

func parts(t *testing.T) CodeListFinder {
	t.Helper()
	list, err := ParseCodeList("parts.yaml", []byte(goodList))
	if err != nil {
		t.Fatal(err)
	}
	return onlyParts{list}
}

func TestParseCodeListFaults(t *testing.T) {
	french := &frenchFaults{}
	for _, test := range []struct{ name, old, new, want string }{
		{"unknown key", "obsolete", "obsolet", `13:5: entry “AM” has no “obsolet”; did you mean “obsolete”?`},
		{"missing key", "version: 1.0.0\n", "", `1:1: a code list lacks “version”`},
		{"version of two numbers", "1.0.0", `"1.0"`, `2:10: version “1.0” must be a semantic version of three numbers, such as 1.0.0`},
		{"one language", "{en: Morning, fr: Matin}", "{en: Morning}", `11:13: labels lacks “fr”`},
		{"no entries", listEntries, "entries: []\n", `8:10: entries must not be empty`},
		{"a number without quotes", `"01"`, "01", `10:21: number must be text, not 01; put it in quotes if text is meant`},
		{"no code of a system", `    other: {number: "02"}` + "\n", "", `14:5: entry “PM” lacks “other”`},
		{"a system that is not declared", `"02"}`, `"02", letter: B}`, `15:27: other has no “letter”`},
		{"a code that stands twice", "code: PM", "code: AM", `14:5: the code “AM” stands twice`},
		{"a spelling of two entries", "fr: Après-midi", "fr: forenoon", `14:5: “forenoon” of PM already belongs to AM`},
		{"a spelling that is another's code", "[MO]", "[MO, pm]", `14:5: “PM” of PM already belongs to AM`},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := strings.Replace(goodList, test.old, test.new, 1)
			if text == goodList {
				t.Fatal("the case changes nothing")
			}
			_, err := ParseCodeList("parts.yaml", []byte(text))
			if err == nil || err.Error() != "parts.yaml:"+test.want {
				t.Errorf("got %v\nwant parts.yaml:%s", err, test.want)
			}
			french.add(test.name, err)
		})
	}
	french.compare(t)
}

// A field of a standard takes values, synonyms and former codes from the list it names.
func TestFieldsTakeCodesFromLists(t *testing.T) {
	const head = `{name: x, version: 1.0.0, status: draft, title: {en: X, fr: X}, description: {en: X, fr: X}, provenance: {en: X, fr: X}, ` +
		`resources: [{name: r, title: {en: R, fr: R}, schema: {fields: [{name: part, `
	for _, test := range []struct {
		name, field string
		enum        []string
		synonyms    map[string]string
	}{
		{
			"all of its codes", "codelist: parts",
			[]string{"AM", "PM"},
			map[string]string{"01": "AM", "Morning": "AM", "Matin": "AM", "Forenoon": "AM", "MO": "AM", "02": "PM", "Afternoon": "PM", "Après-midi": "PM"},
		},
		{
			"another of its codes", "codelist: parts/number",
			[]string{"01", "02"},
			map[string]string{"AM": "01", "Morning": "01", "Matin": "01", "Forenoon": "01", "MO": "01", "PM": "02", "Afternoon": "02", "Après-midi": "02"},
		},
		{
			"the values of an enum, with one of its own, and an own synonym", "codelist: parts, constraints: {enum: [PM, NIGHT]}, synonyms: {Dark: NIGHT}",
			[]string{"PM", "NIGHT"},
			map[string]string{"02": "PM", "Afternoon": "PM", "Après-midi": "PM", "Dark": "NIGHT"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, err := ParseWithLists("s.yaml", []byte(head+test.field+"}]}}]}"), parts(t))
			if err != nil {
				t.Fatal(err)
			}
			field := s.Resources[0].Schema.Field("part")
			if !slices.Equal(field.Constraints.Enum, test.enum) || !reflect.DeepEqual(field.Synonyms, test.synonyms) {
				t.Errorf("enum %v, synonyms %v", field.Constraints.Enum, field.Synonyms)
			}
			want := map[string]message.Text{}
			if _, ok := test.synonyms["MO"]; ok {
				want["MO"] = message.Text{EN: "Morning", FR: "Matin"}
			}
			if !reflect.DeepEqual(field.Obsolete, want) {
				t.Errorf("obsolete: %v", field.Obsolete)
			}
			if !slices.ContainsFunc(s.Requirements, func(r Requirement) bool { return r.ID == "fields/part/enum" }) {
				t.Error("no requirement fields/part/enum")
			}
			if lists := s.CodeLists(); len(lists) != 1 || lists[0].Name != "parts" {
				t.Errorf("lists: %v", lists)
			}
		})
	}
	for field, want := range map[string]string{
		"codelist: part":                                "there is no code list “part”; did you mean “parts”?",
		"codelist: parts/numbr":                         "code list “parts” has no codes “numbr”; did you mean “number”?",
		"codelist: parts, constraints: {enum: [NIGHT]}": "no value of enum is in the code list “parts”",
		"codelist: parts, synonyms: {Dark: NIGHT}":      "synonym “Dark” stands for “NIGHT”, which is not among the values",
	} {
		_, err := ParseWithLists("s.yaml", []byte(head+field+"}]}}]}"), parts(t))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", field, err, want)
		}
	}
}

// A schema that is not of a standard may use the word for something of its own.
func TestForeignSchemasHaveNoCodeLists(t *testing.T) {
	s, err := ParseTableSchema("s.json", []byte(`{"fields": [{"name": "part", "codelist": "parts"}]}`))
	if err != nil || len(s.Resources[0].Schema.Fields[0].Constraints.Enum) > 0 {
		t.Errorf("%v, %v", s, err)
	}
}

func FuzzParseCodeList(f *testing.F) {
	f.Add([]byte(goodList))
	f.Add([]byte("entries: [{code: 1, other: {a: b}, labels: x}]"))
	f.Add([]byte("systems: [a]\nentries: {}"))
	f.Fuzz(func(t *testing.T, text []byte) {
		list, err := ParseCodeList("s.yaml", text)
		if err == nil && (list == nil || len(list.Codes) == 0) {
			t.Error("no error and no codes")
		}
	})
}
