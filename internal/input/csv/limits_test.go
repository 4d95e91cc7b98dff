package csv

import (
	"context"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/cogwg/hvdlint/internal/table"
)

// TestHostile reads texts whose every line asks for a search of the whole rest. Each takes well under a second when no text is
// searched twice, and hours otherwise.
func TestHostile(t *testing.T) {
	const size = 2 << 20
	repeat := func(s string) string { return strings.Repeat(s, size/len(s)) }
	for _, test := range []struct{ name, text, dialect string }{
		{"quotes that open and pair up", repeat("\"\"\"\"z\n"), ""},
		{"quotes that open and pair up, CR", repeat("\"\"\"\"z\r"), ""},
		{"quotes that open, one line", repeat(",\"a"), ""},
		{"quotes that open, one line with an end", repeat(",\"a") + "\n\"x", ""},
		{"quotes alone", repeat("\""), ""},
		{"quotes alone, odd", repeat("\"") + "\"", ""},
		{"quotes, lines", repeat("\"\n"), ""},
		{"quotes that open", repeat("\"a\n"), ""},
		{"empty cells", repeat("\"\","), ""},
		{"quotes and a stray one at the end", repeat("\"\"\"\"z\n") + "\"a", ""},
		{"line breaks in one cell", "\"" + repeat("\n") + "\"", ""},
		{"line breaks in one cell that never ends", "\"" + repeat("\n"), ""},
		{"delimiters", repeat(","), ""},
		{"line breaks", repeat("\r"), ""},
		{"nothing to cut at", repeat("a"), ""},
		{"pairs, then an odd one", strings.Repeat("\"\"\"\"z\n", 10) + repeat("\"\"") + "\",\n", ""},
		{"escapes alone", repeat("\\"), `{"escapeChar": "\\"}`},
		{"escapes alone, odd", repeat("\\") + "\\", `{"escapeChar": "\\"}`},
		{"quotes that open, with escapes", repeat("\"\\\"z\n"), `{"escapeChar": "\\"}`},
		{"quotes that open and pair up, with escapes", repeat("\"\"\\\"z\n"), `{"escapeChar": "\\", "doubleQuote": false}`},
		{"quotes that open and do not pair up", repeat("\"\"\"\"z\n"), `{"doubleQuote": false}`},
		{"quotes that open behind spaces", repeat(",      \"a"), `{"skipInitialSpace": true}`},
		{"spaces", repeat(" "), `{"skipInitialSpace": true}`},
		{"comments", repeat("#\n"), `{"commentChar": "#"}`},
		{"comments between records", repeat("#\n1\n"), `{"commentChar": "#"}`},
		{"one comment", "#" + repeat("a"), `{"commentChar": "#"}`},
		{"terminators", repeat("|"), `{"lineTerminator": "|"}`},
		{"values that are none", repeat(","), `{"nullSequence": ""}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, limit := range []int{0, 1 << 18} {
				start := time.Now()
				options := Options{Delimiter: ",", HeaderRow: line(0), RecordLimit: limit, Samples: 5}
				if test.dialect != "" {
					options.Dialect = declared(t, test.dialect)
				}
				r, err := Open(t.Context(), strings.NewReader(test.text), &table.Resource{}, options)
				if err != nil {
					t.Fatal(err)
				}
				for {
					s, err := r.Next(t.Context())
					if errors.Is(err, io.EOF) {
						break
					}
					if err != nil {
						t.Fatal(err)
					}
					if err := s.Batches(func(*table.Batch) error { return nil }); err != nil {
						t.Fatal(err)
					}
				}
				if took := time.Since(start); took > 20*time.Second {
					t.Errorf("limit %d: %v", limit, took)
				}
			}
		})
	}
}

// endless gives a header and then the same record size bytes long.
type endless struct {
	size int
	rest string
}

var endlessRecords = strings.Repeat("1998,F,Olivia,\"12\",girls / filles\n", 100)

func (e *endless) Read(p []byte) (int, error) {
	if e.rest == "" {
		if e.size <= 0 {
			return 0, io.EOF
		}
		e.rest = endlessRecords
		e.size -= len(e.rest)
	}
	n := copy(p, e.rest)
	e.rest = e.rest[n:]
	return n, nil
}

func TestMemoryIsFlat(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	facts := &table.Resource{}
	r, err := Open(t.Context(), &endless{size: 200 << 20, rest: "year,sex,name,count,group\n"}, facts, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for {
		s, err := r.Next(t.Context())
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Batches(func(*table.Batch) error { return nil }); err != nil {
			t.Fatal(err)
		}
	}
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 16<<20 {
		t.Errorf("%d MB allocated to read 200 MB", used>>20)
	}
}

// TestBackPressure: Next waits while all blocks are out, goes on when one comes back, and ends with its context.
func TestBackPressure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		text := "a,b\n" + strings.Repeat("1,2\n", 100)
		r, err := Open(t.Context(), strings.NewReader(text), &table.Resource{}, Options{BlockSize: 8, Blocks: 2})
		if err != nil {
			t.Fatal(err)
		}
		first, err1 := r.Next(t.Context())
		_, err2 := r.Next(t.Context())
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		go func() {
			time.Sleep(time.Second)
			if err := first.Batches(func(*table.Batch) error { return io.ErrClosedPipe }); !errors.Is(err, io.ErrClosedPipe) {
				t.Errorf("error %v is not that of yield", err)
			}
		}()
		start := time.Now()
		if _, err := r.Next(t.Context()); err != nil || time.Since(start) != time.Second {
			t.Errorf("error %v after %v", err, time.Since(start))
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if _, err := r.Next(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error %v, want the context's", err)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := r.Next(t.Context()); !errors.Is(err, io.EOF) {
			t.Errorf("error %v after Close", err)
		}
	})
}

func TestSourceFails(t *testing.T) {
	broken := errors.New("broken")
	for _, read := range []string{"", "a,b\n1,2\n" + strings.Repeat("3,4\n", 100_000)} {
		text := io.MultiReader(strings.NewReader(read), failing{broken})
		if _, err := readFacts(t.Context(), text, &table.Resource{}, Options{}, nil); !errors.Is(err, broken) {
			t.Errorf("error %v", err)
		}
	}
	if _, err := readFacts(t.Context(), failing{}, &table.Resource{}, Options{}, nil); !errors.Is(err, io.ErrNoProgress) {
		t.Errorf("error %v", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
