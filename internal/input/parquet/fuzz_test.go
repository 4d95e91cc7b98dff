package parquet

import (
	"testing"

	pq "github.com/parquet-go/parquet-go"
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
		if records := drain(t, r); records > 1<<14 {
			return // runs of equal values can be long, and copies of them take time
		}
		want := mustRead(t, file, Options{})
		if int64(len(want.Records)) != want.Facts.Records {
			t.Fatalf("%d records, the facts say %d", len(want.Records), want.Facts.Records)
		}
		compareCuttings(t, file, want, 1+int(size), 1+int(size)/2, uint64(size))
	})
}
