package table

import (
	"testing"

	"pgregory.net/rapid"
)

// plainColumn makes a column of texts that lie one behind the other.
func plainColumn(texts ...string) Column {
	var c Column
	for _, text := range texts {
		start := uint32(len(c.Data))
		c.Data = append(c.Data, text...)
		c.Spans = append(c.Spans, Span{start, uint32(len(c.Data))})
	}
	return c
}

func TestLayoutsReadTheSame(t *testing.T) {
	plain := plainColumn("a", "b", "b", "")
	dictionary := plainColumn("", "b", "a")
	dictionary.Index = []uint32{2, 1, 1, 0}
	for i, want := range []string{"a", "b", "b", ""} {
		for name, c := range map[string]*Column{"plain": &plain, "dictionary": &dictionary} {
			if got := string(c.Text(i)); got != want {
				t.Errorf("%s, record %d: %q, want %q", name, i, got, want)
			}
		}
	}
	constant := plainColumn("ON")
	constant.Constant, constant.Kinds = true, []Kind{Date}
	if c := constant.Cell(7); string(c.Text) != "ON" || c.Kind != Date {
		t.Errorf("constant: %q of kind %d", c.Text, c.Kind)
	}
}

func TestRunEndFindsTheNextDifferentCell(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(rapid.SampledFrom([]string{"", "F", "M", "2016", "2017", "ONTARIOS", "ONTARIO-1", "ONTARIO-2"}), 1, 20).Draw(t, "texts")
		c := plainColumn(texts...)
		if rapid.Bool().Draw(t, "kinds") {
			c.Kinds = make([]Kind, len(texts))
			for i := range c.Kinds {
				c.Kinds[i] = rapid.SampledFrom([]Kind{Text, Null}).Draw(t, "kind")
			}
		}
		if rapid.Bool().Draw(t, "slack") {
			c.Data = append(c.Data, "12345678"...)
		}
		for i := range texts {
			want := i + 1
			for want < len(texts) && texts[want] == texts[i] && c.Kind(want) == c.Kind(i) {
				want++
			}
			if got := c.RunEnd(i, len(texts)); got != want {
				t.Fatalf("run from %d ends at %d, want %d", i, got, want)
			}
		}
	})
}

func TestReplaceLeavesOtherColumnsAlone(t *testing.T) {
	first := plainColumn("one", "two", "three")
	second := first
	second.Spans = append([]Span(nil), first.Spans...)
	for i, text := range []string{"1", "", "a longer text than before"} {
		first.Replace(i, []byte(text))
	}
	for i, want := range []string{"1", "", "a longer text than before"} {
		if got := string(first.Text(i)); got != want {
			t.Errorf("record %d: %q, want %q", i, got, want)
		}
	}
	if got := string(second.Text(2)); got != "three" {
		t.Errorf("the other column reads %q", got)
	}
}

func TestLines(t *testing.T) {
	b := Batch{First: 10, FirstLine: 12, Len: 2}
	if b.Record(1) != 11 || b.Line(1) != 13 {
		t.Errorf("record %d on line %d", b.Record(1), b.Line(1))
	}
	b.Lines = []int32{0, 3}
	if b.Line(1) != 15 {
		t.Errorf("line %d", b.Line(1))
	}
	b.FirstLine = 0
	if b.Line(1) != 0 {
		t.Errorf("line %d of a format without lines", b.Line(1))
	}
}

func BenchmarkColumn(b *testing.B) {
	const n = 4096
	sorted, mixed := make([]string, n), make([]string, n)
	for i := range n {
		sorted[i] = []string{"AB", "ON", "QC"}[i*3/n]
		mixed[i] = []string{"OLIVIA", "EMMA", "LIAM"}[i%3]
	}
	for name, texts := range map[string][]string{"sorted": sorted, "mixed": mixed} {
		c := plainColumn(texts...)
		b.Run(name+"/RunEnd", func(b *testing.B) {
			for b.Loop() {
				for i := 0; i < n; {
					i = c.RunEnd(i, n)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/cell")
		})
		b.Run(name+"/Cell", func(b *testing.B) {
			sum := 0
			for b.Loop() {
				for i := range n {
					sum += len(c.Cell(i).Text)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/cell")
		})
	}
}
