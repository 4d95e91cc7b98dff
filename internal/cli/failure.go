package cli

import (
	"errors"
	"runtime"
	"strings"
	"syscall"

	"github.com/cogwg/hvdlint/internal/message"
)

// failure is an error as a person reads it: a sentence in both languages and the exit code it leads to.
type failure struct {
	code int
	text message.Text
	help string // the command whose --help answers it; empty: none
	err  error  // what lies behind it; nil: nothing
}

// Error returns the English sentence; people read the text in their own language.
func (f *failure) Error() string { return f.text.EN }

// Message returns the sentence in both languages.
func (f *failure) Message() message.Text { return f.text }

// Unwrap returns what lies behind the failure.
func (f *failure) Unwrap() error { return f.err }

// wrongUsage returns a failure of the user's choices.
func wrongUsage(text message.Text, params ...message.Param) *failure {
	return &failure{code: exitUsage, text: text.Format(params...)}
}

// cannot returns a failure of ours or of the machine; {cause} is what err says.
func cannot(err error, text message.Text, params ...message.Param) *failure {
	return &failure{code: exitFailed, text: text.Format(append(params, message.P("cause", message.TextOf(err)))...), err: err}
}

// interrupted returns the failure of work that the user ended.
func interrupted(err error) *failure {
	return &failure{code: exitFailed, text: textInterrupted, err: err}
}

// unwritten returns the failure of a file or folder that cannot be written.
func unwritten(path string, err error) *failure {
	return &failure{code: exitFailed, err: err, text: textCannotWrite.Format(message.P("path", shown(path)), message.P("cause", whyNot(err)))}
}

// causes is what err says, with the space before it, at the end of a sentence. Several faults stand under the sentence, each
// on a line of its own.
func causes(err error) message.Param {
	text := message.TextOf(err)
	before := " "
	if strings.Contains(text.EN, "\n") {
		before = "\n  "
	}
	return message.P("causes", message.Text{
		EN: before + strings.ReplaceAll(text.EN, "\n", "\n  "), FR: before + strings.ReplaceAll(text.FR, "\n", "\n  "),
	})
}

// listed is [causes] with each fault on a line of its own, also a single one.
func listed(err error) message.Param {
	text := message.TextOf(err)
	return message.P("causes", message.Text{
		EN: "\n  " + strings.ReplaceAll(text.EN, "\n", "\n  "), FR: "\n  " + strings.ReplaceAll(text.FR, "\n", "\n  "),
	})
}

// closedPipe reports whether err says that the reader of our output went away, as "| head" does.
func closedPipe(err error) bool {
	if errors.Is(err, syscall.EPIPE) {
		return true
	}
	const brokenPipe, noData = syscall.Errno(109), syscall.Errno(232)
	return runtime.GOOS == "windows" && (errors.Is(err, brokenPipe) || errors.Is(err, noData))
}

// shown makes a path or another text of the user fit for a sentence without shortening it.
func shown(s string) message.Text { return message.Same(message.VisibleWhole(s)) }
