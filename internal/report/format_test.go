package report

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFormatsHaveARowInTheDocumentation(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "output-formats.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range Formats() {
		if !strings.Contains(string(page), "\n| `"+f.Name+"` |") {
			t.Errorf("%s has no row", f.Name)
		}
	}
}

func TestFormatsHaveTheirOwnNamesAndExtensions(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range Formats() {
		for _, word := range append([]string{f.Name}, f.Extensions...) {
			if seen[word] {
				t.Errorf("%s is there twice", word)
			}
			seen[word] = true
		}
	}
}

func TestFormatsTellOfErrors(t *testing.T) {
	for _, f := range Formats() {
		if err := f.Write(failing{}, reportOf(ontario()), TextOptions{}); !errors.Is(err, errFull) {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
}
