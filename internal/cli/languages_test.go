package cli

import (
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/cogwg/hvdlint/internal/message"
)

func TestChooseLanguage(t *testing.T) {
	for _, test := range []struct {
		name     string
		args     string
		settings map[string]string
		desktop  string
		want     message.Language
	}{
		{"nothing", "", nil, "", message.English},
		{"flag", "check --lang fr", map[string]string{"LANG": "en_CA"}, "", message.French},
		{"flag joined", "--lang=fr check", nil, "", message.French},
		{"the last flag", "--lang=fr --lang en", nil, "", message.English},
		{"flag without a value", "check --lang", map[string]string{"LANG": "fr"}, "", message.French},
		{"flag after --", "check -- --lang fr", nil, "", message.English},
		{"unknown value falls through", "--lang de", map[string]string{"LANG": "fr_CA.UTF-8"}, "", message.French},
		{"own variable before LC_ALL", "", map[string]string{"HVDLINT_LANG": "en", "LC_ALL": "fr_CA.UTF-8"}, "", message.English},
		{"LC_ALL before LC_MESSAGES", "", map[string]string{"LC_ALL": "fr_CA.UTF-8", "LC_MESSAGES": "en_CA"}, "", message.French},
		{"LC_MESSAGES before LANG", "", map[string]string{"LC_MESSAGES": "fr", "LANG": "en"}, "", message.French},
		{"C is English", "", map[string]string{"LC_ALL": "C.UTF-8", "LANG": "fr_FR"}, "fr-CA", message.English},
		{"so is any third language", "", map[string]string{"LC_ALL": "de_DE", "LANG": "fr_FR"}, "", message.English},
		{"desktop", "", nil, "fr-CA", message.French},
		{"desktop last", "", map[string]string{"LANG": "en_CA"}, "fr-CA", message.English},
	} {
		env := &Environment{Args: strings.Fields(test.args), Getenv: func(name string) string { return test.settings[name] }, UILanguage: test.desktop}
		if got := chooseLanguage(env, nil).value; got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

// commandLines are the names of all commands, for --help.
func commandLines(t *testing.T) []string {
	t.Helper()
	a := &app{env: &Environment{Getenv: func(string) string { return "" }}}
	var lines []string
	var walk func(*cobra.Command)
	walk = func(cmd *cobra.Command) {
		lines = append(lines, strings.TrimSpace(strings.TrimPrefix(cmd.CommandPath(), "hvdlint")))
		for _, child := range cmd.Commands() {
			walk(child)
		}
	}
	walk(a.rootCommand())
	if len(lines) < 11 {
		t.Fatalf("only %d commands", len(lines))
	}
	return lines
}

// mistakes are command lines that end in an error of usage.
var mistakes = []string{
	"chekc", "nothing", "standards shw", "standards nothing",
	"check", "check a b --format jsn", "check a --fail-on nothing", "check a --max-samples -1", "check a --max-samples x",
	"check a --delimiter ab", "check a --encoding nothing", "check a --header-row x", "check a --jobs -1", "check a --set x",
	"check a --set x=1 --set x=2", "check a --previous nothing", "check a b --previous a", "check a --quiet=perhaps", "check a --output", "check a -o r.xyz", "check a --format json --format text",
	"check a -o r.json -o ./r.json", "check a --standard none --schema s.json", "check a --standard nothing", "check a --schema nothing.json",
	"check a --nothing", "check a --formt text", "check a -x", "check a --=x", "check a --lang de", "check a --color mauve",
	"explain", "explain nothing-of-this-name", "explain a b", "rules x", "rules --format x", "standards list x", "standards show",
	"standards show nothing", "version x", "completion", "completion tcsh", "completion bash x", "help nothing", "help standards nothing",
	"check a --config nothing.yaml", "check a --config x --no-config", "check a --select a*b", "check a --ignore nothing", "check a --level x", "check a --level x=y",
	"check a --level header/names=may --level header/names=must", "check a --level nothing=may", "config shwo", "config show --format x", "config schema x",
	"init nothing", "init a b", "init cli.go",
	"inspect", "inspect a --records x", "inspect a b --records 3",
}

// cobra and pflag would say these.
var foreign = regexp.MustCompile(`unknown (flag|shorthand|command)|flag needs an argument|invalid argument|bad flag syntax|accepts \d|requires at least|Did you mean this|Available Commands|Global Flags|\bflags\]`)

func TestNoOutputMixesLanguages(t *testing.T) {
	texts := catalogue(t)
	var lines []string
	for _, line := range commandLines(t) {
		lines = append(lines, line+" --help", "help "+line)
	}
	lines = append(lines, mistakes...)
	for _, language := range message.Languages {
		var own strings.Builder
		other := map[string]bool{}
		for _, text := range texts {
			own.WriteString(strings.Join(strings.Fields(text.In(language)), " ") + "\n")
			for _, part := range fragments(text.In(1 - language)) {
				other[part] = true
			}
		}
		for _, line := range lines {
			r := run(t, []string{"LANG=" + language.String()}, strings.Fields(line)...)
			said := strings.Join(strings.Fields(r.stdout+r.stderr), " ")
			if said == "" {
				t.Errorf("%s (%s): nothing was said", line, language)
			}
			for part := range other {
				if contains(said, part) && !contains(own.String(), part) {
					t.Errorf("%s (%s) says %q\n%s", line, language, part, r.stdout+r.stderr)
				}
			}
			if match := foreign.FindString(said); match != "" && (language == message.French || !strings.HasSuffix(match, "flags]")) {
				t.Errorf("%s (%s) says %q", line, language, match)
			}
		}
	}
}

func TestMistakesAreUsageErrors(t *testing.T) {
	for _, line := range mistakes {
		for _, setting := range []string{"LANG=en", "LANG=fr"} {
			r := run(t, []string{setting}, strings.Fields(line)...)
			if r.code != exitUsage || r.stdout != "" || !strings.HasPrefix(r.stderr, "hvdlint") {
				t.Errorf("%s (%s): exit %d, stdout %q, stderr %q", line, setting, r.code, r.stdout, r.stderr)
			}
		}
	}
}

var apart = regexp.MustCompile("\\{[^}]*\\}|`[^`]*`|\n|, |; |: |\u00a0: |[«»“”]")

// fragments are the pieces of a text that are long enough to tell its language.
func fragments(text string) []string {
	var parts []string
	for _, part := range apart.Split(text, -1) {
		part = strings.Join(strings.Fields(part), " ")
		if strings.HasPrefix(part, "hvdlint ") || strings.HasPrefix(part, "--") {
			continue
		}
		if len(strings.Fields(part)) >= 2 || len(part) >= 6 {
			parts = append(parts, part)
		}
	}
	return parts
}

// contains reports whether text has the words of part, not as a piece of other words.
func contains(text, part string) bool {
	for rest := text; ; {
		i := strings.Index(rest, part)
		if i < 0 {
			return false
		}
		before, after := rest[:i], rest[i+len(part):]
		if !endsInWord(before) && !startsWithWord(after) {
			return true
		}
		rest = rest[i+len(part):]
	}
}

var (
	wordAtEnd   = regexp.MustCompile(`[\pL\pN_-]$`)
	wordAtStart = regexp.MustCompile(`^[\pL\pN_-]`)
)

func endsInWord(s string) bool     { return wordAtEnd.MatchString(s) }
func startsWithWord(s string) bool { return wordAtStart.MatchString(s) }
