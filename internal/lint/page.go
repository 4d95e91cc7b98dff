package lint

import (
	"bytes"
	"fmt"
	"io/fs"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/cogwg/hvdlint/internal/message"
)

// Page is all the text a rule has in one language.
type Page struct {
	Title    string             `yaml:"title"`
	Message  string             `yaml:"message"`
	Fix      string             `yaml:"fix"`
	Variants map[string]Variant `yaml:"variants"`
	// Body is the Markdown after the front matter: what the rule finds, why it matters, and the examples.
	Body string `yaml:"-"`
	// Examples are the sections Failed, Passed and Inapplicable of the body, in order.
	Examples []Example `yaml:"-"`
}

// Variant replaces a page's message, and its fix unless that is empty.
type Variant struct {
	Message string `yaml:"message"`
	Fix     string `yaml:"fix"`
}

// Example is one example of a page. It runs as a test.
type Example struct {
	Outcome string // "failed", "passed" or "inapplicable"
	// Standard is YAML: either a field ("type: integer") or a piece of a standard ("fields: … requirements: …").
	Standard string
	Format   string // the fence's info word: "csv"
	Options  string // what follows it: "encoding=windows-1252"
	Data     string
	Previous string   // the earlier edition of Data, as CSV; empty: there is none
	Findings []string // one line each, as [Rule.Page]'s test prints them
}

// sections maps the headings of examples, in both languages, to outcomes.
var sections = map[string]string{
	"Failed": "failed", "Passed": "passed", "Inapplicable": "inapplicable",
	"Échoué": "failed", "Réussi": "passed", "Sans objet": "inapplicable",
}

// pageName returns the name in Pages of the page in language l.
func (r *Rule) pageName(l message.Language) string { return r.ID + "." + l.String() + ".md" }

// Page reads the rule's page in language l.
func (r *Rule) Page(l message.Language) (Page, error) {
	name := r.pageName(l)
	text, err := fs.ReadFile(r.Pages, name)
	if err != nil {
		return Page{}, fmt.Errorf("reading the page of rule %s: %w", r.ID, err)
	}
	page, err := parsePage(string(text))
	if err != nil {
		return Page{}, fmt.Errorf("%s: %w", name, err)
	}
	return page, nil
}

// Title returns the title of the rule's page in both languages. Every requirement of a report has one, so this reads no more of the page
// than its first lines.
func (r *Rule) Title() (message.Text, error) {
	var titles [len(message.Languages)]string
	for _, l := range message.Languages {
		text, err := fs.ReadFile(r.Pages, r.pageName(l))
		if err != nil {
			return message.Text{}, fmt.Errorf("reading the page of rule %s: %w", r.ID, err)
		}
		title, ok := plainTitle(text)
		if !ok {
			page, err := r.Page(l)
			if err != nil {
				return message.Text{}, err
			}
			title = page.Title
		}
		titles[l] = title
	}
	return message.Text{EN: titles[message.English], FR: titles[message.French]}, nil
}

// plainTitle reads a title that the front matter begins with and that is a plain scalar on one line (YAML 1.2, section 7.3.3).
func plainTitle(text []byte) (title string, ok bool) {
	rest, ok := bytes.CutPrefix(text, []byte("---\ntitle: "))
	if !ok {
		return "", false
	}
	line, rest, ok := bytes.Cut(rest, []byte("\n"))
	if !ok || len(line) == 0 || len(rest) == 0 || rest[0] == ' ' || rest[0] == '\n' || !isLetter(line[0]) ||
		bytes.ContainsAny(line, ":#\r") || line[len(line)-1] == ' ' {
		return "", false
	}
	return string(line), true
}

// isLetter reports whether b is an ASCII letter or part of another character, with either of which a plain scalar may begin.
func isLetter(b byte) bool {
	return b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || b >= utf8.RuneSelf
}

// Say returns the message and the fix of a variant.
func (p *Page) Say(variant string) (msg, fix string) {
	v, ok := p.Variants[variant]
	if !ok {
		return p.Message, p.Fix
	}
	if v.Fix == "" {
		return v.Message, p.Fix
	}
	return v.Message, v.Fix
}

func parsePage(text string) (Page, error) {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	rest, ok := strings.CutPrefix(text, "---\n")
	if !ok {
		return Page{}, fmt.Errorf("a page starts with a line of three hyphens")
	}
	front, body, ok := strings.Cut(rest, "\n---\n")
	if !ok {
		return Page{}, fmt.Errorf("the front matter has no end")
	}
	var page Page
	decoder := yaml.NewDecoder(bytes.NewReader([]byte(front)))
	decoder.KnownFields(true)
	if err := decoder.Decode(&page); err != nil {
		return Page{}, fmt.Errorf("front matter: %w", err)
	}
	page.Body = strings.TrimSpace(body) + "\n"
	examples, err := parseExamples(page.Body)
	if err != nil {
		return Page{}, err
	}
	page.Examples = examples
	return page, nil
}

// parseExamples reads the fenced blocks under each heading of an example. A yaml block gives the standard, which holds until
// the next one; a findings block gives the findings, a previous block the earlier edition of the data before it, any other block the data. A second data block starts another
// example of the same outcome.
func parseExamples(body string) ([]Example, error) {
	var examples []Example
	var current *Example
	outcome, standard := "", ""
	lines := strings.Split(body, "\n")
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		if heading, ok := strings.CutPrefix(line, "## "); ok {
			outcome, current = sections[strings.TrimSpace(heading)], nil
			continue
		}
		info, ok := strings.CutPrefix(line, "```")
		if !ok {
			continue
		}
		start := i + 1
		for i++; i < len(lines) && lines[i] != "```"; i++ {
		}
		if i >= len(lines) {
			return nil, fmt.Errorf("line %d of the body: a fenced block has no end", start)
		}
		if outcome == "" {
			continue
		}
		text := strings.Join(lines[start:i], "\n")
		format, options, _ := strings.Cut(strings.TrimSpace(info), " ")
		if format == "yaml" {
			current, standard = nil, text
			continue
		}
		if current == nil || format != "findings" && format != "previous" && current.Format != "" {
			examples = append(examples, Example{Outcome: outcome, Standard: standard})
			current = &examples[len(examples)-1]
		}
		switch format {
		case "findings":
			current.Findings = strings.Split(strings.TrimSpace(text), "\n")
		case "previous":
			current.Previous = text
		default:
			current.Format, current.Options, current.Data = format, options, text
		}
	}
	return examples, nil
}
