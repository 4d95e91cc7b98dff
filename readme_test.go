package hvdlint_test

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write what the commands of the READMEs print into them")

// shownLines is how much of a long output -update puts into a README.
const shownLines = 24

// leftOut is the last line of a block that shows only the beginning.
const leftOut = "…"

// printed finds a command of a README that runs hvdlint from the sources, and the block that shows what it prints.
var printed = regexp.MustCompile("(?s)```sh\ngo run ./cmd/hvdlint ([^\n]*)\n```\n\n```text\n(.*?)\n```\n")

func TestReadmeShowsWhatCommandsPrint(t *testing.T) {
	for _, name := range []string{"README.md", "README.fr.md"} {
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			found := printed.FindSubmatchIndex(text)
			if found == nil {
				t.Fatal("no command that runs hvdlint, followed by what it prints")
			}
			arguments, shown := string(text[found[2]:found[3]]), string(text[found[4]:found[5]])
			output := runFromSources(t, strings.Fields(arguments))
			if *update {
				changed := string(text[:found[4]]) + beginning(output) + string(text[found[5]:])
				if err := os.WriteFile(name, []byte(changed), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, cut := strings.CutSuffix(shown, "\n"+leftOut)
			if want != output && !(cut && strings.HasPrefix(output, want+"\n")) {
				t.Errorf("the README shows\n%s\nbut %q prints\n%s\nrun go test . -run Readme -update", shown, arguments, output)
			}
		})
	}
}

// beginning returns an output that is not long as it is, and the first lines of others.
func beginning(output string) string {
	lines := strings.Split(output, "\n")
	if len(lines) <= shownLines+1 {
		return output
	}
	return strings.TrimRight(strings.Join(lines[:shownLines], "\n"), "\n") + "\n" + leftOut
}

// runFromSources returns what a command prints on standard output, without the last line end. Findings are no failure.
func runFromSources(t *testing.T, arguments []string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", append([]string{"run", "./cmd/hvdlint"}, arguments...)...)
	cmd.Env = append(os.Environ(), "HVDLINT_LANG=", "LC_ALL=C", "NO_COLOR=1", "COLUMNS=")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	output, err := cmd.Output()
	if exit, ok := errors.AsType[*exec.ExitError](err); err != nil && !(ok && exit.ExitCode() == 1 && len(output) > 0) {
		t.Fatalf("go run ./cmd/hvdlint %s: %v\n%s", strings.Join(arguments, " "), err, stderr.String())
	}
	return strings.TrimRight(strings.ReplaceAll(string(output), "\r\n", "\n"), "\n")
}
