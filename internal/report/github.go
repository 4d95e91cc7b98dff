package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/cogwg/hvdlint/internal/message"
)

// githubAnnotations is the number of annotations of each kind that GitHub keeps of one step; the rest it drops without a word.
const githubAnnotations = 10

// GitHub writes the report as workflow commands of GitHub Actions, which it shows as annotations beside files: one for each
// requirement, resource and field, worst first. What exceeds the number that GitHub keeps is told and listed as plain lines of the
// log; the verdict of each dataset ends it.
func GitHub(w io.Writer, r *Report, options TextOptions) error {
	out := bufio.NewWriter(w)
	p := newPage(out, options)
	counts := map[string]int{}
	var rest []*bundle
	bundles := bundlesOf(r)
	for i := range bundles {
		b := &bundles[i]
		kind := githubKind(b.severity)
		if counts[kind]++; counts[kind] > githubAnnotations {
			rest = append(rest, b)
			continue
		}
		properties := "file=" + githubProperty(visible(b.file()))
		if b.hasLines() {
			properties += fmt.Sprintf(",line=%d", b.lineOf(b.first()))
		}
		properties += ",title=" + githubProperty(clip(sentence(b.assertion.Title.In(p.language)), titleLimit))
		fmt.Fprintf(out, "::%s %s::%s\n", kind, properties, githubData(p.tell(b)))
	}
	if len(rest) > 0 {
		fmt.Fprintln(out, p.say(textNotAnnotated, message.P("n", len(rest))))
	}
	for _, b := range rest {
		line := p.say(textInFile, as("file", visible(b.file())), as("message", p.tell(b)))
		fmt.Fprintln(out, oldCommands(severityWord(b.severity).In(p.language)+message.Colon.In(p.language)+" "+line))
	}
	for i := range r.Runs {
		run := &r.Runs[i]
		lead, _, text := p.verdictWords(run)
		totals := p.withExcepted(p.totals(run.Totals), run.waivedPlaces(), run.knownPlaces())
		rest := p.say(text, as("standard", standardName(&run.Standard, p.language)), as("totals", totals))
		line := p.say(textInFile, as("file", p.heading(run)), as("message", lead.In(p.language)+" "+rest))
		fmt.Fprintln(out, oldCommands("hvdlint "+line))
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing the report as workflow commands: %w", err)
	}
	return nil
}

// titleLimit is the number of characters of the title of an annotation or a test.
const titleLimit = 200

// githubKind is the command for a severity.
func githubKind(severity string) string {
	switch severity {
	case SeverityError, SeverityWarning:
		return severity
	}
	return "notice"
}

// githubData escapes the text of a command (actions/toolkit, packages/core/src/command.ts).
func githubData(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(oldCommands(s))
}

// githubProperty escapes a property of a command.
func githubProperty(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(oldCommands(s))
}

// oldCommands parts "##[", which the runner takes for a command of the old form wherever it stands in a line.
func oldCommands(s string) string { return strings.ReplaceAll(s, "##[", "## [") }
