package report

import (
	"bufio"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatih/color"
	"github.com/mattn/go-runewidth"

	"github.com/cogwg/hvdlint/internal/message"
)

// page is where text is written to: it knows language, width and colours. Errors of writing stay in the writer.
type page struct {
	out        *bufio.Writer
	language   message.Language
	width      int
	samples    int
	noExcerpts bool
	of         *Resource // the table at hand; nil: none, or one that is not among those of the run
	ink        palette
	started    bool
	measure    *runewidth.Condition
}

func newPage(out *bufio.Writer, options TextOptions) *page {
	p := &page{
		out: out, language: options.Language, width: options.Width, samples: options.Samples, noExcerpts: options.NoExcerpts,
		ink: newPalette(options.Color),
		// Not the package's own condition, which follows the environment: the same report must give the same lines.
		measure: &runewidth.Condition{StrictEmojiNeutral: true},
	}
	if p.width <= 0 {
		p.width = defaultWidth
	}
	p.width = max(p.width, leastWidth)
	return p
}

// palette is the few ways in which text is set off.
type palette struct{ heading, error, warning, note, good, faint *color.Color }

// newPalette returns a palette that writes plain text unless enabled. Each colour is told so itself: the package's own
// choice looks at standard output alone.
func newPalette(enabled bool) palette {
	p := palette{
		heading: color.New(color.Bold),
		error:   color.New(color.FgRed, color.Bold),
		warning: color.New(color.FgYellow, color.Bold),
		note:    color.New(color.FgCyan, color.Bold),
		good:    color.New(color.FgGreen, color.Bold),
		faint:   color.New(color.Faint),
	}
	for _, c := range []*color.Color{p.heading, p.error, p.warning, p.note, p.good, p.faint} {
		if enabled {
			c.EnableColor()
		} else {
			c.DisableColor()
		}
	}
	return p
}

// severity is the lead and the colour of a severity.
func (p *page) severity(severity string) (lead message.Text, ink *color.Color) {
	switch severity {
	case SeverityError:
		return leadError, p.ink.error
	case SeverityWarning:
		return leadWarning, p.ink.warning
	}
	return leadNote, p.ink.note
}

// say fills a sentence in the language of the page.
func (p *page) say(text message.Text, params ...message.Param) string {
	return message.Fill(p.language, text.In(p.language), params)
}

// as is a parameter that is written as it is, because it is a sentence or was made visible already.
func as(name, s string) message.Param { return message.P(name, message.Same(s)) }

// ordinal is a parameter that is a number of a line, record or column: a name and no amount, so its digits are not grouped.
func ordinal(name string, n int64) message.Param { return message.P(name, strconv.FormatInt(n, 10)) }

// gap leaves a line free, but not at the top.
func (p *page) gap() {
	if p.started {
		p.line("")
	}
}

// line writes one line. It must be visible and fit.
func (p *page) line(s string) {
	p.started = true
	fmt.Fprintln(p.out, strings.TrimRight(noCommand(s), " "))
}

// noCommand parts what the runner of GitHub Actions takes for a command when it reads a log: "::" that begins a line, behind blanks too
// (actions/runner, ActionCommand.cs), and "##[" anywhere.
func noCommand(s string) string {
	if at := strings.TrimLeftFunc(s, unicode.IsSpace); strings.HasPrefix(at, "::") {
		s = s[:len(s)-len(at)] + ": :" + at[2:]
	}
	return oldCommands(s)
}

// paragraph writes a lead and the text that follows it, in lines that fit; the second and later ones hang by two more. The
// lead is set off by ink, without a lead the whole text is. Nothing is written when there is no text.
func (p *page) paragraph(indent int, lead string, ink *color.Color, text string) {
	if text == "" {
		return
	}
	if lead != "" {
		text = lead + " " + text
	}
	pad := strings.Repeat(" ", indent)
	for i, line := range p.wrap(text, p.width-indent, p.width-indent-hang) {
		switch {
		case i > 0:
			pad = strings.Repeat(" ", indent+hang)
			if lead == "" && ink != nil {
				line = ink.Sprint(line)
			}
		case lead == "" && ink != nil:
			line = ink.Sprint(line)
		case ink != nil && strings.HasPrefix(line, lead):
			line = ink.Sprint(lead) + line[len(lead):]
		}
		p.line(pad + line)
	}
}

// hang is how much further in the second and later lines of a paragraph start.
const hang = 2

// wrap breaks text at blanks into lines, the first at most first characters wide, the others rest. A word that does not fit
// has a line of its own. No-break spaces hold, and so do several blanks in a row: they belong to a value.
func (p *page) wrap(text string, first, rest int) []string {
	var lines []string
	line, used, room := "", 0, first
	for _, word := range words(text) {
		n := p.measure.StringWidth(word)
		switch {
		case line == "":
			line, used = word, n
		case used+1+n > room:
			lines = append(lines, line)
			line, used, room = word, n, rest
		default:
			line, used = line+" "+word, used+1+n
		}
	}
	return append(lines, line)
}

// words cuts text where a line may end: at each blank that stands alone and does not part a number from its words.
func words(text string) []string {
	var list []string
	start, held := 0, 0
	for i := 1; i < len(text)-1; i++ {
		if text[i] != ' ' || text[i-1] == ' ' || text[i+1] == ' ' {
			continue
		}
		if held < heldLimit && holds(text[start:i], text[i+1:]) {
			held++
			continue
		}
		list = append(list, text[start:i])
		start, held = i+1, 0
	}
	return append(list, text[start:])
}

// heldLimit is the number of blanks at which a line may not end before it may again: "1 of 78,302 records" has three.
const heldLimit = 3

// holds reports whether a blank stands between a number and the word that it belongs to: "line 3", "3 records".
func holds(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	return isDigit(last) && unicode.IsLetter(first) && isNumber(before[strings.LastIndexByte(before, ' ')+1:]) ||
		unicode.IsLetter(last) && isDigit(first)
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// isNumber reports whether a word is a number as message.Number writes it in either language.
func isNumber(word string) bool {
	return strings.IndexFunc(word, func(r rune) bool { return !isDigit(r) && r != ',' && r != '\u00a0' }) < 0
}

// sentence makes a text fit to be wrapped: visible, in one line, without blanks around it.
func sentence(s string) string {
	return visible(strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", " "), "\n", " ")))
}

// visible makes a text of any length visible, which message.Visible would cut as a value in a sentence.
func visible(s string) string { return message.VisibleWhole(s) }
