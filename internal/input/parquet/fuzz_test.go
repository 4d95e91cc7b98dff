package parquet

import (
	"testing"

	pq "github.com/parquet-go/parquet-go"

	"github.com/cogwg/hvdlint/internal/input"
)

// FuzzReader reads any bytes: without panic, with as many records as the facts say, and with the same result however they are cut.
func FuzzReader(f *testing.F) {
	f.Add([]byte("PAR1\x00\x00\x00\x00PAR1"), uint8(3))
	for _, codec := range codecs {
		f.Add(sample(f, pq.Compression(codec)), uint8(7))
		f.Add(nestedSample(f, pq.Compression(codec), pq.DataPageVersion(1)), uint8(40))
	}
	f.Fuzz(func(t *testing.T, file []byte, size uint8) {
		if len(file) > 1<<15 {
			return
		}
		r, err := open(t, file)
		if err != nil {
			t.Fatal(err)
		}
		if claimed(r) > 1<<16 {
			return // a few bytes can stand for many equal values, which take time
		}
		drain(t, r)
		want := mustRead(t, file, Options{})
		if int64(len(want.Records)) != want.Facts.Records {
			t.Fatalf("%d records, the facts say %d", len(want.Records), want.Facts.Records)
		}
		compareCuttings(t, file, want, 1+int(size), 1+int(size)/2, uint64(size))
	})
}

// claimed returns how many values the footer says that there are.
func claimed(r input.Reader) int64 {
	var values int64
	for _, g := range r.(*reader).groups {
		for i := range g.Columns {
			values += max(g.NumRows, g.Columns[i].MetaData.NumValues)
		}
	}
	return values
}
