package report

import (
	"reflect"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// hostile is a run in which every text is the value.
func hostile(value string) Run {
	text := message.Same(value)
	waiver := Waiver{
		Requirement: value, Scope: WaiverScope{Field: value, Key: map[string][]string{value: {value, value}}, File: value}, Reason: text, Owner: value,
		Date: "2026-01-15", Expires: "2026-01-31", Line: 3, Count: 1, State: WaiverInForce,
	}
	expired := waiver
	expired.State, expired.Messages, expired.Fixes = WaiverExpired, &text, &text
	excepted := Finding{
		Requirement: value, Rule: value, Severity: SeverityError, Resource: value, Record: 2, Line: 2, Column: 1, Field: value, Value: &value, Count: 1,
		Messages: text, Fixes: text, Waiver: 1,
	}
	file := &ExceptionsFile{Path: value, SHA256: strings.Repeat("0", 64)} // not a text of anybody's
	return Run{
		Waivers: []Waiver{waiver, expired}, Waived: []Finding{excepted}, Known: []Finding{excepted},
		Baseline: &Baseline{Path: value, SHA256: file.SHA256, Known: 1, New: 1, Gone: 1, Notes: []message.Text{text}},
		Standard: Standard{Name: value, Version: value, Status: "draft", Title: text, Provenance: &text},
		Dataset:  Dataset{Name: value}, Verdict: DoesNotConform,
		Resources: []Resource{{
			Name: value, Path: value, Format: value, Encoding: &Encoding{Name: value, BOM: true, Why: text},
			Dialect: &Dialect{Delimiter: value, Why: text}, Records: 5, Unread: &Unread{Reason: value, Messages: text, Record: 5},
		}},
		Assertions: []Assertion{
			{Requirement: value, Rule: value, Level: "must", Resource: value, Outcome: Failed, Statement: text, Title: text, Tested: 5, Failed: 11, Waived: 1, Known: 1},
			{Requirement: value, Rule: value, Level: "must", Resource: value, Outcome: Untested, Statement: text, Title: text, Reason: &text},
		},
		Findings: []Finding{{
			Requirement: value, Rule: value, Severity: SeverityError, Resource: value, Record: 1, Line: 1, Column: 1, Field: value, Value: &value,
			Count: 1, Messages: text, Fixes: text, Related: []Related{{Record: 3, Field: value, Messages: text}},
			Excerpt: &Excerpt{Labels: []string{value, "b", value}, Cells: []string{"a", value, ""}, Column: 1},
		}},
		Totals: Totals{Error: 9}, Truncated: map[string]int64{value: 8}, Options: Options{
			Supplied: map[string]string{value: value}, Select: []string{value}, Ignore: []string{value}, Levels: map[string]string{value: "must"},
			MaxSamples: 20, Waivers: file, Baseline: file, Date: "2026-11-26",
		},
	}
}

// hostileValues are values that must be shown and not obeyed, and how all formats for people show them, before the escapes of
// the format.
var hostileValues = []struct{ name, value, shown string }{
	{"colour", "a\x1b[31mb", "a⟨U+001B⟩[31mb"},
	{"title of the window", "\x1b]0;x\x07", "⟨U+001B⟩]0;x⟨U+0007⟩"},
	{"C1 control", "a\u009b2Jb", "a⟨U+009B⟩2Jb"},
	{"carriage return", "a\rb", "a⟨U+000D⟩b"},
	{"tab", "a\tb", "a⟨U+0009⟩b"},
	{"backspace", "a\bb", "a⟨U+0008⟩b"},
	{"NUL", "a\x00b", "a⟨U+0000⟩b"},
	{"bidi override", "a\u202eb", "a⟨U+202E⟩b"},
	{"bidi isolate", "a\u2066b", "a⟨U+2066⟩b"},
	{"zero width", "a\u200bb", "a⟨U+200B⟩b"},
	{"line separator", "a\u2028b", "a⟨U+2028⟩b"},
	{"byte order mark", "a\ufeffb", "a⟨U+FEFF⟩b"},
	{"invalid byte", "a\xe9b", "a⟨0xE9⟩b"},
	{"half a character after many", strings.Repeat("é", 31) + "\xc3", strings.Repeat("é", 31) + "⟨0xC3⟩"},
	{"placeholder", "{count} {n|one|many} {", "{count} {n|one|many} {"},
	{"format verb", "100%d %s", "100%d %s"},
	{"wide", "名前", "名前"},
	{"combining", "e\u0301", "e\u0301"},
	{"script", "<script>alert(1)</script>", "<script>alert(1)</script>"},
	{"end of an attribute", `"><img src=x onerror=alert(1)>`, `"><img src=x onerror=alert(1)>`},
	{"end of another attribute", `' onfocus='alert(1)`, `' onfocus='alert(1)`},
	{"end of the style", "</style></title><b>x</b>", "</style></title><b>x</b>"},
	{"comment", "<!-- x --><![CDATA[ ]]>", "<!-- x --><![CDATA[ ]]>"},
	{"entity", "&lt;b&gt; &amp;#60; &#x3c;", "&lt;b&gt; &amp;#60; &#x3c;"},
	{"address", "javascript:alert(1)", "javascript:alert(1)"},
	{"template", "{{.Style}} ${x} {{end}}", "{{.Style}} ${x} {{end}}"},
	{"right to left", "\u05e9\u05dc\u05d5\u05dd 1", "\u05e9\u05dc\u05d5\u05dd 1"},
	{"Markdown", "[a](https://x.test) *b* `c` | # 1. <details>", "[a](https://x.test) *b* `c` | # 1. <details>"},
	{"heading", "# heading", "# heading"},
	{"list", "1. first", "1. first"},
	{"mentions", "@octocat #12 GH-7 www.x.test a@x.test", "@octocat #12 GH-7 www.x.test a@x.test"},
}

func TestTextShowsHostileValues(t *testing.T) {
	for _, test := range hostileValues {
		for _, l := range message.Languages {
			text := render(t, reportOf(hostile(test.value), hostile(test.value)), TextOptions{Language: l, Width: 100})
			if !strings.Contains(text, test.shown) {
				t.Errorf("%s: %q is not in\n%s", test.name, test.shown, text)
			}
			for _, r := range text {
				if r != '\n' && (unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp) || r == utf8.RuneError) {
					t.Errorf("%s: %U reaches the terminal in\n%s", test.name, r, text)
					break
				}
			}
		}
	}
}

// A line end in a value starts no line of its own making.
func TestTextKeepsLinesItsOwn(t *testing.T) {
	text := render(t, reportOf(hostile("a\nconforms to everything")), TextOptions{Width: 120})
	for line := range strings.SplitSeq(text, "\n") {
		if strings.HasPrefix(strings.TrimSpace(line), "conforms") {
			t.Errorf("%q is from the data:\n%s", line, text)
		}
	}
}

// The line of signs under a cell starts where the cell does and is as wide, whatever stands before it.
func TestExcerptPointsAtTheCell(t *testing.T) {
	measure := &runewidth.Condition{StrictEmojiNeutral: true}
	long := strings.Repeat("x", 300)
	for _, test := range []struct {
		name   string
		cells  []string
		column int
		width  int
		want   string // what is pointed at
	}{
		{"first", []string{"1849", "MARY", "7"}, 0, 80, "1849"},
		{"last", []string{"1849", "MARY", "7"}, 2, 80, "7"},
		{"wide characters before", []string{"名前", "MARY", "7"}, 1, 80, "MARY"},
		{"wide characters", []string{"1849", "名前", "7"}, 1, 80, "名前"},
		{"accents written apart", []string{"JOSE\u0301", "ANDRE\u0301", "7"}, 1, 80, "ANDRE\u0301"},
		{"control characters before", []string{"a\x1b[2J", "MARY", "7"}, 1, 80, "MARY"},
		{"empty", []string{"1849", "", "7"}, 1, 80, "(empty)"},
		{"long cells before", []string{long, long, "MARY"}, 2, 80, "MARY"},
		{"long cell", []string{"1849", long, "7"}, 1, 80, strings.Repeat("x", 39) + "…"},
		{"narrow", []string{"1849", "MARGUERITE", "7", "8", "9"}, 1, 20, "MARGUER…"},
		{"many cells", []string{"aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc", "dddddddddd", "eeeeeeeeee", "ffffffffff", "gggggggggg"}, 3, 50, "dddddddddd"},
	} {
		r := hostile("x")
		r.Findings[0].Excerpt = &Excerpt{Labels: make([]string, len(test.cells)), Cells: test.cells, Column: test.column}
		lines := strings.Split(render(t, reportOf(r), TextOptions{Width: test.width}), "\n")
		found := false
		for i, line := range lines {
			if line == "" || strings.Trim(line, " ^") != "" {
				continue
			}
			found = true
			above := lines[i-1]
			from := len(line) - len(strings.TrimLeft(line, " "))
			start := 0
			for start < len(above) && measure.StringWidth(above[:start]) < from {
				start++
			}
			if got := above[start:]; !strings.HasPrefix(got, test.want) || measure.StringWidth(test.want) != len(line)-from {
				t.Errorf("%s: want %q:\n%s\n%s", test.name, test.want, above, line)
			}
			if measure.StringWidth(above) > test.width {
				t.Errorf("%s: too wide:\n%s", test.name, above)
			}
		}
		if !found {
			t.Errorf("%s: points nowhere:\n%s", test.name, strings.Join(lines, "\n"))
		}
	}
}

// marked puts a mark into every text of one language.
func marked(r *Report, l message.Language, mark string) {
	var visit func(reflect.Value)
	visit = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			if !v.IsNil() {
				visit(v.Elem())
			}
		case reflect.Slice:
			for i := range v.Len() {
				visit(v.Index(i))
			}
		case reflect.Struct:
			if text, ok := v.Addr().Interface().(*message.Text); ok {
				if l == message.French {
					text.FR = mark
				} else {
					text.EN = mark
				}
				return
			}
			for i := range v.NumField() {
				visit(v.Field(i))
			}
		}
	}
	visit(reflect.ValueOf(r).Elem())
}

func TestTextTakesTextsOfItsLanguageOnly(t *testing.T) {
	const mark = "OTHER"
	for name := range sampleReports() {
		for _, l := range message.Languages {
			other := message.English + message.French - l
			r := sampleReports()[name]
			marked(r, other, mark)
			if text := render(t, r, TextOptions{Language: l}); strings.Contains(text, mark) {
				t.Errorf("%s in %v has a text of the other language:\n%s", name, l, text)
			}
		}
	}
}

// In a workbook, values are texts: in sentences they are visible, in the copy as the file has them but for what a workbook cannot hold.
func TestWorkbookHoldsHostileValues(t *testing.T) {
	values := map[string]string{"formula": "=1+1", "plus": "+1", "minus": "-1+1", "at": "@SUM(A1)", "escape of a workbook": "_x0041_ _x005F_"}
	for _, test := range hostileValues {
		values[test.name] = test.value
	}
	for name, value := range hostileToPrograms {
		values[name] = value
	}
	for name, value := range values {
		run := hostile(value)
		run.Resources[0].Unread = nil
		run.Resources[0].Fields = []Field{{Header: value, Column: 1}, {Header: "b", Column: 2}}
		data := testTable{records: [][]testCell{{{text: value}, {kind: table.Nested, text: value}}}}
		data.facts.Header.Above, data.facts.Header.AboveCount = []table.Line{{Number: 1, Text: value}}, 1
		book := bookOf(t, reportOf(run), message.French, recordsOf(data), excelLimits)
		noFormulas(t, book)
		sheets := book.GetSheetList()
		if len(sheets) != 3 {
			t.Fatalf("%s: sheets %q", name, sheets)
		}
		want, told := sheetText([]byte(value)), sheetText([]byte(said(value)))
		got := rowsOf(t, book, sheets[2])
		if len(got) < 2 || len(got[1]) != 2 || got[0][0] != want || got[1][0] != want || got[1][1] != want {
			t.Errorf("%s: the copy of %q is %q", name, value, got)
		}
		for cell, note := range notesOf(t, book, sheets[2]) {
			if !strings.Contains(note, told) {
				t.Errorf("%s: the note at %s is %q", name, cell, note)
			}
		}
		if text := sheetTextOf(t, book, sheets[1]); !strings.Contains(text, told) {
			t.Errorf("%s: %q is not in\n%s", name, told, text)
		}
	}
}
