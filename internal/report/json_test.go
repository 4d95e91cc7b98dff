package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/cogwg/hvdlint/internal/message"
)

func encode(t *testing.T, r *Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := JSON(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func compiledSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.Draft = jsonschema.Draft2020
	compiler.AssertFormat = true
	if err := compiler.AddResource("report.schema.json", strings.NewReader(Schema())); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile("report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func validate(t *testing.T, compiled *jsonschema.Schema, data []byte) error {
	t.Helper()
	var document any
	if err := json.Unmarshal(data, &document); err != nil {
		t.Fatal(err)
	}
	return compiled.Validate(document)
}

func TestJSON(t *testing.T) {
	for name, r := range sampleReports() {
		golden(t, name+".json", string(encode(t, r)))
	}
}

func TestJSONMeetsItsSchema(t *testing.T) {
	compiled := compiledSchema(t)
	samples := sampleReports()
	samples["nothing at all"] = &Report{}
	samples["everything"] = full()
	samples["hostile"] = reportOf(hostile("\x1b[31m\xe9\u202e"))
	for name, r := range samples {
		data := encode(t, r)
		if err := validate(t, compiled, data); err != nil {
			t.Errorf("%s: %#v", name, err)
		}
		if bytes.Contains(data, []byte(": null")) {
			t.Errorf("%s: has null", name)
		}
		if !bytes.HasSuffix(data, []byte("\n}\n")) {
			t.Errorf("%s: does not end with a line ending", name)
		}
	}
}

// What a report must not be.
func TestSchemaIsStrict(t *testing.T) {
	compiled := compiledSchema(t)
	for name, change := range map[string]func(*Report){
		"a time that is none":         func(r *Report) { r.Environment = &Environment{Started: "yesterday"} },
		"a verdict that is none":      func(r *Report) { r.Runs[0].Verdict = "maybe" },
		"an outcome that is none":     func(r *Report) { r.Runs[0].Assertions[0].Outcome = "skipped" },
		"a reason of what passed":     func(r *Report) { r.Runs[0].Assertions[0].Reason = &message.Text{EN: "a", FR: "b"} },
		"no reason of what did not":   func(r *Report) { r.Runs[0].Assertions[0].Outcome = Untested },
		"a severity that is none":     func(r *Report) { r.Runs[0].Findings[0].Severity = "fatal" },
		"a finding of no place":       func(r *Report) { r.Runs[0].Findings[0].Count = 0 },
		"a digest that is none":       func(r *Report) { r.Runs[0].Resources[0].SHA256 = "x" },
		"a confidence above all":      func(r *Report) { r.Runs[0].Resources[0].Encoding.Confidence = 101 },
		"nothing hidden, but told of": func(r *Report) { r.Runs[0].Truncated["primaryKey"] = 0 },
		"a version to come":           func(r *Report) { r.SchemaVersion = 2 },
	} {
		r := reportOf(novaScotia())
		change(r)
		if validate(t, compiled, encode(t, r)) == nil {
			t.Errorf("%s: the schema accepts it", name)
		}
	}
	if validate(t, compiled, []byte(`{"schemaVersion":1,"tool":{"name":"a","version":"1"},"runs":[],"more":1}`)) == nil {
		t.Error("the schema accepts a key that it does not know")
	}
}

func TestJSONIsTheSameEachTime(t *testing.T) {
	r := reportOf(novaScotia(), ontario())
	first := encode(t, r)
	for range 5 {
		if !bytes.Equal(first, encode(t, reportOf(novaScotia(), ontario()))) {
			t.Fatal("the same report, other bytes")
		}
	}
}

func TestJSONLeavesTheReportAlone(t *testing.T) {
	r := &Report{Runs: []Run{{Findings: []Finding{{Excerpt: &Excerpt{}}}, Assertions: []Assertion{{}}, Resources: []Resource{{}}}}}
	encode(t, r)
	run := r.Runs[0]
	if r.SchemaVersion != 0 || run.Truncated != nil || run.Assertions[0].Fields != nil || run.Resources[0].Fields != nil || run.Findings[0].Excerpt.Cells != nil {
		t.Errorf("changed: %+v", r)
	}
}

func TestJSONValues(t *testing.T) {
	for _, test := range []struct{ name, value, want string }{
		{"markup", "<b>&amp;</b>", `"<b>&amp;</b>"`},
		{"invalid bytes", "JOS\xe9\xff", `"JOS\ufffd\ufffd"`},
		{"quotes and line ends", "a\"b\nc", `"a\"b\nc"`},
		{"escape character", "\x1b[31m", `"\u001b[31m"`},
		{"French", "ÉLOÏSE", `"ÉLOÏSE"`},
	} {
		r := reportOf(Run{Findings: []Finding{{Value: &test.value}}})
		data := encode(t, r)
		if !bytes.Contains(data, []byte(`"value": `+test.want)) {
			t.Errorf("%s: want %s in\n%s", test.name, test.want, data)
		}
		if !json.Valid(data) {
			t.Errorf("%s: not JSON", test.name)
		}
	}
}

// Every key of the Go types is in the schema, is required there when it is always written, and the other way round.
func TestSchemaHasTheKeysOfTheTypes(t *testing.T) {
	var document struct {
		object
		Defs map[string]object `json:"$defs"`
	}
	if err := json.Unmarshal([]byte(Schema()), &document); err != nil {
		t.Fatal(err)
	}
	document.Defs["report"] = document.object
	seen := map[string]bool{"count": true, "position": true}
	var visit func(reflect.Type)
	visit = func(typ reflect.Type) {
		switch typ.Kind() {
		case reflect.Pointer, reflect.Slice:
			visit(typ.Elem())
			return
		case reflect.Struct:
		default:
			return
		}
		name := strings.ToLower(typ.Name())
		if seen[name] {
			return
		}
		seen[name] = true
		definition, ok := document.Defs[name]
		if !ok {
			t.Errorf("the schema has no definition %s", name)
			return
		}
		if string(definition.AdditionalProperties) != "false" {
			t.Errorf("%s accepts other keys", name)
		}
		var keys, required []string
		for field := range typ.Fields() {
			key, option, _ := strings.Cut(field.Tag.Get("json"), ",")
			keys = append(keys, key)
			if option == "" {
				required = append(required, key)
			}
			visit(field.Type)
		}
		var have []string
		for key, property := range definition.Properties {
			have = append(have, key)
			if property.Description == "" {
				t.Errorf("%s.%s has no description", name, key)
			}
		}
		compareKeys(t, name, "keys", keys, have)
		compareKeys(t, name, "required keys", required, definition.Required)
	}
	visit(reflect.TypeFor[Report]())
	for name := range document.Defs {
		if !seen[name] {
			t.Errorf("the schema defines %s, which no type has", name)
		}
	}
}

// object is what the test reads of a schema.
type object struct {
	AdditionalProperties json.RawMessage   `json:"additionalProperties"`
	Properties           map[string]object `json:"properties"`
	Required             []string          `json:"required"`
	Description          string            `json:"description"`
}

func compareKeys(t *testing.T, name, what string, types, schema []string) {
	t.Helper()
	slices.Sort(types)
	slices.Sort(schema)
	if !slices.Equal(types, schema) {
		t.Errorf("%s: %s of the type %v, of the schema %v", name, what, types, schema)
	}
}

func TestJSONTellsOfErrors(t *testing.T) {
	if err := JSON(failing{}, reportOf()); !errors.Is(err, errFull) {
		t.Errorf("JSON: %v", err)
	}
	if err := Text(failing{}, reportOf(ontario()), TextOptions{}); !errors.Is(err, errFull) {
		t.Errorf("Text: %v", err)
	}
	r := reportOf(Run{Findings: []Finding{{Params: map[string]any{"f": func() {}}}}})
	if err := JSON(&bytes.Buffer{}, r); err == nil {
		t.Error("a parameter that is no JSON was written")
	}
}

var errFull = errors.New("no space left")

// failing is a writer that never writes.
type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errFull }

// full is a report that uses every key.
func full() *Report {
	run := broken()
	run.Dataset.Publisher = "Yukon"
	run.Dataset.Jurisdiction = "YT"
	run.Options.Encoding, run.Options.Delimiter, run.Options.HeaderRow = "windows-1252", ";", pointer(1)
	run.Resources[0].Fields = []Field{
		{Name: "year", Header: "Année", Column: 1, Match: "alias"},
		{Name: "jurisdiction", Match: "supplied", Supplied: "YT"},
		{Header: "x", Column: 2, Match: "unknown"},
	}
	run.Resources[0].Dialect.Quote = `"`
	run.Resources[0].Compression, run.Resources[0].Pointer = "gzip", pointer("/records")
	run.Resources[0].Sheet = &Sheet{Name: "Names", Why: message.Same("x"), All: []SheetEntry{{Name: "Names", Data: true, Range: "A1:B9"}}}
	run.Options.Sheet, run.Options.Records = "Names", "/records"
	run.Options.Dialect, run.Options.Schema = map[string]any{"delimiter": ";", "headerRows": []int{1, 2}}, "schema.json"
	run.Dataset.Path, run.Dataset.SHA256 = "data/datapackage.json", strings.Repeat("a", 64)
	run.Findings[0].Cell, run.Findings[0].Pointer, run.Findings[0].RowGroup = "B12", "/10/year", 2
	run.Findings[0].Params = map[string]any{"values": []string{"a", "b"}, "text": message.Text{EN: "a", FR: "b"}, "n": int64(3)}
	run.Findings[0].Value = pointer("")
	run.Findings[0].Related = []Related{{Record: 1, Line: 2, Column: 3, Field: "year", Cell: "C2", Pointer: "/0/year", RowGroup: 1, Messages: message.Same("x")}}
	run.Findings[0].Excerpt = &Excerpt{Labels: []string{"a"}, Cells: []string{"b"}, Column: -1}
	run.Truncated["records/filled"] = 4
	r := reportOf(run, novaScotia())
	r.Tool.Commit = "75d9f4b"
	r.Environment = &Environment{
		Started: "2026-11-23T20:31:00Z", DurationSeconds: 0.31, OS: "linux", Arch: "amd64", CPUs: 2, Directory: "/data",
	}
	return r
}

// A character that cannot be seen is escaped, and is the same to a program.
func TestJSONEscapesWhatCannotBeSeen(t *testing.T) {
	const value = "a\u009b2Jb \u202e \u2066 \u200b \ufeff \u00ad \x7f \u0604 \U000e0041 é \u00a0 名 👩\u200d🚀"
	var b bytes.Buffer
	if err := writeJSON(&b, value, ""); err != nil {
		t.Fatal(err)
	}
	var back string
	if err := json.Unmarshal(b.Bytes(), &back); err != nil || back != value {
		t.Errorf("%q, error %v, from %s", back, err, b.Bytes())
	}
	const want = `"a\u009b2Jb \u202e \u2066 \u200b \ufeff \u00ad \u007f \u0604 \udb40\udc41 é ` + "\u00a0" + ` 名 👩\u200d🚀"` + "\n"
	if got := b.String(); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
