package standard

import (
	"fmt"
	"reflect"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
)

// Each case is the first field of a descriptor and what is read of it.
func TestFieldProperties(t *testing.T) {
	yes, no := true, false
	for _, test := range []struct {
		name, field string
		want        func(*Field)
	}{
		{"a list", `"type": "list"`, func(f *Field) { f.Type, f.ItemType, f.Delimiter = "list", "string", "," }},
		{
			"a list of whole numbers", `"type": "list", "itemType": "integer", "delimiter": " | "`,
			func(f *Field) { f.Type, f.ItemType, f.Delimiter = "list", "integer", " | " },
		},
		{"items of what is no list", `"itemType": 5, "delimiter": 5`, func(*Field) {}},
		{
			"categories", `"categories": ["b", "a"], "categoriesOrdered": true`,
			func(f *Field) { f.Categories, f.CategoriesOrdered = []Category{{Value: "b"}, {Value: "a"}}, &yes },
		},
		{
			"categories with labels", `"type": "integer", "categories": [{"value": 0, "label": "apple"}, {"value": 1}], "categoriesOrdered": false`,
			func(f *Field) {
				f.Type, f.CategoriesOrdered = "integer", &no
				f.Categories = []Category{{"0", message.Same("apple")}, {Value: "1"}}
			},
		},
		{"categories of a number", `"type": "number", "categories": [1]`, func(f *Field) { f.Type = "number" }},
		{"rdfType", `"rdfType": "http://schema.org/Country"`, func(f *Field) { f.RDFType = "http://schema.org/Country" }},
		{
			"missing values with labels", `"missingValues": [{"value": "", "label": "OMITTED"}, {"value": "-99"}]`,
			func(f *Field) {
				f.MissingValues, f.MissingLabels = []string{"", "-99"}, map[string]message.Text{"": message.Same("OMITTED")}
			},
		},
		{"no missing values", `"missingValues": []`, func(f *Field) { f.MissingValues = []string{} }},
		{"a format of version 0", `"type": "date", "format": "fmt:%d/%m/%Y"`, func(f *Field) { f.Type, f.Format = "date", "%d/%m/%Y" }},
		{"the default format", `"format": "fmt:default"`, func(*Field) {}},
		{"null", `"type": null, "format": null, "constraints": null, "title": null, "missingValues": null, "groupChar": null`, func(*Field) {}},
		{"constraints that are null", `"constraints": {"required": null, "pattern": null, "enum": null}`, func(*Field) {}},
		{"null in an enum", `"constraints": {"enum": ["a", null]}`, func(f *Field) { f.Constraints.Enum = []string{"a"} }},
		{"numbers of JSON", `"type": "number", "decimalChar": ",", "constraints": {"minimum": 0.5, "maximum": "1 000,5", "enum": [1.5, "2,5"]}, "groupChar": " "`, func(f *Field) {
			f.Type, f.DecimalChar, f.GroupChar = "number", ",", " "
			f.Constraints = Constraints{Minimum: "0,5", Maximum: "1 000,5", Enum: []string{"1,5", "2,5"}}
		}},
		{"a bound with a unit", `"type": "integer", "bareNumber": false, "constraints": {"minimum": "$5"}`, func(f *Field) {
			f.Type, f.BareNumber, f.Constraints.Minimum = "integer", false, "$5"
		}},
		{"enum of true", `"type": "boolean", "constraints": {"enum": [true]}`, func(f *Field) {
			f.Type, f.TrueValues, f.FalseValues = "boolean", []string{"true", "True", "TRUE", "1"}, []string{"false", "False", "FALSE", "0"}
			f.Constraints.Enum = []string{"true"}
		}},
		{"enum of objects", `"type": "object", "constraints": {"enum": [{"b": 1.50, "a": []}]}`, func(f *Field) {
			f.Type, f.Constraints.Enum = "object", []string{`{"b":1.50,"a":[]}`}
		}},
		{"enum of lists", `"type": "list", "delimiter": ";", "constraints": {"enum": [["a", "b"], "c;d"]}`, func(f *Field) {
			f.Type, f.ItemType, f.Delimiter, f.Constraints.Enum = "list", "string", ";", []string{"a;b", "c;d"}
		}},
		{"constraints of another type", `"type": "integer", "constraints": {"pattern": 5, "minLength": "x", "required": true}`, func(f *Field) {
			f.Type, f.Constraints.Required = "integer", true
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, err := ParseTableSchema("s.json", fmt.Appendf(nil, `{"fields": [{"name": "a", %s}]}`, test.field))
			if err != nil {
				t.Fatal(err)
			}
			want := Field{Name: "a", Label: message.Same("a"), Type: "string", DecimalChar: ".", BareNumber: true}
			test.want(&want)
			if got := s.Resources[0].Schema.Fields[0]; !reflect.DeepEqual(got, want) {
				t.Errorf("got\n%+v\nwant\n%+v", got, want)
			}
		})
	}
}

// A type left out is any in version 2 and string before it. The profile of version 2 takes such a field for a string, so the
// constraints of strings stay; those of a type that is written do not.
func TestMissingType(t *testing.T) {
	const v2 = `"$schema": "https://datapackage.org/profiles/2.0/tableschema.json", `
	for _, test := range []struct{ name, head, field, want, pattern string }{
		{"version 1", "", "", "string", "x"},
		{"version 1, any", "", `"type": "any", `, "any", ""},
		{"version 2", v2, "", "any", "x"},
		{"version 2, any", v2, `"type": "any", `, "any", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, err := ParseTableSchema("s.json", fmt.Appendf(nil, `{%s"fields": [{"name": "a", %s"constraints": {"pattern": "x"}}]}`, test.head, test.field))
			if err != nil {
				t.Fatal(err)
			}
			if f := s.Resources[0].Schema.Fields[0]; f.Type != test.want || f.Constraints.Pattern != test.pattern {
				t.Errorf("got %s with the pattern %q", f.Type, f.Constraints.Pattern)
			}
		})
	}
}

// What follows from the schema for its fields.
func TestSchemaCompletesFields(t *testing.T) {
	s, err := ParseTableSchema("s.json", []byte(`{
  "primaryKey": ["a"], "missingValues": [{"value": "-", "label": "refused"}],
  "fields": [{"name": "a"}, {"name": "b", "missingValues": [""]}, {"name": "a", "type": "integer"}],
  "foreignKeys": [
    {"fields": "b", "reference": {"resource": "", "fields": "a"}},
    {"fields": ["b"], "reference": {"fields": ["a"]}},
    {"fields": "b", "reference": {"package": "https://example.org/datapackage.json", "resource": "r", "fields": "x"}}
  ]
}`))
	if err != nil {
		t.Fatal(err)
	}
	schema := s.Resources[0].Schema
	a, b := schema.Field("a"), schema.Field("b")
	if !a.Constraints.Required || b.Constraints.Required {
		t.Error("fields of the primary key, and no others, are required")
	}
	if a.MissingLabels["-"].EN != "refused" || b.MissingLabels != nil {
		t.Errorf("labels: %v, %v", a.MissingLabels, b.MissingLabels)
	}
	if len(schema.Fields) != 2 || a.Type != "string" {
		t.Error("of two fields of one name the first counts")
	}
	if len(schema.ForeignKeys) != 2 || schema.ForeignKeys[0].Resource != "" || schema.ForeignKeys[1].Resource != "" {
		t.Errorf("foreign keys: %+v", schema.ForeignKeys)
	}
}

func TestStatementsOfLists(t *testing.T) {
	for _, test := range []struct{ field, id, english, french string }{
		{"{name: a, type: list}", "fields/a/type", "`a` is a list of values separated by commas.", "`a` est une liste de valeurs séparées par des virgules."},
		{
			"{name: a, type: list, itemType: date, delimiter: '//'}", "fields/a/type",
			"`a` is a list of dates, year first, separated by “//”.", "`a` est une liste de dates, année d’abord, séparées par «\u00a0//\u00a0».",
		},
		{
			"{name: a, type: integer, categories: [{value: 0, label: apple}, 1]}", "fields/a/categories",
			"`a` is 0 (apple) or 1.", "`a` vaut 0 (apple) ou 1.",
		},
	} {
		s, err := ParseTableSchema("s.yaml", []byte("fields: ["+test.field+"]"))
		if err != nil {
			t.Fatal(err)
		}
		if got := requirement(t, s, test.id).Statement; got.EN != test.english || got.FR != test.french {
			t.Errorf("%s: %s / %s", test.field, got.EN, got.FR)
		}
	}
}
