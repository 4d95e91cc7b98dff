package record

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/table"
)

// Records are marked by their own cells, whether their column has a dictionary of which something is noted, one of its own, or none.
func TestSievesLookAtEachCell(t *testing.T) {
	values := []string{"a", "", "b", "c"}
	rapid.Check(t, func(t *rapid.T) {
		refused := rapid.SampledFrom([]string{"", "b", "none"}).Draw(t, "suspect")
		s := &sieve{suspect: func(c table.Cell) bool { return string(c.Text) == refused }}
		var notes table.ValueNotes
		for range rapid.IntRange(1, 3).Draw(t, "batches") {
			column := table.Column{Dictionary: rapid.Uint64Range(0, 2).Draw(t, "dictionary")}
			for _, value := range values {
				start := uint32(len(column.Data))
				column.Data = append(column.Data, value...)
				column.Spans = append(column.Spans, table.Span{Start: start, End: uint32(len(column.Data))})
			}
			column.Index = rapid.SliceOfN(rapid.Uint32Range(0, uint32(len(values)-1)), 4, 12).Draw(t, "index")
			want := make([]bool, len(column.Index))
			for i, value := range column.Index {
				want[i] = values[value] == refused
			}
			notes.Attach(&column, len(column.Index))
			got := make([]bool, len(want))
			some := s.siftColumn(&table.Batch{Len: len(want)}, &column, got)
			if !slices.Equal(got, want) || some != slices.Contains(want, true) {
				t.Fatalf("%v and %v, want %v", got, some, want)
			}
		}
	})
}
