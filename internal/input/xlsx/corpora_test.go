package xlsx

import (
	"os"
	"path/filepath"
	"testing"
)

// TestVictoria reads a published workbook: a title, boys and girls side by side, an empty column between.
func TestVictoria(t *testing.T) {
	file, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "shared", "data", "victoria", "Top 100 Baby Names 2008.xlsx"))
	if err != nil {
		t.Skip("the published files are not here")
	}
	got := mustRead(t, file, Options{})
	_ = got
}
