package standard

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

func TestParseDialect(t *testing.T) {
	text := func(s string) *string { return &s }
	flag := func(b bool) *bool { return &b }
	for _, test := range []struct {
		name, file, text string
		want             Dialect
	}{
		{"nothing said", "d.json", `{}`, Dialect{}},
		{
			"delimited text", "d.json",
			`{"$schema": "https://datapackage.org/profiles/2.0/tabledialect.json", "delimiter": ";", "lineTerminator": "\n", "quoteChar": "'",
			"doubleQuote": false, "escapeChar": "\\", "nullSequence": "\\N", "skipInitialSpace": true}`,
			Dialect{
				Delimiter: text(";"), LineTerminator: text("\n"), QuoteChar: text("'"), DoubleQuote: flag(false), EscapeChar: text(`\`),
				NullSequence: text(`\N`), SkipInitialSpace: flag(true),
			},
		},
		{
			"header and comments", "d.yaml", "header: true\nheaderRows: [2, 1, 2]\nheaderJoin: '-'\ncommentRows: [4]\ncommentChar: '#'\ncaseSensitiveHeader: false\n",
			Dialect{
				Header: flag(true), HeaderRows: []int{1, 2}, HeaderJoin: text("-"), CommentRows: []int{4}, CommentChar: text("#"),
				CaseSensitiveHeader: flag(false),
			},
		},
		{
			"JSON, workbooks, databases", "d.json",
			`{"property": "rows", "itemType": "object", "itemKeys": ["id", "name"], "sheetNumber": 2.0, "sheetName": "Girls", "table": "names"}`,
			Dialect{Property: "rows", ItemType: "object", ItemKeys: []string{"id", "name"}, SheetNumber: 2, SheetName: "Girls", Table: "names"},
		},
		{"empty texts are said", "d.json", `{"quoteChar": "", "nullSequence": "", "headerJoin": ""}`, Dialect{QuoteChar: text(""), NullSequence: text(""), HeaderJoin: text("")}},
		{"a character of several bytes", "d.json", `{"quoteChar": "«"}`, Dialect{QuoteChar: text("«")}},
		{"version 1, under its key", "d.json", `{"dialect": {"csvddfVersion": 1.2, "delimiter": "\t"}}`, Dialect{Delimiter: text("\t")}},
		{
			"version 1.0, in lower case", "d.json", `{"csvddfVersion": "1.0", "quotechar": "'", "doublequote": false, "skipinitialspace": true, "quoteChar": "\""}`,
			Dialect{QuoteChar: text(`"`), DoubleQuote: flag(false), SkipInitialSpace: flag(true)},
		},
		{"lower case means nothing otherwise", "d.json", `{"quotechar": 1}`, Dialect{}},
		{"other properties are passed over", "d.json", `{"delimiter": ",", "x-note": {"a": [1]}, "encoding": null}`, Dialect{Delimiter: text(",")}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := ParseDialect(test.file, []byte(test.text))
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, &test.want) {
				t.Errorf("got  %+v\nwant %+v", got, &test.want)
			}
		})
	}
}

func TestParseDialectFaults(t *testing.T) {
	french := &frenchFaults{}
	for _, test := range []struct{ name, text, want string }{
		{"no mapping", `[]`, `1:1: a table dialect must be a mapping, not a list`},
		{"no mapping under dialect", `{"dialect": "tabs"}`, `1:13: a table dialect must be a mapping, not “tabs”`},
		{"a number as a character", `{"delimiter": 1}`, `1:15: delimiter must be text, not 1; put it in quotes if text is meant`},
		{"an empty delimiter", `{"delimiter": ""}`, `1:15: delimiter must not be empty`},
		{"two characters", "{\n  \"quoteChar\": \"''\"}", `2:16: quoteChar must be a single character, not “''”`},
		{"a word for a flag", `{"doubleQuote": "yes"}`, `1:17: doubleQuote must be true or false, not “yes”`},
		{"null", `{"escapeChar": null}`, `1:16: escapeChar must be text, not null; put it in quotes if text is meant`},
		{"a single row", `{"headerRows": 1}`, `1:16: headerRows must be a list, not 1`},
		{"row 0", `{"commentRows": [1, 0]}`, `1:21: each of commentRows must be a whole number from 1 up, not 0`},
		{"half a row", `{"headerRows": [1.5]}`, `1:17: each of headerRows must be a whole number from 1 up, not 1.5`},
		{"sheet 0", `{"sheetNumber": 0}`, `1:17: sheetNumber must be a whole number from 1 up, not 0`},
		{"an unknown kind of items", `{"itemType": "arrays"}`, `1:14: itemType must be array or object, not “arrays”; did you mean “array”?`},
		{"a number as a key", `{"itemKeys": ["a", 2]}`, `1:20: each of itemKeys must be text, not 2; put it in quotes if text is meant`},
		{"a version in a list", `{"csvddfVersion": [1]}`, `1:19: csvddfVersion must be one value, not a list`},
		{"broken", `{"delimiter": `, `1:15: the file ends too early; a quotation mark, ] or } is missing`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := ParseDialect("d.json", []byte(test.text))
			if got := fmt.Sprint(err); !strings.HasPrefix(got, "d.json:"+test.want) {
				t.Errorf("got  %s\nwant d.json:%s", got, test.want)
			}
			french.add(test.name, err)
		})
	}
	french.compare(t)
}

// TestDialectAgreesWithProfile: where the published profile speaks, it and we accept the same descriptors. What it leaves to the
// words of the specification is marked as ours.
func TestDialectAgreesWithProfile(t *testing.T) {
	path := filepath.Join("..", "..", "..", "shared", "corpora", "datapackage", "profiles", "2.0", "tabledialect.json")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Skipf("the shared files are not here: %v", err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("tabledialect.json", strings.NewReader(string(text))); err != nil {
		t.Fatal(err)
	}
	profile, err := compiler.Compile("tabledialect.json")
	if err != nil {
		t.Fatal(err)
	}
	values := []string{`""`, `","`, `"ab"`, `"array"`, `1`, `0`, `-1`, `1.0`, `1.5`, `true`, `null`, `[]`, `[1]`, `[0]`, `[1.0]`, `["a"]`, `{}`, `[null]`}
	ours := map[string]bool{
		`{"delimiter": ""}`: true, `{"quoteChar": "ab"}`: true, `{"escapeChar": "ab"}`: true, `{"commentChar": "ab"}`: true,
		`{"quoteChar": "array"}`: true, `{"escapeChar": "array"}`: true, `{"commentChar": "array"}`: true,
	}
	for _, key := range []string{
		"header", "headerRows", "headerJoin", "commentRows", "commentChar", "delimiter", "lineTerminator", "quoteChar", "doubleQuote", "escapeChar",
		"nullSequence", "skipInitialSpace", "property", "itemType", "itemKeys", "sheetNumber", "sheetName", "table", "somethingElse",
	} {
		for _, value := range values {
			descriptor := fmt.Sprintf(`{%q: %s}`, key, value)
			var document any
			if err := json.Unmarshal([]byte(descriptor), &document); err != nil {
				t.Fatal(err)
			}
			_, err := ParseDialect("d.json", []byte(descriptor))
			accepts := profile.Validate(document) == nil
			if want := accepts && !ours[descriptor]; want != (err == nil) {
				t.Errorf("%s: the profile accepts it: %t; we say %v", descriptor, accepts, err)
			}
			if !accepts && ours[descriptor] {
				t.Errorf("%s is not ours alone", descriptor)
			}
		}
	}
}

// TestDialectOfObject: a dialect is also read where it stands in another descriptor.
func TestDialectOfObject(t *testing.T) {
	p := &problems{file: "r.json"}
	root := p.readDocument([]byte(`{"name": "a", "dialect": {"delimiter": ";", "header": "no"}}`))
	o, ok := p.object(root, whatResource)
	if !ok {
		t.Fatal(p.err())
	}
	if d := o.dialect("dialect"); d == nil || *d.Delimiter != ";" || o.dialect("other") != nil {
		t.Errorf("got %+v", d)
	}
	if got := fmt.Sprint(p.err()); got != "r.json:1:55: header must be true or false, not “no”" {
		t.Error(got)
	}
}

// FuzzDialect looks for panics, for errors without a place, and for numbers of rows that are none.
func FuzzDialect(f *testing.F) {
	for _, seed := range []string{
		`{}`, `{"delimiter": ";", "headerRows": [1, 2]}`, `{"dialect": {"csvddfVersion": 1.2}}`, "header: false\ncommentRows: [3]\n", `{"headerRows": [1e999, 1e18]}`,
		`{"dialect": {"dialect": []}}`, `{"sheetNumber": 99999999999999999999}`, "quoteChar: é\n", "commentRows: [0x10, 1_0]\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, name := range []string{"d.yaml", "d.json"} {
			d, err := ParseDialect(name, text)
			if err != nil {
				if !strings.HasPrefix(err.Error(), name+":") {
					t.Errorf("no place: %v", err)
				}
				continue
			}
			for _, row := range append(append([]int{}, d.HeaderRows...), d.CommentRows...) {
				if row < 1 {
					t.Errorf("row %d", row)
				}
			}
		}
	})
}
