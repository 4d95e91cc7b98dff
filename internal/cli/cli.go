// Package cli is the command line: one file per command, and the only place that knows flags, terminals, colour, width,
// language and exit codes. Nothing is checked here; commands choose the inputs and the standard, call the engine and
// write what it says.
//
// Results go to standard output; progress, notices and errors to standard error.
package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/cogwg/hvdlint/internal/message"
)

// The exit codes. When several apply the highest wins.
const (
	exitConforms = 0 // every dataset conforms, or the command did what was asked
	exitFindings = 1 // findings at or above --fail-on
	exitUsage    = 2 // wrong usage, configuration or standard
	exitFailed   = 3 // an input could not be read, the work was interrupted, or the tool failed
)

// Main runs the command line of env and returns the exit code. It takes over the interrupt signal: the first one stops the
// work in good order, the second one ends the process.
func Main(env Environment) int {
	paceCollector()
	// Without this Windows would refuse files that are dropped on the program.
	cobra.MousetrapHelpText = ""
	// A reader that has seen enough ("| head") is no accident: writes report it, see closedPipe.
	signal.Ignore(syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	return Run(ctx, env)
}

// Run is [Main] without signals: it touches nothing of the process but the files that the arguments name.
func Run(ctx context.Context, env Environment) int {
	a := newApp(&env)
	err := a.execute(ctx)
	if err == nil {
		err = a.stdout.err
	}
	if err != nil {
		a.fail(err)
	}
	a.holdWindow()
	return a.code
}

func newApp(env *Environment) *app {
	mode := earlyFlag(env.Args, "color")
	language := chooseLanguage(env, earlyConfig(env))
	return &app{
		env:    env,
		lang:   language.value,
		spoken: language.from,
		width:  widthOf(env.Stdout, env.Getenv),
		colors: newPalette(useColor(mode, env.Stdout, env.Getenv)),
		alerts: newPalette(useColor(mode, env.Stderr, env.Getenv)),
		stdout: &output{w: env.Stdout},
		stderr: &output{w: env.Stderr},
	}
}

// execute runs the command of the arguments. A fault of ours becomes an error with the code of such, not the one that Go
// ends a program with, which would say wrong usage.
func (a *app) execute(ctx context.Context) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = cannot(fmt.Errorf("%v\n%s", fault, debug.Stack()), textFault)
		}
	}()
	root := a.rootCommand()
	root.SetArgs(append([]string{}, a.implyCheck(root, a.env.Args)...)) // never nil, for which cobra takes those of the process
	root.SetIn(a.env.Stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	return root.ExecuteContext(ctx)
}

// app is one run of the command line.
type app struct {
	env    *Environment
	lang   message.Language
	spoken origin  // of lang
	width  int     // of results
	colors palette // of standard output
	alerts palette // of standard error
	stdout *output
	stderr *output
	color  string // --color, once flags are parsed
	code   int

	noProgress bool // --no-progress, once flags are parsed

	commands []*cobra.Command // in the order in which help lists them
}

// exit raises the exit code.
func (a *app) exit(code int) { a.code = max(a.code, code) }

// say fills a text in the language of the run.
func (a *app) say(text message.Text, params ...message.Param) string {
	return message.Fill(a.lang, text.In(a.lang), params)
}

// notice tells something beside the results, on standard error.
func (a *app) notice(text message.Text, params ...message.Param) {
	fmt.Fprintln(a.stderr, a.say(text, params...))
}

// fail tells an error on standard error and raises the exit code to the one it leads to.
func (a *app) fail(err error) {
	if closedPipe(err) {
		return
	}
	f, ok := errors.AsType[*failure](err)
	if !ok {
		f = &failure{code: exitFailed, text: message.TextOf(err)}
	}
	prefix := a.alerts.bad.Sprint("hvdlint" + message.Colon.In(a.lang))
	fmt.Fprintf(a.stderr, "%s %s\n", prefix, f.text.In(a.lang))
	if f.help != "" {
		fmt.Fprintln(a.stderr, a.say(textForHelp, message.P("command", message.Same(f.help))))
	}
	a.exit(f.code)
}

// holdWindow keeps the window open that the Windows Explorer made for the program, until its user has read it.
func (a *app) holdWindow() {
	if !a.env.Explorer {
		return
	}
	fmt.Fprint(a.stderr, "\n"+a.say(textPressEnter))
	_, _ = bufio.NewReader(a.env.Stdin).ReadString('\n')
}

// output is a stream that remembers its first error, so that what prints many lines need not look after each.
type output struct {
	w   io.Writer
	err error
}

func (o *output) Write(p []byte) (int, error) {
	if o.err != nil {
		return 0, o.err
	}
	n, err := o.w.Write(p)
	if err != nil {
		o.err = cannot(err, textCannotPrint)
	}
	return n, o.err
}
