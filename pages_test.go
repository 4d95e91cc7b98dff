package hvdlint_test

import (
	"fmt"
	"go/ast"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/cogwg/hvdlint/internal/message"
)

// A rule is three files: the code and a page in each language.
func TestRulesHaveTheirFiles(t *testing.T) {
	present := map[string]bool{}
	for _, name := range repositoryFiles(t) {
		present[name] = true
	}
	for name := range present {
		if ok, _ := path.Match("rules/*/*.md", name); !ok {
			continue
		}
		id, ok := cutAnySuffix(name, ".en.md", ".fr.md")
		if !ok {
			t.Errorf("%s is neither an English nor a French page", name)
			continue
		}
		for _, want := range []string{id + ".go", id + ".en.md", id + ".fr.md"} {
			if !present[want] {
				t.Errorf("%s is there, %s is not", name, want)
			}
		}
	}
}

// Every page of the documentation that has a French sister links to her, and she back.
func TestFrenchAndEnglishReadmeLinkToEachOther(t *testing.T) {
	for name, sister := range map[string]string{
		"README.md": "README.fr.md", "README.fr.md": "README.md",
		"docs/installing.md": "installer.fr.md", "docs/installer.fr.md": "installing.md",
	} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(text), "("+sister+")") {
			t.Errorf("%s has no link to %s", name, sister)
		}
	}
}

// Canadian French typography: a no-break space before a colon and a percent sign and inside guillemets, no space before a
// semicolon, an exclamation mark and a question mark; apostrophes are ’.
func TestFrenchTypography(t *testing.T) {
	for _, name := range repositoryFiles(t) {
		if !strings.HasSuffix(name, ".fr.md") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range typographyFaults(string(text)) {
			t.Errorf("%s:%s", name, fault)
		}
	}
}

// Texts in the code and in the standards obey the same typography: literals of a field FR, values of a key fr.
func TestFrenchTypographyOfTexts(t *testing.T) {
	for _, file := range sourceFiles(t) {
		eachFrenchLiteral(file, func(text string) {
			for _, fault := range typographyFaults(text) {
				t.Errorf("%s: FR, line %s", file.name, fault)
			}
		})
	}
	for _, name := range repositoryFiles(t) {
		if !strings.HasPrefix(name, "standards/") || path.Ext(name) != ".yaml" {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var root yaml.Node
		if err := yaml.Unmarshal(text, &root); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		eachFrench(&root, func(node *yaml.Node) {
			for _, fault := range typographyFaults(node.Value) {
				t.Errorf("%s:%d: fr, line %s", name, node.Line, fault)
			}
		})
	}
}

// eachFrenchLiteral calls visit with every text in code that is given to a field FR.
func eachFrenchLiteral(file sourceFile, visit func(string)) {
	ast.Inspect(file.syntax, func(node ast.Node) bool {
		pair, ok := node.(*ast.KeyValueExpr)
		if !ok {
			return true
		}
		if key, ok := pair.Key.(*ast.Ident); !ok || key.Name != "FR" {
			return true
		}
		if text, ok := literalText(pair.Value); ok {
			visit(text)
		}
		return true
	})
}

// One thing has one name in French, wherever a steward meets it.
func TestFrenchHasOneWordForOneThing(t *testing.T) {
	words := []struct {
		other *regexp.Regexp
		use   string
	}{
		{regexp.MustCompile(`(?i)\b(la|une|les|des|cette) référence`), "état de référence"},
		{regexp.MustCompile(`(?i)ligne de base|base de référence`), "état de référence"},
		{regexp.MustCompile(`(?i)exemption|dispense|renonciation`), "dérogation"},
		{regexp.MustCompile(`(?i)marque d’ordre`), "indicateur d’ordre des octets"},
		{regexp.MustCompile(`(?i)bouche-trou`), "mot de remplissage"},
		{regexp.MustCompile(`(?i)\b(bon|mauvais) séparateur|\ble séparateur($|[^ ]| [^d])`), "délimiteur"},
		{regexp.MustCompile(`(?i)\bcomprim`), "compressé"},
		{regexp.MustCompile(`(?i)\bimprim`), "afficher"},
		{regexp.MustCompile(`(?i)\bentête`), "en-tête"},
		{regexp.MustCompile(`(?i)\b(violation|infraction|non-conformité)`), "manquement"},
	}
	check := func(where, text string) {
		text = notProse[0].ReplaceAllString(text, "x")
		for _, word := range words {
			if found := word.other.FindString(text); found != "" {
				t.Errorf("%s: %q where others say %q", where, found, word.use)
			}
		}
	}
	for _, file := range sourceFiles(t) {
		eachFrenchLiteral(file, func(text string) { check(file.name, text) })
	}
	for _, name := range repositoryFiles(t) {
		if !strings.HasSuffix(name, ".fr.md") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		prose := regexp.MustCompile("(?s)```.*?```").ReplaceAllString(string(text), "")
		for i, line := range strings.Split(prose, "\n") {
			check(fmt.Sprintf("%s:%d", name, i+1), line)
		}
	}
}

// A text in code is said in both languages, with the same placeholders.
func TestTextsHaveBothLanguages(t *testing.T) {
	for _, file := range sourceFiles(t) {
		ast.Inspect(file.syntax, func(node ast.Node) bool {
			literal, ok := node.(*ast.CompositeLit)
			if !ok {
				return true
			}
			english, french := templateOf(literal, "EN"), templateOf(literal, "FR")
			switch {
			case (english == "") != (french == "") && len(literal.Elts) == 1:
				t.Errorf("%s: only one language: %s%s", file.name, english, french)
			case english != "" && french != "" && !slices.Equal(placeholders(english), placeholders(french)):
				t.Errorf("%s: placeholders differ: %q, %q", file.name, english, french)
			}
			return true
		})
	}
}

// placeholders returns the names in a template in order of the alphabet; braces around anything else are those of a sentence.
func placeholders(template string) []string {
	names := slices.DeleteFunc(message.Placeholders(template), func(name string) bool { return !isName.MatchString(name) })
	slices.Sort(names)
	return names
}

var isName = regexp.MustCompile(`^[A-Za-z]+$`)

// templateOf returns the string literal of a key of a composite literal, or nothing.
func templateOf(literal *ast.CompositeLit, name string) string {
	for _, element := range literal.Elts {
		pair, ok := element.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		if key, ok := pair.Key.(*ast.Ident); !ok || key.Name != name {
			continue
		}
		if text, ok := literalText(pair.Value); ok {
			return text
		}
	}
	return ""
}

// literalText returns what a string literal says, or several that are added up; it reports false for any other expression.
func literalText(expression ast.Expr) (string, bool) {
	switch e := expression.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil
	case *ast.BinaryExpr:
		left, leftOK := literalText(e.X)
		right, rightOK := literalText(e.Y)
		return left + right, leftOK && rightOK
	}
	return "", false
}

// eachFrench calls visit with every scalar that stands under a key fr.
func eachFrench(node *yaml.Node, visit func(*yaml.Node)) {
	for i, child := range node.Content {
		if node.Kind == yaml.MappingNode && i%2 == 1 && node.Content[i-1].Value == "fr" && child.Kind == yaml.ScalarNode {
			visit(child)
		}
		eachFrench(child, visit)
	}
}

func TestTypographyFaults(t *testing.T) {
	for _, test := range []struct {
		name, text string
		faults     int
	}{
		{"no-break spaces", "Voici\u00a0: « É\u00a0»\u00a0?", 1 + 1}, // a plain space after «, a space before the question mark
		{"clean", "Voici\u00a0: «\u00a0É\u00a0», 5\u00a0%, vraiment? Oui!", 0},
		{"colon against a word", "Voici: rien.", 1},
		{"colon after a plain space", "Voici : rien.", 1},
		{"colon at the end of a line", "Voici :", 1},
		{"percent", "5 % et 5%", 2},
		{"signs that are shown", "Part (%), séparé par , ou ; ou «\u00a0;\u00a0»", 0},
		{"guillemets", "«É»", 2},
		{"semicolon", "un\u00a0; deux", 1},
		{"straight apostrophe", "l'école, aujourd'hui, l’été", 2},
		{"quoted marks are no apostrophes", "'mot' et rock 'n' roll", 0},
		{"code is not prose", "`a: b`, `5%` et\n```csv\na: b\n```\n", 0},
		{"addresses and hours are not prose", "https://exemple.ca, 12:30, fields/a:b", 0},
		{"keys of the front matter are not prose", "---\ntitle: Titre\nfix: \"Faites ceci: cela.\"\nvariants:\n  un: {message: m}\n---\n", 1},
		{"link targets are not prose", "[ici](https://exemple.ca/?a=5%)", 0},
	} {
		if faults := typographyFaults(test.text); len(faults) != test.faults {
			t.Errorf("%s: %d faults, want %d: %q", test.name, len(faults), test.faults, faults)
		}
	}
}

var (
	notProse = []*regexp.Regexp{
		regexp.MustCompile("`[^`]*`"),
		regexp.MustCompile(`\]\([^)]*\)`),
		regexp.MustCompile(`https?://\S+`),
		regexp.MustCompile(`\{[^{}]*\}`), // placeholders
		regexp.MustCompile(`^\|[ :|-]+$`),
	}
	frontMatterKey = regexp.MustCompile(`^\s*[A-Za-z_-]+:(\s|$)`)

	typography = []struct {
		fault *regexp.Regexp
		say   string
	}{
		{regexp.MustCompile(`[^\x{00a0}]:(\s|$)`), "a colon needs a no-break space before it"},
		{regexp.MustCompile(`[^\x{00a0}(]%`), "a percent sign needs a no-break space before it"},
		{regexp.MustCompile(`\pL'\pL`), "an apostrophe is ’"},
		{regexp.MustCompile(`«($|[^\x{00a0}])`), "« needs a no-break space after it"},
		{regexp.MustCompile(`(^|[^\x{00a0}])»`), "» needs a no-break space before it"},
		// A semicolon after a plain space or in guillemets may be one that is shown: "parted by , or ;".
		{regexp.MustCompile(`[\s\x{00a0}\x{202f}][!?](\s|$)|[^«][\x{00a0}\x{202f}];`), "no space before ; ! ?"},
	}
)

// typographyFaults returns one line for each fault in the prose of a Markdown text: "3: why: excerpt". Code, link targets,
// placeholders and keys of the front matter are not prose.
func typographyFaults(text string) []string {
	var faults []string
	fenced, front := false, strings.HasPrefix(text, "---\n")
	for i, line := range strings.Split(text, "\n") {
		switch {
		case i > 0 && front && line == "---":
			front = false
			continue
		case strings.HasPrefix(line, "```"):
			fenced = !fenced
			continue
		case fenced:
			continue
		}
		prose := line
		if front {
			prose = frontMatterKey.ReplaceAllString(prose, "")
		}
		for _, r := range notProse {
			prose = r.ReplaceAllString(prose, "x")
		}
		for _, rule := range typography {
			for range rule.fault.FindAllString(prose, -1) {
				faults = append(faults, fmt.Sprintf("%d: %s: %s", i+1, rule.say, strings.TrimSpace(line)))
			}
		}
	}
	return faults
}

func cutAnySuffix(s string, suffixes ...string) (string, bool) {
	for _, suffix := range suffixes {
		if before, ok := strings.CutSuffix(s, suffix); ok {
			return before, true
		}
	}
	return s, false
}
