package cli

import (
	"fmt"
	"regexp"
	"strings"
)

var (
	listItem = regexp.MustCompile(`^(\s*)([-*]|\d+\.) +`)
	link     = regexp.MustCompile(`\[([^\]]*)\]\(([^)]*)\)`)
)

// writeMarkdown prints the Markdown of a rule's page as text: headings set off, paragraphs and list items wrapped, code
// indented as it stands. It knows what pages use and leaves the rest as written.
func (a *app) writeMarkdown(body string) {
	width := min(a.width, helpWidth)
	var paragraph []string
	flush := func() {
		if len(paragraph) > 0 {
			a.writeParagraph(paragraph, width)
			paragraph = nil
		}
	}
	code, after := false, false // after: a block of code ended on the line before
	for line := range strings.SplitSeq(strings.TrimSpace(body), "\n") {
		switch {
		case strings.HasPrefix(line, "```"):
			flush()
			if code = !code; code && after {
				fmt.Fprintln(a.stdout)
			}
			after = !code
			continue
		case code:
			fmt.Fprintln(a.stdout, strings.TrimRight("    "+line, " "))
		case strings.TrimSpace(line) == "":
			flush()
			fmt.Fprintln(a.stdout)
		case strings.HasPrefix(line, "#"):
			flush()
			fmt.Fprintln(a.stdout, a.colors.heading.Sprint(plain(strings.TrimLeft(line, "# "))))
		// Inside a paragraph a line that begins with a number and a point continues it.
		case listItem.MatchString(line) && (len(paragraph) == 0 || listItem.MatchString(paragraph[0])):
			flush()
			paragraph = []string{line}
		default:
			paragraph = append(paragraph, line)
		}
		after = false
	}
	flush()
}

// writeParagraph prints a paragraph or a list item, whose further lines stand under its first.
func (a *app) writeParagraph(lines []string, width int) {
	text := strings.Join(lines, "\n")
	mark := listItem.FindString(text)
	text = plain(text[len(mark):])
	for i, line := range wrap(text, width-len(mark)) {
		if i > 0 {
			mark = strings.Repeat(" ", len(mark))
		}
		fmt.Fprintln(a.stdout, mark+line)
	}
}

// plain takes away the marks of Markdown inside a line; an address stays behind its words.
func plain(text string) string {
	text = link.ReplaceAllString(text, "$1 ($2)")
	return strings.NewReplacer("**", "", "`", "").Replace(text)
}
