package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// manyRecords is a table of several blocks with defects of all kinds in all of them.
func manyRecords() string {
	var b strings.Builder
	b.WriteString("jurisdiction,year,sex,first_name,count\n")
	for i := range 120_000 {
		name := fmt.Sprintf("NAME%c%c%c", 'A'+i%26, 'A'+i/26%26, 'A'+i/676%26)
		switch {
		case i%9973 == 0:
			name = " " + name
		case i%7919 == 0:
			name = "BABY"
		}
		fmt.Fprintf(&b, "NS,%d,%c,%s,%d\n", 1990+i%30, "FMX"[i%3], name, 5+i%400-i%5000/4999*500)
	}
	return b.String()
}

// With --reproducible the same input gives the same bytes: whatever the number of processors, wherever the folder is and whenever the
// files were written.
func TestReproducible(t *testing.T) {
	text := manyRecords()
	type place struct {
		jobs    string
		cores   int
		written time.Time
	}
	var first string
	for _, p := range []place{
		{jobs: "1", cores: 1, written: time.Date(1999, 1, 1, 0, 0, 0, 0, time.UTC)},
		{jobs: "2", cores: 2, written: time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC)},
		{jobs: "8", cores: 2, written: time.Now()},
		{jobs: "0", cores: 8, written: time.Now()},
		{jobs: "8", cores: 1, written: time.Now()},
	} {
		dir := t.TempDir()
		t.Chdir(dir)
		file := filepath.Join("data", "names.csv")
		if err := os.MkdirAll("data", 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, p.written, p.written); err != nil {
			t.Fatal(err)
		}
		before := runtime.GOMAXPROCS(p.cores)
		r := runIn(t, Environment{WorkDir: dir}, nil, "check", file, "--reproducible", "--format", "json", "--jobs", p.jobs)
		runtime.GOMAXPROCS(before)
		if r.code != exitFindings || len(r.stdout) < 10_000 {
			t.Fatalf("exit %d, %q", r.code, r.stderr)
		}
		if first == "" {
			first = r.stdout
		}
		if r.stdout != first {
			t.Errorf("%+v: other bytes", p)
		}
		if strings.Contains(r.stdout, dir) || strings.Contains(r.stdout, `"environment"`) {
			t.Errorf("%+v: the body tells of the machine", p)
		}
	}
}
