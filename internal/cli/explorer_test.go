package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A file dropped on the program in the Windows Explorer is its argument, and the window closes with the program.
func TestWindowOfExplorerStaysOpen(t *testing.T) {
	folder := t.TempDir()
	names := filepath.Join(folder, "names of 2016.csv")
	if err := os.WriteFile(names, []byte("a,a\n1,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, language string
		args           []string
		code           int
		stdout, stderr string
	}{
		{"a file with defects", "en", []string{names, "--standard=none"}, exitFindings, "does not conform", ""},
		{"in French", "fr", []string{names, "--standard=none"}, exitFindings, "non conforme", ""},
		{"a file that is not there", "en", []string{filepath.Join(folder, "gone.csv")}, exitUsage, "", "gone.csv"},
		{"nothing dropped", "en", nil, exitConforms, "drop it on the icon", ""},
		{"nothing dropped, in French", "fr", nil, exitConforms, "déposez-le sur l’icône", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			keys := strings.NewReader("\nrest")
			r := runIn(t, Environment{Explorer: true, Stdin: keys}, []string{"LANG=" + test.language}, test.args...)
			if r.code != test.code || !strings.Contains(strings.Join(strings.Fields(r.stdout), " "), test.stdout) || !strings.Contains(r.stderr, test.stderr) {
				t.Errorf("exit code %d, want %d\n%s%s", r.code, test.code, r.stdout, r.stderr)
			}
			prompt := map[string]string{"en": "Press Enter to close this window.", "fr": "Appuyez sur Entrée pour fermer cette fenêtre."}[test.language]
			if !strings.HasSuffix(r.stderr, "\n"+prompt) {
				t.Errorf("the last that is said is no %q:\n%s", prompt, r.stderr)
			}
			if keys.Len() == len("\nrest") {
				t.Error("the program ended without waiting for the key")
			}
			if left, _ := os.ReadDir(folder); len(left) != 1 {
				t.Errorf("files were written beside the data: %v", left)
			}
		})
	}
}

func TestTerminalIsNotHeld(t *testing.T) {
	keys := strings.NewReader("\n")
	if r := runIn(t, Environment{Stdin: keys}, nil, "version"); keys.Len() == 0 || strings.Contains(r.stderr, "Enter") {
		t.Errorf("the program waited for a key: %q", r.stderr)
	}
}
