package source

import (
	"os"
	"path/filepath"
	"testing"
)

// A file that is called otherwise today is read as what it was called then.
func TestNamed(t *testing.T) {
	file := filepath.Join(t.TempDir(), "renamed.txt")
	if err := os.WriteFile(file, []byte("a,b\n1,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]struct{ name, extension string }{
		"data/names.csv":            {"names", ".csv"},
		"names.csv.gz":              {"names", ".gz"}, // it is not compressed
		"a.zip!folder/names.tsv":    {"names", ".tsv"},
		"https://x.example/n.json":  {"n", ".json"},
		"-":                         {"stdin", ""},
		"data/renamed.txt":          {"renamed", ".txt"},
		"https://x.example/!/n.csv": {"n", ".csv"},
	} {
		in := One(file, file).Inputs[0].Named(path)
		opened, unread, err := Open(t.Context(), in, Options{})
		if unread != nil || err != nil {
			t.Fatalf("%s: %v, %v", path, unread, err)
		}
		facts := opened.Facts()
		if facts.Path != path || facts.Name != want.name || facts.Extension != want.extension {
			t.Errorf("%s: %+v", path, facts)
		}
		if err := opened.Close(); err != nil {
			t.Error(err)
		}
	}
}
