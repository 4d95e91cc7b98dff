package main

import (
	"cmp"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// hostile is a file, or a few, made to hurt whoever reads it.
type hostile struct {
	name  string
	file  string                // to make and to check; empty: standard input
	write func(io.Writer) error // what it holds
	more  map[string]string     // further files beside it
	// exit, en and fr are the exit code and a part of what the reports say.
	exit   int
	en, fr string
	secret string // must not show in any report
	memory int64  // bytes; 0: hostileMemory
}

// pending are cases whose format or limit is not there yet, with the reason. A case that is not pending runs.
var pending = map[string]string{
	"a million names of fields, each used once":             noJSON,
	"arrays a million deep":                                 noJSON,
	"objects a million deep":                                noJSON,
	"a value nested a million deep in the second record":    noJSON,
	"a number of 256 MiB":                                   noJSON,
	"a text of 256 MiB":                                     noJSON,
	"a number with a gigantic exponent":                     noJSON,
	"an array that never ends":                              noJSON,
	"a sheet of 4 GiB of zeros":                             noWorkbooks,
	"a sheet of 4 GiB of white space":                       noWorkbooks,
	"a sheet cell of 4 GiB":                                 noWorkbooks,
	"a hundred million rows":                                noWorkbooks,
	"a shared text of 4 GiB":                                noWorkbooks,
	"three hundred million shared texts":                    noWorkbooks,
	"entities of a sheet that multiply":                     noWorkbooks,
	"entities of shared texts that multiply":                noWorkbooks,
	"an entity that is another file":                        noWorkbooks,
	"a cell in the last row of a sheet":                     noWorkbooks,
	"rows and columns beyond the sheet":                     noWorkbooks,
	"a million empty rows with formats":                     noWorkbooks,
	"100,000 sheets":                                        noWorkbooks,
	"112 bytes that claim a footer of 4 GiB":                noParquet,
	"a page that claims to unpack to 2 GiB":                 noParquet,
	"a page that claims to be 2 GiB long":                   noParquet,
	"a page of a negative size":                             noParquet,
	"a page that claims to hold more values than the file":  noParquet,
	"a footer that claims more records than its pages have": noParquet,
	"twenty million records in a few bytes":                 noParquet,
	"a gzip of 4 GiB of one cell":                           noArchives,
	"a gzip of 4 GiB of zeros":                              noArchives,
	"a gzip of 4 GiB of one line":                           noArchives,
	"a member of an archive of 4 GiB":                       noArchives,
	"archives within archives within archives":              noArchives,
	"an archive of 100,000 members":                         noArchives,
	"members of an archive that climb out of it":            noArchives,
	"a descriptor with a path out of its folder":            noPackages,
	"a descriptor with a path that climbs and comes back":   noPackages,
	"a descriptor with a path from the root":                noPackages,
	"a descriptor with the address of a file":               noPackages,
	"a descriptor that is its own resource":                 noPackages,
	"resources that refer to each other":                    noPackages,
	"a descriptor of 100,000 resources":                     noPackages,
}

// Why a case is pending.
const (
	noJSON      = "JSON is not read yet"
	noWorkbooks = "workbooks are not read yet"
	noParquet   = "Parquet is not read yet"
	noArchives  = "archives and compressed files are not read yet"
	noPackages  = "Data Packages are not read yet"
)

// TestHostile runs the command on files that try to crash it, hang it, fill its memory, flood its reports, or read what is none of its
// business. Every one ends in a sentence, in both languages.
func TestHostile(t *testing.T) {
	for name := range pending {
		if !isHostileCase(name) {
			t.Errorf("no case is called %q", name)
		}
	}
	for _, test := range hostileCases() {
		t.Run(test.name, func(t *testing.T) {
			if reason, ok := pending[test.name]; ok {
				t.Skip(reason)
			}
			dir := filepath.Join(t.TempDir(), "data")
			args, stdin := test.make(t, dir)
			got := checkHostile(t, dir, stdin, args...)
			test.judge(t, got)
		})
	}
}

// make makes the files in dir, and returns what to check.
func (h *hostile) make(t *testing.T, dir string) (args []string, stdin func(io.Writer) error) {
	t.Helper()
	if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(h.file)), 0o750); err != nil {
		t.Fatal(err)
	}
	for name, content := range h.more {
		if err := makeFile(dir, name, once(content)); err != nil {
			t.Fatal(err)
		}
	}
	if h.file == "" {
		return []string{"-"}, h.write
	}
	if err := makeFile(dir, h.file, h.write); err != nil {
		t.Fatal(err)
	}
	return []string{h.file}, nil
}

func (h *hostile) judge(t *testing.T, got outcome) {
	t.Helper()
	if got.code != h.exit {
		t.Errorf("exit code %d, want %d", got.code, h.exit)
	}
	if !strings.HasPrefix(got.stderr, "Rapport écrit dans ") || strings.Count(got.stderr, "\n") > 1 {
		t.Errorf("on standard error: %s", shorten(got.stderr))
	}
	if !strings.Contains(unbroken(got.french), unbroken(h.fr)) {
		t.Errorf("the report lacks %q:\n%s", h.fr, shorten(got.french))
	}
	for _, want := range []string{h.en, h.fr} {
		if !strings.Contains(got.both, want) {
			t.Errorf("the JSON report lacks %q", want)
		}
	}
	if h.secret != "" && strings.Contains(got.french+got.both, h.secret) {
		t.Errorf("a report shows %q", h.secret)
	}
	if i := strings.IndexFunc(got.french, func(r rune) bool { return r < ' ' && r != '\n' || r == 0x7f }); i >= 0 {
		t.Errorf("a control character in the report: %q", shorten(got.french[i:]))
	}
	limit := cmp.Or(h.memory, hostileMemory)
	if got.peak > limit {
		t.Errorf("peak memory %d MiB, at most %d allowed", got.peak>>20, limit>>20)
	}
	t.Logf("peak memory %d MiB", got.peak>>20)
}

// unbroken returns a text with a single space for each run of white space: reports break lines where it suits them.
func unbroken(text string) string { return strings.Join(strings.Fields(text), " ") }

func shorten(text string) string {
	const most = 2000
	if len(text) > most {
		return text[:most] + "…"
	}
	return text
}

func isHostileCase(name string) bool {
	for _, test := range hostileCases() {
		if test.name == name {
			return true
		}
	}
	return false
}
