package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

func TestPairOutputs(t *testing.T) {
	for _, test := range []struct {
		name           string
		formats, paths string
		want           string // format:path, - for standard output; empty: refused
	}{
		{"nothing", "", "", "text:-"},
		{"a format", "json", "", "json:-"},
		{"a file by its extension", "", "r.json", "json:r.json"},
		{"an extension in capitals", "", "R.TXT", "text:R.TXT"},
		{"a pair", "json", "r.out", "json:r.out"},
		{"pairs by order", "json text", "a b", "json:a text:b"},
		{"a format more", "json text", "a", "json:a text:-"},
		{"a file more", "json", "a b.txt", "json:a text:b.txt"},
		{"standard output by name", "", "- r.json", "text:- json:r.json"},
		{"two formats on standard output", "json text", "", ""},
		{"two files of one name", "", "r.json ./r.json", ""},
		{"an extension without a format", "", "r.xyz", ""},
		{"no extension", "", "report", ""},
	} {
		outputs, err := pairOutputs(strings.Fields(test.formats), strings.Fields(test.paths))
		var got []string
		for _, o := range outputs {
			path := o.path
			if path == "" {
				path = "-"
			}
			got = append(got, o.format.Name+":"+path)
		}
		if test.want == "" {
			if f, ok := errors.AsType[*failure](err); !ok || f.code != exitUsage {
				t.Errorf("%s: %v, error %v, want a usage error", test.name, got, err)
			}
			continue
		}
		if strings.Join(got, " ") != test.want || err != nil {
			t.Errorf("%s: %v, error %v, want %s", test.name, got, err, test.want)
		}
	}
}

func write(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestReplaceFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "report.json")
	if err := replaceFile(path, write("first")); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := replaceFile(path, write("second")); err != nil {
		t.Fatal(err)
	}
	if got := read(t, path); got != "second" {
		t.Errorf("content %q", got)
	}
	if info, err := os.Stat(path); runtime.GOOS != "windows" && (err != nil || info.Mode().Perm() != 0o640) {
		t.Errorf("mode %v, error %v: the permissions did not stay", info.Mode(), err)
	}
}

func TestReplaceFileKeepsTheOldOnFailure(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "report.json")
	if err := replaceFile(path, write("old")); err != nil {
		t.Fatal(err)
	}
	full := errors.New("disk full")
	err := replaceFile(path, func(w io.Writer) error {
		fmt.Fprint(w, "half of the n")
		return full
	})
	if !errors.Is(err, full) {
		t.Errorf("error %v", err)
	}
	if got := read(t, path); got != "old" {
		t.Errorf("content %q", got)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("files left behind: %v", entries)
	}
}

func TestReplaceFileFollowsLinks(t *testing.T) {
	dir := t.TempDir()
	target, link := filepath.Join(dir, "target.json"), filepath.Join(dir, "link.json")
	if err := os.WriteFile(target, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, link); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	if err := replaceFile(link, write("new")); err != nil {
		t.Fatal(err)
	}
	if got := read(t, target); got != "new" {
		t.Errorf("content of the target %q", got)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v, %v", info, err)
	}
}

func TestReplaceFileWritesToDevices(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no device files")
	}
	if err := replaceFile(os.DevNull, write("text")); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Fatalf("%s is %v, %v", os.DevNull, info, err)
	}
}

// A workbook is no text: it goes to a file or a pipe, and not to a terminal.
func TestWorkbookIsNotForTerminals(t *testing.T) {
	path := filepath.Join(t.TempDir(), "names.csv")
	if err := os.WriteFile(path, []byte("a,b\n1,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"check", path, "--standard", "none", "--format", "xlsx"}
	r := runIn(t, Environment{Stdout: Stream{Terminal: true}}, nil, args...)
	if r.code != exitUsage || r.stdout != "" || !strings.Contains(r.stderr, "write it to a file with -o FILE") {
		t.Errorf("code %d, %q, %q", r.code, r.stdout, r.stderr)
	}
	if r = runIn(t, Environment{}, nil, args...); r.code != exitConforms || !strings.HasPrefix(r.stdout, "PK\x03\x04") {
		t.Errorf("code %d, %.20q, %q", r.code, r.stdout, r.stderr)
	}
}

// A report that is open in a spreadsheet cannot be written anew on Windows: that is the sentence most people will meet.
func TestIsInUse(t *testing.T) {
	moving := func(err error) error {
		return &os.LinkError{Op: "rename", Old: ".report.xlsx.1-0.tmp", New: "report.xlsx", Err: err}
	}
	for _, test := range []struct {
		name   string
		err    error
		system string
		want   bool
	}{
		{"open elsewhere", &fs.PathError{Op: "open", Path: "names.csv", Err: syscall.Errno(32)}, "windows", true},
		{"locked elsewhere", &fs.PathError{Op: "read", Path: "names.csv", Err: syscall.Errno(33)}, "windows", true},
		{"open where a report is to go", moving(fs.ErrPermission), "windows", true},
		{"not to be read", &fs.PathError{Op: "open", Path: "names.csv", Err: fs.ErrPermission}, "windows", false},
		{"not there", &fs.PathError{Op: "open", Path: "names.csv", Err: fs.ErrNotExist}, "windows", false},
		{"the same numbers elsewhere", &fs.PathError{Op: "open", Path: "names.csv", Err: syscall.Errno(32)}, "linux", false},
		{"moving elsewhere", moving(fs.ErrPermission), "linux", false},
	} {
		if got := isInUse(test.err, test.system); got != test.want {
			t.Errorf("%s: %t", test.name, got)
		}
	}
	if text := whyNot(moving(errors.New("no space left"))); strings.Contains(text.EN, ".tmp") {
		t.Errorf("a temporary file is named: %s", text.EN)
	}
}
