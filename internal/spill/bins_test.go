package spill

import (
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestBinsGiveBackWhatWasAdded(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		memory := rapid.SampledFrom([]int64{0, 1, 5000, 1 << 17, 1 << 20}).Draw(t, "memory")
		bins := NewBins(Options{Dir: dir, Memory: memory})
		want := make([][][]byte, BinCount)
		size := rapid.IntRange(1, MaxRecord).Draw(t, "size")
		few := rapid.IntRange(1, BinCount).Draw(t, "bins")
		for i := range rapid.IntRange(0, 5000).Draw(t, "records") {
			record := make([]byte, 1+i*7%size)
			for k := range record {
				record[k] = byte(i >> (8 * (k % 2)))
			}
			record[0] = byte(len(record)) // so that a reader finds the next one
			to := i * i % few
			if err := bins.Add(uint8(to), record); err != nil {
				t.Fatal(err)
			}
			want[to] = append(want[to], record)
		}
		for bin := range want {
			var got [][]byte
			err := bins.Each(uint8(bin), func(records []byte) error {
				for len(records) > 0 {
					n := int(records[0])
					got = append(got, slices.Clone(records[:n]))
					records = records[n:]
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if !slices.EqualFunc(got, want[bin], slices.Equal) {
				t.Fatalf("bin %d: got %v, want %v", bin, got, want[bin])
			}
		}
		if err := bins.Close(); err != nil {
			t.Fatal(err)
		}
	})
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 0 {
		t.Errorf("files left behind: %v, %v", left, err)
	}
}

// What is in memory stays within what was given, wherever the records go.
func TestBinsKeepToTheirMemory(t *testing.T) {
	const memory = 1 << 20
	for name, bins := range map[string]int{"one bin": 1, "all bins": BinCount} {
		t.Run(name, func(t *testing.T) {
			b := NewBins(Options{Dir: t.TempDir(), Memory: memory})
			defer b.Close()
			record := make([]byte, 16)
			for i := range 1 << 18 {
				if err := b.Add(uint8(i%bins), record); err != nil {
					t.Fatal(err)
				}
				if held := b.inUse + int64(len(b.spare)*b.chunk); held > memory+int64(b.chunk) {
					t.Fatalf("%d bytes after %d records", held, i+1)
				}
			}
			if b.size < 2<<20 {
				t.Errorf("%d bytes in the file", b.size)
			}
		})
	}
}
