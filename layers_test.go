// Package hvdlint_test tests the repository as a whole: its layers, the pages of its rules, its French.
package hvdlint_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/cogwg/hvdlint"

// layers are those of docs/architecture.md, lowest first. A package imports only packages of lower layers: never one
// above it, never one beside it. A pattern is one of path.Match; the first that fits counts.
var layers = [][]string{
	{"internal/calendar", "internal/inflate", "internal/message", "internal/spill", "internal/input/swar"},
	{"internal/table"},
	{"internal/standard"},
	{"internal/lint", "internal/waiver"},
	{"internal/input"},
	{"internal/input/*", "internal/source", "rules/*", "standards"},
	{"rules"},
	{"internal/report"},
	{"internal/config", "internal/validate", "internal/verify"},
	{"internal/cli"},
	{"cmd/hvdlint"},
	{"internal/bench"}, // stands apart: measures the binary, is imported by nothing that ships
	{"internal/bench/*"},
}

// isolated packages import nothing of the module but what is listed.
var isolated = map[string][]string{
	"internal/bench":          nil,
	"internal/bench/generate": {"internal/bench"},
	"internal/bench/compare":  {"internal/bench"},
}

// notInRules are what a rule must not reach: it sees neither files nor the clock.
var notInRules = []string{"io", "io/ioutil", "net", "net/http", "os", "os/exec", "time"}

// sourceFile is a Go file that is not a test.
type sourceFile struct {
	name, dir string // with forward slashes, from the root
	syntax    *ast.File
}

func (f *sourceFile) imports() []string {
	var paths []string
	for _, spec := range f.syntax.Imports {
		p, _ := strconv.Unquote(spec.Path.Value)
		paths = append(paths, p)
	}
	return paths
}

func TestLayers(t *testing.T) {
	for _, file := range sourceFiles(t) {
		from := layerOf(file.dir)
		if from < 0 {
			t.Errorf("%s: package %s is in no layer; give it one here and in docs/architecture.md", file.name, file.dir)
			continue
		}
		for _, p := range file.imports() {
			target, ok := strings.CutPrefix(p, module+"/")
			if !ok {
				continue
			}
			if to := layerOf(target); to < 0 || to >= from {
				t.Errorf("%s imports %s, which is not below %s", file.name, target, file.dir)
			}
			if allowed, ok := isolated[file.dir]; ok && !slices.Contains(allowed, target) {
				t.Errorf("%s imports %s, which measures only the binary", file.name, target)
			}
		}
	}
}

// The layers are tried on arrows that must fail, so that the test above cannot pass by not looking.
func TestLayersKnowUpwardFromDownward(t *testing.T) {
	for _, test := range []struct {
		from, to string
		allowed  bool
	}{
		{"internal/lint", "internal/table", true},
		{"internal/table", "internal/lint", false},
		{"rules/cell", "internal/lint", true},
		{"rules/cell", "rules/table", false},
		{"rules/cell", "internal/input", true},
		{"internal/input/csv", "internal/source", false},
		{"internal/source", "internal/input/csv", false},
		{"internal/report", "internal/validate", false},
		{"internal/cli", "cmd/hvdlint", false},
	} {
		from, to := layerOf(test.from), layerOf(test.to)
		if from < 0 || to < 0 {
			t.Errorf("%s or %s is in no layer", test.from, test.to)
		}
		if got := to < from; got != test.allowed {
			t.Errorf("%s → %s: allowed %t, want %t", test.from, test.to, got, test.allowed)
		}
	}
}

// Rules, formats and commands are values in hand-written lists: nothing registers itself.
func TestNoInit(t *testing.T) {
	for _, file := range sourceFiles(t) {
		for _, decl := range file.syntax.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
				t.Errorf("%s has a func init", file.name)
			}
		}
	}
}

func TestRulesSeeNoFilesAndNoClock(t *testing.T) {
	for _, file := range sourceFiles(t) {
		if !strings.HasPrefix(file.dir, "rules/") {
			continue
		}
		for _, p := range file.imports() {
			if slices.Contains(notInRules, p) {
				t.Errorf("%s imports %s", file.name, p)
			}
		}
	}
}

func layerOf(dir string) int {
	return slices.IndexFunc(layers, func(patterns []string) bool {
		return slices.ContainsFunc(patterns, func(pattern string) bool {
			ok, _ := path.Match(pattern, dir)
			return ok
		})
	})
}

// sourceFiles parses the imports and declarations of every Go file of the module that is not a test.
func sourceFiles(t *testing.T) []sourceFile {
	t.Helper()
	var files []sourceFile
	set := token.NewFileSet()
	for _, name := range repositoryFiles(t) {
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		syntax, err := parser.ParseFile(set, filepath.FromSlash(name), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Errorf("parsing %s: %v", name, err)
			continue
		}
		files = append(files, sourceFile{name: name, dir: path.Dir(name), syntax: syntax})
	}
	if len(files) == 0 {
		t.Fatal("no Go files found")
	}
	return files
}

// repositoryFiles lists the files of the repository with forward slashes, without hidden folders and test data.
func repositoryFiles(t *testing.T) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != "." && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata"):
			return filepath.SkipDir
		case entry.Type().IsRegular():
			names = append(names, filepath.ToSlash(name))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}
