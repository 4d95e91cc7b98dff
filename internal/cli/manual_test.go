package cli

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestManualHasEachCommandInEachLanguage(t *testing.T) {
	folder := t.TempDir()
	if r := run(t, nil, "help", "--man", folder); r.code != 0 || !strings.Contains(r.stderr, "manual pages written") {
		t.Fatalf("exit code %d: %s", r.code, r.stderr)
	}
	for _, line := range commandLines(t) {
		name := strings.ReplaceAll(strings.TrimSpace("hvdlint "+line), " ", "-") + ".1"
		for section, words := range map[string][]string{
			"man1":    {`.TH `, `"hvdlint 1.2.3"`, `.SH "NAME"`, `.SH "FLAGS OF EVERY COMMAND"`, `\fB\-\-lang LANGUAGE\fR`},
			"fr/man1": {`.TH `, `"hvdlint 1.2.3"`, `.SH "NOM"`, `.SH "OPTIONS DE TOUTES LES COMMANDES"`, `\fB\-\-lang LANGUE\fR`},
		} {
			text, err := os.ReadFile(filepath.Join(folder, section, name))
			if err != nil {
				t.Error(err)
			}
			for _, word := range words {
				if !strings.Contains(string(text), word) {
					t.Errorf("%s/%s has no %s", section, name, word)
				}
			}
		}
	}
}

// The language of the run decides nothing: a build writes the same pages wherever it runs.
func TestManualIsReproducible(t *testing.T) {
	first, second := t.TempDir(), t.TempDir()
	run(t, []string{"LANG=fr", "COLUMNS=40", "CLICOLOR_FORCE=1"}, "help", "--man", first)
	run(t, []string{"LANG=en"}, "help", "--man", second)
	for _, section := range []string{"man1", filepath.Join("fr", "man1")} {
		one, err := os.ReadFile(filepath.Join(first, section, "hvdlint-check.1"))
		if err != nil {
			t.Fatal(err)
		}
		two, err := os.ReadFile(filepath.Join(second, section, "hvdlint-check.1"))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(one, two) {
			t.Errorf("%s: the pages differ", section)
		}
	}
}

func TestManualShowsTextAsItIs(t *testing.T) {
	var p manual
	p.line(".name and 'quote'")
	p.line(`'a\tb' -x`)
	p.line("ici\u00a0: là")
	p.heading(`a "b"`)
	const want = "\\&.name and 'quote'\n\\&'a\\etb' \\-x\nici\\ : là\n.SH \"a \\(dqb\\(dq\"\n"
	if p.String() != want {
		t.Errorf("%q, want %q", p.String(), want)
	}
}

func TestManualIsSoundRoff(t *testing.T) {
	groff, err := exec.LookPath("groff")
	if err != nil {
		t.Skip("groff is not there")
	}
	folder := t.TempDir()
	run(t, nil, "help", "--man", folder)
	pages, err := filepath.Glob(filepath.Join(folder, "*", "*.1"))
	if err != nil {
		t.Fatal(err)
	}
	french, err := filepath.Glob(filepath.Join(folder, "fr", "*", "*.1"))
	if err != nil {
		t.Fatal(err)
	}
	if len(pages) == 0 || len(french) != len(pages) {
		t.Fatalf("%d English pages, %d French ones", len(pages), len(french))
	}
	for _, page := range append(pages, french...) {
		cmd := exec.CommandContext(t.Context(), groff, "-man", "-Tutf8", "-Kutf8", "-ww", page)
		var complaints strings.Builder
		cmd.Stderr = &complaints
		shown, err := cmd.Output()
		if err != nil || complaints.Len() > 0 {
			t.Errorf("%s: %v %s", page, err, complaints.String())
		}
		if !strings.Contains(string(shown), "hvdlint") {
			t.Errorf("%s shows nothing of hvdlint", page)
		}
	}
}
