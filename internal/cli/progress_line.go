package cli

import (
	"fmt"
	"strings"
	"time"

	"github.com/mattn/go-runewidth"

	"github.com/cogwg/hvdlint/internal/message"
)

// progressParts is what progress says, in the language of the run. What is empty is not known.
type progressParts struct {
	fraction float64 // of what is read; negative: not known

	file, percent, bytes, records, again, left, path string
}

// parts says how far it is.
func (p *progress) parts(at time.Time) progressParts {
	parts := progressParts{fraction: -1, path: p.say(message.Same("{path}"), message.P("path", shown(p.last.Path)))}
	done, total := p.amount()
	switch {
	case p.last.Fetched && total == 0:
		parts.bytes = p.say(textFetched, message.P("read", byteSize(done)))
	case total == 0:
		parts.bytes = p.say(textRead, message.P("read", byteSize(done)))
	default:
		done = min(done, total)
		parts.fraction = float64(done) / float64(total)
		text := textReadOf
		if p.last.Fetched {
			text = textFetchedOf
		}
		parts.percent = p.say(textPercent, message.P("percent", int(100*parts.fraction)))
		parts.bytes = p.say(text, message.P("read", byteSize(done)), message.P("total", byteSize(total)))
	}
	if n := len(p.inputs); n > 1 {
		parts.file = p.say(textFileOf, message.P("file", p.at+1), message.P("files", n))
	}
	if p.last.Records > 0 {
		parts.records = p.say(textRecordsRead, message.P("n", p.last.Records))
	}
	if p.passes > 0 {
		parts.again = p.say(textReadAgain)
	}
	if left, ok := p.pace.left(at); ok {
		parts.left = p.say(timeLeft(left))
	}
	return parts
}

// plain is the line of a log.
func (p *progress) plain(parts progressParts) string {
	var facts []string
	for _, fact := range []string{parts.file, parts.percent, parts.bytes, parts.records, parts.again, parts.left} {
		if fact != "" {
			facts = append(facts, fact)
		}
	}
	return parts.path + message.Colon.In(p.lang) + " " + strings.Join(facts, ", ")
}

// The cells of the bar between its brackets, and the narrowest piece of a path that still says something.
const (
	barCells   = 20
	shortPath  = 8
	betweenTwo = "  "
)

// fit is the line of a terminal in a width. What has no room is left out, the least needed first: the path stands before it is clear what is
// read, and goes before the file's number and the time left do.
func (parts progressParts) fit(width int) string {
	bar := ""
	if parts.fraction >= 0 {
		full := int(parts.fraction * barCells)
		bar = "[" + strings.Repeat("=", full) + strings.Repeat(" ", barCells-full) + "]"
	}
	all := []*string{&parts.file, &bar, &parts.percent, &parts.bytes, &parts.records, &parts.again, &parts.left}
	less := []*string{&parts.records, &bar, &parts.again}
	if parts.percent != "" {
		less = append(less, &parts.bytes)
	}
	for _, drop := range less {
		if line, ok := withPath(join(all), parts.path, width); ok {
			return line
		}
		*drop = ""
	}
	for _, drop := range []*string{&parts.file, &parts.left} {
		line := join(all)
		if whole, ok := withPath(line, parts.path, width); ok {
			return whole
		}
		if runewidth.StringWidth(line) <= width {
			return line
		}
		*drop = ""
	}
	return runewidth.Truncate(join(all), max(width, 0), "")
}

// withPath puts as much of the path behind a line as there is room for; false: that is too little.
func withPath(line, path string, width int) (string, bool) {
	room := width - runewidth.StringWidth(line) - len(betweenTwo)
	if line == "" || room < min(runewidth.StringWidth(path), shortPath) {
		return "", false
	}
	return strings.TrimSpace(line + betweenTwo + runewidth.Truncate(path, room, "…")), true
}

func join(parts []*string) string {
	var there []string
	for _, part := range parts {
		if *part != "" {
			there = append(there, *part)
		}
	}
	return strings.Join(there, betweenTwo)
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
