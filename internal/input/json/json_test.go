package json

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// TestRecords gives the labels and the records, see [reading.show].
func TestRecords(t *testing.T) {
	for _, test := range []struct {
		name    string
		text    string
		options Options
		labels  string
		records string
		damage  string
	}{
		{name: "empty file"},
		{name: "white space", text: " \r\n"},
		{name: "empty array", text: "[]"},
		{name: "objects", text: `[{"a":1,"b":"x"},{"a":2,"b":"y"}]`, labels: "a,b", records: `
			1@1 1 "x"
			2@1 2 "y"`},
		{name: "pretty", text: "[\r\n  {\r\n    \"a\": 1\r\n  },\r\n  {\r\n    \"a\": 2\r\n  }\r\n]\r\n", labels: "a", records: `
			1@2 1
			2@5 2`},
		{name: "other order, and less", text: `[{"a":1,"b":2},{"b":3,"a":4},{"b":5},{}]`, labels: "a,b", records: `
			1@1 1 2
			2@1 4 3
			3@1 null 5
			4@1 null null`},
		{name: "names in order of appearance", text: `[{"b":1},{"a":2},{"c":3,"b":4}]`, labels: "b,a,c", records: `
			1@1 1 null null
			2@1 null 2 null
			3@1 4 null 3`},
		{name: "kinds", text: `[{"a":null,"b":true,"c":false,"d":-1.50,"e":"","f":{"x": [1, 2]},"g":[]}]`, labels: "a,b,c,d,e,f,g", records: `
			1@1 null true false -1.50 "" {"x":[1,2]} []`},
		{name: "whole numbers are written out", text: `[[5.0,5e3,-120e-1,0.5,1e999,0.0e0]]`, labels: ",,,,,", options: Options{HeaderRow: row(0)}, records: `
			1@1 5 5000 -12 0.5 1e999 0`},
		{name: "escapes", text: `[{"a":"\u00e9\n\t\"\\\/\ud83d\ude00"},{"\u0061":"\u0000"}]`, labels: "a", records: `
			1@1 "é\n\t\"\\/😀"
			2@1 "\x00"`},
		{name: "an escaped line break is no line", text: "[{\"a\":\"1\\n2\"},\n{\"a\":\"\\ud800\"}]", labels: "a", records: `
			1@1 "1\n2"
			2@2 !"�"`, damage: `invalid-bytes offset 21 record 2 line 2 column 1 "\\ud800"`},
		{name: "half a surrogate pair", text: `[{"a":"x\udc00y","b":"\ud83dz"}]`, labels: "a,b", records: `
			1@1 !"x�y" !"�z"`, damage: `
			invalid-bytes offset 8 record 1 line 1 column 1 "x\\udc00y"
			invalid-bytes offset 22 record 1 line 1 column 2 "\\ud83dz"`},
		{name: "bytes that are not UTF-8", text: "[{\"a\":\"x\",\"b\":\"\xe9\"},{\"a\":[\"\xff\"]}]", options: Options{Settled: true}, labels: "a,b", records: `
			1@1 "x" !"\xe9"
			2@1 !"[\"\xff\"]" null`, damage: `
			invalid-bytes offset 15 record 1 line 1 column 2 "\xe9"
			invalid-bytes offset 26 record 2 line 1 column 1 "[\"\xff\"]"`},
		{name: "a name twice", text: "[{\"a\":1},\n{\"a\":1,\n\"a\":2,\"b\":3,\"b\":4}]", labels: "a,b", records: `
			1@1 1 null
			2@2 2 4`, damage: `
			repeated-name offset 18 record 2 line 3 column 1 "a"
			repeated-name offset 30 record 2 line 3 column 2 "b"`},
		{name: "elements that are no records", text: `[{"a":1,"b":2},null,5,"x",[3]]`, labels: "a,b", records: `
			1@1 1 2
			2@1 null null
			3@1/1 5 ∅
			4@1/1 "x" ∅
			5@1/1 [3] ∅`},
		{name: "nulls alone", text: `[null,null]`, records: `
			1@1 null
			2@1 null`},
		{name: "arrays with a header", text: `[["year","name"],[1998,"Emma"],[1999,"Léa"]]`, labels: "year,name", records: `
			1@1 1998 "Emma"
			2@1 1999 "Léa"`},
		{name: "arrays without a header", text: `[[1998,"Emma"],[1999,"Emma"]]`, labels: ",", records: `
			1@1 1998 "Emma"
			2@1 1999 "Emma"`},
		{name: "ragged arrays", text: `[["year","name"],[1998],[1999,"Léa",5],[2000,"Zoé"],[],null,{"a":1}]`, labels: "year,name", records: `
			1@1/1 1998 ∅
			2@1/3 1999 "Léa"
			3@1 2000 "Zoé"
			4@1/0 ∅ ∅
			5@1 null null
			6@1/1 {"a":1} ∅`},
		{name: "a title above the header", text: "[[\"Names\"],\n[\"year\",\"name\"],\n[1998,\"Emma\"],[1999,\"Léa\"]]", labels: "year,name", records: `
			1@3 1998 "Emma"
			2@3 1999 "Léa"`},
		{name: "lines", text: "{\"a\":1}\n\n{\"a\":2}\r\n  \n{\"a\":3}", labels: "a", records: `
			1@1 1
			2@3 2
			3@5 3`},
		{name: "lines of arrays", text: "[\"year\",\"name\"]\n[1998,\"Emma\"]\n[1999,\"Léa\"]\n", labels: "year,name", records: `
			1@2 1998 "Emma"
			2@3 1999 "Léa"`},
		{name: "a later name", text: `[{"a":1}` + strings.Repeat(`,{"a":1}`, sampleRecords) + `,{"a":2,"b":3}]`, labels: "a,b", records: strings.Join(numbered(sampleRecords+1, "1 null"), "\n") + `
			1002@1 2 3`},
		{name: "records in an object", text: `{"help":"x","result":{"fields":[{"id":"a"},{"id":"b"}],"records":[{"a":1}]},"n":[1,2,3]}`, labels: "a", records: `
			1@1 1`},
		{name: "the longest array", text: `{"x":[{"n":1}],"y":{"names":[{"a":1},{"a":2}]}}`, labels: "a", records: `
			1@1 1
			2@1 2`},
		{name: "the shallowest array", text: `{"y":{"names":[{"a":1}]},"x":[{"n":1}]}`, labels: "n", records: `
			1@1 1`},
		{
			name: "the array that the standard knows", text: `{"data":[{"n":1},{"n":2}],"list":[{"year":1,"name":2}]}`, labels: "year,name",
			options: Options{Labels: knowing("year", "name")}, records: `
			1@1 1 2`,
		},
		{name: "a given place", text: `{"data":[{"n":1}],"a/b":[0,{"~":[{"m":1},{"m":2}]}]}`, labels: "m", options: Options{Records: "/a~1b/1/~0"}, records: `
			1@1 1
			2@1 2`},
		{
			name: "a list of columns has names too", text: `{"meta":{"columns":[{"name":"a"},{"name":"b"}]},"data":[{"n":1}]}`, labels: "n",
			options: Options{Labels: knowing("name", "year")}, records: `
			1@1 1`,
		},
		{name: "a declared property", text: `{"data":[{"n":1}],"x":[{"m":1}]}`, labels: "m", options: Options{Dialect: &standard.Dialect{Property: "x"}}, records: `
			1@1 1`},
		{
			name: "a declared type that the data contradict", text: `[{"n":1}]`, labels: "n",
			options: Options{Dialect: &standard.Dialect{ItemType: "array"}}, records: `
			1@1 1`,
		},
		{name: "a single object", text: "{\n\"a\": 1,\n\"b\": [\"x\"]}\n", labels: "a,b", records: `
			1@1 1 ["x"]`},
		{name: "features", text: `{"type":"FeatureCollection","features":[
			{"type":"Feature","id":1,"geometry":{"type": "Point"},"properties":{"a":1}},
			{"type":"Feature","properties":{"a":2,"b":3},"geometry":null},
			{"type":"Feature","properties":null}]}`, labels: "a,b,geometry", records: `
			1@2 1 null {"type":"Point"}
			2@3 2 3 null
			3@4 null null null`},
		{name: "features with a property geometry", text: `{"features":[{"type":"Feature","properties":{"geometry":1},"geometry":{}}]}`, labels: "geometry", records: `
			1@1 1`},
		{name: "features of ArcGIS", text: `{"fields":[{"name":"a","type":"esriFieldTypeInteger"},{"name":"b"},{"name":"c"}],"features":[
			{"attributes":{"a":1,"b":2}},
			{"attributes":{"a":3}}]}`, labels: "a,b", records: `
			1@2 1 2
			2@3 3 null`},
		{name: "features of ArcGIS with a geometry", text: `[{"geometry":{"x":1},"attributes":{"a":1}}]`, labels: "a,geometry", records: `
			1@1 1 {"x":1}`},
		{name: "attributes beside other fields", text: `[{"attributes":{"a":1},"n":2}]`, labels: "attributes,n", records: `
			1@1 {"a":1} 2`},
		{name: "a feature a line", text: "{\"type\":\"Feature\",\"properties\":{\"a\":1}}\n{\"type\":\"Feature\",\"properties\":{\"a\":2},\"geometry\":[1]}\n", labels: "a,geometry", records: `
			1@1 1 null
			2@2 2 [1]`},
		{name: "declared keys", text: `[{"a":1,"b":2}]`, labels: "b,c,a", options: Options{Dialect: &standard.Dialect{ItemKeys: []string{"b", "c"}}}, records: `
			1@1 2 null 1`},
		{
			name: "declared header rows", text: `[["year","count"],["","girls"],[1998,5]]`, labels: "year,count/girls",
			options: Options{Dialect: &standard.Dialect{HeaderRows: []int{1, 2}, HeaderJoin: ptr("/")}}, records: `
			1@1 1998 5`,
		},
		{name: "declared to have no header", text: `[["year","count"],[1998,5]]`, labels: ",", options: Options{Dialect: &standard.Dialect{Header: new(bool)}}, records: `
			1@1 "year" "count"
			2@1 1998 5`},
		{name: "a declared comment", text: `[["x","y"],["year","count"],[1998,5]]`, labels: "year,count", options: Options{Dialect: &standard.Dialect{CommentRows: []int{1}}}, records: `
			1@1 1998 5`},
		{name: "a given header row", text: `[["x","y"],["year","count"],[1998,5]]`, labels: "year,count", options: Options{HeaderRow: row(2)}, records: `
			1@1 1998 5`},
		{name: "brackets in texts", text: `[{"a":"}]\\"},{"a":"[{\"","b":[{"c":"]"}]}]`, labels: "a,b", records: `
			1@1 "}]\\" null
			2@1 "[{\"" [{"c":"]"}]`},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := mustRead(t, test.text, test.options)
			if labels := strings.Join(got.Facts.Header.Labels, ","); labels != test.labels {
				t.Errorf("labels %q, want %q", labels, test.labels)
			}
			if show := got.show(); show != lines(test.records) {
				t.Errorf("records\n%swant\n%s", show, lines(test.records))
			}
			if damage := got.showDamage(); damage != lines(test.damage) {
				t.Errorf("damage\n%swant\n%s", damage, lines(test.damage))
			}
			if got.Facts.Records != int64(len(got.Records)) || got.Facts.Unread != nil {
				t.Errorf("%d records, unread %+v", got.Facts.Records, got.Facts.Unread)
			}
		})
	}
}

func numbered(n int, cells string) []string {
	records := make([]string, n)
	for i := range records {
		records[i] = fmt.Sprintf("%d@1 %s", i+1, cells)
	}
	return records
}

func knowing(labels ...string) func([]string) int {
	return func(given []string) (n int) {
		for _, label := range labels {
			for _, g := range given {
				if g == label {
					n++
				}
			}
		}
		return n
	}
}

func ptr(s string) *string { return &s }

// TestForms gives what the facts say of the form, and the pointer of the first record's first cell.
func TestForms(t *testing.T) {
	for _, test := range []struct {
		name, text, format, pointer, why string
	}{
		{"objects", `[{"a":1}]`, "json", "/0/a", "The file is an array of records."},
		{"arrays", `[["year","n"],[1998,5]]`, "json", "/1/0", "The file is an array of records. Row 1 is the header: it holds names above columns of numbers or dates."},
		{"lines", "{\"a\":1}\n{\"a\":2}\n", "ndjson", "/a", "Each line of the file is a record."},
		{"an object", `{"a":{"b":[{"c":1}]}}`, "json", "/a/b/0/c", "The records are in “/a/b”, the only array of objects or arrays."},
		{"arrays to choose from", `{"data":[{"c":1}],"n":[{"c":1}]}`, "json", "/data/0/c", "The records are in “/data”; 1 other array of objects or arrays looked less like records."},
		{"a single object", `{"a":1}`, "json", "/a", "The file is a single object without arrays of records; it was read as one record."},
		{"features", `{"features":[{"type":"Feature","properties":{"a":1}}]}`, "geojson", "/features/0/properties/a", "The file holds GeoJSON features; their properties are the fields."},
		{"features of ArcGIS", `{"features":[{"attributes":{"a":1}}]}`, "json", "/features/0/attributes/a", "The file holds ArcGIS features; their attributes are the fields."},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := mustRead(t, test.text, Options{}).Facts
			place := f.Place(1, 1, 1)
			if f.Format != test.format || place.Pointer != test.pointer || f.Dialect.Why.EN != test.why {
				t.Errorf("%s %s %s", f.Format, place.Pointer, f.Dialect.Why.EN)
			}
			if f.Dialect.Why.FR == "" || strings.ContainsAny(f.Dialect.Why.FR, "{}") {
				t.Errorf("why %s", f.Dialect.Why.FR)
			}
			if !f.Native.Has(table.Number) || !f.Native.Has(table.Boolean) || !f.Native.Has(table.Nested) || f.Native.Has(table.Date) {
				t.Errorf("native kinds %b", f.Native)
			}
		})
	}
}

// TestBroken gives how many records come before what is broken, the damage with its line, and the sentence.
func TestBroken(t *testing.T) {
	for _, test := range []struct {
		name, text string
		records    int64
		damage     string
		why        string
	}{
		{"a comma is missing between records", "[{\"a\":1},\n{\"a\":2}\n{\"a\":3}]", 2, `syntax offset 18 record 3 line 3 column 0 "{\"a\":3}]"`, "on line 3, position 1, a comma is missing between two values"},
		{"a comma is missing between fields", `[{"a":1},{"a":2 "b":3}]`, 1, `syntax offset 16 record 2 line 1 column 0 "{\"a\":2 \"b\":3}"`, "a comma is missing"},
		{"a comma before the end", `[{"a":1},]`, 1, `syntax offset 9 record 2 line 1 column 0 "]"`, "a comma is followed by a closing bracket"},
		{"a comma before the end of a record", `[{"a":1,}]`, 0, `syntax offset 8 record 1 line 1 column 0 "{\"a\":1,}"`, "a comma is followed by a closing bracket"},
		{"two commas", `[{"a":1},,{"a":2}]`, 1, `syntax offset 9 record 2 line 1 column 0 ",{\"a\":2}]"`, "a comma stands where a value must be"},
		{"NaN", `[{"a":1},{"a":NaN}]`, 1, `syntax offset 14 record 2 line 1 column 0 "{\"a\":NaN}"`, "a word stands outside quotation marks"},
		{"minus Infinity", `[{"a":-Infinity}]`, 0, `syntax offset 7 record 1 line 1 column 0 "{\"a\":-Infinity}"`, "a number is not written as JSON writes numbers"},
		{"apostrophes", `[{'a':1}]`, 0, `syntax offset 2 record 1 line 1 column 0 "{'a':1}"`, "an apostrophe stands"},
		{"a bare name", `[{a:1}]`, 0, `syntax offset 2 record 1 line 1 column 0 "{a:1}"`, "the name of a field must stand here"},
		{"a comment", "[{\"a\":1}, // one\n{\"a\":2}]", 1, `syntax offset 10 record 2 line 1 column 0 "// one\n{\"a\":2}]"`, "there is a comment"},
		{"a line break in a text", "[{\"a\":\"x\ny\"}]", 0, `syntax offset 8 record 1 line 1 column 0 "{\"a\":\"x\ny\"}"`, "write \\n for a line break"},
		{"an escape that is none", `[{"a":"C:\data"}]`, 0, `syntax offset 10 record 1 line 1 column 0 "{\"a\":\"C:\\data\"}"`, "write a backslash in a text twice"},
		{"a leading zero", `[{"a":007}]`, 0, `syntax offset 7 record 1 line 1 column 0 "{\"a\":007}"`, "a number is not written"},
		{"a quote that is missing", `[{"a":"x},{"a":"y"}]`, 0, `syntax offset 12 record 1 line 1 column 0 "{\"a\":\"x},{\"a\":\"y\"}]"`, "on line 1, position 13"},
		{"the wrong bracket", `[{"a":1],{"a":2}]`, 0, `syntax offset 7 record 1 line 1 column 0 "{\"a\":1]"`, "a bracket closes something other"},
		{"an end that is missing", `[{"a":1},{"a":2}`, 2, `truncated offset 16 record 3 line 1 column 0 ""`, "the text ends before everything"},
		{"an end that is missing in a record", "[{\"a\":1},\n{\"a\":", 1, `truncated offset 15 record 2 line 2 column 0 "{\"a\":"`, "the text ends before everything"},
		{"text behind the end", "[{\"a\":1}]\n]", 1, `syntax offset 10 record 0 line 2 column 0 "]"`, "something follows the end"},
		{"two objects", "{\n\"a\":1}\n{\"a\":2}", 1, `syntax offset 9 record 0 line 3 column 0 "{\"a\":2}"`, "write each record on a line of its own"},
		{"a broken line", "{\"a\":1}\n{\"a\":2\n{\"a\":3}\n", 1, `truncated offset 14 record 2 line 2 column 0 "{\"a\":2"`, "on line 2, position 7, the text ends"},
		{"two records on a line", "{\"a\":1}\n{\"a\":2}{\"a\":3}\n", 1, `syntax offset 15 record 2 line 2 column 0 "{\"a\":2}{\"a\":3}"`, "something follows the end"},
		{"before the records", `{"x":tru,"data":[{"a":1}]}`, 0, `syntax offset 8 record 0 line 1 column 0 ",\"data\":[{\"a\":1}]}"`, "a word stands outside"},
		{"behind the records", `{"data":[{"a":1}],"x":01}`, 1, `syntax offset 23 record 0 line 1 column 0 "1}"`, "a number is not written"},
		{"in the header", `[["year","na\me"],[1998,5]]`, 0, `syntax offset 13 record 1 line 1 column 0 "[\"year\",\"na\\me\"]"`, "write a backslash"},
		{"no table, and no JSON", `tru`, 0, `truncated offset 3 record 0 line 1 column 0 ""`, "the text ends"},
		{"too deep", `[{"a":` + strings.Repeat("[", maxDepth) + strings.Repeat("]", maxDepth) + `}]`, 0, fmt.Sprintf(`syntax offset %d record 1 line 1 column 0 %q`, 5+maxDepth, strings.Repeat("[", 41)+strings.Repeat("]", 39)), "nested more than 1,000 levels deep"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := mustRead(t, test.text, Options{})
			f := got.Facts
			if f.Records != test.records || int64(len(got.Records)) != test.records {
				t.Errorf("%d records, %d read, want %d", f.Records, len(got.Records), test.records)
			}
			if damage := strings.TrimSpace(got.showDamage()); damage != test.damage {
				t.Errorf("damage\n%s\nwant\n%s", damage, test.damage)
			}
			if f.Unread == nil {
				t.Fatal("nothing is unread")
			}
			if u := f.Unread; !strings.Contains(u.Text.EN, test.why) || u.Record != test.records || u.Line != f.Damaged[0].Line || strings.Contains(u.Text.FR+u.Text.EN, "{") {
				t.Errorf("unread %+v", u)
			}
		})
	}
}

func TestNotATable(t *testing.T) {
	for _, test := range []struct {
		name, text, reason, why string
		options                 Options
	}{
		{name: "a number", text: "12", reason: "not-a-table", why: "holds no records"},
		{name: "an empty object", text: "{}", reason: "not-a-table", why: "holds no records"},
		{name: "numbers", text: "[1,2,null]", reason: "not-a-table", why: "holds no records"},
		{name: "a pointer that leads nowhere", text: `{"a":[{"b":1}]}`, reason: "not-a-table", why: "nothing at “/b”", options: Options{Records: "/b"}},
		{name: "a pointer into a number", text: `{"a":1}`, reason: "not-a-table", why: "nothing at “/a/b”", options: Options{Records: "/a/b"}},
		{name: "a pointer to an object", text: `{"a":{}}`, reason: "not-a-table", why: "not an array", options: Options{Records: "/a"}},
		{name: "no pointer", text: `{"a":[{"b":1}]}`, reason: "not-a-table", why: "nothing at", options: Options{Records: "a"}},
		{name: "a declared property that is not there", text: `{"a":[{"b":1}]}`, reason: "not-a-table", why: "nothing at", options: Options{Dialect: &standard.Dialect{Property: "b"}}},
		{name: "too many names", text: "[{" + manyNames(input.MaxColumns+1) + "}]", reason: "too-large", why: "16,385 fields"},
		{name: "a header too wide", text: "[[\"x\"" + strings.Repeat(`,"x"`, input.MaxColumns) + "]]", reason: "too-large", why: "16,385 fields"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := mustRead(t, test.text, test.options)
			u := got.Facts.Unread
			if u == nil || u.Reason != test.reason || !strings.Contains(u.Text.EN, test.why) || strings.Contains(u.Text.FR, "{") {
				t.Errorf("unread %+v", u)
			}
			if len(got.Facts.Damaged) > 0 || len(got.Records) > 0 {
				t.Errorf("damage\n%srecords\n%s", got.showDamage(), got.show())
			}
		})
	}
}

func manyNames(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `,"n%d":1`, i)
	}
	return b.String()[1:]
}

func TestHeader(t *testing.T) {
	got := mustRead(t, "[[\"Names\"],\n[\"year\",\"name\"],\n[1998,\"Emma\"],[1999,\"Léa\"]]", Options{})
	h, d := got.Facts.Header, got.Facts.Dialect
	above := []table.Line{{Number: 1, Text: `["Names"]`}}
	if !h.Found || h.Forced || h.AboveCount != 1 || !reflect.DeepEqual(h.Above, above) || d.HeaderLine != 2 || got.Facts.Tree.First != 2 {
		t.Errorf("%+v %+v %+v", h, d, got.Facts.Tree)
	}
	if h := mustRead(t, "[[1],[2]]", Options{HeaderRow: row(0)}).Facts.Header; h.Found || !h.Forced {
		t.Errorf("%+v", h)
	}
}

// TestEncoding: text that is not UTF-8 is given back as long as nobody has settled on reading it as such.
func TestEncoding(t *testing.T) {
	for _, text := range []string{
		"[{\"a\":\"\xe9\"}]", "{\"\xe9\":1,\"data\":[{\"a\":1}]}", "{\"data\":[{\"a\":1}],\"x\":\"\xe9\"}", "[[\"\xe9\"],[1],[2]]", "{\"a\":1}\n{\"a\":\"\xe9\"}\n",
		"[{\"a\":01},{\"a\":\"\xe9\"}]",
	} {
		if _, err := read(t.Context(), text, Options{}, nil); !errors.Is(err, input.ErrEncoding) {
			t.Errorf("%q: error %v", text, err)
		}
		got := mustRead(t, text, Options{Settled: true})
		if got.Facts.Damage[table.InvalidBytes]+got.Facts.Damage[table.Syntax] != 1 {
			t.Errorf("%q: damage\n%s", text, got.showDamage())
		}
	}
}
