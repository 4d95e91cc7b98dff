package main

import (
	"errors"
	"flag"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write what commands print into the files that scripts compare with")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"hvdlint": main, "hvdlint-limited": limited})
}

// TestScript runs the command as a person types it, from testdata/script. Scripts start in English, without a terminal, in an
// empty folder but for their own files; $TESTDATA is the folder of the samples.
//
// Beside the commands of testscript there are "exits CODE hvdlint …", which runs a command that must end with that code, and
// "unescape FILE...", which turns Go's escapes (\xe9) of files into the bytes they stand for, and those of fileCommands.
func TestScript(t *testing.T) {
	samples, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join(samples, "script"),
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			for name, value := range map[string]string{
				"TESTDATA": samples, "HVDLINT_LANG": "", "LC_ALL": "C", "LC_MESSAGES": "", "LANG": "",
				"COLUMNS": "", "NO_COLOR": "", "CLICOLOR_FORCE": "", "TERM": "xterm", "GITHUB_ACTIONS": "", "GITLAB_CI": "",
			} {
				env.Setenv(name, value)
			}
			return nil
		},
		Condition: func(name string) (bool, error) {
			if name == "root" {
				return os.Geteuid() == 0, nil
			}
			return false, errors.New("unknown condition " + name)
		},
		Cmds: commands(),
	})
}

func commands() map[string]func(*testscript.TestScript, bool, []string) {
	all := maps.Clone(fileCommands)
	all["exits"], all["unescape"] = exits, unescape
	return all
}

// exits runs a command and compares its exit code; "! exits 0" is not a sentence.
func exits(ts *testscript.TestScript, negated bool, args []string) {
	if negated || len(args) < 2 {
		ts.Fatalf("usage: exits CODE command [argument...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

func unescape(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		quoted := `"` + strings.NewReplacer(`"`, `\"`, "\n", `\n`).Replace(ts.ReadFile(name)) + `"`
		text, err := strconv.Unquote(quoted)
		ts.Check(err)
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte(text), 0o600))
	}
}
