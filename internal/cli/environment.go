package cli

import (
	"io"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"github.com/inconshreveable/mousetrap"
	"golang.org/x/term"
)

// Environment is everything the command line knows of the machine: the one place where terminal, colour, width, language
// and clock come from. Commands take all of it from here, so that a test can run them in its own process.
type Environment struct {
	Args    []string // without the name of the program
	Stdin   io.Reader
	Stdout  Stream
	Stderr  Stream
	Getenv  func(string) string
	Now     func() time.Time
	WorkDir string // named in reports that are not reproducible; empty: left out

	Version string
	Commit  string // empty: unknown

	// UILanguage is the language of the desktop, for systems that do not tell it in variables; empty: unknown.
	UILanguage string
	// Explorer is true when a file was dropped on the program in the Windows Explorer, whose window closes with it.
	Explorer bool
}

// Stream is where output goes.
type Stream struct {
	io.Writer
	Terminal bool
	Width    int        // characters in a line of the terminal; 0: unknown
	Measure  func() int // the width at the moment, as windows are made larger and smaller; nil: it stays what it is
}

// System returns the environment of this process. Version and commit are those of the build; what is empty is taken from
// the information that Go puts into a program.
func System(version, commit string) Environment {
	dir, _ := os.Getwd()
	info, _ := debug.ReadBuildInfo()
	env := Environment{
		Args:       os.Args[1:],
		Stdin:      os.Stdin,
		Stdout:     systemStream(os.Stdout),
		Stderr:     systemStream(os.Stderr),
		Getenv:     os.Getenv,
		Now:        time.Now,
		WorkDir:    dir,
		UILanguage: systemLanguage(),
		Explorer:   mousetrap.StartedByExplorer(),
	}
	env.Version, env.Commit = buildOf(version, commit, info)
	return env
}

func systemStream(file *os.File) Stream {
	fd := int(file.Fd())
	s := Stream{Writer: file, Terminal: term.IsTerminal(fd)}
	if s.Terminal {
		prepareConsole(fd)
		s.Measure = func() int {
			width, _, err := term.GetSize(fd)
			if err != nil {
				return 0
			}
			return width
		}
		s.Width = s.Measure()
	}
	return s
}

// buildOf completes version and commit. Go writes versions with a v, which is taken away; a program without any version calls itself "devel".
func buildOf(version, commit string, info *debug.BuildInfo) (string, string) {
	if info != nil {
		if version == "" && info.Main.Version != "(devel)" {
			version = strings.TrimPrefix(info.Main.Version, "v")
		}
		for _, setting := range info.Settings {
			if setting.Key == "vcs.revision" && commit == "" {
				commit = setting.Value
			}
		}
	}
	if version == "" {
		version = "devel"
	}
	return version, commit
}
