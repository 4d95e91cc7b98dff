package validate

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
)

// openedFile opens a CSV file of some bytes.
func openedFile(t *testing.T, text string) *source.Source {
	t.Helper()
	return openedNamed(t, "names.csv", text)
}

// openedNamed opens a file of a name and some bytes.
func openedNamed(t *testing.T, name, text string) *source.Source {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	opened, unread, err := source.Open(t.Context(), source.One(name, file).Inputs[0], source.Options{})
	if unread != nil || err != nil {
		t.Fatalf("%v, %v", unread, err)
	}
	t.Cleanup(func() { _ = opened.Close() })
	return opened
}

// Progress is told five times a second, and never again once the watch has ended.
func TestWatchTellsInTime(t *testing.T) {
	opened := openedFile(t, "a,b\n1,2\n")
	synctest.Test(t, func(t *testing.T) {
		var told []Progress
		options := &Options{Progress: func(p Progress) { told = append(told, p) }, counted: &counted{}}
		stop := watch(opened, options)
		time.Sleep(progressEvery - time.Millisecond)
		synctest.Wait()
		if len(told) > 0 {
			t.Error("told at once")
		}
		options.counted.addRecords(7)
		time.Sleep(time.Second)
		synctest.Wait()
		stop()
		n := len(told)
		if n != 5 || told[0] != (Progress{Path: "names.csv", Total: 8, Records: 7}) {
			t.Errorf("%d times, first %+v", n, told[0])
		}
		time.Sleep(time.Minute)
		if len(told) != n {
			t.Error("told after the end")
		}
	})
}

// Records and bytes are counted in every format, and start again with each reading.
func TestReadingIsCounted(t *testing.T) {
	opened := openedFile(t, "a,b\n1,2\n3,4\n")
	options := &Options{counted: &counted{}}
	o := &opening{Source: opened, options: options}
	options.Standard = standard.Structure()
	for range 2 {
		if _, err := o.settle(context.Background()); err != nil {
			t.Fatal(err)
		}
		if n := options.counted.records.Load(); n != 2 {
			t.Errorf("%d records", n)
		}
	}
	file := sourceFile{t.Context(), emptyReader{}, options.counted}
	if _, err := file.ReadAt(make([]byte, 5), 0); err != nil || options.counted.bytes.Load() != 5 {
		t.Errorf("%d bytes, %v", options.counted.bytes.Load(), err)
	}
	options.counted.begin()
	if options.counted.records.Load()+options.counted.bytes.Load() != 0 {
		t.Error("a reading does not start from 0")
	}
	// Nobody wants to know: nothing is counted, and nothing fails.
	var nobody *counted
	nobody.begin()
	nobody.addRecords(1)
	nobody.addBytes(1)
}

type emptyReader struct{}

func (emptyReader) ReadAt(p []byte, _ int64) (int, error) { return len(p), nil }
