package report

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"github.com/cogwg/hvdlint/internal/message"
)

func renderHTML(t *testing.T, r *Report, options TextOptions) string {
	t.Helper()
	var b bytes.Buffer
	if err := HTML(&b, r, options); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func renderHTMLIn(t *testing.T, l message.Language, r *Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := htmlIn(l)(&b, r, TextOptions{Rules: sampleRule}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// sampleRule is the page of every rule but one, and of none with a name that is none.
func sampleRule(rule string) RuleInfo {
	if rule == "missing-field" || len(rule) > 1_000 {
		return RuleInfo{}
	}
	return RuleInfo{Body: message.Text{
		EN: "What it finds in `" + rule + "`.\n\n## Failed\n\n- one\n- **two**\n\n```csv\na,b\n<1>,2\n```\n",
		FR: "Ce qu’elle trouve dans `" + rule + "`.\n\n## Échoué\n\n- un\n- **deux**\n\n```csv\na,b\n<1>,2\n```\n",
	}}
}

// style and policy are the same in all pages, so the golden files leave them out.
var (
	styleOf  = regexp.MustCompile(`(?s)<style>.*</style>`)
	policyOf = regexp.MustCompile(`sha256-[^&]*`)
)

func TestHTML(t *testing.T) {
	for name, r := range sampleReports() {
		page := renderHTML(t, r, TextOptions{Rules: sampleRule})
		golden(t, name+".html", policyOf.ReplaceAllString(styleOf.ReplaceAllString(page, "<style></style>"), "sha256-"))
	}
}

// The language of the options is shown at first; the other one is a choice away, without a script.
func TestHTMLLanguages(t *testing.T) {
	for _, l := range message.Languages {
		page := renderHTML(t, reportOf(novaScotia()), TextOptions{Language: l})
		var inputs, parts []string
		for _, n := range elements(t, page) {
			switch {
			case n.Data == "html" && attribute(n, "lang") != l.String():
				t.Errorf("%v: the page is in %s", l, attribute(n, "lang"))
			case n.Data == "input":
				checked := slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "checked" })
				inputs = append(inputs, fmt.Sprint(attribute(n, "id"), checked))
			case n.Data == "div" && strings.HasPrefix(attribute(n, "class"), "in-"):
				parts = append(parts, attribute(n, "class")+attribute(n, "lang"))
			}
		}
		want := []string{fmt.Sprint("switch-en", l == message.English), fmt.Sprint("switch-fr", l == message.French)}
		if !slices.Equal(inputs, want) || !slices.Equal(parts, []string{"in-enen", "in-frfr"}) {
			t.Errorf("%v: switch %v, parts %v", l, inputs, parts)
		}
		alone := renderHTMLIn(t, l, reportOf(novaScotia()))
		if strings.Contains(alone, "<input") || strings.Contains(alone, `class="in-`+(message.English+message.French-l).String()) {
			t.Errorf("%v alone has the other language", l)
		}
	}
	for _, rule := range []string{"html:has(#switch-en:checked) .in-fr", "html:has(#switch-fr:checked) .in-en"} {
		if !strings.Contains(htmlStyle, rule) {
			t.Errorf("the style has no rule for %s", rule)
		}
	}
}

// Where there is no standard, no column can be absent from it.
func TestHTMLColumnsWithoutStandard(t *testing.T) {
	const said = "not in the standard"
	run := novaScotia()
	resource := &run.Resources[0]
	resource.Fields = []Field{{Header: "year", Column: 1, Match: "unknown"}, {Name: "sex", Match: "missing"}}
	if page := renderHTMLIn(t, message.English, reportOf(run)); !strings.Contains(page, said) {
		t.Error("a column that is not in the standard is not told")
	}
	resource.Fields = resource.Fields[:1]
	if page := renderHTMLIn(t, message.English, reportOf(run)); strings.Contains(page, said) {
		t.Error("a column is told to be absent from a standard that has no fields")
	}
}

// The name of the switch begins in the language of the page.
func TestHTMLSwitchIsNamedInItsLanguage(t *testing.T) {
	for l, want := range map[message.Language]string{
		message.English: `<legend><span lang="en">Language</span> /`, message.French: `<legend><span lang="fr">Langue</span> /`,
	} {
		if page := renderHTML(t, reportOf(conforming()), TextOptions{Language: l}); !strings.Contains(page, want) {
			t.Errorf("%v: the page has no %s", l, want)
		}
	}
}

func TestHTMLTakesTextsOfItsLanguageOnly(t *testing.T) {
	const mark = "OTHER"
	for name := range sampleReports() {
		for _, l := range message.Languages {
			r := sampleReports()[name]
			marked(r, message.English+message.French-l, mark)
			if page := renderHTMLIn(t, l, r); strings.Contains(page, mark) {
				t.Errorf("%s in %v has a text of the other language", name, l)
			}
		}
	}
}

func TestHTMLFrenchTypography(t *testing.T) {
	for name, r := range sampleReports() {
		for _, n := range elements(t, renderHTMLIn(t, message.French, r)) {
			for c := range n.ChildNodes() {
				if c.Type != html.TextNode || n.Data == "style" || n.Data == "code" || strings.Contains(attribute(n, "class"), "code") {
					continue
				}
				if fault := frenchFaults.FindString(c.Data); fault != "" {
					t.Errorf("%s: %q in %q", name, fault, c.Data)
				}
			}
		}
	}
}

// Whatever a value says, it is shown, adds no element and no attribute, and no character that moves others about.
func TestHTMLShowsHostileValues(t *testing.T) {
	shape := func(page string) string {
		var b strings.Builder
		for _, n := range elements(t, page) {
			b.WriteString("<" + n.Data)
			for _, a := range n.Attr {
				b.WriteString(" " + a.Key)
			}
			b.WriteString(">")
		}
		return b.String()
	}
	plain := shape(renderHTML(t, reportOf(hostile("x"), hostile("x")), TextOptions{Rules: sampleRule}))
	for _, test := range hostileValues {
		r := reportOf(hostile(test.value), hostile(test.value))
		page := renderHTML(t, r, TextOptions{Rules: sampleRule})
		var text strings.Builder
		for _, n := range elements(t, page) {
			if n.Data == "body" {
				text.WriteString(textOf(n))
			}
		}
		if !strings.Contains(text.String(), test.shown) {
			t.Errorf("%s: %q is not in\n%s", test.name, test.shown, text.String())
		}
		for _, c := range page {
			if c != '\n' && (unicode.IsControl(c) || unicode.In(c, unicode.Cf, unicode.Zl, unicode.Zp) || c == unicode.ReplacementChar) {
				t.Errorf("%s: %U reaches the page", test.name, c)
				break
			}
		}
		spans := strings.Count(test.value, "`")+strings.Count(test.value, "**") > 0 // statements have code
		if shape(page) != plain && !spans {
			t.Errorf("%s: other elements or attributes than for a plain value", test.name)
		}
	}
}

// Values are parted from the text around them, so that a right-to-left value turns nothing round.
func TestHTMLIsolatesValues(t *testing.T) {
	const value = "\u05e9\u05dc\u05d5\u05dd"
	for _, n := range elements(t, renderHTML(t, reportOf(hostile(value)), TextOptions{})) {
		for c := range n.ChildNodes() {
			if c.Type == html.TextNode && strings.TrimSpace(c.Data) == value && n.Data != "bdi" && n.Parent.Data != "bdi" {
				t.Errorf("<%s> has the value outside bdi", n.Data)
			}
		}
	}
}

// However much was found, the page stays one that a browser opens, and says what it leaves out.
func TestHTMLStaysUsable(t *testing.T) {
	long := hostile("x")
	long.Findings[0].Excerpt.Cells[1] = strings.Repeat("é", 1<<20)
	many := func(requirements, findings int, all bool) *Report {
		s := newSample("x.csv", int64(findings), noSupplied)
		for i := range requirements {
			var list []Finding
			for k := range findings {
				list = append(list, Finding{Record: int64(2*k + 1), Line: int64(2*k + 2), Messages: message.Same("m" + strconv.Itoa(k)), Fixes: message.Same("f" + strconv.Itoa(k))})
			}
			s.fail(Assertion{Requirement: "r" + strconv.Itoa(i), Rule: "rule", Level: "must", Tested: int64(findings), Failed: int64(findings)}, list...)
		}
		if all {
			s.Options.MaxSamples = 0
		}
		return reportOf(s.Run)
	}
	for _, test := range []struct {
		name   string
		report *Report
		most   int // bytes
		want   string
	}{
		{"100,000 findings", many(1, 100_000, false), 200_000, "99,980 failing places are not shown here, of 100,000."},
		{"all 100,000 findings", many(1, 100_000, true), 400_000, "99,900 failing places are not shown here"},
		{"1,000 requirements", many(1_000, 20, false), 6_000_000, "at most 2 places are shown for each"},
		{"a cell of two megabytes", reportOf(long), 50_000, strings.Repeat("é", cellLength) + "…"},
		{"long texts", reportOf(hostile(strings.Repeat("é", 1<<16))), 1_000_000, strings.Repeat("é", cellLength) + "…"},
	} {
		page := renderHTML(t, test.report, TextOptions{Rules: sampleRule})
		if len(page) > test.most {
			t.Errorf("%s: %d bytes, more than %d", test.name, len(page), test.most)
		}
		if !strings.Contains(page, test.want) {
			t.Errorf("%s: %q is not said", test.name, test.want)
		}
	}
}

// Every kind of place is named, the cell in question is marked and said to be it, and blanks in it are kept.
func TestHTMLPlaces(t *testing.T) {
	for _, test := range []struct {
		name, want string
		report     *Report
	}{
		{"cell of a sheet", "<bdi>Cell B12, record 20, row group 2</bdi>", full()},
		{"JSON Pointer", `JSON Pointer: <bdi class="code">/10/year</bdi>`, full()},
		{"related place", "<bdi>cell C2, record 1, row group 1, year</bdi>: <bdi>x</bdi>", full()},
		{"records in a row", "<bdi>Lines 21 to 30, records 20 to 29</bdi>", reportOf(broken())},
		{"a group", `First case, <bdi>line 2, record 1</bdi>`, reportOf(novaScotia())},
		{"the cell in question", `<span class="unseen">the cell in question: </span><mark><bdi class="cell">01/01/1920 12:00:00 AM</bdi></mark>`, reportOf(novaScotia())},
		{"an empty cell", `<mark><em>(empty)</em></mark>`, reportOf(ontario())},
		{"blanks of a value", `<bdi class="cell">LIAM                          </bdi>`, reportOf(ontario())},
		{"hidden", "1 failing place is not shown here, of 21.", reportOf(novaScotia())},
	} {
		if page := renderHTMLIn(t, message.English, test.report); !strings.Contains(page, test.want) {
			t.Errorf("%s: %s is not in the page", test.name, test.want)
		}
	}
}

// The bars are as long as the numbers say.
func TestHTMLCharts(t *testing.T) {
	v := newHTMLView(reportOf(), TextOptions{})
	for _, test := range []struct {
		part, whole int64
		length      int
		share       string
	}{
		{0, 100, 0, "under 0.1%"},
		{1, 1_000_000, 1, "under 0.1%"},
		{50, 100, chartTrack / 2, "50.0%"},
		{100, 100, chartTrack, "100%"},
	} {
		c := htmlChart{}
		c.add(v, "label", "good", test.part, test.whole)
		if b := c.Bars[0]; b.Length != test.length || b.Share != test.share {
			t.Errorf("%d of %d: %d, %s", test.part, test.whole, b.Length, b.Share)
		}
	}
	page := renderHTML(t, reportOf(ontario()), TextOptions{})
	for _, want := range []string{"Share of records with a value, by field", "under 0.1%", "78,301"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not in the page", want)
		}
	}
	if strings.Contains(renderHTML(t, reportOf(unreadable()), TextOptions{}), "<figure") {
		t.Error("a chart of nothing")
	}
}

func TestHTMLBlocks(t *testing.T) {
	for _, test := range []struct{ name, body, want string }{
		{"paragraphs", "one\ntwo\n\nthree", "[{[] [{one two false false}] [] false } {[] [{three false false}] [] false }]"},
		{"heading", "## A\ntext", "[{[{A false false}] [] [] false } {[] [{text false false}] [] false }]"},
		{"list", "- a\n- b\n  more\n\nend", "[{[] [] [[{a false false}] [{b more false false}]] false } {[] [{end false false}] [] false }]"},
		{"code", "```csv\na  <b>\n\n# c\n```", "[{[] [] [] true a  <b>\n\n# c}]"},
		{"spans", "a `b` **c** [d](e)", "[{[] [{a  false false} {b true false} {  false false} {c false true} { d (e) false false}] [] false }]"},
		{"a number at the start of a line", "in\n1980. Nobody", "[{[] [{in 1980. Nobody false false}] [] false }]"},
	} {
		if got := fmt.Sprint(htmlBlocks(test.body)); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

// Each word of the template is there, and is used.
func TestHTMLWords(t *testing.T) {
	used := regexp.MustCompile(`(?:\$w|\.W)\.(\w+)`)
	named := map[string]bool{"excerpt": true, "here": true} // these and those below by the code
	for _, m := range used.FindAllStringSubmatch(htmlTemplate, -1) {
		named[m[1]] = true
	}
	for _, name := range []string{"sharesTitle", "completenessTitle", "failedCaption", "othersCaption", "standardFacts", "fileFacts", "optionFacts", "fieldsCaption"} {
		named[name] = true
	}
	for _, l := range message.Languages {
		words := htmlWordsIn(l)
		for name := range named {
			if words[name] == "" {
				t.Errorf("%v: no word %s", l, name)
			}
		}
		for name := range words {
			if !named[name] {
				t.Errorf("%v: nothing uses %s", l, name)
			}
		}
	}
}

func TestHTMLTellsOfErrors(t *testing.T) {
	for _, f := range Formats() {
		if err := f.Write(failing{}, reportOf(ontario()), TextOptions{}); !errors.Is(err, errFull) {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
}
