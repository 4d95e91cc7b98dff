package report

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/cogwg/hvdlint/internal/message"
)

// allPages are pages of every kind of report, by name.
func allPages(t *testing.T) map[string]string {
	t.Helper()
	pages := map[string]string{}
	for name, r := range sampleReports() {
		pages[name] = renderHTML(t, r, TextOptions{Language: message.French, Rules: sampleRule})
		for _, l := range message.Languages {
			pages[name+" in "+l.String()] = renderHTMLIn(t, l, r)
		}
	}
	pages["everything"] = renderHTML(t, full(), TextOptions{Rules: sampleRule})
	return pages
}

// elements are the elements of a page in their order.
func elements(t *testing.T, page string) []*html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var list []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			list = append(list, n)
		}
	}
	return list
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// words of an element and all in it.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

func child(n *html.Node, name string) *html.Node {
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode && c.Data == name {
			return c
		}
	}
	return nil
}

// The page needs nothing from elsewhere, and runs nothing.
func TestHTMLStandsAlone(t *testing.T) {
	for name, page := range allPages(t) {
		policy := false
		for _, n := range elements(t, page) {
			if slices.Contains([]string{"script", "iframe", "object", "embed", "img", "form", "base"}, n.Data) {
				t.Errorf("%s: has <%s>", name, n.Data)
			}
			for _, a := range n.Attr {
				switch {
				case a.Key == "style", strings.HasPrefix(a.Key, "on"), a.Key == "src", a.Key == "srcset":
					t.Errorf("%s: <%s %s>", name, n.Data, a.Key)
				case a.Key == "href" && a.Val != "data:," && !strings.HasPrefix(a.Val, "#"):
					t.Errorf("%s: refers to %s", name, a.Val)
				}
			}
			if attribute(n, "http-equiv") == "Content-Security-Policy" {
				policy = true
				if got := attribute(n, "content"); got != contentPolicy(htmlStyle) || !strings.HasPrefix(got, "default-src 'none'; style-src 'sha256-") {
					t.Errorf("%s: the policy is %s", name, got)
				}
			}
			// What the policy allows is what the page has.
			if n.Data == "style" && textOf(n) != htmlStyle {
				t.Errorf("%s: the style is not the one that the policy allows", name)
			}
		}
		if !policy {
			t.Errorf("%s: has no policy", name)
		}
	}
	if regexp.MustCompile(`url\(|@import|image-set`).MatchString(htmlStyle) {
		t.Error("the style loads something")
	}
}

// What a screen reader goes by.
func TestHTMLStructure(t *testing.T) {
	for name, page := range allPages(t) {
		list := elements(t, page)
		ids := map[string]bool{}
		for _, n := range list {
			if id := attribute(n, "id"); id != "" {
				if ids[id] {
					t.Errorf("%s: two elements have the id %s", name, id)
				}
				ids[id] = true
			}
		}
		level, mains := 0, 0
		labelled := map[string]bool{}
		for _, n := range list {
			var targets []string
			if href, ok := strings.CutPrefix(attribute(n, "href"), "#"); ok {
				targets = append(targets, href)
			}
			targets = append(targets, strings.Fields(attribute(n, "aria-labelledby"))...)
			switch n.Data {
			case "label":
				targets = append(targets, attribute(n, "for"))
				labelled[attribute(n, "for")] = true
			case "main":
				mains++
			case "html":
				if attribute(n, "lang") == "" {
					t.Errorf("%s: the page has no language", name)
				}
			case "h1", "h2", "h3", "h4", "h5":
				at := int(n.Data[1] - '0')
				if at > level+1 {
					t.Errorf("%s: heading %q of level %d follows one of level %d", name, textOf(n), at, level)
				}
				level = at
			case "table":
				if child(n, "caption") == nil {
					t.Errorf("%s: a table without caption: %s", name, textOf(n))
				}
			case "th":
				if attribute(n, "scope") == "" {
					t.Errorf("%s: header %q says not what it is of", name, textOf(n))
				}
			case "details":
				if first := child(n, "summary"); first == nil || textOf(first) == "" {
					t.Errorf("%s: nothing says what is folded: %s", name, textOf(n))
				}
			case "svg":
				image := attribute(n, "role") == "img" && child(n, "title") != nil && child(n, "desc") != nil
				if !image && attribute(n, "aria-hidden") != "true" {
					t.Errorf("%s: a picture is neither described nor hidden", name)
				}
			case "title", "h6":
				if textOf(n) == "" {
					t.Errorf("%s: an empty <%s>", name, n.Data)
				}
			}
			for _, target := range targets {
				if !ids[target] {
					t.Errorf("%s: <%s> refers to %q, which is not there", name, n.Data, target)
				}
			}
		}
		for _, n := range list {
			if n.Data == "input" && !labelled[attribute(n, "id")] {
				t.Errorf("%s: input %s has no label", name, attribute(n, "id"))
			}
		}
		if mains != 1 {
			t.Errorf("%s: %d main parts", name, mains)
		}
	}
}

// Every pair of colours that text is written in has a contrast of 4.5 to 1 at least (WCAG 2.1, 1.4.3), in light, in dark and in
// print.
func TestHTMLContrast(t *testing.T) {
	schemes := regexp.MustCompile(`(?s):root \{(.*?)\}`).FindAllStringSubmatch(htmlStyle, -1)
	if len(schemes) != 3 {
		t.Fatalf("%d schemes of colours, want 3", len(schemes))
	}
	color := regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{6});`)
	for i, scheme := range schemes {
		colors := map[string]string{}
		for _, m := range color.FindAllStringSubmatch(scheme[1], -1) {
			colors[m[1]] = m[2]
		}
		for _, pair := range [][2]string{
			{"text", "page"},
			{"faint", "page"},
			{"link", "page"},
			{"error", "page"},
			{"warning", "page"},
			{"note", "page"},
			{"good", "page"},
			{"text", "panel"},
			{"faint", "panel"},
			{"link", "panel"},
			{"error", "panel"},
			{"warning", "panel"},
			{"note", "panel"},
			{"error", "error-panel"},
			{"warning", "warning-panel"},
			{"note", "note-panel"},
			{"good", "good-panel"},
			{"text", "mark"},
		} {
			if c := contrast(t, colors[pair[0]], colors[pair[1]]); c < 4.5 {
				t.Errorf("scheme %d: %s on %s has %.1f to 1", i+1, pair[0], pair[1], c)
			}
		}
	}
}

// contrast is the ratio of WCAG 2.1 of two colours written #rrggbb.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	luminance := func(color string) float64 {
		n, err := strconv.ParseUint(strings.TrimPrefix(color, "#"), 16, 32)
		if err != nil || len(color) != 7 {
			t.Fatalf("%q is no colour", color)
		}
		linear := func(c uint64) float64 {
			s := float64(c&0xff) / 255
			if s <= 0.04045 {
				return s / 12.92
			}
			return math.Pow((s+0.055)/1.055, 2.4)
		}
		return 0.2126*linear(n>>16) + 0.7152*linear(n>>8) + 0.0722*linear(n)
	}
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}
