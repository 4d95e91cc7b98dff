package json

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/table"
)

// TestSuite reads the files of JSONTestSuite. What is JSON (y_) has no damage that stops the reading, whether or not it is a table; what is
// not (n_) has some, with its line; about the rest (i_) parsers may differ, but it ends.
func TestSuite(t *testing.T) {
	folder := filepath.Join("..", "..", "..", "..", "shared", "corpora", "JSONTestSuite", "test_parsing")
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("the shared files are not here: %v", err)
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil || len(files) < 300 {
		t.Fatal(len(files), "files", err)
	}
	for _, file := range files {
		name := filepath.Base(file)
		t.Run(name, func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			text = bytes.TrimPrefix(text, []byte("\ufeff")) // as source does
			for _, blockSize := range []int{0, 1, 100} {
				got := mustRead(t, string(text), Options{Settled: true, BlockSize: blockSize})
				stopped := got.Facts.Damage[table.Syntax] + got.Facts.Damage[table.Truncated]
				told := stopped + got.Facts.Damage[table.InvalidBytes]
				switch name[:2] {
				case "y_":
					if stopped > 0 {
						t.Errorf("damage\n%s", got.showDamage())
					}
					if u := got.Facts.Unread; u != nil && u.Reason != "not-a-table" {
						t.Errorf("unread: %+v", u)
					}
				case "n_":
					switch {
					case strings.TrimSpace(string(text)) == "":
						// An empty text is an empty table, which a rule of its own tells.
					case told == 0:
						t.Errorf("no damage; %+v\n%s", got.Facts.Unread, got.show())
					default:
						if d := got.Facts.Damaged[0]; d.Line < 1 || d.Offset < 0 || d.Offset > int64(len(text)) {
							t.Errorf("damage\n%s", got.showDamage())
						}
					}
				}
				if stopped > 0 && (got.Facts.Unread == nil || got.Facts.Unread.Reason != "malformed" && got.Facts.Unread.Reason != "too-large") {
					t.Errorf("unread: %+v", got.Facts.Unread)
				}
			}
		})
	}
}
