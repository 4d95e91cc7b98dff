package source

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
)

func TestReadCompanion(t *testing.T) {
	folder := t.TempDir()
	file, pipe := filepath.Join(folder, "file"), filepath.Join(folder, "pipe")
	hasPipes := exec.Command("mkfifo", pipe).Run() == nil
	for _, test := range []struct {
		name, at, text string
		limit          int64
		want           string // the error; empty: the text
	}{
		{"a file", file, "1234", 5, ""},
		{"an empty file", file, "", 5, ""},
		{"as long as it may be", file, "12345", 5, ""},
		{"too long", file, "123456", 5, "the file has more than 5 bytes, the most that such a file may have; name another one"},
		{"a pipe", pipe, "12345", 5, ""},
		{"a pipe that is too long", pipe, strings.Repeat("1", 1<<20), 5, "the file has more than 5 bytes, the most that such a file may have; name another one"},
		{"a folder", folder, "", 5, "this is a folder, not a file; name a file in it"},
		{"a device", os.DevNull, "", 5, "this is a device or a socket, not a file; name a file"},
	} {
		t.Run(test.name, func(t *testing.T) {
			switch test.at {
			case file:
				if err := os.WriteFile(file, []byte(test.text), 0o600); err != nil {
					t.Fatal(err)
				}
			case pipe:
				if !hasPipes {
					t.Skip("no named pipes here")
				}
				go func() { _ = os.WriteFile(pipe, []byte(test.text), 0o600) }() // ends early when nobody reads on
			}
			text, err := ReadCompanion(test.at, test.limit)
			if test.want != "" {
				if err == nil || message.TextOf(err).EN != test.want {
					t.Errorf("got %v", err)
				}
				return
			}
			if err != nil || string(text) != test.text {
				t.Errorf("read %q, %v", text, err)
			}
		})
	}
}
