package standard

import (
	"fmt"
	"strings"
	"testing"
)

// Each case is the good document with one passage replaced, and the whole error.
func TestParseFaults(t *testing.T) {
	french := &frenchFaults{}
	for _, test := range []struct {
		name, old, new string
		want           string
	}{
		{
			"unknown key", "status: candidate", "status: candidate\nstatsu: draft",
			`4:1: a standard has no “statsu”; did you mean “status”?`,
		},
		{"unknown key far from any", "status: candidate", "status: candidate\nlicence: mit", `4:1: a standard has no “licence”`},
		{
			"unknown key of a field", "type: number, decimalChar", "type: number, decimalchar",
			`35:39: field count has no “decimalchar”; did you mean “decimalChar”?`,
		},
		{
			"unknown constraint", "constraints: {unique: true}", "constraints: {uniqe: true}",
			`35:106: constraints has no “uniqe”; did you mean “unique”?`,
		},
		{"repeated key", "status: candidate", "status: candidate\nstatus: draft", `4:1: “status” stands twice, first on line 3`},
		{"missing key", "version: 1.2.0\n", "", `1:1: a standard lacks “version”`},
		{"one language", "title: {en: Births, fr: Naissances}\ndescription", "title: {en: Births}\ndescription", `4:8: title lacks “fr”`},
		{
			"no language", "title: {en: Births, fr: Naissances}\ndescription", "title: Births\ndescription",
			`4:8: title must be said in both languages, {en: …, fr: …}, not “Births”`,
		},
		{"empty text", "stewards: [{en: Us, fr: Nous}]", `stewards: [{en: Us, fr: ""}]`, `7:25: fr must not be empty`},
		{
			"version of two numbers", "version: 1.2.0", `version: "1.2"`,
			`2:10: version “1.2” must be a semantic version of three numbers, such as 1.0.0`,
		},
		{"version read as a number", "version: 1.2.0", "version: 1.2", `2:10: version must be text, not 1.2; put it in quotes if text is meant`},
		{
			"unknown status", "status: candidate", "status: candidat",
			`3:9: status must be draft, candidate, final, superseded or withdrawn, not “candidat”; did you mean “candidate”?`,
		},
		{
			"name with capitals", "name: births\nversion", "name: Births\nversion",
			`1:7: name “Births” must be lower-case words joined by single hyphens`,
		},
		{"header further down", "header: 1}", "header: 2}", `11:81: header must be 1: the only line on which a header can be demanded`},
		{"type of the file policy", "formats: [csv]", "formats: csv", `11:17: formats must be a list, not “csv”`},
		{"unknown type", "type: boolean", "type: bolean", `36:32: type must be string, number, integer, boolean, object, list, array, ` +
			`datetime, date, time, year, yearmonth, duration, geopoint, geojson or any, not “bolean”; did you mean “boolean”?`},
		{"two fields of one name", "name: mother, type", "name: count, type", `21:30: a foreign key: there is no field “mother”` +
			"\nstandard.yaml:36:11: two fields have the name “count”"},
		{
			"a label of two fields", "- name: sex\n", "- name: sex\n          aliases: [annee]\n",
			`31:11: the header label “annee” of field sex already stands for year`,
		},
		{
			"key names no field", "primaryKey: [year, sex]", "primaryKey: [yaer, sex]",
			`19:20: primaryKey: there is no field “yaer”; did you mean “year”?`,
		},
		{
			"pattern with look-ahead", `"^[FM]$"`, `"^(?=F)"`,
			`33:48: pattern is not a regular expression in the RE2 syntax: “(?=” is not part of RE2, which looks neither ahead nor back`,
		},
		{"bound of an integer", "minimum: 1850", "minimum: old", `30:50: minimum of an integer field must be a whole number, not “old”`},
		{
			"bound of many digits", "minimum: 1850", "minimum: 1e10000000",
			`30:50: minimum of an integer field must be a whole number, not “1e10000000”`,
		},
		{"negative length", "minLength: 1", "minLength: -1", `33:69: minLength must be a whole number from 0 up, not -1`},
		{"null in a list", "enum: [F, M]", "enum: [F, null]", `33:35: each of enum must not be null; put it in quotes if the text is meant` +
			"\nstandard.yaml:34:27: synonym “Boy” stands for “M”, which is not among the values"},
		{
			"constraint of another type", "constraints: {unique: true}", "constraints: {pattern: x}",
			`35:115: field count is of type number, which has no constraint pattern`,
		},
		{"categories of a number", "constraints: {unique: true}", "categories: [1]", `35:92: field count has no “categories”`},
		{
			"enum beyond the categories", "constraints: {enum: [F, M]", "categories: [F, {value: X}, F]\n          constraints: {enum: [F, M]",
			`33:39: categories has “F” twice` + "\nstandard.yaml:34:35: enum has “M”, which is none of the categories",
		},
		{"value twice in an enum", "enum: [F, M]", "enum: [F, M, F]", `33:38: enum has “F” twice`},
		{
			"levels of no requirement", "fields/year/minimum: should", "fields/year/minimun: should",
			`37:10: levels: no requirement “fields/year/minimun” follows from the schema or the file policy; did you mean “fields/year/minimum”?`,
		},
		{"no level", "file/bom: may", "file/bom: maybe", `37:49: levels: file/bom must be must, should or may, not “maybe”`},
		{"level of a requirement", "level: may", "level: might", `46:28: level must be must, should or may, not “might”`},
		{
			"id of a derived requirement", "id: small", "id: fields/year/minimum",
			`39:9: requirement “fields/year/minimum” is already there: it follows from the schema or the file policy`,
		},
		{"id twice", "id: all-clean", "id: small", `46:10: requirement “small” is already there: it is written above`},
		{"id with two hyphens", "id: small", "id: small--er", `39:9: id “small--er” must be lower-case words joined by single hyphens`},
		{"requirement on no field", "fields: [count]", "fields: [cuont]", `42:14: fields: there is no field “cuont”; did you mean “count”?`},
		{"role with no field", "within: [sex]", "within: [sexe]", `51:35: role within: there is no field “sexe”; did you mean “sex”?`},
		{
			"fields in a word", "fields: all", "fields: al",
			`46:61: fields must be “all”, a list of fields or a mapping from roles to fields, not “al”`,
		},
		{
			"unknown parameter", "threshold: $threshold", "threshold: $treshold",
			`43:25: there is no parameter “treshold”; did you mean “threshold”?`,
		},
		{"parameter of another type", "default: 5", "default: five", `9:39: default of parameter threshold must be a whole number, not “five”`},
		{"unknown resource", "resource: births\n", "resource: birth\n", `50:15: there is no resource “birth”; did you mean “births”?`},
		{"anchor", "stewards: [{en", "stewards: [&us {en", `7:12: anchors (&us) are not part of this format`},
		{"tag", "name: births\nversion", "name: !secret births\nversion", `1:7: tags (!secret) are not part of this format` +
			"\nstandard.yaml:1:7: name must be text, not births; put it in quotes if text is meant"},
		{"merge key", "stewards:", "<<: {}\nstewards:", `7:1: merge keys (<<) are not part of this format` +
			"\nstandard.yaml:7:1: a standard has no “<<”"},
		{"second document", "fr: Classé.}\n", "fr: Classé.}\n---\nname: x\n", `54:1: a second document starts here; the file must hold one`},
		{
			"broken syntax", "title: {en: Births, fr: Naissances}\ndescription", "title: {en: Births, fr\ndescription",
			"4:1: a comma or } is missing",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := strings.Replace(full, test.old, test.new, 1)
			if text == full {
				t.Fatalf("nothing to replace: %s", test.old)
			}
			_, err := Parse("standard.yaml", []byte(text))
			if got := fmt.Sprint(err); got != "standard.yaml:"+test.want {
				t.Errorf("got\n%s\nwant\nstandard.yaml:%s", got, test.want)
			}
			french.add(test.name, err)
		})
	}
	french.compare(t)
}

func TestParseTellsEverythingInOrder(t *testing.T) {
	_, err := Parse("s.yaml", []byte("name: X\nstatus: old\ntitle: T\nparameters: []\nextra: 1\n"))
	want := `s.yaml:1:1: a standard lacks “version”
s.yaml:1:1: a standard lacks “description”
s.yaml:1:1: a standard lacks “provenance”
s.yaml:1:7: name “X” must be lower-case words joined by single hyphens
s.yaml:2:9: status must be draft, candidate, final, superseded or withdrawn, not “old”
s.yaml:3:8: title must be said in both languages, {en: …, fr: …}, not “T”
s.yaml:4:13: parameters must be a mapping, not a list
s.yaml:5:1: a standard has no “extra”`
	if got := fmt.Sprint(err); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestParseResourcesWithoutName(t *testing.T) {
	_, err := Parse("s.json", []byte(`{"resources": [{"title": null}, {}]}`))
	if got, want := fmt.Sprint(err), "s.json:1:33: a resource lacks “name”\n"; !strings.Contains(got, want) {
		t.Errorf("got %s, want %s among them", got, want)
	}
}

func TestDocumentFaults(t *testing.T) {
	french := &frenchFaults{}
	for _, test := range []struct{ name, file, text, want string }{
		{"empty", "s.yaml", "", "1:1: the file is empty"},
		{"only a comment", "s.yaml", "# nothing\n", "1:1: the file is empty"},
		{"not UTF-8", "s.yaml", "name: caf\xe9\n", "1:10: byte 0xE9 is not UTF-8"},
		{"a list", "s.yaml", "[]", "1:1: a standard must be a mapping, not a list"},
		{"too deep", "s.yaml", strings.Repeat("[", 100) + strings.Repeat("]", 100), "1:66: more than 64 lists and mappings inside each other"},
		{"too deep in JSON", "s.json", strings.Repeat("[", 100) + strings.Repeat("]", 100), "1:1: more than 64 lists and mappings inside each other"},
		{"too long", "s.yaml", strings.Repeat("#", 5<<20), "1:1: the file has 5,242,880 bytes; more than 4,194,304 are not read"},
		{"JSON cut off", "s.json", "{\"name\": \"x\",\n \"fields\": [", "2:13: the file ends too early; a quotation mark, ] or } is missing"},
		{"JSON with a comma too many", "s.json", "{\n  \"name\": \"x\",\n}", "3:1: a name in quotation marks is missing before “}”, or the comma before it is one too many"},
		{"JSON repeats a name", "s.json", "{\"name\": \"x\",\n \"é\": 1, \"name\": \"y\"}", "2:10: “name” stands twice, first on line 1"},
		{"JSON number beyond float64", "s.json", "{\"name\": 1e10000000}", "1:10: the number 1e10000000 is too large to be read"},
		{"JSON without a colon", "s.json", `{"name" "x"}`, `1:9: a colon is missing before “"”`},
		{"JSON without a comma", "s.json", "{\"a\": [1\n2]}", "2:1: a comma or ] is missing before “2”"},
		{"JSON without a value", "s.json", `{"name": }`, "1:10: a value is missing before “}”"},
		{"JSON text over two lines", "s.json", "{\"name\": \"x\n\"}", "1:12: “⟨U+000A⟩” cannot stand in a text; a quotation mark may be missing before it"},
		{"JSON with a bad number", "s.json", `{"name": 1.x}`, "1:12: this is not valid JSON (invalid character 'x' after decimal point in numeric literal)"},
		{"YAML with a tab", "s.yaml", "file:\n\tbom: either\n", "2:1: no value begins with this character; put the value in quotes, and indent with spaces only"},
		{"YAML without a closing quotation mark", "s.yaml", "name: \"x\nversion: 1\n", "3:1: a text that begins with a quotation mark has no end"},
		{"YAML with a colon too many", "s.yaml", "name: x: y\n", "1:1: this cannot stand here; check the indentation, and put values with a colon or a hyphen in quotes"},
		{"YAML with a wrong indentation", "s.yaml", "file:\n  bom: either\n x: y\n", "3:1: a key is missing here; check the indentation"},
		{"YAML without a colon", "s.yaml", "name: x\nversion\nstatus: y\n", "2:1: a colon is missing after a key"},
		{"YAML with an unknown escape", "s.yaml", `name: "\d"` + "\n", "1:1: the character after a backslash has no meaning; write the backslash twice"},
		{"YAML with an alias of nothing", "s.yaml", "name: *x\n", "1:1: aliases (*x) are not part of this format"},
		{"YAML with an unknown directive", "s.yaml", "%FOO x\n---\na: b\n", "1:1: this is not valid YAML (found unknown directive name)"},
		{"JSON with something behind it", "s.json", "{} {}", "1:4: the document has ended before “{”; nothing may follow it"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Parse(test.file, []byte(test.text))
			got, _, _ := strings.Cut(fmt.Sprint(err), "\n")
			if test.name == "JSON repeats a name" || test.name == "JSON number beyond float64" {
				_, err = Values(test.file, []byte(test.text))
				got = fmt.Sprint(err)
			}
			if want := test.file + ":" + test.want; got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
			french.add(test.name, err)
		})
	}
	french.compare(t)
}
