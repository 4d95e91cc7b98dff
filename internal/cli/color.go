package cli

import (
	"strconv"

	"github.com/fatih/color"
)

// palette is the few ways in which this package sets off text; reports have their own.
type palette struct{ heading, code, faint, bad *color.Color }

// newPalette returns a palette that writes plain text unless enabled. Each colour is told so itself: the package's own
// choice looks at standard output alone.
func newPalette(enabled bool) palette {
	p := palette{
		heading: color.New(color.Bold),
		code:    color.New(color.FgCyan),
		faint:   color.New(color.Faint),
		bad:     color.New(color.FgRed, color.Bold),
	}
	for _, c := range []*color.Color{p.heading, p.code, p.faint, p.bad} {
		if enabled {
			c.EnableColor()
		} else {
			c.DisableColor()
		}
	}
	return p
}

// useColor decides for one stream: --color, then NO_COLOR, CLICOLOR_FORCE, TERM=dumb, then whether it is a terminal.
func useColor(mode string, stream Stream, getenv func(string) string) bool {
	force := getenv("CLICOLOR_FORCE")
	switch {
	case mode == "always":
		return true
	case mode == "never", getenv("NO_COLOR") != "":
		return false
	case force != "" && force != "0":
		return true
	case getenv("TERM") == "dumb":
		return false
	}
	return stream.Terminal
}

// The width of results where no terminal says: of a file always, elsewhere unless COLUMNS says otherwise.
const (
	defaultWidth = 80
	minimumWidth = 20
)

// widthOf returns the number of characters that a line of the stream holds.
func widthOf(stream Stream, getenv func(string) string) int {
	if stream.Width > 0 {
		return max(stream.Width, minimumWidth)
	}
	if columns, err := strconv.Atoi(getenv("COLUMNS")); err == nil && columns > 0 {
		return max(columns, minimumWidth)
	}
	return defaultWidth
}
