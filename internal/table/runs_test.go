package table

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Runs that were found beforehand are made of equal cells and cover the column, whatever its layout and in whatever order they are asked
// for. Where runs are worth remembering they are the same as without.
func TestFoundRunsAreThoseOfTheColumn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var texts []string
		for len(texts) < 2*runSample {
			run := rapid.IntRange(1, 40).Draw(t, "run")
			texts = append(texts, slices.Repeat([]string{rapid.SampledFrom([]string{"", "a", "b", "a long text that is no word"}).Draw(t, "text")}, run)...)
		}
		n := len(texts)
		found, plain := plainColumn(texts...), plainColumn(texts...)
		if rapid.Bool().Draw(t, "kinds") {
			found.Kinds = make([]Kind, n)
			for i := range found.Kinds {
				found.Kinds[i] = Kind(i / 100)
			}
			plain.Kinds = found.Kinds
		}
		found.FindRuns(n, nil)
		for i := 0; i < n; {
			end, want := found.RunEnd(i, n), plain.RunEnd(i, n)
			if end <= i || end > want || end != want && found.runs.ends[0] != 0 {
				t.Fatalf("the run at %d ends at %d, want %d", i, end, want)
			}
			i = end
		}
		at := rapid.IntRange(0, n-1).Draw(t, "at")
		if end := found.RunEnd(at, n); end <= at || end > plain.RunEnd(at, n) {
			t.Fatalf("asked again, the run at %d ends at %d", at, end)
		}
		found.Replace(at, []byte("other"))
		if end := found.RunEnd(at, n); at+1 < n && end != at+1 {
			t.Fatalf("the text that was replaced at %d is in a run up to %d", at, end)
		}
	})
}

func TestColumnsWithoutRunsHaveOneForEachCell(t *testing.T) {
	texts := make([]string, 2*runSample)
	for i := range texts {
		texts[i] = string(rune('a' + i%26))
	}
	c := plainColumn(texts...)
	buffer := c.FindRuns(len(texts), nil)
	for i := range texts {
		if end := c.RunEnd(i, len(texts)); end != i+1 {
			t.Fatalf("the run at %d ends at %d", i, end)
		}
	}
	constant := Column{Spans: []Span{{}}, Constant: true}
	constant.FindRuns(9, buffer)
	if end := constant.RunEnd(2, 9); end != 9 {
		t.Errorf("the run of a constant ends at %d", end)
	}
}

func BenchmarkFindRuns(b *testing.B) {
	const n = 4096
	texts := make([]string, n)
	for i := range texts {
		texts[i] = []string{"AB", "ON", "QC"}[i*3/n]
	}
	c := plainColumn(texts...)
	var buffer []int32
	for b.Loop() {
		buffer = c.FindRuns(n, buffer)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/cell")
}
