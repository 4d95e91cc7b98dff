package report

import (
	"bytes"
	"html"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/cogwg/hvdlint/internal/message"
)

func renderMarkdown(t *testing.T, r *Report, l message.Language) string {
	t.Helper()
	var b bytes.Buffer
	if err := Markdown(&b, r, TextOptions{Language: l}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestMarkdown(t *testing.T) {
	for name, r := range sampleReports() {
		for _, l := range message.Languages {
			golden(t, name+"."+l.String()+".md", renderMarkdown(t, r, l))
		}
	}
}

func TestMarkdownTakesTextsOfItsLanguageOnly(t *testing.T) {
	const mark = "OTHER"
	for name := range sampleReports() {
		for _, l := range message.Languages {
			r := sampleReports()[name]
			marked(r, message.English+message.French-l, mark)
			if text := renderMarkdown(t, r, l); strings.Contains(text, mark) {
				t.Errorf("%s in %v has a text of the other language:\n%s", name, l, text)
			}
		}
	}
}

func TestMarkdownText(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"words", "1,394 of 78,301 values (1.8%)", "1,394 of 78,301 values (1.8%)"},
		{"emphasis", "*a* _b_ ~c~", `\*a\* \_b\_ \~c\~`},
		{"code", "`a`", "\\`a\\`"},
		{"link", "[a](b) ![c](d)", `\[a\](b) \!\[c\](d)`},
		{"markup", "<b>&amp;", "&lt;b&gt;&amp;amp;"},
		{"cell", "a | b", `a \| b`},
		{"backslash", `a\b`, `a\\b`},
		{"formula", "$x$", "&#36;x&#36;"},
		{"mention", "@octocat a@b", "@&#8203;octocat a@&#8203;b"},
		{"issue", "#1 o/r#2 GH-3", `\#&#8203;1 o/r\#&#8203;2 G&#8203;H-3`},
		{"address", "https://x.test WWW.x.test mailto:a", "https:&#8203;//x.test W&#8203;WW.x.test m&#8203;ailto:a"},
		{"heading", "# a", `\#&#8203; a`},
		{"lists", "- a", `\- a`},
		{"numbered list", "12. a", `12\. a`},
		{"a number inside", "a 12. b", "a 12. b"},
		{"underline", "===", `\===`},
		{"blanks", "a   b", "a &nbsp;&nbsp;b"},
		{"line ends", "a\nb", "a⟨U+000A⟩b"},
	} {
		if got := markdownText(test.text); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

var (
	ownMarkup = regexp.MustCompile(`</?(details|summary|code|sub|b|br)>`)
	escaped   = regexp.MustCompile(`\\([[:punct:]])`)
)

// Whatever a value says, it is shown, and is no markup, no link and no mention.
func TestMarkdownShowsHostileValues(t *testing.T) {
	plain := strings.Count(renderMarkdown(t, reportOf(hostile("x")), message.English), "\n")
	for _, test := range hostileValues {
		text := renderMarkdown(t, reportOf(hostile(test.value)), message.English)
		if n := strings.Count(text, "\n"); n != plain {
			t.Errorf("%s: %d lines, want %d", test.name, n, plain)
		}
		rest := ownMarkup.ReplaceAllString(text, "")
		if at := strings.IndexAny(rest, "<>"); at >= 0 {
			t.Errorf("%s: markup at %q", test.name, rest[at:min(at+20, len(rest))])
		}
		for _, live := range []string{"@octo", "@x", "#12", "GH-7", "www.x", "https://"} {
			if strings.Contains(rest, live) {
				t.Errorf("%s: %s would become a link", test.name, live)
			}
		}
		shown := strings.NewReplacer("&#8203;", "", "&nbsp;", " ").Replace(rest)
		shown = html.UnescapeString(escaped.ReplaceAllString(shown, "$1"))
		if !strings.Contains(shown, test.shown) {
			t.Errorf("%s: %q is not in\n%s", test.name, test.shown, shown)
		}
		for _, c := range text {
			if c != '\n' && c != '\ufe0f' && (unicode.IsControl(c) || unicode.In(c, unicode.Cf, unicode.Zl, unicode.Zp) || c == unicode.ReplacementChar) {
				t.Errorf("%s: %U reaches the comment", test.name, c)
				break
			}
		}
	}
}

// A comment fits whatever was found, ends whole, and says what was cut.
func TestMarkdownFits(t *testing.T) {
	for _, test := range []struct {
		name               string
		runs, requirements int
		length             int // of each text
		cut                bool
	}{
		{"few", 1, 3, 20, false},
		{"many requirements", 1, 1_000, 20, true},
		{"long texts", 1, 40, 5_000, true},
		{"many runs", 500, 3, 20, true},
		{"many runs and all", 200, 10, 1_000, true},
	} {
		for _, l := range message.Languages {
			text := message.Same(strings.Repeat("é", test.length))
			var runs []Run
			for range test.runs {
				s := newSample("x.csv", 10, noSupplied)
				for i := range test.requirements {
					s.fail(Assertion{
						Requirement: "r" + strconv.Itoa(i), Rule: "rule", Level: "must", Title: text, Statement: text, Tested: 10, Failed: 10,
					}, Finding{Record: 1, Messages: text, Fixes: text}, Finding{Record: 3, Messages: text, Fixes: text})
				}
				runs = append(runs, s.Run)
			}
			comment := renderMarkdown(t, reportOf(runs...), l)
			if len(comment) > commentLength {
				t.Errorf("%s: %d bytes", test.name, len(comment))
			}
			if strings.Count(comment, "<details>") != strings.Count(comment, "</details>") || !strings.HasSuffix(comment, "</sub>\n") {
				t.Errorf("%s: does not end whole: %s", test.name, comment[max(0, len(comment)-200):])
			}
			said := strings.Contains(comment, "This comment was cut: the details of ") || strings.Contains(comment, "Ce commentaire a été abrégé")
			if said != test.cut {
				t.Errorf("%s in %v: says that it was cut: %v", test.name, l, said)
			}
		}
	}
}
