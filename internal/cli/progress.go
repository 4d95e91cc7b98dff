package cli

import (
	"fmt"
	"strings"
	"time"

	"github.com/mattn/go-runewidth"

	"github.com/cogwg/hvdlint/internal/message"
)

// progressAfter is how long work takes before its progress is shown.
const progressAfter = 2 * time.Second

// progress is a line on the terminal that says how far reading has come. It is made for one input and is erased when the
// input is done, so that it leaves no trace beside the report.
type progress struct {
	*app
	path        string
	file, files int
	width       int // of the line; 0: nothing is shown
	start       time.Time
	shown       bool
}

// progress begins the line of the file-th input of files.
func (a *app) progress(path string, file, files int, quiet bool) *progress {
	p := &progress{app: a, path: path, file: file, files: files, start: a.env.Now()}
	if a.env.Stderr.Terminal && !quiet {
		p.width = widthOf(a.env.Stderr, a.env.Getenv) - 1
	}
	return p
}

// update returns the function that shows progress, nil when there is nobody to see it.
func (p *progress) update() func(read, total int64) {
	if p.width == 0 {
		return nil
	}
	return func(read, total int64) {
		if p.env.Now().Sub(p.start) < progressAfter {
			return
		}
		p.shown = true
		line := runewidth.Truncate(p.line(read, total), p.width, "…")
		fmt.Fprintf(p.stderr, "\r%s%s", line, strings.Repeat(" ", p.width-runewidth.StringWidth(line)))
	}
}

// line puts the figures first: a long name is cut at the end.
func (p *progress) line(read, total int64) string {
	params := []message.Param{
		message.P("path", shown(p.path)), message.P("read", byteSize(read)), message.P("total", byteSize(total)),
		message.P("file", p.file), message.P("files", p.files),
	}
	text := textProgressOpen
	if total > 0 {
		text = textProgress
		params = append(params, message.P("percent", int(min(100, 100*read/total))))
	}
	line := p.say(text, params...)
	if p.files > 1 {
		line = p.say(textProgressFile, params...) + line
	}
	return line
}

// erase takes the line away.
func (p *progress) erase() {
	if p.shown {
		fmt.Fprintf(p.stderr, "\r%s\r", strings.Repeat(" ", p.width))
		p.shown = false
	}
}

// byteSize writes a number of bytes as people do: three digits and a unit of powers of ten.
func byteSize(n int64) message.Text {
	units := []message.Text{textBytes, {EN: "KB", FR: "ko"}, {EN: "MB", FR: "Mo"}, {EN: "GB", FR: "Go"}, {EN: "TB", FR: "To"}}
	if n < 1000 {
		return units[0].Format(message.P("n", n))
	}
	value, unit := float64(n), 0
	for value >= 999.5 && unit < len(units)-1 {
		value /= 1000
		unit++
	}
	digits := 0
	if value < 9.95 {
		digits = 1
	}
	number := fmt.Sprintf("%.*f", digits, value)
	return message.Text{
		EN: number + "\u00a0" + units[unit].EN,
		FR: strings.Replace(number, ".", ",", 1) + "\u00a0" + units[unit].FR,
	}
}
