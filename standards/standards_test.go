package standards

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
)

// versions returns the published versions, which every test below holds to what docs/adding-a-standard.md asks for.
func versions(t *testing.T) []*standard.Standard {
	t.Helper()
	all, err := All()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("no standard is embedded")
	}
	return all
}

func folder(t *testing.T, s *standard.Standard, inside string) []string {
	t.Helper()
	entries, err := fs.ReadDir(FS(), path.Join(s.Name, s.Version, inside))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

// Each requirement has one invalid example, named after it, but what no file in the repository can show.
func TestInvalidExamples(t *testing.T) {
	shown := map[string]bool{
		"file/format":      true,                            // every format that is read is listed
		"safe-file-name":   true,                            // examples are named after their requirements
		"history/complete": true, "history/unchanged": true, // it takes an earlier edition
	}
	for _, s := range versions(t) {
		known := map[string]bool{}
		for _, r := range s.Requirements {
			known[r.ID] = true
		}
		for _, name := range folder(t, s, "examples/invalid") {
			id := strings.ReplaceAll(strings.TrimSuffix(name, path.Ext(name)), "--", "/")
			if !known[id] {
				t.Errorf("%s: the example %s is named after no requirement", s.Name, name)
			}
			shown[id] = true
		}
		for _, r := range s.Requirements {
			if !shown[r.ID] {
				t.Errorf("%s: requirement %s has no invalid example", s.Name, r.ID)
			}
		}
	}
}

// Valid examples show both header languages, and every field at least once.
func TestValidExamples(t *testing.T) {
	for _, s := range versions(t) {
		fields := s.Resources[0].Schema.Fields
		seen := map[string]bool{}
		for _, name := range folder(t, s, "examples/valid") {
			if path.Ext(name) != ".csv" {
				continue
			}
			text, err := fs.ReadFile(FS(), path.Join(s.Name, s.Version, "examples/valid", name))
			if err != nil {
				t.Fatal(err)
			}
			header, _, _ := strings.Cut(strings.TrimPrefix(string(text), "\ufeff"), "\n")
			for label := range strings.SplitSeq(strings.TrimSuffix(header, "\r"), ",") {
				seen[label] = true
			}
			if !utf8.Valid(text) {
				t.Errorf("%s is not UTF-8", name)
			}
		}
		for _, field := range fields {
			for _, label := range []string{field.Label.EN, field.Label.FR} {
				if !seen[label] {
					t.Errorf("%s: no valid example has the label %s", s.Name, label)
				}
			}
		}
	}
}

// What a standard says, it says in both languages: titles, descriptions and examples of all fields, statements.
func TestTexts(t *testing.T) {
	for _, s := range versions(t) {
		texts := map[string]message.Text{"title": s.Title, "description": s.Description, "provenance": s.Provenance}
		for _, p := range s.Parameters {
			texts["parameter "+p.Name] = p.Title
		}
		for _, resource := range s.Resources {
			texts["resource "+resource.Name] = resource.Title
			for _, field := range resource.Schema.Fields {
				texts["title of "+field.Name], texts["description of "+field.Name] = field.Title, field.Description
				if field.Example == "" {
					t.Errorf("%s: field %s has no example", s.Name, field.Name)
				}
			}
		}
		for _, r := range s.Requirements {
			texts["requirement "+r.ID] = r.Statement
			if !r.Derived && r.See == "" {
				t.Errorf("%s: requirement %s does not say where it comes from", s.Name, r.ID)
			}
		}
		for what, text := range texts {
			checkText(t, s.Name+": "+what, text)
		}
	}
}

// faults of Canadian French typography: a no-break space before a colon and inside « », none before ; ! ?
var (
	badColon      = regexp.MustCompile(`[^\x{00a0}]:(\s|$)|[^\x{00a0}]%`)
	badGuillemets = regexp.MustCompile(`«[^\x{00a0}]|[^\x{00a0}]»`)
	badSpace      = regexp.MustCompile(`[\s\x{00a0}\x{202f}][;!?]`)
)

func checkText(t *testing.T, what string, text message.Text) {
	t.Helper()
	// "(%)" is a unit, not a number of per cent.
	french := strings.ReplaceAll(text.FR, "(%)", "")
	switch {
	case text.EN == "" || text.FR == "":
		t.Errorf("%s is not said in both languages", what)
	case text.EN == text.FR:
		t.Errorf("%s is not translated: %s", what, text.EN)
	case badColon.MatchString(french) || badGuillemets.MatchString(french) || badSpace.MatchString(french):
		t.Errorf("%s: French typography: %s", what, text.FR)
	case strings.Contains(text.EN, "  ") || strings.Contains(text.FR, "  "):
		t.Errorf("%s: double space", what)
	}
}

// The references are known without reading the standards, and are those of the standards.
func TestReferences(t *testing.T) {
	var want []string
	for _, version := range versions(t) {
		want = append(want, version.Name+"@"+version.Version)
	}
	if got := References(); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestAllReturnsACopyOfTheList(t *testing.T) {
	first := versions(t)
	first[0] = nil
	if versions(t)[0] == nil {
		t.Error("a caller can change what others get")
	}
}

func TestLoadTellsFaultsOfEveryVersion(t *testing.T) {
	text, err := fs.ReadFile(FS(), "baby-names/1.0.0/standard.yaml")
	if err != nil {
		t.Fatal(err)
	}
	changed := fstest.MapFS{
		"a/1.0.0/standard.yaml":          {Data: []byte("name: a\n")},
		"baby-names/2.0.0/standard.yaml": {Data: text},
		"baby-names/1.0.0/standard.yaml": {Data: text},
	}
	for _, list := range []string{"codelists/provinces.yaml", "codelists/sex-at-birth.yaml"} {
		text, err := fs.ReadFile(FS(), list)
		if err != nil {
			t.Fatal(err)
		}
		changed[list] = &fstest.MapFile{Data: text}
	}
	_, err = load(changed)
	if err == nil {
		t.Fatal("accepted")
	}
	for _, want := range []string{
		`a/1.0.0/standard.yaml:1:1: a standard lacks “version”`,
		"baby-names/2.0.0/standard.yaml: this is baby-names@1.0.0 and belongs in the folder baby-names/1.0.0",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("got %v\nwant %s", err, want)
		}
	}
}
