package json

import (
	"context"
	"errors"
	"io"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/table"
)

// TestHostile reads texts whose every part asks for a search of the whole rest, or for memory. Each takes well under a second when no
// text is searched twice, and hours otherwise.
func TestHostile(t *testing.T) {
	const size = 2 << 20
	repeat := func(s string) string { return strings.Repeat(s, size/len(s)) }
	for _, test := range []struct{ name, text string }{
		{"arrays that open", repeat("[")},
		{"objects that open", repeat(`{"a":`)},
		{"objects that open in a list", "[" + repeat(`{"a":[`)},
		{"a text that never ends", `[{"a":"` + repeat("x")},
		{"a text of quotes", `[{"a":"` + repeat(`\"`)},
		{"backslashes", `[{"a":"` + repeat(`\`)},
		{"quotes", repeat(`"`)},
		{"white space", repeat(" ")},
		{"line breaks", repeat("\n")},
		{"white space between records", `[{"a":1}` + repeat(" \n") + `,{"a":2}]`},
		{"white space behind the end", `[{"a":1}]` + repeat(" ")},
		{"commas", "[" + repeat(",")},
		{"numbers", "[" + repeat("1,")},
		{"a long number", `[{"a":` + repeat("1") + `}]`},
		{"a long fraction", `[{"a":1.` + repeat("0") + `}]`},
		{"large exponents", "[" + repeat(`{"a":1e399},`) + `{"a":1}]`},
		{"empty objects", "[" + repeat(`{},`) + `{"a":1}]`},
		{"empty arrays", "[" + repeat(`[],`) + `[1]]`},
		{"lines that open", `{"a":1}` + "\n" + repeat("{\n")},
		{"a name twice, and again", `[{"a":1` + repeat(`,"a":1`) + `}]`},
		{"a large number, again and again", `[{"a":1` + repeat(`,"a":1e399,"b":1e399`) + `}]`},
		{"a name twice in each record", "[" + repeat(`{"a":1,"a":2},`) + `{"a":1}]`},
		{"half pairs", "[" + repeat(`{"a":"\ud800"},`) + `{"a":1}]`},
		{"bytes that are not UTF-8", "[" + repeat("{\"a\":\"\xff\"},") + `{"a":1}]`},
		{"arrays in an object", "{" + repeat(`"a":[[]],`) + `"a":1}`},
		{"objects in an object", `{"a":` + repeat(`{"a":[{}],"b":`)},
		{"changing order", "[" + repeat(`{"a":1,"b":2},{"b":1,"a":2},`) + `{"a":1}]`},
		{"text before the records", `{"a":"` + repeat("x") + `","data":[{"a":1}]}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, limit := range []int{0, 1 << 18} {
				start := time.Now()
				told := count(t, test.text, Options{RecordLimit: limit, Samples: 5, Settled: true})
				if took := time.Since(start); took > 20*time.Second {
					t.Errorf("limit %d: %v", limit, took)
				}
				if told > 20*3*5 {
					t.Errorf("%d places of damage", told)
				}
			}
		})
	}
}

// count reads text, behind a survey if need be, and returns the number of places of damage that batches tell.
func count(t *testing.T, text string, options Options) (told int) {
	t.Helper()
	r, err := Open(t.Context(), strings.NewReader(text), &table.Resource{}, options)
	for err == nil {
		var s input.Shard
		if s, err = r.Next(t.Context()); err == nil {
			err = s.Batches(func(b *table.Batch) error {
				told += len(b.Damage)
				return nil
			})
		}
	}
	switch {
	case errors.Is(err, io.EOF):
		return told
	case options.Survey == nil && (errors.Is(err, input.ErrLabels) || errors.Is(err, input.ErrBroken)):
		if options.Survey, err = Examine(t.Context(), strings.NewReader(text), &table.Resource{}, options); err == nil {
			return count(t, text, options)
		}
	}
	t.Fatal(err)
	return 0
}

// endless gives a beginning, then the same records size bytes long, then an end.
type endless struct {
	size int
	rest string
	end  string
}

var endlessRecords = strings.Repeat(`{"year":1998,"sex":"F","name":"Zo\u00e9","count":12.0,"at":{"x": 1}},`, 100)

func (e *endless) Read(p []byte) (int, error) {
	if e.rest == "" {
		switch {
		case e.size > 0:
			e.rest = endlessRecords
			e.size -= len(e.rest)
		case e.end != "":
			e.rest, e.end = e.end, ""
		default:
			return 0, io.EOF
		}
	}
	n := copy(p, e.rest)
	e.rest = e.rest[n:]
	return n, nil
}

func TestMemoryIsFlat(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	facts := &table.Resource{}
	r, err := Open(t.Context(), &endless{size: 100 << 20, rest: `{"records":[`, end: `{}]}`}, facts, Options{})
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
	if facts.Unread != nil || facts.Records < 1_000_000 {
		t.Errorf("%d records, unread %+v", facts.Records, facts.Unread)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 16<<20 {
		t.Errorf("%d MB allocated to read 100 MB", used>>20)
	}
}

// TestBackPressure: Next waits while all blocks are out, goes on when one comes back, and ends with its context.
func TestBackPressure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		text := strings.Repeat("{\"a\":1}\n", 100)
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

// TestConcurrent decodes shards on several goroutines while others are cut.
func TestConcurrent(t *testing.T) {
	r, err := Open(t.Context(), &endless{size: 4 << 20, rest: "[", end: "{}]"}, &table.Resource{}, Options{BlockSize: 10_000})
	if err != nil {
		t.Fatal(err)
	}
	var records atomic.Int64
	var group sync.WaitGroup
	for {
		s, err := r.Next(t.Context())
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		group.Go(func() {
			if err := s.Batches(func(b *table.Batch) error {
				for i := range b.Len {
					if name := b.Columns[2].Cell(i); name.Kind == table.Text && string(name.Text) == "Zoé" && string(b.Columns[3].Text(i)) == "12" {
						records.Add(1)
					}
				}
				return nil
			}); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if n := r.Resource().Records; n != records.Load()+1 || n < 10_000 {
		t.Errorf("%d records, %d as they should be", n, records.Load())
	}
}

func TestSourceFails(t *testing.T) {
	broken := errors.New("broken")
	for _, text := range []string{"", `[{"a":1}`, `[{"a":1}` + strings.Repeat(`,{"a":1}`, 100_000), `{"data":[{"a":1}],`} {
		r, err := Open(t.Context(), io.MultiReader(strings.NewReader(text), failing{broken}), &table.Resource{}, Options{})
		for err == nil {
			_, err = r.Next(t.Context())
		}
		if !errors.Is(err, broken) {
			t.Errorf("error %v", err)
		}
	}
	if _, err := Open(t.Context(), failing{}, &table.Resource{}, Options{}); !errors.Is(err, io.ErrNoProgress) {
		t.Errorf("error %v", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
