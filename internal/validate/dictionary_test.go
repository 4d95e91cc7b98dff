package validate

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/table"
)

// trimAndRefuse is a chain that mends padding and refuses the letter x.
func trimAndRefuse() *chain {
	c := &chain{empty: true, links: []link{
		{stage: lint.Presence, check: lint.CellCheck{Fails: func(table.Cell) bool { return true }}},
		{stage: lint.Form, slot: 1, check: lint.CellCheck{
			Fails: func(c table.Cell) bool { return !bytes.Equal(c.Text, bytes.TrimSpace(c.Text)) },
			Mend:  func(c table.Cell) []byte { return bytes.TrimSpace(c.Text) },
		}},
		{stage: lint.Constraint, slot: 2, check: lint.CellCheck{Fails: func(c table.Cell) bool { return bytes.Contains(c.Text, []byte("x")) }}},
	}}
	c.seal()
	return c
}

// A column with a dictionary is judged as the same column without one is, also when several batches share the dictionary.
func TestDictionariesAreJudgedAsPlainColumns(t *testing.T) {
	values := []string{"", "a", " a", "b ", "x", " x", "a long value that no memo keeps", " a long value with an x "}
	rapid.Check(t, func(t *rapid.T) {
		c := trimAndRefuse()
		withDictionary, without := newColumnJudge(c), newColumnJudge(c)
		var notes table.ValueNotes
		shared := columnOf(values)
		shared.Dictionary = rapid.Uint64Range(0, 1).Draw(t, "dictionary")
		for range rapid.IntRange(1, 3).Draw(t, "batches") {
			index := rapid.SliceOfN(rapid.Uint32Range(0, uint32(len(values)-1)), 1, 12).Draw(t, "index")
			texts := make([]string, len(index))
			for i, slot := range index {
				texts[i] = values[slot]
			}
			dictionary := shared
			dictionary.Index = index
			notes.Attach(&dictionary, len(index))
			got, want := outcome(withDictionary, dictionary, len(index)), outcome(without, columnOf(texts), len(index))
			if got != want {
				t.Fatalf("with a dictionary\n%s\nwithout\n%s", got, want)
			}
		}
	})
}

// What a lexicon makes of a column is judged as the column is.
func TestLexiconsAreJudgedAsPlainColumns(t *testing.T) {
	values := []string{"", "a", " a", "x", "a long value that no memo keeps", "another long value", " a long value with an x ", "a value too long for a head "}
	rapid.Check(t, func(t *rapid.T) {
		c := trimAndRefuse()
		withLexicon, without := newColumnJudge(c), newColumnJudge(c)
		var lexicon table.Lexicon
		for range rapid.IntRange(1, 4).Draw(t, "batches") {
			texts := rapid.SliceOfN(rapid.SampledFrom(values), 1, 40).Draw(t, "texts")
			encoded := columnOf(texts)
			lexicon.Encode(&encoded, len(texts))
			got, want := outcome(withLexicon, encoded, len(texts)), outcome(without, columnOf(texts), len(texts))
			if got != want {
				t.Fatalf("with a lexicon\n%s\nwithout\n%s", got, want)
			}
		}
	})
}

func columnOf(texts []string) table.Column {
	var c table.Column
	for _, text := range texts {
		start := uint32(len(c.Data))
		c.Data = append(c.Data, text...)
		c.Spans = append(c.Spans, table.Span{Start: start, End: uint32(len(c.Data))})
	}
	return c
}

// outcome writes all that a judge does to a column of n records.
func outcome(j *columnJudge, column table.Column, n int) string {
	var out bytes.Buffer
	counts := chainCounts{stopped: make([]int64, len(j.links))}
	b := &table.Batch{First: 1, Len: n, Columns: []table.Column{column}}
	j.run(b, &counts, func(i int, cell table.Cell, fails uint64) { fmt.Fprintf(&out, "%d %q fails %b\n", i, cell.Text, fails) })
	c := &b.Columns[0]
	for i := range n {
		fmt.Fprintf(&out, "%d %q usable %v missing %v doubtful %v\n", i, c.Text(i), c.Valid(i), c.Missing(i), c.Doubtful(i))
	}
	fmt.Fprintln(&out, counts)
	return out.String()
}

// What is noted of the values of a dictionary that a format brings along is of the texts that records have once the column is judged, whether a batch
// before had those that are mended or not.
func TestNotesAreOfMendedTexts(t *testing.T) {
	values := []string{"a", " a", "x", "  xx ", "b"}
	rapid.Check(t, func(t *rapid.T) {
		j := newColumnJudge(trimAndRefuse())
		var notes table.ValueNotes
		for range rapid.IntRange(1, 4).Draw(t, "batches") {
			index := rapid.SliceOfN(rapid.Uint32Range(0, uint32(len(values)-1)), 5, 12).Draw(t, "index")
			column := columnOf(values)
			column.Dictionary, column.Index = 1, index
			notes.Attach(&column, len(index))
			b := &table.Batch{First: 1, Len: len(index), Columns: []table.Column{column}}
			counts := chainCounts{stopped: make([]int64, len(j.links))}
			j.run(b, &counts, func(int, table.Cell, uint64) {})
			c := &b.Columns[0]
			note := c.NoteValues("length", func(cell table.Cell) uint64 { return uint64(len(cell.Text)) })
			for i, slot := range c.Index {
				if note != nil && note.Words[slot] != uint64(len(c.Text(i))) {
					t.Fatalf("record %d, %q: %d is noted", i, c.Text(i), note.Words[slot])
				}
			}
		}
	})
}

// A table of many columns has few lexicons at a time, and one that gives up makes room for another.
func TestFewColumnsHaveALexicon(t *testing.T) {
	w := &worker{lookedAt: make([]lookedAt, 3*mostLexicons)}
	for c := range w.lookedAt {
		w.lookedAt[c].column = c
	}
	// encoded prepares a batch and returns its columns that have a lexicon. Values of the first column are made too long for one.
	encoded := func(first string) (columns []int) {
		b := &table.Batch{Len: 300}
		for c := range w.lookedAt {
			texts := make([]string, b.Len)
			for i := range texts {
				texts[i] = fmt.Sprintf("a value of column %d and record %d", c, i)
				if c == 0 {
					texts[i] += first
				}
			}
			b.Columns = append(b.Columns, columnOf(texts))
		}
		w.prepare(b)
		for c := range b.Columns {
			if b.Columns[c].Index != nil {
				columns = append(columns, c)
			}
		}
		return columns
	}
	if got := encoded(""); len(got) != mostLexicons || got[0] != 0 {
		t.Fatalf("columns %v have a lexicon, want the first %d", got, mostLexicons)
	}
	long := strings.Repeat("x", 1000)
	for range 10 {
		encoded(long)
	}
	if got := encoded(""); len(got) != mostLexicons || got[0] != 1 {
		t.Fatalf("columns %v have a lexicon, want %d without the first", got, mostLexicons)
	}
}

// What a lexicon that is full knows of values that do not stay is forgotten with their batch, though others stand in their place in the next one.
func TestFullLexiconsAreJudgedAsPlainColumns(t *testing.T) {
	c := trimAndRefuse()
	withLexicon, without := newColumnJudge(c), newColumnJudge(c)
	var lexicon table.Lexicon
	random := rand.New(rand.NewPCG(1, 2))
	value := func(n int) string { // one in seven is refused, one in eleven mended
		text := fmt.Sprintf("value number %d", n)
		if n%7 == 0 {
			text += "x"
		}
		if n%11 == 0 {
			text = " " + text
		}
		return text
	}
	const stay, size = 1 << 16, 1 << 12
	encoded := 0
	for from := range 2 * stay / size {
		texts := make([]string, size)
		for i := range texts {
			switch n := from*size + i; {
			case n < stay:
				texts[i] = value(n)
			case random.IntN(10) == 0:
				texts[i] = value(n)
			default:
				texts[i] = value(random.IntN(stay))
			}
		}
		column := columnOf(texts)
		if lexicon.Encode(&column, size); column.Index != nil && from*size >= stay {
			encoded++
		}
		if got, want := outcome(withLexicon, column, size), outcome(without, columnOf(texts), size); got != want {
			t.Fatalf("batch %d differs", from)
		}
	}
	if n := len(withLexicon.dictionary.mended); n > size {
		t.Errorf("%d mended values are kept for a dictionary that has none in their place", n)
	}
	if encoded < 10 {
		t.Errorf("%d batches had the lexicon once it was full", encoded)
	}
}
