package spill

import (
	"os"
	"runtime"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestSorterSortsWhateverFitsInMemory(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.Uint64Range(0, 3), 0, 60*5).Draw(t, "words")
		sorter := New(Options{Dir: dir, Memory: rapid.Int64Range(1, 2000).Draw(t, "memory")})
		var want []Row
		for len(words) >= 5 {
			want = append(want, Row(words[:5]))
			if err := sorter.Add(Row(words[:5])); err != nil {
				t.Fatal(err)
			}
			words = words[5:]
		}
		if sorter.Len() != int64(len(want)) {
			t.Fatalf("Len is %d, want %d", sorter.Len(), len(want))
		}
		slices.SortFunc(want, func(a, b Row) int { return a.Compare(&b) })
		var got []Row
		for row, err := range sorter.Sorted() {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, *row)
		}
		if err := sorter.Close(); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 0 {
		t.Errorf("files left behind: %v, %v", left, err)
	}
}

func TestRowsAreSorted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.OneOf(rapid.Uint64Range(0, 2), rapid.SampledFrom([]uint64{7 << 8, 1 << 63, ^uint64(0), 0x9E3779B97F4A7C15}), rapid.Uint64())
		of := rapid.SliceOfN(word, 1, 8).Draw(t, "words")
		rows := make([]Row, rapid.IntRange(0, 4*fewRows).Draw(t, "rows"))
		for i := range rows {
			for k := range rows[i] {
				rows[i][k] = of[rapid.IntRange(0, len(of)-1).Draw(t, "word")]
			}
		}
		want := slices.Clone(rows)
		slices.SortFunc(want, func(a, b Row) int { return a.Compare(&b) })
		SortRows(rows)
		if !slices.Equal(rows, want) {
			t.Fatalf("got %v, want %v", rows, want)
		}
	})
}

func TestTapeGivesBackWhatWasAdded(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		tape := NewTape(Options{Dir: dir, Memory: rapid.Int64Range(1, 200).Draw(t, "memory")})
		var want []uint64
		for _, words := range rapid.SliceOf(rapid.SliceOfN(rapid.Uint64(), 0, 20)).Draw(t, "words") {
			want = append(want, words...)
			if err := tape.Add(words...); err != nil {
				t.Fatal(err)
			}
		}
		if tape.Len() != int64(len(want)) {
			t.Fatalf("Len is %d, want %d", tape.Len(), len(want))
		}
		for range 2 {
			var got []uint64
			for word, err := range tape.All() {
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, word)
			}
			if !slices.Equal(got, want) {
				t.Fatalf("got %v, want %v", got, want)
			}
		}
		if err := tape.Close(); err != nil {
			t.Fatal(err)
		}
	})
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 0 {
		t.Errorf("files left behind: %v, %v", left, err)
	}
}

func TestPartitionsFindWhatRepeats(t *testing.T) {
	dir := t.TempDir()
	for name, memory := range map[string]int64{"in memory": 0, "spilled": 64 << 10} {
		t.Run(name, func(t *testing.T) {
			p := NewPartitions(Options{Dir: dir, Memory: memory})
			defer p.Close()
			const n = 300_000
			hashes := make([]uint64, 0, n)
			for i := range uint64(n) {
				hashes = append(hashes, i*0x9E3779B97F4A7C15)
			}
			again := []uint64{hashes[0], hashes[7], hashes[n-1], hashes[7]}
			for _, part := range [][]uint64{hashes[:10], hashes[10:], again} {
				if err := p.Add(part); err != nil {
					t.Fatal(err)
				}
			}
			repeated, err := p.Repeated()
			if err != nil {
				t.Fatal(err)
			}
			if repeated.Len() != 3 {
				t.Errorf("%d hashes repeat, want 3", repeated.Len())
			}
			for _, h := range again {
				if !repeated.Has(h) {
					t.Errorf("%x is not among them", h)
				}
			}
			if p.Len() != n+4 {
				t.Errorf("Len is %d", p.Len())
			}
		})
	}
}

// A file that repeats one record has one key, and all its hashes are in one partition.
func TestPartitionsTakeNoMemoryForWhatIsTheSame(t *testing.T) {
	p := NewPartitions(Options{Dir: t.TempDir(), Memory: 64 << 10})
	defer p.Close()
	same := make([]uint64, 1_000_000)
	for i := range same {
		same[i] = 42
	}
	for range 5 {
		if err := p.Add(same); err != nil {
			t.Fatal(err)
		}
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	repeated, err := p.Repeated()
	runtime.ReadMemStats(&after)
	if err != nil || repeated.Len() != 1 || !repeated.Has(42) {
		t.Fatalf("%d hashes repeat, %v", repeated.Len(), err)
	}
	if took := after.TotalAlloc - before.TotalAlloc; took > 20<<20 {
		t.Errorf("%d bytes of memory for one hash", took)
	}
}

func TestSetHoldsWhatWasAdded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		added := rapid.SliceOf(rapid.Uint64Range(0, 300)).Draw(t, "added")
		var s Set
		for h := range rapid.Uint64Range(0, 300).Draw(t, "before") {
			s.Add(h)
		}
		s.Clear()
		want := map[uint64]bool{}
		for _, h := range added {
			if isNew := s.Add(h); isNew == want[h] {
				t.Fatalf("adding %d says new: %v", h, isNew)
			}
			want[h] = true
		}
		if s.Len() != len(want) {
			t.Fatalf("Len is %d, want %d", s.Len(), len(want))
		}
		for h := range uint64(301) {
			if s.Has(h) != want[h] {
				t.Fatalf("Has(%d) is %v", h, s.Has(h))
			}
		}
		for h := range s.All() {
			if !want[h] {
				t.Fatalf("All yields %d, or yields it twice", h)
			}
			delete(want, h)
		}
		if len(want) > 0 {
			t.Fatalf("All does not yield %v", want)
		}
	})
}

// BenchmarkSortRows sorts what rank-mismatch sorts: groups, values in descending order, records.
func BenchmarkSortRows(b *testing.B) {
	rows := make([]Row, 1<<19)
	for i := range rows {
		mixed := uint64(i) * 0x9E3779B97F4A7C15
		rows[i] = Row{mixed >> 53 * 0xD6E8FEB86659FD93, ^(1<<63 | mixed>>20&0x1FF), uint64(i), mixed & 0xFFF, uint64(i)}
	}
	sorted := make([]Row, len(rows))
	for b.Loop() {
		copy(sorted, rows)
		SortRows(sorted)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(rows)), "ns/row")
}

func BenchmarkPartitions(b *testing.B) {
	hashes := make([]uint64, 1_000_000)
	for i := range hashes {
		hashes[i] = uint64(i) * 0x9E3779B97F4A7C15
	}
	for b.Loop() {
		p := NewPartitions(Options{})
		if err := p.Add(hashes); err != nil {
			b.Fatal(err)
		}
		if _, err := p.Repeated(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1e6, "ns/hash")
}
