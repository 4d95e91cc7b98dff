package cli

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
)

// sameInBoth are the texts that read the same in both languages, and rightly so.
var sameInBoth = []string{"Compression", "Format", "date", "{standard}, {status}", "{paths} ({place})"}

// catalogue returns every pair of texts in the files of this package, by the name of the variable or field that holds it.
func catalogue(t *testing.T) map[string]message.Text {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]message.Text{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			if literal, ok := n.(*ast.CompositeLit); ok {
				if text, ok := textOf(literal); ok {
					found[file+": "+text.EN] = text
				}
			}
			return true
		})
	}
	if len(found) < 100 {
		t.Fatalf("only %d texts found", len(found))
	}
	return found
}

// textOf reads a literal with constant texts EN and FR.
func textOf(literal *ast.CompositeLit) (message.Text, bool) {
	var text message.Text
	ok := false
	for _, element := range literal.Elts {
		pair, isPair := element.(*ast.KeyValueExpr)
		if !isPair {
			continue
		}
		key, isName := pair.Key.(*ast.Ident)
		value, isConstant := constant(pair.Value)
		if !isName || !isConstant {
			continue
		}
		switch key.Name {
		case "EN":
			text.EN, ok = value, true
		case "FR":
			text.FR, ok = value, true
		}
	}
	return text, ok
}

// constant returns the value of a string literal, or of a sum of them.
func constant(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		return s, err == nil
	case *ast.BinaryExpr:
		x, okX := constant(e.X)
		y, okY := constant(e.Y)
		return x + y, okX && okY
	}
	return "", false
}

func TestEachTextHasBothLanguages(t *testing.T) {
	for name, text := range catalogue(t) {
		switch {
		case text.EN == "" || text.FR == "":
			t.Errorf("%s: a language is missing: %q", name, text)
		case text.EN == text.FR && !strings.HasPrefix(text.EN, "hvdlint ") && !slices.Contains(sameInBoth, text.EN):
			t.Errorf("%s: the same in both languages; if that is right, add it to sameInBoth", name)
		}
		english, french := message.Placeholders(text.EN), message.Placeholders(text.FR)
		slices.Sort(english)
		slices.Sort(french)
		if !slices.Equal(english, french) {
			t.Errorf("%s: placeholders %v in English, %v in French", name, english, french)
		}
	}
}

func TestFrenchTypography(t *testing.T) {
	faults := map[string]*regexp.Regexp{
		"a colon needs a no-break space before it":       regexp.MustCompile(`[^\x{00a0}]:(\s|$)|^:`),
		"a percent sign needs a no-break space before":   regexp.MustCompile(`[^\x{00a0}]%`),
		"« needs a no-break space after it":              regexp.MustCompile(`«[^\x{00a0}]`),
		"» needs a no-break space before it":             regexp.MustCompile(`[^\x{00a0}]»`),
		"no space before ; ! ?":                          regexp.MustCompile(`[\s\x{00a0}\x{202f}][;!?](\s|$)`),
		"an apostrophe is ’":                             regexp.MustCompile(`'`),
		"quotes are « »":                                 regexp.MustCompile(`[“”"]`),
		"a suspension point that follows a word touches": regexp.MustCompile(`\s…`),
	}
	for name, text := range catalogue(t) {
		for fault, expression := range faults {
			if expression.MatchString(text.FR) && text.FR != "\u00a0:" {
				t.Errorf("%s: %s: %q", name, fault, text.FR)
			}
		}
	}
}

func TestEnglishTypography(t *testing.T) {
	faults := regexp.MustCompile(`['"«»\x{00a0}]|\s[:;!?](\s|$)`)
	for name, text := range catalogue(t) {
		if faults.MatchString(text.EN) {
			t.Errorf("%s: %q", name, text.EN)
		}
	}
}
