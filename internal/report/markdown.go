package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cogwg/hvdlint/internal/message"
)

// What a comment shows, and its length in bytes. GitHub takes 65,536 characters, of which none is shorter than a byte.
const (
	commentLength   = 65_536
	commentReserve  = 1_024 // for the sentence that says what was cut, and the last line
	commentRuns     = 100
	commentRows     = 50 // of the table of a run
	commentPlaces   = 5  // of a requirement
	commentSentence = 500
)

// Markdown writes the report as a comment on a pull request, in one language: the verdict, the failed requirements as a table,
// and the first places of each, folded. It is at most 65,536 characters long; what does not fit is cut and counted. Values
// are escaped: they are neither markup nor links, and mention nobody.
func Markdown(w io.Writer, r *Report, options TextOptions) error {
	c := comment{htmlView: newHTMLView(r, options)}
	c.report(r)
	if _, err := io.WriteString(w, c.text.String()); err != nil {
		return fmt.Errorf("writing the report as Markdown: %w", err)
	}
	return nil
}

// comment is written piece by piece, until one does not fit.
type comment struct {
	*htmlView
	text strings.Builder
	full bool
}

// write adds a piece and reports whether it, and all before it, did fit.
func (c *comment) write(piece string) bool {
	c.full = c.full || c.text.Len()+len(piece) > commentLength-commentReserve
	if !c.full {
		c.text.WriteString(piece)
	}
	return !c.full
}

func (c *comment) report(r *Report) {
	switch len(r.Runs) {
	case 0:
		c.write("### " + message.Capital(textNothingChecked.In(c.language)) + "\n\n")
	case 1:
		verdict, rest := c.verdictSentence(&r.Runs[0])
		c.write("### " + verdictSign(r.Runs[0].Verdict) + " " + message.Capital(verdict) + " " + markdownText(rest) + "\n\n")
		c.write(markdownCode(c.heading(&r.Runs[0])) + "\n\n")
	default:
		c.write("### " + verdictSign(r.Verdict()) + " " + markdownText(c.summarySentence(r)) + "\n\n")
		c.runTable(r.Runs)
	}
	cut := 0
	for i := range r.Runs {
		cut += c.run(&r.Runs[i], len(r.Runs) > 1)
	}
	if cut > 0 {
		c.text.WriteString("\n" + c.say(textMarkdownCut, message.P("n", cut)) + "\n\n") // the cut may be inside a table
	}
	c.text.WriteString("<sub>" + markdownText(shown(strings.TrimSpace(r.Tool.Name+" "+r.Tool.Version), nameLength)) + "</sub>\n")
}

// verdictSign stands before a verdict, which says the same in words.
func verdictSign(v Verdict) string {
	switch v {
	case Conforms:
		return "✅"
	case ConformsWithExceptions:
		return "☑️"
	case DoesNotConform:
		return "❌"
	}
	return "⚠️"
}

func (c *comment) runTable(runs []Run) {
	c.row(headDataset, headStandard, headVerdict, headErrors, headWarnings, headNotes)
	c.write("| --- | --- | --- | ---: | ---: | ---: |\n")
	for i := range runs[:min(len(runs), commentRuns)] {
		r := &runs[i]
		verdict, _, _ := c.verdictWords(r)
		c.row(message.Same(markdownCode(c.heading(r))), message.Same(markdownText(standardName(&r.Standard, c.language))),
			message.Same(verdictSign(r.Verdict)+" "+verdict.In(c.language)),
			message.Same(c.number(r.Totals.Error)), message.Same(c.number(r.Totals.Warning)), message.Same(c.number(r.Totals.Note)))
	}
	c.write("\n")
	if n := len(runs) - commentRuns; n > 0 {
		c.write(c.say(textMore, message.P("n", n)) + "\n\n")
	}
}

// row writes a row of a table, whose cells are Markdown.
func (c *comment) row(cells ...message.Text) {
	var b strings.Builder
	for _, cell := range cells {
		b.WriteString("| " + cell.In(c.language) + " ")
	}
	c.write(b.String() + "|\n")
}

// run writes what a run found and returns the number of requirements that did not fit.
func (c *comment) run(r *Run, several bool) (cut int) {
	groups := groupsOf(r)
	if len(groups) == 0 && !r.HasUnread() && !r.hasExceptions() {
		return 0
	}
	if c.full {
		return len(groups)
	}
	if several {
		c.write("#### " + markdownCode(c.heading(r)) + "\n\n")
	}
	c.unread(r)
	for _, line := range c.exceptions(r) {
		text := line.text
		if line.fix != "" {
			text += "; " + leadFix.In(c.language) + " " + line.fix
		}
		c.write("**" + message.Capital(line.lead.In(c.language)) + "** " + markdownText(shown(text, commentSentence)) + "\n\n")
	}
	c.groupTable(r, groups)
	for i := range groups {
		if i == commentRows || !c.write(c.group(r, &groups[i])) {
			return len(groups) - i
		}
	}
	return 0
}

func (c *comment) unread(r *Run) {
	for i := range r.Resources {
		resource := &r.Resources[i]
		if resource.Unread == nil {
			continue
		}
		text := markdownText(shown(resource.Unread.Messages.In(c.language), commentSentence))
		c.write("**" + message.Capital(resource.Unread.lead().In(c.language)) + "** " + markdownCode(cmp.Or(resource.Path, resource.Name)) + message.Colon.In(c.language) + " " + text + "\n\n")
	}
}

// groupTable lists the failed requirements, worst first, each with its first place.
func (c *comment) groupTable(r *Run, groups []group) {
	if len(groups) == 0 {
		return
	}
	c.row(textMarkdownSeverity, wordRequirement, wordPlaces, textMarkdownFirst)
	c.write("| --- | --- | --- | --- |\n")
	for i := range groups[:min(len(groups), commentRows)] {
		if c.full {
			return
		}
		g := &groups[i]
		first := ""
		if len(g.findings) > 0 {
			c.of = r.resource(g.assertion.Resource)
			first = markdownText(shown(c.where(g.entries()[0]), nameLength))
		}
		title := markdownText(shown(cmp.Or(g.assertion.Title.In(c.language), g.assertion.Rule), commentSentence))
		c.row(severityWord(g.severity), message.Same(title+" "+markdownCode(g.assertion.Requirement)),
			message.Same(c.count(&g.assertion)), message.Same(first))
	}
	c.write("\n")
	if n := len(groups) - commentRows; n > 0 {
		c.write(c.say(textMore, message.P("n", n)) + "\n\n")
	}
}

// group is the folded details of one requirement.
func (c *comment) group(r *Run, g *group) string {
	c.of = r.resource(g.assertion.Resource)
	lead, _ := c.severity(g.severity)
	text := func(t message.Text) string { return markdownText(shown(t.In(c.language), commentSentence)) }
	title := shown(cmp.Or(g.assertion.Title.In(c.language), g.assertion.Rule), commentSentence)
	var b strings.Builder
	about := shown(c.requirement(&g.assertion, len(r.Resources) > 1), commentSentence)
	b.WriteString("<details>\n<summary><b>" + lead.In(c.language) + " " + htmlText(title) + "</b><br>" + htmlText(about) + "</summary>\n\n")
	if s := markdownSpans(htmlSpans(shown(g.assertion.Statement.In(c.language), commentSentence))); s != "" {
		b.WriteString(s + "\n\n")
	}
	all := g.entries()
	list := all[:min(len(all), commentPlaces)]
	once, hidden := oneFix(list), g.assertion.Failed
	for _, e := range list {
		hidden -= e.places
		b.WriteString("- " + markdownText(shown(c.entry(e), commentSentence)) + "\n")
		if !once {
			b.WriteString("  **" + c.words["fix"] + "** " + text(e.first.Fixes) + "\n")
		}
	}
	if hidden > 0 {
		b.WriteString("- " + c.say(textMore, message.P("n", hidden)) + "\n")
	}
	b.WriteString("\n")
	if once && len(list) > 0 {
		b.WriteString("**" + c.words["fix"] + "** " + text(list[0].first.Fixes) + "\n\n")
	}
	return b.String() + "</details>\n\n"
}

// markdownMarks are the characters that mean something anywhere in a line.
const markdownMarks = "\\`*_{}[]|~!^"

// markdownText makes a text mean nothing but itself in GitHub's Markdown: no markup, no link, no mention, no formula.
func markdownText(s string) string {
	s = visible(s)
	var b strings.Builder
	start := true // of a line, or after a number there
	for i, r := range s {
		written, ok := unmarked(s[i:])
		switch {
		case ok && r == '#':
			b.WriteString("\\" + written)
		case ok:
			b.WriteString(written)
		case r == ' ' && i > 0 && s[i-1] == ' ':
			b.WriteString("&nbsp;")
		case strings.ContainsRune(markdownMarks, r), start && strings.ContainsRune("+-=.)", r):
			b.WriteString("\\" + string(r))
		default:
			b.WriteRune(r)
		}
		start = start && isDigit(r)
	}
	return b.String()
}

// htmlText is [markdownText] for a line of HTML, which Markdown leaves as it is.
func htmlText(s string) string {
	s = visible(s)
	var b strings.Builder
	for i, r := range s {
		if written, ok := unmarked(s[i:]); ok {
			b.WriteString(written)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// unmarked returns what is written for the first character of a text that HTML, or GitHub in the words of a page, takes for
// more than itself: markup, a formula, a mention, a link, an issue. A zero-width space, which is not part of the text, parts
// what would become a link.
func unmarked(s string) (written string, ok bool) {
	const parted = "&#8203;"
	switch s[0] {
	case '&':
		return "&amp;", true
	case '<':
		return "&lt;", true
	case '>':
		return "&gt;", true
	case '$':
		return "&#36;", true
	case '@', '#':
		return s[:1] + parted, true
	}
	starts := slices.ContainsFunc([]string{"://", "www.", "gh-", "mailto:", "xmpp:"}, func(prefix string) bool {
		return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
	})
	return s[:1] + parted, starts
}

// markdownCode sets a name as code, in which GitHub makes no links and mentions nobody.
func markdownCode(s string) string { return "<code>" + markdownText(shown(s, nameLength)) + "</code>" }

// markdownSpans writes words, code and strong words.
func markdownSpans(spans []htmlSpan) string {
	var b strings.Builder
	for _, s := range spans {
		switch text := markdownText(s.Text); {
		case s.Code:
			b.WriteString("<code>" + text + "</code>")
		case s.Strong:
			b.WriteString("**" + text + "**")
		default:
			b.WriteString(text)
		}
	}
	return b.String()
}
