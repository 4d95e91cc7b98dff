package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/message"
)

// hostileToPrograms try to be more than a value in some output.
var hostileToPrograms = map[string]string{
	"markup":                   "<script>alert(1)</script>",
	"formula":                  "=cmd|' /C calc'!A0",
	"formula after a tab":      "\t=1+1",
	"formula after a line end": "\r=1+1",
	"colour":                   "a\x1b[31mb",
	"title of the window":      "\x1b]0;x\x07",
	"workflow command":         "::error file=x::y",
	"workflow command, below":  "a\n::add-mask::b",
	"workflow command, old":    "##[add-mask]x",
	"end of a CDATA section":   "]]>",
	"entity":                   "&lt;&#0;&x;",
	"bidi override":            "a\u202eb",
	"line separator":           "a\u2028b",
	"line ends":                "a\r\nb\nc\rd",
	"plan of tests":            "a\n1..0\nok 1",
	"directive of tests":       "a # SKIP b",
	"end of YAML":              "a\n...\nnot ok 1",
	"quotes":                   `a"b'c` + "`" + `d\`,
	"delimiters":               "a,b;c\td",
	"NUL":                      "a\x00b",
	"noncharacter":             "a\uFFFEb",
	"invalid byte":             "a\xe9b",
	"link":                     "[a](http://example.org)",
	"placeholder":              "{0} {n|one|many} {",
	"percent":                  "100%0A%d",
	"byte order mark":          "\ufeffa",
	"path upwards":             "../../etc/passwd",
}

// programs are the formats that other programs read.
var programs = []string{"sarif", "github", "gitlab", "junit", "rdjson", "tap", "csv", "ndjson", "frictionless", "ckan", "ckan-canada"}

// shapeOf measures an output: what a value must not change.
func shapeOf(t *testing.T, format string, text []byte) int {
	t.Helper()
	switch format {
	case "csv":
		cells := 0
		for _, row := range csvRows(t, text) {
			cells += len(row)
		}
		return cells
	case "junit":
		return countElements(t, text)
	}
	return bytes.Count(text, []byte("\n"))
}

func countElements(t *testing.T, text []byte) int {
	t.Helper()
	n := 0
	for decoder := xml.NewDecoder(bytes.NewReader(text)); ; {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return n
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		if _, ok := token.(xml.StartElement); ok {
			n++
		}
	}
}

// A value is a value: it adds no line, row, element or command, and no character that moves, colours or reorders anything.
func TestProgramsShowHostileValues(t *testing.T) {
	for _, format := range programs {
		want := shapeOf(t, format, written(t, format, reportOf(hostile("x")), message.English))
		for name, value := range hostileToPrograms {
			for _, l := range message.Languages {
				text := written(t, format, reportOf(hostile(value)), l)
				if got := shapeOf(t, format, text); got != want {
					t.Errorf("%s, %s in %v: shape %d, want %d:\n%.2000s", format, name, l, got, want, text)
				}
				checkCharacters(t, format+", "+name, format, text)
				switch format {
				case "github":
					checkCommands(t, name, text)
				case "csv":
					checkFormulas(t, name, text)
				case "tap", "junit":
				default:
					checkJSON(t, format+", "+name, format, text)
				}
			}
		}
	}
}

func unshowable(r rune) bool {
	return unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp)
}

// checkCharacters looks at the bytes that are written. In JSON a character of a value may be one; see checkJSON.
func checkCharacters(t *testing.T, name, format string, text []byte) {
	t.Helper()
	if !utf8.Valid(text) {
		t.Errorf("%s: not UTF-8", name)
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	for _, r := range string(text) {
		isJSON := format != "github" && format != "tap" && format != "junit" && format != "csv"
		if r != '\n' && unshowable(r) && !(isJSON && r > 0x9f) && !(format == "csv" && r == '\r') {
			t.Errorf("%s: %U is written as it is", name, r)
			return
		}
	}
}

func checkCommands(t *testing.T, name string, text []byte) {
	t.Helper()
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, "::error file=") && !strings.HasPrefix(line, "hvdlint ") || strings.Contains(line, "##[") {
			t.Errorf("%s: %q is a line of its own making", name, line)
		}
		if rest, ok := strings.CutPrefix(line, "::error "); ok {
			properties, _, _ := strings.Cut(rest, "::")
			if strings.Count(properties, ",") > 2 || strings.Count(properties, ":") > 0 {
				t.Errorf("%s: properties %q", name, properties)
			}
		}
	}
}

func checkFormulas(t *testing.T, name string, text []byte) {
	t.Helper()
	for _, row := range csvRows(t, text) {
		for _, cell := range row {
			if strings.ContainsAny(strings.TrimLeft(cell, " \u00a0")[:min(1, len(cell))], "=+-@\t\r\n") {
				t.Errorf("%s: %q is a formula", name, cell)
			}
		}
	}
}

// checkJSON asks that what people read of a JSON output is visible. Values and names are data there, and exact.
func checkJSON(t *testing.T, name, format string, text []byte) {
	t.Helper()
	if format == "ndjson" {
		for line := range bytes.Lines(text) {
			if !json.Valid(line) {
				t.Errorf("%s: %.200s is not JSON", name, line)
			}
		}
		return
	}
	var document any
	if err := json.Unmarshal(text, &document); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	isMarkdown := format == "rdjson" // as reviewdog posts it
	shown := map[string]bool{"message": true, "text": true, "description": true, "note": true, "title": true, "warnings": true}
	var visit func(any, bool)
	visit = func(of any, shows bool) {
		switch v := of.(type) {
		case map[string]any:
			for key, value := range v {
				visit(value, shown[key])
			}
		case []any:
			for _, value := range v {
				visit(value, shows)
			}
		case string:
			if shows && strings.ContainsFunc(strings.ReplaceAll(v, "\n", " "), unshowable) {
				t.Errorf("%s: %.200q is shown as it is", name, v)
			}
			if (format == "sarif" || isMarkdown) && shows && strings.Contains(v, "](http") {
				t.Errorf("%s: %q has a link from the data", name, v)
			}
			if isMarkdown && shows && strings.Contains(strings.ReplaceAll(v, `\<`, ""), "<") {
				t.Errorf("%s: %q has markup from the data", name, v)
			}
		}
	}
	visit(document, false)
}

// A cell of a million bytes does not make a large report.
func TestProgramsBoundCells(t *testing.T) {
	value := strings.Repeat("é", 1<<19)
	for _, format := range programs {
		s := newSample("names.csv", 5, noSupplied)
		s.fail(Assertion{Requirement: "r", Rule: "wrong-type", Level: "must", Title: titleType, Tested: 5, Failed: 1}, Finding{
			Record: 1, Line: 2, Column: 1, Field: value, Value: &value, Messages: message.Same(value), Fixes: message.Same(value),
			Excerpt: &Excerpt{Labels: []string{value}, Cells: []string{value, value}, Column: 0},
			Related: []Related{{Record: 2, Field: value, Messages: message.Same(value)}},
		})
		s.Resources[0].Fields[0].Header = value
		// What the engine puts into a finding is bounded; NDJSON hands it on as it is.
		if n := len(written(t, format, reportOf(s.Run), message.English)); n > 64<<10 && format != "ndjson" {
			t.Errorf("%s: %d bytes", format, n)
		}
	}
}
