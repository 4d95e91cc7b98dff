package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/cogwg/hvdlint/internal/message"
)

// The part of reviewdog's Diagnostic Format that [RDJSON] writes (reviewdog/proto/rdf/reviewdog.proto). Ranges have no columns: those of the
// format are bytes of a line, which a report does not know.

type rdResult struct {
	Source      rdSource       `json:"source"`
	Severity    string         `json:"severity,omitempty"`
	Diagnostics []rdDiagnostic `json:"diagnostics"`
}

type rdSource struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

type rdDiagnostic struct {
	Message  string     `json:"message"`
	Location rdLocation `json:"location"`
	Severity string     `json:"severity"`
	Code     rdCode     `json:"code"`
}

type rdLocation struct {
	Path  string   `json:"path"`
	Range *rdRange `json:"range,omitempty"`
}

type rdRange struct {
	Start rdPosition `json:"start"`
}

type rdPosition struct {
	Line int64 `json:"line"`
}

type rdCode struct {
	Value string `json:"value"`
}

// RDJSON writes the report in reviewdog's Diagnostic Format, in one language: one diagnostic for each finding, because reviewdog keeps
// those on lines that a change touches. The first of each requirement, resource and field says how many places there are.
func RDJSON(w io.Writer, r *Report, options TextOptions) error {
	p := newPage(nil, options)
	result := rdResult{Source: rdSource{Name: exact(r.Tool.Name), URL: homePage}, Diagnostics: []rdDiagnostic{}}
	bundles := bundlesOf(r)
	for i := range bundles {
		b := &bundles[i]
		if i == 0 {
			result.Severity = rdSeverity(b.severity)
		}
		text := p.tell(b)
		if b.hidden > 0 {
			text += " " + p.say(textMorePlaces, message.P("n", b.hidden)) + "."
		}
		result.Diagnostics = append(result.Diagnostics, rdOf(b, b.first(), text))
		for _, f := range b.findings[min(1, len(b.findings)):] {
			text := clip(p.entry(entry{first: f, last: f, places: f.places()}), messageLimit)
			result.Diagnostics = append(result.Diagnostics, rdOf(b, f, text))
		}
	}
	if err := writeJSON(w, result, "  "); err != nil {
		return fmt.Errorf("writing the report for reviewdog: %w", err)
	}
	return nil
}

func rdOf(b *bundle, f *Finding, text string) rdDiagnostic {
	d := rdDiagnostic{
		Message: rdText(text), Location: rdLocation{Path: exact(b.file())}, Severity: rdSeverity(b.severity), Code: rdCode{Value: exact(b.assertion.Rule)},
	}
	if b.hasLines() && f.Line > 0 {
		d.Location.Range = &rdRange{Start: rdPosition{Line: f.Line}}
	}
	return d
}

// rdText is a text that reviewdog posts as Markdown: no link, image or element of HTML comes out of it.
func rdText(s string) string { return strings.ReplaceAll(unlinked(s), "<", `\<`) }

// rdSeverity is the format's word for a severity.
func rdSeverity(severity string) string {
	switch severity {
	case SeverityError:
		return "ERROR"
	case SeverityWarning:
		return "WARNING"
	}
	return "INFO"
}
