package source

import (
	"os"
	"path/filepath"
	"testing"
)

func TestDigestOfWhatCannotBeRead(t *testing.T) {
	sum, err := Digest(t.Context(), Input{Path: "nothing.csv", File: filepath.Join(t.TempDir(), "nothing.csv")}, Options{})
	if sum != "" || err != nil {
		t.Errorf("%q, %v", sum, err)
	}
	file := filepath.Join(t.TempDir(), "old.xls")
	if err := os.WriteFile(file, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), 0o600); err != nil {
		t.Fatal(err)
	}
	if sum, err := Digest(t.Context(), Input{Path: file, File: file}, Options{}); len(sum) != 64 || err != nil {
		t.Errorf("of what is no table: %q, %v", sum, err)
	}
}
