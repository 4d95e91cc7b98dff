package cli

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/mattn/go-runewidth"

	"github.com/cogwg/hvdlint/internal/message"
)

func TestWrap(t *testing.T) {
	for _, test := range []struct {
		text  string
		width int
		want  string
	}{
		{"", 10, ""},
		{"one two three", 7, "one two|three"},
		{"a\nb  c", 10, "a b c"},
		{"incomprehensible word", 6, "incomprehensible|word"},
		{"ici\u00a0: là", 6, "ici\u00a0:|là"},
		{"été été", 3, "été|été"},
	} {
		if got := strings.Join(wrap(test.text, test.width), "|"); got != test.want {
			t.Errorf("%q in %d: %q, want %q", test.text, test.width, got, test.want)
		}
	}
}

func TestHelpFitsIntoTheTerminal(t *testing.T) {
	for _, width := range []string{"40", "80", "200"} {
		limit := map[string]int{"40": 40, "80": 80, "200": helpWidth}[width]
		for _, line := range commandLines(t) {
			for _, l := range message.Languages {
				r := run(t, []string{"COLUMNS=" + width, "LANG=" + l.String()}, append(strings.Fields(line), "--help")...)
				for printed := range strings.SplitSeq(r.stdout, "\n") {
					// Command lines of examples and of usage are for copying: they stay whole.
					if strings.Contains(printed, "hvdlint") || strings.HasPrefix(printed, "  #") || strings.HasPrefix(printed, "  -") || strings.HasPrefix(printed, "   ") {
						continue
					}
					if runewidth.StringWidth(printed) > limit && strings.Contains(strings.TrimSpace(printed), " ") {
						t.Errorf("%s --help (%v, %s columns): %q", line, l, width, printed)
					}
				}
			}
		}
	}
}

func TestHelpCommandSaysTheSame(t *testing.T) {
	for _, line := range commandLines(t) {
		flag := run(t, nil, append(strings.Fields(line), "--help")...)
		command := run(t, nil, append([]string{"help"}, strings.Fields(line)...)...)
		if flag.stdout != command.stdout || flag.code != 0 || command.code != 0 || flag.stderr != "" {
			t.Errorf("%q: --help and help differ:\n%s\n%s", line, flag.stdout, command.stdout)
		}
	}
}

func TestEveryFlagIsInHelp(t *testing.T) {
	r := run(t, nil, "check", "--help")
	for _, flag := range []string{
		"--standard", "--schema", "--set", "--previous", "--format", "-o, --output", "--fail-on", "--max-samples", "--encoding", "--delimiter", "--header-row",
		"--config", "--no-config", "--select", "--ignore", "--level", "--jobs", "--reproducible", "-q, --quiet", "--lang", "--color", "-h, --help",
	} {
		if !strings.Contains(r.stdout, flag) {
			t.Errorf("%s is not in the help of check", flag)
		}
	}
}

func TestImplyCheck(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "names.csv")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	a := &app{env: &Environment{Getenv: func(string) string { return "" }}}
	root := a.rootCommand()
	for _, test := range []struct {
		name string
		args []string
		want bool
	}{
		{"a file", []string{file}, true},
		{"a folder", []string{dir, "--quiet"}, true},
		{"standard input", []string{"-"}, true},
		{"behind flags", []string{"--lang", "fr", "--color=never", file}, true},
		{"a command", []string{"check", file}, false},
		{"neither", []string{"chekc", file}, false},
		{"a flag of check", []string{"--format", "json", file}, false},
		{"nothing", nil, false},
		{"a flag without its value", []string{"--lang"}, false},
		{"completion", []string{"__complete", ""}, false},
	} {
		got := a.implyCheck(root, test.args)
		if implied := len(got) == len(test.args)+1; implied != test.want {
			t.Errorf("%s: %q", test.name, got)
		}
	}
}

// brokenWriter is a stream whose reader went away.
type brokenWriter struct{ err error }

func (w brokenWriter) Write([]byte) (int, error) { return 0, w.err }

func TestClosedPipeIsNoFailure(t *testing.T) {
	var stderr strings.Builder
	env := Environment{
		Args: []string{"--help"}, Getenv: func(string) string { return "" }, Stdin: strings.NewReader(""),
		Stdout: Stream{Writer: brokenWriter{syscall.EPIPE}}, Stderr: Stream{Writer: &stderr},
	}
	if code := Run(t.Context(), env); code != 0 || stderr.Len() > 0 {
		t.Errorf("exit %d, %q", code, stderr.String())
	}
	env.Stdout.Writer = brokenWriter{errors.New("disk full")}
	if code := Run(t.Context(), env); code != exitFailed || !strings.Contains(stderr.String(), "disk full") {
		t.Errorf("exit %d, %q", code, stderr.String())
	}
}

func TestShownIsNotShortened(t *testing.T) {
	long := strings.Repeat("é", 200) + "\x1b"
	if got := shown(long).EN; got != strings.Repeat("é", 200)+"⟨U+001B⟩" {
		t.Errorf("%q", got)
	}
}

func TestCompletion(t *testing.T) {
	for line, want := range map[string]string{
		"check --format ":   "json",
		"check --fail-on ":  "warning",
		"check --lang ":     "fr",
		"completion ":       "powershell",
		"chec":              "check",
		"standards show ":   "baby-names@1.0.0",
		"check --standard ": "none",
		"check --ignore ":   "fields/year/type",
		"config ":           "schema",
	} {
		args := append([]string{"__complete"}, strings.Split(line, " ")...)
		if r := run(t, nil, args...); !strings.Contains(r.stdout, want) {
			t.Errorf("%q: %s", line, r.stdout)
		}
	}
}
