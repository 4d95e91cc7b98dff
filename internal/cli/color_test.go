package cli

import (
	"strings"
	"testing"
)

func TestUseColor(t *testing.T) {
	for _, test := range []struct {
		name     string
		mode     string
		settings map[string]string
		terminal bool
		want     bool
	}{
		{"terminal", "auto", nil, true, true},
		{"no terminal", "auto", nil, false, false},
		{"before flags are parsed", "", nil, true, true},
		{"NO_COLOR", "auto", map[string]string{"NO_COLOR": "1"}, true, false},
		{"an empty NO_COLOR says nothing", "auto", map[string]string{"NO_COLOR": ""}, true, true},
		{"CLICOLOR_FORCE", "auto", map[string]string{"CLICOLOR_FORCE": "1"}, false, true},
		{"CLICOLOR_FORCE=0", "auto", map[string]string{"CLICOLOR_FORCE": "0"}, false, false},
		{"NO_COLOR wins over CLICOLOR_FORCE", "auto", map[string]string{"NO_COLOR": "1", "CLICOLOR_FORCE": "1"}, true, false},
		{"dumb terminal", "auto", map[string]string{"TERM": "dumb"}, true, false},
		{"always wins over NO_COLOR", "always", map[string]string{"NO_COLOR": "1"}, false, true},
		{"never wins over CLICOLOR_FORCE", "never", map[string]string{"CLICOLOR_FORCE": "1"}, true, false},
	} {
		getenv := func(name string) string { return test.settings[name] }
		if got := useColor(test.mode, Stream{Terminal: test.terminal}, getenv); got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

func TestEachStreamHasItsOwnColor(t *testing.T) {
	const escape = "\x1b["
	env := Environment{Stdout: Stream{Terminal: true}}
	if r := runIn(t, env, nil, "nothing"); strings.Contains(r.stderr, escape) {
		t.Errorf("standard error is no terminal and has colour: %q", r.stderr)
	}
	env = Environment{Stderr: Stream{Terminal: true}}
	if r := runIn(t, env, nil, "--help"); strings.Contains(r.stdout, escape) {
		t.Errorf("standard output is no terminal and has colour: %q", r.stdout)
	}
	if r := runIn(t, env, nil, "nothing"); !strings.Contains(r.stderr, escape) {
		t.Errorf("standard error is a terminal and has no colour: %q", r.stderr)
	}
	if r := run(t, nil, "--color", "always", "--help"); !strings.Contains(r.stdout, escape) {
		t.Errorf("--color always has no colour: %q", r.stdout)
	}
}

func TestWidthOf(t *testing.T) {
	for _, test := range []struct {
		terminal int
		columns  string
		want     int
	}{
		{120, "60", 120}, {0, "60", 60}, {0, "", 80}, {0, "x", 80}, {0, "-5", 80}, {0, "3", 20}, {5, "", 20},
	} {
		getenv := func(string) string { return test.columns }
		if got := widthOf(Stream{Width: test.terminal}, getenv); got != test.want {
			t.Errorf("terminal %d, COLUMNS %q: %d, want %d", test.terminal, test.columns, got, test.want)
		}
	}
}
