package source

import (
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

// readTwice opens an input twice, one after the other, and returns what it read.
func readTwice(t *testing.T, in Input, options Options) (texts [2]string) {
	t.Helper()
	for i := range texts {
		s, unread, err := Open(t.Context(), in, options)
		if err != nil || unread != nil {
			t.Fatal(unread, err)
		}
		texts[i] = readAll(t, s)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return texts
}

// What can be read only once can be opened again while it is kept, and leaves nothing behind afterwards.
func TestKeep(t *testing.T) {
	var fetched atomic.Int32
	server := serve(t, map[string]http.HandlerFunc{"/names.csv": func(w http.ResponseWriter, r *http.Request) {
		fetched.Add(1)
		content(rows)(w, r)
	}})
	pipe := filepath.Join(t.TempDir(), "pipe.csv")
	for _, test := range []struct {
		name string
		path string
	}{
		{"standard input", "-"},
		{"address", server.URL + "/names.csv"},
		{"named pipe", pipe},
	} {
		t.Run(test.name, func(t *testing.T) {
			if test.path == pipe {
				if err := exec.Command("mkfifo", pipe).Run(); err != nil {
					t.Skip("no named pipes here: ", err)
				}
				go func() { _ = os.WriteFile(pipe, []byte(rows), 0o600) }()
			}
			folder := t.TempDir()
			keep := &Keep{}
			options := Options{Stdin: strings.NewReader(rows), TempDir: folder, Keep: keep}
			datasets, unfound, err := Expand(t.Context(), []string{test.path}, options)
			if err != nil || len(unfound) > 0 {
				t.Fatal(unfound, err)
			}
			if got := readTwice(t, datasets[0].Inputs[0], options); got[0] != rows || got[1] != rows {
				t.Errorf("read %q", got)
			}
			if err := keep.Close(); err != nil {
				t.Fatal(err)
			}
			if err := closeAll(datasets); err != nil {
				t.Fatal(err)
			}
			empty(t, folder)
		})
	}
	if n := fetched.Load(); n != 1 {
		t.Errorf("fetched %d times", n)
	}
}

// What is refused is not kept: the next opening finds out by itself.
func TestKeepNothingOfWhatFails(t *testing.T) {
	server := serve(t, map[string]http.HandlerFunc{"/gone.csv": status(http.StatusGone)})
	keep := &Keep{}
	options := Options{TempDir: t.TempDir(), Keep: keep}
	datasets, _, err := Expand(t.Context(), []string{server.URL + "/gone.csv"}, options)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range datasets {
		if _, unread, err := Open(t.Context(), d.Inputs[0], options); unread == nil || err != nil {
			t.Errorf("got %v, %v", unread, err)
		}
	}
	if len(keep.stores) != 0 {
		t.Errorf("kept %v", keep.stores)
	}
}
