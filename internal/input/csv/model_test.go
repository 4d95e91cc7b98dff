package csv

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/table"
)

// model reads text as the package comment and that of events say, the plainest and slowest way.
type model struct {
	text      string
	delimiter byte
	limit     int
}

func (m model) ends(i int) bool {
	return i >= len(m.text) || m.text[i] == m.delimiter || m.text[i] == '\n' || m.text[i] == '\r'
}

// closing returns the offset of the quote that closes the cell opened at open in the record at start, or -1.
func (m model) closing(start, open int) int {
	for i := open + 1; i < len(m.text) && i < start+m.limit; i++ {
		switch {
		case m.text[i] != '"':
		case i+1 < len(m.text) && m.text[i+1] == '"':
			i++
		case m.ends(i + 1):
			return i
		case strings.ContainsAny(m.text[open:i], "\r\n"):
			return -1
		}
	}
	return -1
}

// modelled is what a model reads.
type modelled struct {
	records  [][]string
	lines    []int64 // on which each starts
	sizes    []int   // bytes of each, with its line break
	damage   map[table.DamageKind]int64
	oversize bool
}

// read reads all rows.
func (m *model) read() *modelled {
	r := &modelled{damage: map[table.DamageKind]int64{}}
	line := int64(1)
	for i := 0; i < len(m.text); {
		start := i
		var cells []string
		told := map[table.DamageKind]int64{}
		for last := false; !last; {
			cell, kind, next := m.cell(start, i)
			cells = append(cells, cell)
			if kind != "" {
				told[kind]++
			}
			i = next
			last = i >= len(m.text) || m.text[i] != m.delimiter
			if !last {
				i++
				if i == len(m.text) {
					cells = append(cells, "")
					last = true
				}
			}
		}
		if i-start > m.limit {
			r.oversize = true
			return r
		}
		for kind, n := range told {
			r.damage[kind] += n
		}
		r.records, r.lines = append(r.records, cells), append(r.lines, line)
		line += breaks([]byte(m.text[start:i])) + 1
		if strings.HasPrefix(m.text[i:], "\r\n") {
			i++
		}
		i++
		r.sizes = append(r.sizes, i-start)
	}
	return r
}

// tail returns how many of the rows below a header are no records in a table of width columns.
func (r *modelled) tail(width int) int {
	if r.oversize {
		return 0
	}
	var rows []input.Row
	size := 0
	for i := len(r.records) - 1; i >= 0 && len(rows) < input.TailRows; i-- {
		if size += r.sizes[i]; size > tailSize {
			break
		}
		rows = append(rows, input.Row{Cells: r.records[i]})
	}
	slices.Reverse(rows)
	return input.FindTail(rows, width)
}

func (m model) cell(start, i int) (text string, kind table.DamageKind, next int) {
	if i < len(m.text) && m.text[i] == '"' {
		if end := m.closing(start, i); end >= 0 {
			inner := m.text[i+1 : end]
			if strings.Contains(strings.ReplaceAll(inner, `""`, ""), `"`) {
				kind = table.StrayQuote
			}
			return strings.ReplaceAll(inner, `""`, `"`), kind, end + 1
		}
		kind = table.UnclosedQuote
	}
	end := i
	for !m.ends(end) {
		if m.text[end] == '"' && kind == "" {
			kind = table.StrayQuote
		}
		end++
	}
	return m.text[i:end], kind, end
}

// drawText draws a text in which everything that matters is frequent.
func drawText(t *rapid.T) string {
	pieces := rapid.SliceOfN(rapid.SampledFrom([]string{
		`"`, `"`, `""`, ",", ",", "\n", "\n", "\r\n", "\r", "a", "é", "12", "bcdefghij", `"a"`, `,"a,b",`, "\"a\nb\"", "\"\r\n\"", "x,y\n", "a,b,c\n", `""""z`, "Source : nous\n", "a b, c d e\n", "\n\n", ",,\n",
	}), 0, 60).Draw(t, "pieces")
	return strings.Repeat(strings.Join(pieces, ""), rapid.SampledFrom([]int{1, 1, 1, 5, 20}).Draw(t, "times"))
}

func TestModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := drawText(t)
		limit := rapid.SampledFrom([]int{5, 12, 40, 1000, 1 << 20}).Draw(t, "limit")
		blockSize := rapid.SampledFrom([]int{1, 2, 3, 7, 16, 50, 300, 1 << 20}).Draw(t, "block")
		compareToModel(t, text, limit, blockSize)
	})
}

type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
}

func compareToModel(t fataler, text string, limit, blockSize int) {
	t.Helper()
	got, err := read(context.Background(), text, Options{Delimiter: ",", HeaderRow: line(0), RecordLimit: limit, BlockSize: blockSize}, nil)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	want := (&model{text, ',', limit}).read()
	if want.oversize {
		want.damage[table.OversizeRecord]++
	}
	width := len(got.Facts.Header.Labels)
	tail := want.tail(width)
	records := want.records[:len(want.records)-tail]
	if len(got.Records) != len(records) || got.Facts.Records != int64(len(records)) || got.Facts.AfterCount != int64(tail) {
		t.Fatalf("%q: %d records, want %q:\n%s", text, len(got.Records), records, got.show())
	}
	for i, r := range got.Records {
		cells := append([]string(nil), records[i][:min(width, len(records[i]))]...)
		for len(cells) < width {
			cells = append(cells, "∅")
		}
		if !reflect.DeepEqual(r.Cells, cells) || r.Width != len(records[i]) || r.Line != want.lines[i] || r.Number != int64(i+1) {
			t.Fatalf("%q: record %d is %+v, want %q on line %d", text, i+1, r, records[i], want.lines[i])
		}
	}
	for i, after := range got.Facts.After {
		if after.Number != want.lines[len(records)+i] {
			t.Fatalf("%q: %+v stands below, want line %d", text, after, want.lines[len(records)+i])
		}
	}
	if want.oversize != (got.Facts.Unread != nil) {
		t.Fatalf("%q: oversize: %t, unread: %v", text, want.oversize, got.Facts.Unread)
	}
	if fmt.Sprint(want.damage) != fmt.Sprint(nonNil(got.Facts.Damage)) {
		t.Fatalf("%q: damage %v, want %v", text, got.Facts.Damage, want.damage)
	}
}

func nonNil(m map[table.DamageKind]int64) map[table.DamageKind]int64 {
	if m == nil {
		return map[table.DamageKind]int64{}
	}
	return m
}

// TestBlocksNeverShow reads the same text cut and decoded in many ways, and sources that give bytes in any portions.
func TestBlocksNeverShow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := drawText(t)
		if rapid.Bool().Draw(t, "damaged") {
			text = strings.NewReplacer("é", "\xe9", "12", "\x00").Replace(text)
		}
		options := Options{Settled: true, Samples: rapid.IntRange(0, 3).Draw(t, "samples"), RecordLimit: rapid.SampledFrom([]int{0, 30, 1000}).Draw(t, "limit")}
		want, err := read(context.Background(), text, options, nil)
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		seed := rapid.Uint64().Draw(t, "order")
		for _, blockSize := range []int{1, 3, 8, 64, 500} {
			options.BlockSize = blockSize
			got, err := readFacts(context.Background(), iotest.OneByteReader(strings.NewReader(text)), &table.Resource{}, options, func(n int) []int {
				return rand.New(rand.NewPCG(seed, 0)).Perm(n)
			})
			if err != nil {
				t.Fatalf("%q: %v", text, err)
			}
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("%q in blocks of %d:\n%+v\n%s%s\nwant\n%+v\n%s%s", text, blockSize, got.Facts, got.show(), got.showDamage(), want.Facts, want.show(), want.showDamage())
			}
		}
	})
}
