package standard

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
)

func TestParseTableSchema(t *testing.T) {
	const text = "\ufeff" + `{
  "$schema": "https://frictionlessdata.io/schemas/table-schema.json",
  "title": "Lieux", "description": "Des lieux.", "custom_checks": [{"name": "x"}], "version": "0.2.0",
  "primaryKey": "id",
  "missingValues": ["", "NA"],
  "foreignKeys": [{"fields": "parent", "reference": {"resource": "", "fields": "id"}}],
  "fields": [
    {"name": "id", "title": "L'identifiant", "aliases": "none", "label": "Identifiant", "x": null, "constraints": {"required": true, "pattern": "^\\d+$", "y": 1}},
    {"name": "parent", "type": "string", "format": "fmt:uri", "synonyms": {"a": null}, "example": [1]},
    {"name": "date", "type": "date", "format": "%Y-%m-%d", "example": "2019-06-24", "constraints": {"minimum": "2000-01-01"}}
  ]
}`
	s, err := ParseTableSchema("dir/lieux.v1.json", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if s.Name != "lieux.v1" || s.Title != message.Same("Lieux") || s.Version != "" || s.Description.FR != "Des lieux." {
		t.Errorf("head: %+v", s)
	}
	field := func(f Field) Field {
		f.Label, f.DecimalChar, f.BareNumber = message.Same(f.Name), ".", true
		return f
	}
	want := Schema{
		FieldsMatch: Equal, MissingValues: []string{"", "NA"}, PrimaryKey: []string{"id"},
		ForeignKeys: []ForeignKey{{Fields: []string{"parent"}, Reference: []string{"id"}}},
		Checks:      []Check{{Name: "x", Params: map[string][]string{}}},
		Fields: []Field{
			field(Field{Name: "id", Title: message.Same("L'identifiant"), Type: "string", Constraints: Constraints{Required: true, Pattern: `^\d+$`}}),
			field(Field{Name: "parent", Type: "string", Format: "uri"}),
			field(Field{Name: "date", Type: "date", Format: "%Y-%m-%d", Example: "2019-06-24", Constraints: Constraints{Minimum: "2000-01-01"}}),
		},
	}
	if got := s.Resources[0].Schema; !reflect.DeepEqual(got, want) {
		t.Errorf("schema:\n%+v\nwant:\n%+v", got, want)
	}
}

func TestParseTableSchemaFaults(t *testing.T) {
	french := &frenchFaults{}
	for _, test := range []struct{ name, text, want string }{
		{"no fields", "{}", `1:1: a table schema lacks “fields”`},
		{"fields is no list", `{"fields": {}}`, `1:12: fields must be a list, not a mapping`},
		{"no field", `{"fields": []}`, `1:12: fields must have at least one field`},
		{"a data package", `{"resources": [{"schema": {}}]}`, `1:15: this is a Data Package descriptor; a Table Schema has fields at its top`},
		{"a field without a name", "{\"fields\": [\n  {\"type\": \"string\"}]}", `2:3: a field lacks “name”`},
		{"unknown type", "{\"fields\": [\n  {\"name\": \"a\", \"type\": \"int\"}]}", `2:25: type must be string, number,`},
		{
			"pattern", `{"fields": [{"name": "é", "constraints": {"pattern": "(?<!a)b"}}]}`,
			`1:54: pattern is not a regular expression in the RE2 syntax: “(?<!a)b” names no group, or looks back, which RE2 does not`,
		},
		{
			"constraints of the wrong kind", `{"fields": [{"name": "a", "constraints": {"pattern": 5, "required": "yes", "minLength": "3", "enum": "x"}}]}`,
			"1:54: pattern must be text, not 5; put it in quotes if text is meant\n" +
				"s.json:1:69: required must be true or false, not “yes”\n" +
				"s.json:1:89: minLength must be a whole number from 0 up, not “3”\n" +
				"s.json:1:102: enum must be a list, not “x”",
		},
		{"constraints in a list", `{"fields": [{"name": "a", "constraints": ["required"]}]}`, "1:42: constraints must be a mapping, not a list"},
		{"a list of unknown items", `{"fields": [{"name": "a", "type": "list", "itemType": "int"}]}`, "1:55: itemType must be string, integer, boolean, number, datetime, date or time, not “int”"},
		{"a key of one field to two", `{"fields": [{"name": "a"}], "foreignKeys": [{"fields": "a", "reference": {"fields": ["a", "a"]}}]}`, "1:74: a foreign key of 1 field refers to 2"},
		{"a key to no field of the table", `{"fields": [{"name": "a"}], "foreignKeys": [{"fields": "a", "reference": {"resource": "", "fields": "b"}}]}`, "1:101: reference: there is no field “b”"},
		{"a schema of a field is none", `{"fields": [{"name": "a", "constraints": {"jsonSchema": {"type": "array", "minItems": "1"}}, "type": "object"}]}`, `1:57: jsonSchema is not a valid JSON Schema, at /minItems`},
		{"a schema of a field elsewhere", `{"fields": [{"name": "a", "constraints": {"jsonSchema": {"$ref": "file:///etc/passwd"}}, "type": "object"}]}`, `1:57: jsonSchema refers to file:///etc/passwd, and nothing is loaded from elsewhere`},
		{"a schema of a field beside it", `{"fields": [{"name": "a", "constraints": {"jsonSchema": {"$ref": "other.json"}}, "type": "object"}]}`, `1:57: jsonSchema refers to other.json, and nothing`},
		{"a schema of a field that leads nowhere", `{"fields": [{"name": "a", "constraints": {"jsonSchema": {"$ref": "#/$defs/a"}}, "type": "object"}]}`, `1:57: jsonSchema has a reference`},
		{"a schema of a field in a circle", `{"fields": [{"name": "a", "constraints": {"jsonSchema": {"$ref": "#"}}, "type": "object"}]}`, `1:57: jsonSchema has a reference`},
		{"a pattern in a schema of a field", `{"fields": [{"name": "a", "constraints": {"jsonSchema": {"pattern": "(?<!a)b"}}, "type": "object"}]}`, `1:57: jsonSchema is not a valid JSON Schema, at /pattern`},
		{"a schema of a field is no object", `{"fields": [{"name": "a", "constraints": {"jsonSchema": "a.json"}, "type": "object"}]}`, `1:57: jsonSchema must be a mapping, not “a.json”`},
		{"key names no field", `{"fields": [{"name": "id"}], "primaryKey": "ID"}`, `1:44: primaryKey: there is no field “ID”; did you mean “id”?`},
		{
			"a surrogate pair is one character", `{"fields": [{"name": "\ud83d\ude00"}], "fieldsMatch": "extact"}`,
			`1:55: fieldsMatch must be exact, equal, subset, superset or partial, not “extact”; did you mean “exact”?`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := ParseTableSchema("s.json", []byte(test.text))
			if got := fmt.Sprint(err); !strings.HasPrefix(got, "s.json:"+test.want) {
				t.Errorf("got  %s\nwant s.json:%s", got, test.want)
			}
			french.add(test.name, err)
		})
	}
	french.compare(t)
}

// A reference is a property like any other: nothing is read, nothing is missing.
func TestReferencesAreNotFollowed(t *testing.T) {
	s, err := ParseTableSchema("s.json", []byte(`{"$ref": "file:///etc/passwd", "fields": [{"name": "a", "$ref": "other.json"}]}`))
	if err != nil || len(s.Resources[0].Schema.Fields) != 1 {
		t.Errorf("got %+v, %v", s, err)
	}
	if _, err := ParseTableSchema("s.json", []byte(`{"fields": {"$ref": "fields.json"}}`)); err == nil {
		t.Error("a reference in place of fields must be an error")
	}
}

// Published schemas must load: the French national ones, and those of the example data packages.
func TestPublishedTableSchemas(t *testing.T) {
	files, err := filepath.Glob("../../../shared/corpora/table-schema-versions/*/*/schema.json")
	if err != nil || len(files) == 0 {
		t.Skip("../shared/corpora/table-schema-versions is not here")
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		s, err := ParseTableSchema(name, text)
		if err != nil {
			t.Error(err)
			continue
		}
		if r := requirement(t, s, "header/no-others"); r.Level != Should {
			t.Errorf("%s: version 1, but other fields are a %s", name, r.Level)
		}
	}
}

// The judge of JSON by others: what it says is JSON is read, what it says is not gives an error with a place.
func TestJSONTestSuite(t *testing.T) {
	files, err := filepath.Glob("../../../shared/corpora/JSONTestSuite/test_parsing/*.json")
	if err != nil || len(files) == 0 {
		t.Skip("../shared/corpora/JSONTestSuite is not here")
	}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		base := filepath.Base(name)
		_, err = Values(base, text)
		switch {
		case strings.Contains(base, "duplicated_key"): // JSON, but not ours
		case base[0] == 'y' && err != nil:
			t.Errorf("refused: %v", err)
		case base[0] == 'n' && err == nil:
			t.Errorf("%s: accepted", base)
		}
		if err != nil && !strings.HasPrefix(err.Error(), base+":") {
			t.Errorf("%s: no place: %v", base, err)
		}
	}
}
