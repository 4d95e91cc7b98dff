package main

import (
	"cmp"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// hostile is a file, or a few, made to hurt whoever reads it.
type hostile struct {
	name  string
	file  string                // to make and to check; empty: standard input
	write func(io.Writer) error // what it holds
	more  map[string]string     // further files beside it
	// exit, en and fr are the exit code and a part of what the reports say.
	exit   int
	en, fr string
	secret string // must not show in any report
	memory int64  // bytes; 0: hostileMemory
}

// TestHostile runs the command on files that try to crash it, hang it, fill its memory, flood its reports, or read what is none of its
// business. Every one ends in a sentence, in both languages.
func TestHostile(t *testing.T) {
	if raced {
		t.Skip("the race detector multiplies the memory that is measured here")
	}
	for _, test := range hostileCases() {
		t.Run(test.name, func(t *testing.T) {
			if test.en == "" || test.fr == "" {
				t.Fatal("the case does not say what the reports must say")
			}
			dir := filepath.Join(t.TempDir(), "data")
			args, stdin := test.make(t, dir)
			got := checkHostile(t, dir, stdin, args...)
			test.judge(t, got)
		})
	}
}

// make makes the files in dir, and returns what to check.
func (h *hostile) make(t *testing.T, dir string) (args []string, stdin func(io.Writer) error) {
	t.Helper()
	if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(h.file)), 0o750); err != nil {
		t.Fatal(err)
	}
	for name, content := range h.more {
		if err := makeFile(dir, name, once(content)); err != nil {
			t.Fatal(err)
		}
	}
	if h.file == "" {
		return []string{"-"}, h.write
	}
	if err := makeFile(dir, h.file, h.write); err != nil {
		t.Fatal(err)
	}
	return []string{h.file}, nil
}

func (h *hostile) judge(t *testing.T, got outcome) {
	t.Helper()
	if got.code != h.exit {
		t.Errorf("exit code %d, want %d", got.code, h.exit)
	}
	if !strings.HasPrefix(got.stderr, "Rapport écrit dans ") || strings.Count(got.stderr, "\n") > 1 {
		t.Errorf("on standard error: %s", shorten(got.stderr))
	}
	if !strings.Contains(unbroken(got.french), unbroken(h.fr)) {
		t.Errorf("the report lacks %q:\n%s", h.fr, shorten(got.french))
	}
	for _, want := range []string{h.en, h.fr} {
		if !strings.Contains(got.both, want) {
			t.Errorf("the JSON report lacks %q", want)
		}
	}
	if h.secret != "" && strings.Contains(got.french+got.both, h.secret) {
		t.Errorf("a report shows %q", h.secret)
	}
	if i := strings.IndexFunc(got.french, func(r rune) bool { return r < ' ' && r != '\n' || r == 0x7f }); i >= 0 {
		t.Errorf("a control character in the report: %q", shorten(got.french[i:]))
	}
	limit := cmp.Or(h.memory, hostileMemory)
	if got.peak > limit {
		t.Errorf("peak memory %d MiB, at most %d allowed", got.peak>>20, limit>>20)
	}
	t.Logf("peak memory %d MiB", got.peak>>20)
}

// unbroken returns a text with a single space for each run of white space: reports break lines where it suits them.
func unbroken(text string) string { return strings.Join(strings.Fields(text), " ") }

func shorten(text string) string {
	const most = 2000
	if len(text) > most {
		return text[:most] + "…"
	}
	return text
}
