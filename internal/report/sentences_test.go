package report

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
)

// allSentences reads the texts of all files of sentences by name.
func allSentences(t *testing.T) map[string]message.Text {
	t.Helper()
	texts := sentences(t)
	files, err := filepath.Glob("*sentences*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if !strings.HasSuffix(file, "_test.go") {
			maps.Copy(texts, sentencesIn(t, file))
		}
	}
	return texts
}

// sentences reads the texts of sentences.go by name.
func sentences(t *testing.T) map[string]message.Text {
	t.Helper()
	texts := sentencesIn(t, "sentences.go")
	if len(texts) < 50 {
		t.Fatalf("only %d sentences were found", len(texts))
	}
	return texts
}

// sentencesIn reads the texts of one file by name.
func sentencesIn(t *testing.T, name string) map[string]message.Text {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]message.Text{}
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		var text message.Text
		for _, element := range spec.Values[0].(*ast.CompositeLit).Elts {
			pair := element.(*ast.KeyValueExpr)
			value, err := strconv.Unquote(pair.Value.(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			if pair.Key.(*ast.Ident).Name == "EN" {
				text.EN = value
			} else {
				text.FR = value
			}
		}
		texts[spec.Names[0].Name] = text
		return true
	})
	if len(texts) == 0 {
		t.Fatalf("no sentences were found in %s", name)
	}
	return texts
}

func TestSentencesHaveTheSameParameters(t *testing.T) {
	for name, text := range allSentences(t) {
		en, fr := message.Placeholders(text.EN), message.Placeholders(text.FR)
		slices.Sort(en)
		slices.Sort(fr)
		if text.EN == "" || text.FR == "" || !slices.Equal(en, fr) {
			t.Errorf("%s: %q and %q", name, text.EN, text.FR)
		}
	}
}

var frenchFaults = regexp.MustCompile(`[^\x{00a0}](:(\s|$)|%)|«[^\x{00a0}]|[^\x{00a0}]»|[ \x{00a0}][;!?]|'`)

// Canadian French: a no-break space before a colon and a percent sign and inside guillemets, none before ; ! and ?.
func TestFrenchTypography(t *testing.T) {
	for name, text := range allSentences(t) {
		if fault := frenchFaults.FindString(text.FR); fault != "" {
			t.Errorf("%s: %q in %q", name, fault, text.FR)
		}
	}
	for name, r := range sampleReports() {
		for line := range strings.SplitSeq(render(t, r, TextOptions{Language: message.French}), "\n") {
			if fault := frenchFaults.FindString(line); fault != "" {
				t.Errorf("%s: %q in %q", name, fault, line)
			}
		}
	}
}

var fragmentEnds = regexp.MustCompile(`\{[^{}|]*\}|\{[^{}|]*\||[|{}]`)

// fragments are what a template says between its parameters, if it is a word at least.
func fragments(template string) []string {
	var list []string
	for _, s := range fragmentEnds.Split(template, -1) {
		if s = strings.Trim(s, " \u00a0():;,.…“”«»%="); len(s) > 2 {
			list = append(list, s)
		}
	}
	return list
}

// Nothing of one language stands in the other: no sentence, and no number written its way.
func TestTextSpeaksOneLanguage(t *testing.T) {
	texts := sentences(t)
	common := []string{"standard", "note", "--max-samples 0", "verdict", "candidate"} // words of both languages, or of names
	for _, l := range message.Languages {
		var foreign []string
		other := message.English + message.French - l
		for _, text := range texts {
			own := fragments(text.In(l))
			for _, f := range fragments(text.In(other)) {
				if !slices.Contains(own, f) && !slices.Contains(common, f) {
					foreign = append(foreign, regexp.QuoteMeta(f))
				}
			}
		}
		pattern := regexp.MustCompile(`(?:^|[^\pL\pN_/-])(` + strings.Join(foreign, "|") + `)(?:[^\pL\pN_/-]|$)`)
		numbers := regexp.MustCompile(`\d,\d{3}|\d\.\d%`)
		if l == message.English {
			numbers = regexp.MustCompile(`\d\x{00a0}\d|\d,\d %|\x{00a0}%`)
		}
		for name, r := range sampleReports() {
			for line := range strings.SplitSeq(render(t, r, TextOptions{Language: l}), "\n") {
				if m := pattern.FindStringSubmatch(line); m != nil {
					t.Errorf("%s in %v: %q in %q", name, l, m[1], line)
				}
				if m := numbers.FindString(line); m != "" {
					t.Errorf("%s in %v: %q in %q", name, l, m, line)
				}
			}
		}
	}
}
