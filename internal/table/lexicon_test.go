package table

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// awkwardTexts differ in their length alone, behind their first bytes, or by a byte that is zero.
var awkwardTexts = []string{
	"", "\x00", "a", "a\x00", "ninebytes", "twelve bytes", "fourteen bytes", "fifteen bytes !", "sixteen bytes !!", "sixteen bytes !?", "sixteen bytes !\x00",
	strings.Repeat("x", lexiconText), strings.Repeat("x", lexiconText+1),
}

// length is a word to be noted of a value.
func length(cell Cell) uint64 { return uint64(len(cell.Text)) }

// Whatever a lexicon makes of a column, each record has the cell that it had, and what is noted of its value is what is worked out about that cell.
func TestLexiconKeepsEveryCell(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var l Lexicon
		for range rapid.IntRange(1, 6).Draw(t, "batches") {
			texts := rapid.SliceOfN(rapid.SampledFrom(awkwardTexts), 1, 300).Draw(t, "texts")
			column := plainColumn(texts...)
			if rapid.Bool().Draw(t, "kinds") {
				column.Kinds = rapid.SliceOfN(rapid.SampledFrom([]Kind{Text, Null, Number, Damaged}), len(texts), len(texts)).Draw(t, "kinds")
			}
			plain := column
			plain.Spans = slices.Clone(plain.Spans)
			l.Encode(&column, len(texts))
			checkCells(t, &column, &plain, len(texts))
			column.Spell()
			checkCells(t, &column, &plain, len(texts))
			if column.Index != nil || column.Lasting() != 0 {
				t.Fatal("a column that is spelt has no dictionary")
			}
		}
	})
}

// fatal is what reports a failure of a test or of a property.
type fatal interface {
	Helper()
	Fatalf(format string, args ...any)
}

func checkCells(t fatal, got, want *Column, n int) {
	t.Helper()
	lengths := got.NoteValues("length", length)
	some := false
	for i := range n {
		g, w := got.Cell(i), want.Cell(i)
		if g.Kind != w.Kind || !bytes.Equal(g.Text, w.Text) {
			t.Fatalf("record %d: %q of kind %d, want %q of kind %d", i, g.Text, g.Kind, w.Text, w.Kind)
		}
		if lengths != nil && lengths.Words[got.Index[i]] != length(w) {
			t.Fatalf("record %d, %q: noted %d", i, w.Text, lengths.Words[got.Index[i]])
		}
		some = some || length(w) > 0
	}
	if lengths != nil && some && !lengths.Some() {
		t.Fatalf("a value is noted that has a length, and none is said to have")
	}
}

// manyTexts returns n different texts, counted from a number on.
func manyTexts(from, n int) []string {
	texts := make([]string, n)
	for i := range texts {
		texts[i] = fmt.Sprintf("value number %d", from+i)
	}
	return texts
}

func TestLexiconThatIsFull(t *testing.T) {
	encode := func(l *Lexicon, texts []string) Column {
		column := plainColumn(texts...)
		plain := column
		l.Encode(&column, len(texts))
		checkCells(t, &column, &plain, len(texts))
		return column
	}
	var l Lexicon
	for from := 0; from < lexiconValues; from += 1 << 12 {
		encode(&l, manyTexts(from, 1<<12))
	}
	stay := l.stay
	if stay == 0 {
		t.Fatalf("not full with %d values", len(l.spans))
	}
	// One value in ten is new: the others are found, and nothing is kept of the new ones.
	mixed := append(manyTexts(0, 90), manyTexts(1<<20, 10)...)
	for range 2 * lexiconStrain {
		if column := encode(&l, mixed); column.Index == nil || column.Lasting() != stay {
			t.Fatalf("%d values last, want %d", column.Lasting(), stay)
		}
	}
	// Values that do not come again are not worth it.
	for batch := range lexiconStrain {
		encode(&l, manyTexts(1<<21+batch<<12, 1<<12))
	}
	if column := encode(&l, mixed); column.Index != nil {
		t.Error("a lexicon that finds hardly any value goes on")
	}
}

func TestLexiconLeavesShortTextsAlone(t *testing.T) {
	var l Lexicon
	column := plainColumn("F", "M", "20160131")
	l.Encode(&column, 3)
	if column.Index != nil {
		t.Error("numbers and codes are looked up")
	}
}

// Notes of a dictionary that a format brings along last as long as the dictionary, and begin once as many records have come as it has values.
func TestNotesOfADictionary(t *testing.T) {
	var notes ValueNotes
	asked := 0
	count := func(cell Cell) uint64 {
		asked++
		return length(cell)
	}
	for _, test := range []struct {
		name    string
		number  uint64
		texts   []string
		records int
		noted   bool
		asked   int
	}{
		{"new", 1, []string{"", "a"}, 2, true, 2},
		{"the same", 1, []string{"", "a"}, 1, true, 0},
		{"another, of more values than records", 2, []string{"b", "bb", "bbb"}, 2, false, 0},
		{"it goes on", 2, []string{"b", "bb", "bbb"}, 2, true, 3},
		{"another, of too many values", 3, manyTexts(0, mostNoted+1), mostNoted + 1, false, 0},
		{"another, of as many as there may be", 4, manyTexts(0, mostNoted), mostNoted, true, mostNoted},
		{"without a number", 0, []string{"ccc"}, 1, false, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			column := plainColumn(test.texts...)
			column.Index, column.Dictionary = make([]uint32, test.records), test.number
			notes.Attach(&column, test.records)
			asked = 0
			checkCells(t, &column, &column, test.records)
			if noted := column.NoteValues("count", count) != nil; noted != test.noted || asked != test.asked {
				t.Errorf("noted: %v, want %v; asked for %d values, want %d", noted, test.noted, asked, test.asked)
			}
		})
	}
}

func BenchmarkLexicon(b *testing.B) {
	var texts []string
	for i := range 1 << 15 {
		texts = append(texts, fmt.Sprintf("NAME-%X", i*i))
	}
	column := plainColumn(texts...)
	for _, values := range []int{1 << 8, 1 << 15} {
		b.Run(fmt.Sprint(values), func(b *testing.B) {
			const n = 1 << 12
			var l Lexicon
			spans := make([]Span, n)
			next := uint32(1)
			for b.Loop() {
				for i := range spans {
					next = next*1664525 + 1013904223
					spans[i] = column.Spans[int(next>>8)%values]
				}
				c := Column{Data: column.Data, Spans: spans}
				l.Encode(&c, n)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/cell")
		})
	}
}
