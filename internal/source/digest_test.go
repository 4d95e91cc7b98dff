package source

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/standard"
)

// The digest of what can be had once is taken before it is read, where it is kept.
func TestDigestBeforeReading(t *testing.T) {
	const text = "year,count\n2016,5\n"
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked++
		_, _ = w.Write([]byte(text))
	}))
	defer server.Close()
	file := filepath.Join(t.TempDir(), "names.csv")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, named := range []string{"-", server.URL + "/names.csv", file} {
		options := Options{Stdin: strings.NewReader(text), TempDir: t.TempDir()}
		datasets, _, err := Expand(t.Context(), []string{named}, options)
		if err != nil || len(datasets) != 1 {
			t.Fatalf("%s: %v, %v", named, datasets, err)
		}
		keep := &Keep{}
		options.Keep = keep
		in := datasets[0].Inputs[0]
		for range 2 {
			sum, err := Digest(t.Context(), in, options)
			if err != nil || sum != standard.DigestText([]byte(text)) {
				t.Errorf("%s: %q, %v", named, sum, err)
			}
			opened, unread, err := Open(t.Context(), in, options)
			if unread != nil || err != nil {
				t.Fatalf("%s: %v, %v", named, unread, err)
			}
			if facts := opened.Facts(); facts.Path != filepath.ToSlash(named) {
				t.Errorf("%s is called %s", named, facts.Path)
			}
			if err := opened.Close(); err != nil {
				t.Error(err)
			}
		}
		if err := keep.Close(); err != nil {
			t.Error(err)
		}
		if left, _ := os.ReadDir(options.TempDir); len(left) > 0 {
			t.Errorf("%s: %s is left behind", named, left[0].Name())
		}
	}
	if asked != 1 {
		t.Errorf("the server was asked %d times", asked)
	}
}

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
