package config

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
)

// full says everything that can be said.
const full = `version: 1
language: fr
select: [fields/*, duplicate-key]
ignore: header/order
levels:
  fields/sex/enum: should
fail-on: warning
max-samples: 0
outputs:
  - {format: ci}
  - file: reports/report.html
  - {format: frictionless, file: report.json}
waivers: waivers.yaml
baseline: baseline.json
datasets:
  - paths: data/**/*.csv
    standard: baby-names@1.0.0
    set: {jurisdiction: NS, year: 2016, final: true}
    encoding: windows-1252
    sheet: 2
    records-path: /result/records
    header-row: 3
    delimiter: tab
    dialect: {quoteChar: "'"}
    select: ["*"]
    ignore: []
    levels: {header/order: may}
  - paths: [old, data/x.xlsx]
    schema: schemas/old.json
    dialect: dialect.json
`

// valid files are taken by the parser and by the published schema.
var valid = map[string]string{
	"everything":               full,
	"the least":                "version: 1\n",
	"as JSON would write it":   `{"version": 1, "datasets": [{"paths": ["a.csv"], "standard": "none"}]}`,
	"an empty list":            "version: 1\ndatasets: []\nselect: []\noutputs: []\n",
	"one path":                 "version: 1\ndatasets: [{paths: a.csv}]\n",
	"everything is left out":   "version: 1\nignore: ['*']\n",
	"a sheet by name":          "version: 1\ndatasets: [{paths: a.xlsx, sheet: Names}]\n",
	"records at the top":       "version: 1\ndatasets: [{paths: a.json, records-path: ''}]\n",
	"a space between cells":    "version: 1\ndatasets: [{paths: a.csv, delimiter: ' '}]\n",
	"a field with a space":     "version: 1\nignore: fields/Prénom usuel/type\n",
	"a path with spaces":       "version: 1\ndatasets: [{paths: 'Mes données/prénoms 2016.csv'}]\n",
	"a member of an archive":   "version: 1\ndatasets: [{paths: 'a.zip!b.csv'}]\n",
	"a version that is to be":  "version: 1\ndatasets: [{paths: a.csv, standard: baby-names@1}]\n",
	"a dialect of the future":  "version: 1\ndatasets: [{paths: a.csv, dialect: {delimiter: ';', unheard: 1}}]\n",
	"the header on no line":    "version: 1\ndatasets: [{paths: a.csv, header-row: 0}]\n",
	"a value that looks empty": "version: 1\ndatasets: [{paths: a.csv, set: {a: ''}}]\n",
}

// invalid files are refused by both. The parser says where and why.
var invalid = map[string]struct{ text, en, fr string }{
	"no version":               {"language: fr\n", "c.yaml:1:1: a configuration lacks “version”", "une configuration doit avoir une clé «\u00a0version\u00a0»"},
	"a later version":          {"version: 2\n", "c.yaml:1:10: version must be 1", "version doit valoir 1"},
	"no mapping":               {"- version: 1\n", "c.yaml:1:1: a configuration must be a mapping", "une configuration doit être un objet"},
	"an unknown key":           {"version: 1\nlangage: fr\n", "c.yaml:2:1: a configuration has no “langage”; did you mean “language”?", "vouliez-vous dire «\u00a0language\u00a0»?"},
	"an unknown key below":     {"version: 1\ndatasets:\n  - paths: a.csv\n    standrad: none\n", "c.yaml:4:5: an entry of datasets has no “standrad”; did you mean “standard”?", "un élément de datasets n’a pas de clé"},
	"an unknown language":      {"version: 1\nlanguage: de\n", "c.yaml:2:11: language must be en or fr, not “de”", "language doit valoir en ou fr"},
	"datasets are no list":     {"version: 1\ndatasets: {paths: a}\n", "c.yaml:2:11: datasets must be a list, not a mapping", "datasets doit être une liste"},
	"a dataset is no mapping":  {"version: 1\ndatasets: [a.csv]\n", "c.yaml:2:12: an entry of datasets must be a mapping", "un élément de datasets doit être un objet"},
	"no paths":                 {"version: 1\ndatasets: [{standard: none}]\n", "an entry of datasets lacks “paths”", "doit avoir une clé «\u00a0paths\u00a0»"},
	"empty paths":              {"version: 1\ndatasets: [{paths: []}]\n", "paths must have at least one file", "paths doit avoir au moins un fichier"},
	"an empty path":            {"version: 1\ndatasets: [{paths: ['']}]\n", "each of paths must not be empty", "chaque élément de la liste paths ne doit pas être vide"},
	"an absolute path":         {"version: 1\ndatasets: [{paths: /etc/passwd}]\n", "begins at the top of the machine", "part de la racine de la machine"},
	"a drive":                  {"version: 1\ndatasets: [{paths: 'C:data/a.csv'}]\n", "begins at the top of the machine", "part de la racine de la machine"},
	"an address":               {"version: 1\ndatasets: [{paths: 'https://example.org/a.csv'}]\n", "is an address", "est une adresse"},
	"standard input":           {"version: 1\ndatasets: [{paths: '-'}]\n", "is standard input", "est l’entrée standard"},
	"a backslash":              {"version: 1\ndatasets: [{paths: 'data\\a.csv'}]\n", "has a backslash", "a une barre oblique inverse"},
	"two standards":            {"version: 1\ndatasets: [{paths: a, standard: none, schema: s.json}]\n", "standard and schema both say", "standard et schema désignent tous deux"},
	"no reference":             {"version: 1\ndatasets: [{paths: a, standard: Baby Names}]\n", "is not written as a standard", "n’a pas la forme d’une norme"},
	"a version of nothing":     {"version: 1\ndatasets: [{paths: a, standard: baby-names@}]\n", "is not written as a standard", "n’a pas la forme d’une norme"},
	"set is a list":            {"version: 1\ndatasets: [{paths: a, set: [year=2016]}]\n", "set must be a mapping", "la clé set doit être un objet"},
	"set to nothing":           {"version: 1\ndatasets: [{paths: a, set: {year: }}]\n", "year must not be null", "year ne doit pas être null"},
	"set to a list":            {"version: 1\ndatasets: [{paths: a, set: {year: [1]}}]\n", "year must be one value, not a list", "year doit être une seule valeur"},
	"an encoding by nickname":  {"version: 1\ndatasets: [{paths: a, encoding: cp1252}]\n", "did you mean “windows-1252”?", "vouliez-vous dire «\u00a0windows-1252\u00a0»?"},
	"an unknown encoding":      {"version: 1\ndatasets: [{paths: a, encoding: nothing}]\n", "encoding must be utf-8, windows-1252", "encoding doit valoir utf-8, windows-1252"},
	"a sheet that is a list":   {"version: 1\ndatasets: [{paths: a, sheet: [1]}]\n", "sheet must be one value", "sheet doit être une seule valeur"},
	"no pointer":               {"version: 1\ndatasets: [{paths: a, records-path: result}]\n", "records-path must be a JSON Pointer", "records-path doit être un pointeur JSON"},
	"a line before the first":  {"version: 1\ndatasets: [{paths: a, header-row: -1}]\n", "header-row must be a whole number from 0 up", "header-row doit être un nombre entier"},
	"two characters":           {"version: 1\ndatasets: [{paths: a, delimiter: ';;'}]\n", "delimiter must be one character", "delimiter doit être un seul caractère"},
	"a letter between cells":   {"version: 1\ndatasets: [{paths: a, delimiter: x}]\n", "delimiter must be one character", "delimiter doit être un seul caractère"},
	"a dialect that is wrong":  {"version: 1\ndatasets: [{paths: a, dialect: {quoteChar: ab}}]\n", "quoteChar must be a single character", "quoteChar doit être un seul caractère"},
	"a * in the middle":        {"version: 1\nignore: ['fields/*/type']\n", "has a * that is not at its end", "a un * ailleurs qu’à la fin"},
	"two *":                    {"version: 1\nselect: '**'\n", "has a * that is not at its end", "a un * ailleurs qu’à la fin"},
	"a pattern of a number":    {"version: 1\nselect: [1]\n", "each of select must be text", "chaque élément de la liste select doit être un texte"},
	"levels are a list":        {"version: 1\nlevels: [should]\n", "levels must be a mapping", "la clé levels doit être un objet"},
	"an unknown level":         {"version: 1\nlevels: {header/order: shoud}\n", "header/order must be must, should or may, not “shoud”; did you mean “should”?", "header/order doit valoir must, should ou may"},
	"an unknown severity":      {"version: 1\nfail-on: warnings\n", "did you mean “warning”?", "vouliez-vous dire «\u00a0warning\u00a0»?"},
	"samples below none":       {"version: 1\nmax-samples: -1\n", "max-samples must be a whole number", "max-samples doit être un nombre entier"},
	"an output of nothing":     {"version: 1\noutputs: [{}]\n", "an output must have a format, a file, or both", "une sortie doit avoir format, file ou les deux"},
	"an unknown format":        {"version: 1\noutputs: [{format: jsn}]\n", "did you mean “json”?", "vouliez-vous dire «\u00a0json\u00a0»?"},
	"an output that is a text": {"version: 1\noutputs: [json]\n", "an output must be a mapping", "une sortie doit être un objet"},
	"waivers are a list":       {"version: 1\nwaivers: [a]\n", "waivers must be text", "waivers doit être un texte"},
	"a baseline elsewhere":     {"version: 1\nbaseline: /tmp/b.json\n", "begins at the top of the machine", "part de la racine de la machine"},
}

// unseen faults are those that a schema cannot see.
var unseen = map[string]struct{ text, en string }{
	"nothing at all":          {"", "the file is empty"},
	"broken syntax":           {"version: 1\n  a: b: c\n", "c.yaml:2:"},
	"a key that stands twice": {"version: 1\nlanguage: en\nlanguage: fr\n", "“language” stands twice, first on line 2"},
	"an anchor":               {"version: &a 1\n", "anchors (&a) are not part of this format"},
	"out of the repository":   {"version: 1\ndatasets: [{paths: ../../../a.csv}]\n", "leads out of the repository"},
	"out by a detour":         {"version: 1\nbaseline: data/../../../../b.json\n", "leads out of the repository"},
	"a bracket without end":   {"version: 1\ndatasets: [{paths: 'data/[a.csv'}]\n", "is not a valid pattern"},
	"ways without end":        {"version: 1\ndatasets: [{paths: '" + strings.Repeat("{a,a}", 30) + "b'}]\n", "has too many alternatives"},
	"no format by extension":  {"version: 1\noutputs: [{file: report.doc}]\n", "the extension of report.doc names no format"},
	"two in one file":         {"version: 1\noutputs: [{file: r.json}, {file: ./r.json}]\n", "c.yaml:2:27: two outputs cannot share one file"},
	"two to standard output":  {"version: 1\noutputs: [{format: json}, {format: ci}]\n", "two outputs cannot share one file, or standard output"},
	"a hook of Git":           {"version: 1\noutputs: [{format: text, file: .git/hooks/pre-commit}]\n", "lies in the folder of Git"},
}

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.Draft = jsonschema.Draft2020
	if err := compiler.AddResource(SchemaURL, bytes.NewReader(Schema())); err != nil {
		t.Fatal(err)
	}
	s, err := compiler.Compile(SchemaURL)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// judge is what the schema says of a text.
func judge(t *testing.T, s *jsonschema.Schema, text string) error {
	t.Helper()
	values, err := standard.Values("c.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(values)
}

func TestParserAndSchemaTakeTheSameFiles(t *testing.T) {
	s := compiled(t)
	for name, text := range valid {
		if _, err := Parse("c.yaml", []byte(text), 2); err != nil {
			t.Errorf("%s: refused by the parser: %v", name, err)
		}
		if err := judge(t, s, text); err != nil {
			t.Errorf("%s: refused by the schema: %#v", name, err)
		}
	}
	for name, test := range invalid {
		_, err := Parse("c.yaml", []byte(test.text), 2)
		says := message.TextOf(err)
		if !strings.Contains(says.EN, test.en) || !strings.Contains(says.FR, test.fr) {
			t.Errorf("%s:\n%s\n%s", name, says.EN, says.FR)
		}
		if judge(t, s, test.text) == nil {
			t.Errorf("%s: taken by the schema", name)
		}
	}
}

func TestParserSeesMoreThanTheSchema(t *testing.T) {
	for name, test := range unseen {
		if _, err := Parse("c.yaml", []byte(test.text), 2); err == nil || !strings.Contains(err.Error(), test.en) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The words of the schema are those of the program.
func TestSchemaKnowsFormatsAndEncodings(t *testing.T) {
	var s struct {
		Defs map[string]struct {
			Properties map[string]struct{ Enum []string }
		} `json:"$defs"`
	}
	if err := json.Unmarshal(Schema(), &s); err != nil {
		t.Fatal(err)
	}
	if got, want := s.Defs["output"].Properties["format"].Enum, append(report.FormatNames(), CI); !slices.Equal(got, want) {
		t.Errorf("formats %q, want %q", got, want)
	}
	if got, want := s.Defs["dataset"].Properties["encoding"].Enum, source.Encodings(); !slices.Equal(got, want) {
		t.Errorf("encodings %q, want %q", got, want)
	}
}

// Every character that a delimiter may be is one by the parser and by the pattern of the schema.
func TestDelimiters(t *testing.T) {
	s := compiled(t)
	for b := byte(' '); b < 0x7f; b++ {
		_, ok := ParseDelimiter(string(b))
		quoted, _ := json.Marshal(string(b))
		bySchema := judge(t, s, fmt.Sprintf(`{"version": 1, "datasets": [{"paths": "a", "delimiter": %s}]}`, quoted)) == nil
		if ok != bySchema {
			t.Errorf("%q: %t by the parser, %t by the schema", b, ok, bySchema)
		}
	}
	for _, word := range []string{"tab", "TAB", `\t`, "\t"} {
		if char, ok := ParseDelimiter(word); !ok || char != "\t" {
			t.Errorf("%q: %q, %t", word, char, ok)
		}
	}
}

func TestEverythingIsRead(t *testing.T) {
	c, err := Parse("c.yaml", []byte(full), 0)
	if err != nil {
		t.Fatal(err)
	}
	first, second := &c.Datasets[0], &c.Datasets[1]
	for name, pair := range map[string][2]any{
		"language":         {c.Language, Value[message.Language]{message.French, 2, 11}},
		"select":           {words(c.Select), "fields/* duplicate-key"},
		"ignore":           {words(c.Ignore), "header/order"},
		"level":            {c.Levels["fields/sex/enum"], Value[standard.Level]{standard.Should, 6, 3}},
		"fail-on":          {c.FailOn.Is, "warning"},
		"max-samples":      {c.MaxSamples, Value[int]{0, 8, 14}},
		"outputs":          {c.Outputs.Is, []Output{{10, "ci", ""}, {11, "", "reports/report.html"}, {12, "frictionless", "report.json"}}},
		"waivers":          {c.Waivers.Is, "waivers.yaml"},
		"baseline":         {c.Baseline.Is, "baseline.json"},
		"paths":            {first.Paths, []Value[string]{{"data/**/*.csv", 16, 12}}},
		"standard":         {first.Standard.Is, "baby-names@1.0.0"},
		"a number as text": {first.Set["year"].Is, "2016"},
		"encoding":         {first.Encoding.Is, "windows-1252"},
		"sheet":            {first.Sheet.Is, "2"},
		"records-path":     {first.RecordsPath.Is, "/result/records"},
		"header-row":       {first.HeaderRow.Is, 3},
		"delimiter":        {first.Delimiter.Is, "\t"},
		"dialect":          {*first.Dialect.Is.QuoteChar, "'"},
		"an empty list":    {first.Ignore.Given(), true},
		"line of an entry": {second.Line, 28},
		"schema":           {second.Schema.Is, "schemas/old.json"},
		"a dialect's file": {second.DialectFile.Is, "dialect.json"},
	} {
		if !reflect.DeepEqual(pair[0], pair[1]) {
			t.Errorf("%s: %v, want %v", name, pair[0], pair[1])
		}
	}
}

func words(list Value[[]Value[string]]) string {
	var all []string
	for _, v := range list.Is {
		all = append(all, v.Is)
	}
	return strings.Join(all, " ")
}

func TestAllFaultsAreToldAtOnce(t *testing.T) {
	_, err := Parse("c.yaml", []byte("version: 3\nlangage: fr\ndatasets:\n  - path: a.csv\n    header-row: first\nfail-on: erorr\n"), 0)
	var places []string
	for line := range strings.SplitSeq(message.TextOf(err).FR, "\n") {
		place, _, _ := strings.Cut(line, "\u00a0: ")
		places = append(places, place)
	}
	if want := "c.yaml:1:10 c.yaml:2:1 c.yaml:4:5 c.yaml:4:5 c.yaml:5:17 c.yaml:6:10"; strings.Join(places, " ") != want {
		t.Errorf("%v", places)
	}
}

// FuzzParse looks for panics, for errors without a place, and for files that the parser takes and the schema does not.
func FuzzParse(f *testing.F) {
	for _, text := range valid {
		f.Add([]byte(text))
	}
	for _, test := range invalid {
		f.Add([]byte(test.text))
	}
	compiler := jsonschema.NewCompiler()
	compiler.Draft = jsonschema.Draft2020
	if err := compiler.AddResource(SchemaURL, bytes.NewReader(Schema())); err != nil {
		f.Fatal(err)
	}
	s := compiler.MustCompile(SchemaURL)
	f.Fuzz(func(t *testing.T, text []byte) {
		c, err := Parse("c.yaml", text, 1)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "c.yaml:") {
				t.Errorf("no place: %v", err)
			}
			return
		}
		if err := judge(t, s, string(text)); err != nil {
			t.Errorf("the parser takes what the schema refuses: %#v", err)
		}
		c.For("data/a.csv")
	})
}
