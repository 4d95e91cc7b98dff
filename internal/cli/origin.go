package cli

import (
	"fmt"

	"github.com/cogwg/hvdlint/internal/config"
	"github.com/cogwg/hvdlint/internal/message"
)

// origin says where a setting comes from.
type origin struct {
	kind originKind
	at   string // the flag, the file and line, the variable; empty: none, or the desktop
}

// originKind is a kind of origin, in the word that programs read.
type originKind string

// The kinds, weakest first.
const (
	fromDefault     originKind = "default"
	fromEnvironment originKind = "environment"
	fromConfig      originKind = "config"
	fromFlag        originKind = "flag"
)

// text says an origin to people.
func (o origin) text() message.Text {
	switch {
	case o.kind == fromEnvironment && o.at == "":
		return textDesktop
	case o.kind == fromDefault || o.kind == "":
		return textDefault
	}
	return shown(o.at)
}

// setting is a choice and where it comes from.
type setting[T any] struct {
	value T
	from  origin
}

// isChosen reports whether somebody made the choice.
func (s setting[T]) isChosen() bool { return s.from.kind != "" && s.from.kind != fromDefault }

// lineOf is the origin of what a configuration says on a line.
func lineOf(c *config.Config, line int) origin {
	return origin{fromConfig, fmt.Sprintf("%s:%d", c.File, line)}
}

// pick takes the flag, if it was given; else what the configuration says; else the default.
func pick[T any](c *config.Config, flag string, given bool, value T, file config.Value[T], otherwise T) setting[T] {
	switch {
	case given:
		return setting[T]{value, origin{fromFlag, flag}}
	case file.Given():
		return setting[T]{file.Is, lineOf(c, file.Line)}
	}
	return setting[T]{otherwise, origin{kind: fromDefault}}
}
