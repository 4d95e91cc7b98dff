package rules_test

import (
	"bytes"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/encoding/charmap"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/validate"
	"github.com/cogwg/hvdlint/rules"
	"github.com/cogwg/hvdlint/standards"
)

// TestPages runs every example of every page, in both languages.
func TestPages(t *testing.T) {
	for _, rule := range rules.All() {
		t.Run(rule.ID, func(t *testing.T) {
			english, french := readPage(t, rule, message.English), readPage(t, rule, message.French)
			comparePages(t, english, french)
			for i, example := range english.Examples {
				t.Run(fmt.Sprintf("%s %d", example.Outcome, i+1), func(t *testing.T) {
					if example.Format == "dataset" {
						checkDataset(t, rule, example, french.Examples[i])
						return
					}
					run := runExample(t, rule, example)
					checkExample(t, rule, example, run, message.English)
					if i < len(french.Examples) {
						checkExample(t, rule, french.Examples[i], run, message.French)
					}
				})
			}
		})
	}
}

// notInCSV are rules about what CSV does not have, and rules about which files there are: their examples are of other formats.
var notInCSV = []string{
	"date-as-text", "nested-value", "number-as-text", "repeated-name", // native types and names of members
	"error-cell", "formula-cell", "hidden-data", "merged-cells", "missing-result", "several-data-sheets", "several-tables", // workbooks
	"missing-resource", "unexpected-resource", // datasets
}

// TestTitles holds the title that is read by itself to that of the page.
func TestTitles(t *testing.T) {
	for _, rule := range rules.All() {
		title, err := rule.Title()
		if err != nil {
			t.Error(err)
		}
		if want := (message.Text{EN: readPage(t, rule, message.English).Title, FR: readPage(t, rule, message.French).Title}); title != want {
			t.Errorf("%s: %q, the pages have %q", rule.ID, title, want)
		}
	}
}

// TestPagesShowBothOutcomes demands of every page an example that fails and one that passes, in CSV where CSV can have it.
func TestPagesShowBothOutcomes(t *testing.T) {
	for _, rule := range rules.All() {
		shown := map[string]bool{}
		for _, example := range readPage(t, rule, message.English).Examples {
			if slices.Contains(formatsOf(example), "csv") || slices.Contains(notInCSV, rule.ID) {
				shown[example.Outcome] = true
			}
		}
		for _, outcome := range []string{"failed", "passed"} {
			if !shown[outcome] {
				t.Errorf("%s: no example that %s", rule.ID, outcome)
			}
		}
	}
}

// TestFamiliesHaveExamplesInEveryFormat demands of every family of rules that its pages show files of all formats.
func TestFamiliesHaveExamplesInEveryFormat(t *testing.T) {
	shown := map[lint.Family]map[string]bool{}
	for _, rule := range rules.All() {
		if shown[rule.Family] == nil {
			shown[rule.Family] = map[string]bool{}
		}
		for _, example := range readPage(t, rule, message.English).Examples {
			for _, format := range formatsOf(example) {
				shown[rule.Family][format] = true
			}
		}
	}
	for family, formats := range shown {
		for _, format := range []string{"csv", "xlsx", "json", "parquet"} {
			if !formats[format] {
				t.Errorf("family %v: no example in %s", family, format)
			}
		}
	}
}

// packageMember is the line that a file of a package begins with, other than its descriptor.
var packageMember = regexp.MustCompile(`(?m)^--- \S+\.(csv|xlsx|json|parquet)\b`)

// formatsOf returns the formats of the data of an example.
func formatsOf(example lint.Example) []string {
	if example.Format != "package" {
		return []string{example.Format}
	}
	var formats []string
	for _, m := range packageMember.FindAllStringSubmatch(example.Data, -1) {
		if m[0] != "--- datapackage.json" {
			formats = append(formats, m[1])
		}
	}
	return formats
}

func readPage(t *testing.T, rule *lint.Rule, l message.Language) lint.Page {
	t.Helper()
	page, err := rule.Page(l)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"title": page.Title, "message": page.Message, "fix": page.Fix, "body": page.Body} {
		if strings.TrimSpace(text) == "" {
			t.Errorf("%s page: no %s", l, name)
		}
	}
	return page
}

// placeholder is what a template leaves to its parameters.
var placeholder = regexp.MustCompile(`\{[^}]*\}`)

// comparePages checks that the two pages say the same things of the same examples.
func comparePages(t *testing.T, english, french lint.Page) {
	t.Helper()
	same := func(what, en, fr string) {
		t.Helper()
		a, b := message.Placeholders(en), message.Placeholders(fr)
		slices.Sort(a)
		slices.Sort(b)
		if !slices.Equal(a, b) {
			t.Errorf("%s: placeholders %v in English, %v in French", what, a, b)
		}
		if en == fr && strings.ContainsFunc(placeholder.ReplaceAllString(en, ""), unicode.IsLetter) {
			t.Errorf("%s: not translated: %s", what, en)
		}
		if strings.Contains(en+fr, "`") {
			t.Errorf("%s: it is shown as written, and has marks of Markdown: %s", what, en)
		}
	}
	same("message", english.Message, french.Message)
	same("fix", english.Fix, french.Fix)
	if len(english.Variants) != len(french.Variants) {
		t.Errorf("%d variants in English, %d in French", len(english.Variants), len(french.Variants))
	}
	for name, v := range english.Variants {
		same("variant "+name, v.Message, french.Variants[name].Message)
		same("fix of variant "+name, v.Fix, french.Variants[name].Fix)
	}
	if len(english.Examples) != len(french.Examples) {
		t.Fatalf("%d examples in English, %d in French", len(english.Examples), len(french.Examples))
	}
	for i, en := range english.Examples {
		fr := french.Examples[i]
		if en.Outcome != fr.Outcome || en.Standard != fr.Standard || en.Format != fr.Format || en.Data != fr.Data || en.Previous != fr.Previous || en.Options != fr.Options {
			t.Errorf("example %d differs between the languages", i+1)
		}
	}
}

func checkExample(t *testing.T, rule *lint.Rule, example lint.Example, run report.Run, l message.Language) {
	t.Helper()
	var got []string
	for _, f := range run.Findings {
		if f.Rule == rule.ID {
			got = append(got, findingLine(f, l))
		}
	}
	if !slices.Equal(got, example.Findings) {
		t.Errorf("%s findings:\n%s\nwant:\n%s", l, strings.Join(got, "\n"), strings.Join(example.Findings, "\n"))
	}
	want := map[string]report.Outcome{"failed": report.Failed, "passed": report.Passed, "inapplicable": report.Inapplicable}[example.Outcome]
	for _, a := range run.Assertions {
		if a.Rule == rule.ID && a.Outcome == want {
			return
		}
	}
	t.Errorf("no requirement of the rule is %s: %+v", want, outcomes(run, rule.ID))
}

func outcomes(run report.Run, rule string) []string {
	var list []string
	for _, a := range run.Assertions {
		if a.Rule == rule {
			reason := ""
			if a.Reason != nil {
				reason = a.Reason.EN
			}
			list = append(list, fmt.Sprintf("%s %s %s", a.Requirement, a.Outcome, reason))
		}
	}
	return list
}

// findingLine writes a finding as pages do.
func findingLine(f report.Finding, l message.Language) string {
	record, line, colon := "record", "line", ":"
	if l == message.French {
		record, line, colon = "enregistrement", "ligne", "\u00a0:"
	}
	where := ""
	switch {
	case f.Record > 0 && f.Field != "":
		where = fmt.Sprintf("%s %d, %s%s ", record, f.Record, f.Field, colon)
	case f.Record > 0:
		where = fmt.Sprintf("%s %d%s ", record, f.Record, colon)
	case f.Line > 0:
		where = fmt.Sprintf("%s %d%s ", line, f.Line, colon)
	}
	return where + f.Messages.In(l)
}

func runExample(t *testing.T, rule *lint.Rule, example lint.Example) report.Run {
	t.Helper()
	dataset, options := exampleInput(t, example)
	var supplied map[string]string
	options.Standard, supplied = exampleStandard(t, rule, example)
	options.Rules, options.Supplied, options.Jobs = rules.All(), supplied, 2
	if example.Previous != "" {
		path := filepath.Join(t.TempDir(), "previous.csv")
		if err := os.WriteFile(path, []byte(example.Previous+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		earlier := source.One("previous.csv", path)
		options.Previous = &earlier
	}
	run, err := validate.Check(t.Context(), dataset, options)
	if err != nil {
		t.Fatal(err)
	}
	return run
}

// exampleInput writes the file or the package of an example.
func exampleInput(t *testing.T, example lint.Example) (source.Dataset, validate.Options) {
	t.Helper()
	if example.Format == "package" {
		return packageOf(t, example), validate.Options{}
	}
	data, options := exampleData(t, example)
	name := exampleName(t, example)
	path := filepath.Join(t.TempDir(), "example"+filepath.Ext(name))
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return source.One(name, path), options
}

// exampleName is the name of the example's file: the option name, in which %20 is a space, or one that fits the format.
func exampleName(t *testing.T, example lint.Example) string {
	t.Helper()
	for word := range strings.FieldsSeq(example.Options) {
		if name, ok := strings.CutPrefix(word, "name="); ok {
			name, err := url.PathUnescape(name)
			if err != nil {
				t.Fatal(err)
			}
			return name
		}
	}
	return "example." + example.Format
}

// exampleData turns a data block into the bytes it stands for.
func exampleData(t *testing.T, example lint.Example) ([]byte, validate.Options) {
	t.Helper()
	var options validate.Options
	switch example.Format {
	case "xlsx":
		return workbook(t, example), options
	case "parquet":
		return parquetFile(t, example), options
	case "csv", "json", "ndjson", "geojson":
	default:
		t.Fatalf("no format %q for examples", example.Format)
	}
	text := example.Data + "\n"
	words := strings.Fields(example.Options)
	if slices.Contains(words, "no-final-newline") {
		text = example.Data
	}
	if slices.Contains(words, "escaped") {
		unquoted, err := strconv.Unquote(`"` + strings.NewReplacer("\n", `\n`, `"`, `\"`).Replace(text) + `"`)
		if err != nil {
			t.Fatalf("unescaping the example: %v", err)
		}
		text = unquoted
	}
	if slices.Contains(words, "crlf") {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	data := []byte(text)
	for _, word := range words {
		name, value, _ := strings.Cut(word, "=")
		switch name {
		case "encoding":
			data = encode(t, value, data)
		case "delimiter":
			options.Delimiter = value
		case "header-row":
			row, err := strconv.Atoi(value)
			if err != nil {
				t.Fatal(err)
			}
			options.HeaderRow = &row
		case "bom":
			data = append([]byte("\xef\xbb\xbf"), data...)
		}
	}
	return data, options
}

func encode(t *testing.T, name string, data []byte) []byte {
	t.Helper()
	charmaps := map[string]*charmap.Charmap{"windows-1252": charmap.Windows1252, "macintosh": charmap.Macintosh, "cp850": charmap.CodePage850}
	if charmaps[name] == nil {
		t.Fatalf("no encoding %q for examples", name)
	}
	encoded, err := charmaps[name].NewEncoder().Bytes(data)
	if err != nil {
		t.Fatal(err)
	}
	return encoded
}

// exampleStandard makes the standard that an example describes, with the rule bound to it, and the supplied values.
func exampleStandard(t *testing.T, rule *lint.Rule, example lint.Example) (*standard.Standard, map[string]string) {
	t.Helper()
	parts := map[string]any{}
	if err := yaml.Unmarshal([]byte(example.Standard), &parts); err != nil {
		t.Fatalf("the example's standard: %v", err)
	}
	if !isStandard(parts) && len(parts) > 0 {
		parts["name"] = exampleLabel(example)
		parts = map[string]any{"schema": map[string]any{"fields": []any{parts}}, "fields": map[string]any{"field": parts["name"]}}
	}
	both := map[string]any{"en": "example", "fr": "exemple"}
	document := map[string]any{"name": "example", "version": "1.0.0", "status": "draft", "title": both, "description": both, "provenance": both}
	if parts["file"] != nil {
		document["file"] = parts["file"]
	}
	if schema, ok := parts["schema"].(map[string]any); ok {
		if schema["fieldsMatch"] == nil {
			schema["fieldsMatch"] = "partial"
		}
		document["resources"] = []any{map[string]any{"name": "example", "title": both, "schema": schema}}
	}
	parsed := parse(t, document)
	if !slices.ContainsFunc(parsed.Requirements, func(r standard.Requirement) bool { return r.Rule == rule.ID }) {
		requirement := map[string]any{"id": "example", "level": "must", "rule": rule.ID, "statement": both}
		for _, key := range []string{"fields", "params"} {
			if parts[key] != nil {
				requirement[key] = parts[key]
			}
		}
		document["requirements"] = []any{requirement}
		parsed = parse(t, document)
	}
	supplied := map[string]string{}
	if set, ok := parts["set"].(map[string]any); ok {
		for name, value := range set {
			supplied[name] = fmt.Sprint(value)
		}
	}
	return parsed, supplied
}

var firstMember = regexp.MustCompile(`"([^"]*)"\s*:`)

// exampleLabel is the label of the first column of an example's data.
func exampleLabel(example lint.Example) string {
	if strings.HasSuffix(example.Format, "json") {
		if m := firstMember.FindStringSubmatch(example.Data); m != nil {
			return m[1]
		}
	}
	for line := range strings.SplitSeq(example.Data, "\n") {
		if !strings.HasPrefix(line, "--- ") {
			return strings.Trim(line, `"`)
		}
	}
	return ""
}

func isStandard(parts map[string]any) bool {
	for _, key := range []string{"file", "schema", "fields", "params", "set"} {
		if parts[key] != nil {
			return true
		}
	}
	return false
}

func parse(t *testing.T, document map[string]any) *standard.Standard {
	t.Helper()
	text, err := yaml.Marshal(document)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := standards.Parse("example.yaml", bytes.TrimSpace(text))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return parsed
}
