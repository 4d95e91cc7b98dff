package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/cogwg/hvdlint/internal/message"
)

// writeManual writes the help of each command in each language as a page of section 1 into a folder like /usr/share/man:
// man1/hvdlint-check.1, fr/man1/hvdlint-check.1. The same build writes the same bytes.
func (a *app) writeManual(folder string) error {
	n := 0
	for _, l := range message.Languages {
		place := filepath.Join(folder, "man1")
		if l == message.French {
			place = filepath.Join(folder, "fr", "man1")
		}
		if err := os.MkdirAll(place, 0o755); err != nil {
			return unwritten(place, err)
		}
		speaker := newApp(a.env)
		speaker.lang = l
		for _, cmd := range descend(speaker.rootCommand()) {
			if err := writePage(place, manualName(cmd)+".1", speaker.manualPage(cmd)); err != nil {
				return err
			}
			n++
		}
	}
	a.notice(textManWritten, message.P("n", n), message.P("path", shown(folder)))
	return nil
}

// descend returns a command and all below it.
func descend(cmd *cobra.Command) []*cobra.Command {
	all := []*cobra.Command{cmd}
	for _, child := range cmd.Commands() {
		all = append(all, descend(child)...)
	}
	return all
}

// manualName is what the page of a command is called: hvdlint-standards-show.
func manualName(cmd *cobra.Command) string { return strings.ReplaceAll(cmd.CommandPath(), " ", "-") }

// manualPage is the help of a command in the macros of man(7).
func (a *app) manualPage(cmd *cobra.Command) string {
	var p manual
	name := manualName(cmd)
	fmt.Fprintf(&p, ".TH %s 1 \"\" %s hvdlint\n", roff(strings.ToUpper(name)), roffWord("hvdlint "+a.env.Version))
	p.heading(textManName.In(a.lang))
	p.line(name + " - " + lowerFirst(cmd.Short))
	p.heading(textManUsage.In(a.lang))
	p.line(a.usageLine(cmd))
	p.heading(textManLong.In(a.lang))
	for i, paragraph := range strings.Split(cmd.Long, "\n\n") {
		if i > 0 {
			p.WriteString(".PP\n")
		}
		p.line(paragraph)
	}
	if cmd.HasAvailableSubCommands() {
		p.heading(textManCommands.In(a.lang))
		p.rows(a.commandRows(cmd))
	}
	own, global := flagRows(cmd)
	if len(own) > 0 {
		p.heading(strings.ToUpper(textFlags.In(a.lang)))
		p.rows(own)
	}
	p.heading(strings.ToUpper(textGlobalFlags.In(a.lang)))
	p.rows(global)
	if cmd.Example != "" {
		p.heading(textManExamples.In(a.lang))
		p.WriteString(".EX\n")
		for line := range strings.SplitSeq(cmd.Example, "\n") {
			p.line(line)
		}
		p.WriteString(".EE\n")
	}
	p.seeAlso(textManSeeAlso.In(a.lang), cmd)
	return p.String()
}

// manual is a page that grows.
type manual struct{ strings.Builder }

func (m *manual) heading(text string) { fmt.Fprintf(m, ".SH %s\n", roffWord(text)) }

// line writes a line of text; what looks like a macro stays text.
func (m *manual) line(text string) {
	text = roff(text)
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "'") {
		text = `\&` + text
	}
	m.WriteString(text + "\n")
}

// rows writes names and what they mean.
func (m *manual) rows(rows [][2]string) {
	for _, row := range rows {
		m.WriteString(".TP\n\\fB" + roff(strings.TrimSpace(row[0])) + "\\fR\n")
		m.line(row[1])
	}
}

// seeAlso names the pages one step above and below.
func (m *manual) seeAlso(heading string, cmd *cobra.Command) {
	var near []string
	if cmd.HasParent() {
		near = append(near, manualName(cmd.Parent()))
	}
	for _, child := range cmd.Commands() {
		near = append(near, manualName(child))
	}
	m.heading(heading)
	for i, name := range near {
		comma := ","
		if i == len(near)-1 {
			comma = ""
		}
		fmt.Fprintf(m, ".BR %s (1)%s\n", roff(name), comma)
	}
}

// roff makes a text one line of roff that prints as it is: hyphens can be copied as such, no-break spaces hold.
func roff(text string) string {
	return strings.NewReplacer("\n", " ", `\`, `\e`, "-", `\-`, "\u00a0", `\ `).Replace(text)
}

// roffWord makes a text one argument of a macro.
func roffWord(text string) string { return `"` + strings.ReplaceAll(roff(text), `"`, `\(dq`) + `"` }

func lowerFirst(text string) string {
	first, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToLower(first)) + text[n:]
}
