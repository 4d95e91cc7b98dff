package report

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
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
	"workflow command, inside": "a ::error::b",
	"workflow command, far":    strings.Repeat("a ", 60) + "::error::b",
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
	"end of a script":          "</script><script>alert(1)</script>",
	"image":                    "![a](http://example.org/a.png)",
	"table":                    "a | b |\n| --- | --- |",
	"code":                     "```\na\n```",
	"half a surrogate pair":    "a\xed\xa0\x80b",
	"formula with a plus":      "+1+1",
	"formula with a minus":     "-1+1",
	"formula with an at sign":  "@SUM(1)",
	"formula after blanks":     " \u00a0=1+1",
	"IRI":                      "example:a> <b",
	"term of JSON-LD":          "@id",
}

// programs are the formats that other programs read, and of which a text is in one language or in a place of its own.
var programs = []string{"sarif", "github", "gitlab", "junit", "rdjson", "tap", "csv", "ndjson", "frictionless", "ckan", "ckan-canada", "jsonld"}

// reading is how the readers of a format take a report apart, and what they must find in it whatever its values are.
type reading struct {
	// shape measures an output: what a value must not change. Nil: the lines of the format are wrapped, so that values shape them.
	shape func(t *testing.T, text []byte) int
	// holds is which characters may be written as they are.
	holds characters
	// check asks for what the format itself forbids.
	check func(t *testing.T, name string, text []byte)
	// most is the number of bytes that a report of one finding takes, however long its texts are. 0: it hands them on as they are.
	most int
}

// characters is what a format may hold as it is.
type characters int

const (
	visibleOnly characters = iota // people read the bytes: nothing that moves, colours, hides or reorders
	asTable                       // as visibleOnly, and line ends of two characters
	packed                        // the bytes are no text
)

// readings says of every format how its readers read it. A new format needs an entry here.
var readings = map[string]reading{
	"text":         {nil, visibleOnly, checkLines, 0},
	"json":         {lines, visibleOnly, checkJSON("json"), 0},
	"html":         {elementsOfPage, visibleOnly, checkPage, 64 << 10},
	"html-en":      {elementsOfPage, visibleOnly, checkPage, 64 << 10},
	"html-fr":      {elementsOfPage, visibleOnly, checkPage, 64 << 10},
	"markdown":     {lines, visibleOnly, checkMarkdown, 64 << 10},
	"badge":        {elementsOfXML, visibleOnly, nothingMore, 4 << 10},
	"sarif":        {lines, visibleOnly, checkJSON("sarif"), 64 << 10},
	"github":       {lines, visibleOnly, checkCommands, 64 << 10},
	"gitlab":       {lines, visibleOnly, checkJSON("gitlab"), 64 << 10},
	"junit":        {elementsOfXML, visibleOnly, nothingMore, 64 << 10},
	"rdjson":       {lines, visibleOnly, checkJSON("rdjson"), 64 << 10},
	"tap":          {lines, visibleOnly, checkLines, 64 << 10},
	"csv":          {cellsOfTable, asTable, checkFormulas, 64 << 10},
	"csv-plain":    {cellsOfPlain, asTable, func(t *testing.T, name string, text []byte) { checkFormulas(t, name, withBOM(text)) }, 64 << 10},
	"xlsx":         {nil, packed, checkWorkbook, 256 << 10},
	"ndjson":       {lines, visibleOnly, checkLinesOfJSON, 0},
	"frictionless": {lines, visibleOnly, checkJSON("frictionless"), 64 << 10},
	"ckan":         {lines, visibleOnly, checkJSON("ckan"), 64 << 10},
	"ckan-canada":  {lines, visibleOnly, checkJSON("ckan-canada"), 64 << 10},
	"jsonld":       {lines, visibleOnly, checkLinked, 64 << 10},
}

func TestFormatsHaveAReading(t *testing.T) {
	for _, f := range Formats() {
		if r, ok := readings[f.Name]; !ok || r.check == nil {
			t.Errorf("%s: nothing says how hostile values must come out: add it to readings", f.Name)
		}
	}
}

func nothingMore(*testing.T, string, []byte) {}

func lines(_ *testing.T, text []byte) int { return bytes.Count(text, []byte("\n")) }

func cellsOfTable(t *testing.T, text []byte) int {
	cells := 0
	for _, row := range csvRows(t, text) {
		cells += len(row)
	}
	return cells
}

func cellsOfPlain(t *testing.T, text []byte) int { return cellsOfTable(t, withBOM(text)) }

// withBOM puts a byte order mark before a table that has none.
func withBOM(text []byte) []byte { return append([]byte("\ufeff"), text...) }

func elementsOfPage(t *testing.T, text []byte) int { return len(elements(t, string(text))) }

func elementsOfXML(t *testing.T, text []byte) int {
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
func TestFormatsShowHostileValues(t *testing.T) {
	values := maps.Clone(hostileToPrograms)
	for _, v := range hostileValues {
		values["shown: "+v.name] = v.value
	}
	for _, f := range Formats() {
		reading := readings[f.Name]
		if reading.check == nil {
			continue // TestFormatsHaveAReading says so
		}
		want := 0
		if reading.shape != nil {
			want = reading.shape(t, written(t, f.Name, reportOf(hostile("x")), message.English))
		}
		for name, value := range values {
			for _, l := range message.Languages {
				text := written(t, f.Name, reportOf(hostile(value)), l)
				name := fmt.Sprintf("%s, %s in %v", f.Name, name, l)
				// Statements of standards have code and strong words in a page.
				marked := strings.HasPrefix(f.Name, "html") && strings.Count(value, "`")+strings.Count(value, "**") > 1
				if reading.shape != nil && !marked {
					if got := reading.shape(t, text); got != want {
						t.Errorf("%s: shape %d, want %d:\n%.2000s", name, got, want, text)
					}
				}
				checkCharacters(t, name, reading.holds, text)
				reading.check(t, name, text)
			}
		}
	}
}

func unshowable(r rune) bool {
	return unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp)
}

// checkCharacters looks at the bytes that are written.
func checkCharacters(t *testing.T, name string, holds characters, text []byte) {
	t.Helper()
	if holds == packed {
		return
	}
	if !utf8.Valid(text) {
		t.Errorf("%s: not UTF-8", name)
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	for _, r := range string(text) {
		switch {
		case r == '\n', holds == asTable && r == '\r':
		case unshowable(r):
			t.Errorf("%s: %U is written as it is", name, r)
			return
		}
	}
}

// checkLines asks that no line of a log is a command to what keeps it.
func checkLines(t *testing.T, name string, text []byte) {
	t.Helper()
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(strings.TrimSpace(line), "::") || strings.Contains(line, "##[") {
			t.Errorf("%s: %q is a command", name, line)
		}
	}
}

// checkPage asks that a page has no script, no address and no event.
func checkPage(t *testing.T, name string, text []byte) {
	t.Helper()
	for _, n := range elements(t, string(text)) {
		if slices.Contains([]string{"script", "img", "iframe", "object", "embed", "form", "base"}, n.Data) {
			t.Errorf("%s: an element %s", name, n.Data)
		}
		for _, a := range n.Attr {
			own := a.Key == "href" && (strings.HasPrefix(a.Val, "#") || a.Val == homePage || n.Data == "link" && a.Val == "data:,") // no icon to ask for
			if strings.HasPrefix(a.Key, "on") || slices.Contains([]string{"href", "src", "style", "srcdoc", "action"}, a.Key) && !own {
				t.Errorf("%s: %s has %s=%q", name, n.Data, a.Key, a.Val)
			}
		}
	}
}

// liveLink is the middle of a link or an image that no backslash stops.
var liveLink = regexp.MustCompile(`(^|[^\\])\]\(`)

// checkMarkdown asks that all markup is ours.
func checkMarkdown(t *testing.T, name string, text []byte) {
	t.Helper()
	rest := ownMarkup.ReplaceAllString(string(text), "")
	if at := strings.IndexAny(rest, "<>"); at >= 0 {
		t.Errorf("%s: markup at %q", name, rest[at:min(at+20, len(rest))])
	}
	for line := range strings.Lines(string(text)) {
		if liveLink.MatchString(line) && !strings.Contains(line, "<summary>") { // a block of HTML, where Markdown is none
			t.Errorf("%s: a link in %s", name, line)
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

// checkLinesOfJSON asks that each line is a JSON text.
func checkLinesOfJSON(t *testing.T, name string, text []byte) {
	t.Helper()
	for line := range bytes.Lines(text) {
		if !json.Valid(line) {
			t.Errorf("%s: %.200s is not JSON", name, line)
		}
	}
}

// checkJSON asks that what people read of a JSON output is visible. Values and names are data there, and exact.
func checkJSON(format string) func(t *testing.T, name string, text []byte) {
	return func(t *testing.T, name string, text []byte) {
		t.Helper()
		checkShown(t, name, format, text)
	}
}

func checkShown(t *testing.T, name, format string, text []byte) {
	t.Helper()
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

// checkLinked asks that what refers to something is an IRI, or a node of the document.
func checkLinked(t *testing.T, name string, text []byte) {
	t.Helper()
	checkShown(t, name, "jsonld", text)
	for _, node := range linkedNodes(t, text) {
		for key, value := range node {
			if id, ok := value.(string); ok && (key == "@id" || key == "test" || key == "subject") && !plainIRI.MatchString(id) {
				t.Errorf("%s: %s is %q", name, key, id)
			}
		}
	}
}

// checkWorkbook asks that no cell is a formula, that no link leads out of the workbook but to our page, and that every part is XML.
func checkWorkbook(t *testing.T, name string, text []byte) {
	t.Helper()
	parts, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for _, part := range parts.File {
		r, err := part.Open()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for decoder := xml.NewDecoder(r); ; {
			token, err := decoder.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Errorf("%s: %s: %v", name, part.Name, err)
				break
			}
			start, _ := token.(xml.StartElement)
			if start.Name.Local == "f" && strings.HasPrefix(part.Name, "xl/worksheets/") {
				t.Errorf("%s: %s has a formula", name, part.Name)
			}
			for _, a := range start.Attr {
				if a.Name.Local == "TargetMode" && a.Value == "External" && !slices.Contains(start.Attr, xml.Attr{Name: xml.Name{Local: "Target"}, Value: homePage}) {
					t.Errorf("%s: %s leads to %v", name, part.Name, start.Attr)
				}
			}
		}
		_ = r.Close() // it was read to its end
	}
}

// A text of a million bytes does not make a large report: of a cell, a label of the header, or a message.
func TestFormatsBoundTexts(t *testing.T) {
	value := strings.Repeat("é", 1<<19)
	s := newSample("names.csv", 5, noSupplied)
	s.fail(Assertion{Requirement: "r", Rule: "wrong-type", Level: "must", Title: titleType, Tested: 5, Failed: 1}, Finding{
		Record: 1, Line: 2, Column: 1, Field: value, Value: &value, Messages: message.Same(value), Fixes: message.Same(value),
		Excerpt: &Excerpt{Labels: []string{value}, Cells: []string{value, value}, Column: 0},
		Related: []Related{{Record: 2, Field: value, Messages: message.Same(value)}},
	})
	s.Resources[0].Fields[0].Header = value
	for _, f := range Formats() {
		// What the engine puts into a finding is bounded; the formats that hold everything hand it on as it is.
		if n, most := len(written(t, f.Name, reportOf(s.Run), message.English)), readings[f.Name].most; n > most && most > 0 {
			t.Errorf("%s: %d bytes, more than %d", f.Name, n, most)
		}
	}
}
