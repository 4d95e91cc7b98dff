package cli

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/validate"
)

const namesText = "jurisdiction,year,sex,first_name,count\nNS,2016,F,OLIVIA,45\nNS,2016,M,OWEN,-1\n"

// reportOf checks a file and returns the path of its report.
func reportOf(t *testing.T, args ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "report.json")
	run(t, nil, append([]string{"check", "-q", "-o", path}, args...)...)
	return path
}

func fileWith(t *testing.T, name, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// The choices of a report become those of a run, and the other way round.
func TestRecordedOptions(t *testing.T) {
	text := rapid.StringMatching(`[a-z]{0,3}`)
	values := rapid.MapOfN(rapid.StringMatching(`[a-c]`), text, 0, 2)
	rapid.Check(t, func(t *rapid.T) {
		supplied, unused := values.Draw(t, "supplied"), map[string]string{"year": "2016"}
		o := report.Options{
			Supplied: supplied, Unused: unused, Encoding: rapid.SampledFrom(append(source.Encodings(), "")).Draw(t, "encoding"),
			Delimiter: rapid.SampledFrom([]string{"", ",", ";", "\t", "|"}).Draw(t, "delimiter"),
			HeaderRow: rapid.Ptr(rapid.IntRange(0, 9), true).Draw(t, "headerRow"), Sheet: text.Draw(t, "sheet"),
			Records: rapid.SampledFrom([]string{"", "/a", "/a/0"}).Draw(t, "records"), Schema: text.Draw(t, "schema"),
			MaxSamples: rapid.IntRange(0, 99).Draw(t, "maxSamples"),
			Select:     rapid.SliceOfN(rapid.SampledFrom([]string{"primaryKey", "fields/*"}), 0, 2).Draw(t, "select"), Ignore: []string{"duplicate-key"},
			Levels: map[string]string{"primaryKey": rapid.SampledFrom([]string{"must", "should", "may"}).Draw(t, "level")}, Date: "2026-11-26",
		}
		if rapid.Bool().Draw(t, "dialect") {
			o.Dialect = map[string]any{"delimiter": ";", "headerRows": []any{json.Number("2")}}
		}
		got, err := recordedOptions(&o, validate.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for name, value := range supplied {
			if got.Supplied[name] != value {
				t.Errorf("%s is supplied as %q", name, got.Supplied[name])
			}
		}
		if got.Supplied["year"] != "2016" || len(got.Supplied) != len(supplied)+1 {
			t.Errorf("supplied: %v", got.Supplied)
		}
		again := report.Options{
			Supplied: supplied, Unused: unused, Encoding: got.Source.Encoding, Delimiter: got.Delimiter, HeaderRow: got.HeaderRow, Sheet: got.Sheet,
			Records: got.Records, Schema: got.Schema, MaxSamples: got.MaxSamples, Dialect: o.Dialect,
			Select: got.Select, Ignore: got.Ignore, Levels: map[string]string{"primaryKey": got.Levels["primaryKey"].String()}, Date: got.Day,
		}
		semicolon := ";"
		if want := (&standard.Dialect{Delimiter: &semicolon, HeaderRows: []int{2}}); o.Dialect != nil && !reflect.DeepEqual(got.Dialect, want) || o.Dialect == nil && got.Dialect != nil {
			t.Errorf("dialect: %+v", got.Dialect)
		}
		if !reflect.DeepEqual(again, o) {
			t.Errorf("got %+v, want %+v", again, o)
		}
	})
}

// Every choice of the engine that shapes a run is recorded, or is none of the user's.
func TestEveryOptionIsRecorded(t *testing.T) {
	elsewhere := map[string]bool{ // found or made by who verifies, or without influence on what a report says
		"Rules": true, "Standard": true, "Jobs": true, "BlockSize": true, "Source": true, "Progress": true, "Known": true, "Findings": true,
	}
	recorded := map[string]bool{
		"Supplied": true, "MaxSamples": true, "Dialect": true, "Delimiter": true, "HeaderRow": true, "Sheet": true, "Records": true, "Schema": true, "Previous": true,
		"Select": true, "Ignore": true, "Levels": true, "Waivers": true, "Day": true, "Baseline": true,
	}
	options := reflect.TypeFor[validate.Options]()
	for i := range options.NumField() {
		field := options.Field(i)
		if field.IsExported() && !elsewhere[field.Name] && !recorded[field.Name] {
			t.Errorf("%s: is it in report.Options, and does recordedOptions know of it? Then add it here", field.Name)
		}
	}
}

func TestVerifyWhatWasDownloaded(t *testing.T) {
	text := namesText
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(text)) }))
	defer server.Close()
	address := server.URL + "/names.csv"
	path := reportOf(t, address)
	if r := run(t, nil, "verify", path, address); r.code != 0 {
		t.Errorf("exit %d: %s%s", r.code, r.stdout, r.stderr)
	}
	// A copy of what was downloaded is the same, and asks nobody.
	copied := fileWith(t, "copy.csv", namesText)
	server.Close()
	if r := run(t, nil, "verify", path, copied); r.code != 0 || !strings.Contains(r.stdout, "found as") {
		t.Errorf("exit %d: %s%s", r.code, r.stdout, r.stderr)
	}
	if r := run(t, nil, "verify", path, address); r.code == exitConforms || !strings.Contains(r.stdout, "could not be read") && !strings.Contains(r.stdout, "verified") {
		t.Errorf("exit %d: %s%s", r.code, r.stdout, r.stderr)
	}
}

// What a report holds is text that nobody vouches for: it does not steer the terminal.
func TestVerifyShowsHostileReports(t *testing.T) {
	file := fileWith(t, "names.csv", namesText)
	text, err := os.ReadFile(reportOf(t, file))
	if err != nil {
		t.Fatal(err)
	}
	for _, old := range []string{`"value": "-1"`, `"name": "names"`, `"requirement": "primaryKey"`, `"resource": "names"`, `"path": "`, `"en": "`} {
		for _, evil := range []string{`\u001b[2J`, `\u202e`, `\r\n`, strings.Repeat("x", 1_000_000)} {
			if !strings.Contains(string(text), old) {
				t.Fatalf("the report has no %s", old)
			}
			replacement := strings.Replace(old, `: "`, `: "`+evil, 1)
			path := fileWith(t, "report.json", strings.Replace(string(text), old, replacement, 1))
			for _, format := range []string{"text", "json"} {
				r := run(t, nil, "verify", path, file, "--format", format)
				if strings.ContainsAny(r.stdout+r.stderr, "\x1b\u202e\r") && format == "text" || format == "text" && len(r.stdout) > 100_000 {
					t.Errorf("%s: exit %d, %.300q %.300q", old, r.code, r.stdout, r.stderr)
				}
			}
		}
	}
}

// No file that a report names is opened unless who verifies names it.
func TestVerifyOpensNothingThatOnlyTheReportNames(t *testing.T) {
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ }))
	defer server.Close()
	file := fileWith(t, "names.csv", namesText)
	text, err := os.ReadFile(reportOf(t, file))
	if err != nil {
		t.Fatal(err)
	}
	for _, option := range []string{`"schema": "URL/schema.json",`, `"previous": {"path": "URL/old.csv"},`} {
		option = strings.ReplaceAll(option, "URL", server.URL)
		path := fileWith(t, "report.json", strings.Replace(string(text), `"maxSamples"`, option+` "maxSamples"`, 1))
		if r := run(t, nil, "verify", path, file); r.code != exitFailed || !strings.Contains(r.stdout, "name it with") {
			t.Errorf("exit %d: %s%s", r.code, r.stdout, r.stderr)
		}
	}
	if asked > 0 {
		t.Errorf("the server was asked %d times", asked)
	}
}
