package spill

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func TestTemporaryFilesAreGoneOnceTheyAreClosed(t *testing.T) {
	dir := t.TempDir()
	file, err := NewTemporary(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.WriteString("names"); err != nil {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 && runtime.GOOS != "windows" {
		t.Errorf("an open file has the name %s, which a killed program leaves behind", left[0].Name())
	}
	if err := file.Close(); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("%v, %v are left", err, left)
	}
}

func TestTemporaryFileInNoFolder(t *testing.T) {
	if _, err := NewTemporary(filepath.Join(t.TempDir(), "gone")); err == nil {
		t.Error("it was made")
	}
}
