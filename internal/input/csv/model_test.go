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
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// model reads text as the package comment and that of events say, the plainest and slowest way.
type model struct {
	text      string
	delimiter byte
	limit     int
	dialect   standard.Dialect
}

// says returns the character that the dialect says, or otherwise.
func says(said *string, otherwise string) string {
	if said != nil {
		return *said
	}
	return otherwise
}

func (m *model) quote() string  { return says(m.dialect.QuoteChar, `"`) }
func (m *model) escape() string { return says(m.dialect.EscapeChar, "") }
func (m *model) doubled() bool  { return m.dialect.DoubleQuote == nil || *m.dialect.DoubleQuote }

// ends reports whether a record ends at i, and how long what ends it is.
func (m *model) end(i int) int {
	switch t := says(m.dialect.LineTerminator, "\n"); {
	case i >= len(m.text):
		return 0
	case t != "\n" && t != "\r\n":
		if m.at(i, t) {
			return 1
		}
	case strings.HasPrefix(m.text[i:], "\r\n"):
		return 2
	case m.text[i] == '\n' || m.text[i] == '\r':
		return 1
	}
	return 0
}

func (m *model) at(i int, what string) bool {
	return what != "" && strings.HasPrefix(m.text[min(i, len(m.text)):], what)
}

// stops reports whether a cell ends at i.
func (m *model) stops(i int) bool {
	return i >= len(m.text) || m.text[i] == m.delimiter || m.end(i) > 0
}

// escaped returns the length of the escape at i and what it escapes; 0: there is none.
func (m *model) escaped(i int) int {
	switch {
	case !m.at(i, m.escape()):
		return 0
	case m.end(i+1) > 1:
		return 3
	}
	return min(2, len(m.text)-i)
}

// closing returns the offset of the quote that closes the cell opened at open in the record at start, or -1.
func (m *model) closing(start, open int) int {
	broken := false
	for i := open + 1; i < len(m.text) && i < start+m.limit; i++ {
		n := m.escaped(i)
		broken = broken || m.end(i) > 0 || n > 1 && m.end(i+1) > 0
		switch {
		case n > 0:
			i += n - 1
		case !m.at(i, m.quote()):
		case m.doubled() && m.at(i+1, m.quote()):
			i++
		case m.stops(i + 1):
			return i
		case broken:
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
	null     string // what stands for no value, without its escapes
}

// read reads all rows.
func (m *model) read() *modelled {
	r := &modelled{damage: map[table.DamageKind]int64{}}
	r.null, _ = m.unescape(says(m.dialect.NullSequence, ""), false)
	line := int64(1)
	for i, row := 0, 1; i < len(m.text); row++ {
		start := i
		var cells []string
		told := map[table.DamageKind]int64{}
		comment := m.at(i, says(m.dialect.CommentChar, ""))
		for comment && i < len(m.text) && m.end(i) == 0 {
			i++
		}
		for last := comment; !last; {
			cell, kind, next := m.cell(start, i, len(cells))
			cells = append(cells, cell)
			if kind != "" {
				told[kind]++
			}
			i = next
			last = i >= len(m.text) || m.text[i] != m.delimiter
			if !last {
				i++
				if i == len(m.text) {
					empty, _, _ := m.cell(start, i, len(cells))
					cells = append(cells, empty)
					last = true
				}
			}
		}
		if i-start > m.limit {
			r.oversize = true
			return r
		}
		unterminated := i >= len(m.text)
		i += m.end(i)
		if !comment && !slices.Contains(m.dialect.CommentRows, row) {
			for kind, n := range told {
				r.damage[kind] += n
			}
			size := i - start
			if unterminated {
				size++
			}
			r.records, r.lines, r.sizes = append(r.records, cells), append(r.lines, line), append(r.sizes, size)
		}
		line += breaks([]byte(m.text[start:i]))
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
		cells := slices.Clone(r.records[i])
		for c := range cells {
			cells[c] = strings.ReplaceAll(cells[c], null, r.null)
		}
		rows = append(rows, input.Row{Cells: cells})
	}
	slices.Reverse(rows)
	return input.FindTail(rows, width)
}

// null marks, in front of a cell, that it has no value.
const null = "␀"

func (m *model) cell(start, i, column int) (text string, kind table.DamageKind, next int) {
	if skip := m.dialect.SkipInitialSpace; skip != nil && *skip && column > 0 {
		for m.at(i, " ") {
			i++
		}
	}
	if m.at(i, m.quote()) {
		if end := m.closing(start, i); end >= 0 {
			inner, stray := m.unescape(m.text[i+1:end], true)
			if stray {
				kind = table.StrayQuote
			}
			return inner, kind, end + 1
		}
		kind = table.UnclosedQuote
	}
	end := i
	for !m.stops(end) {
		if m.at(end, m.quote()) && kind == "" {
			kind = table.StrayQuote
		}
		end += max(1, m.escaped(end))
	}
	written := m.text[i:end]
	if n := m.dialect.NullSequence; n != nil && *n == written {
		return null, kind, end
	}
	text, _ = m.unescape(written, false)
	return text, kind, end
}

// unescape returns what is left of a cell without its escapes and, inside quotes, doubled quotes, and whether a quote stands alone.
func (m *model) unescape(written string, inside bool) (text string, stray bool) {
	var b strings.Builder
	for i := 0; i < len(written); i++ {
		quote := inside && m.quote() != "" && strings.HasPrefix(written[i:], m.quote())
		switch {
		case m.escape() != "" && i+1 < len(written) && strings.HasPrefix(written[i:], m.escape()):
			i++
		case quote && m.doubled() && strings.HasPrefix(written[i+1:], m.quote()):
			i++
		case quote:
			stray = true
		}
		b.WriteByte(written[i])
	}
	return b.String(), stray
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
		compareToModel(t, text, standard.Dialect{}, limit, blockSize)
	})
}

// drawDialect draws a dialect that can be read, of the characters that drawText knows and a few more.
func drawDialect(t *rapid.T) standard.Dialect {
	one := func(label string, of ...string) *string {
		if s := rapid.SampledFrom(append(of, "-")).Draw(t, label); s != "-" {
			return &s
		}
		return nil
	}
	flag := func(label string) *bool {
		if n := rapid.IntRange(0, 2).Draw(t, label); n > 0 {
			yes := n == 1
			return &yes
		}
		return nil
	}
	rows := rapid.SliceOfN(rapid.IntRange(1, 12), 0, 3).Draw(t, "rows")
	slices.Sort(rows)
	return standard.Dialect{
		QuoteChar: one("quote", "'", "", `"`), DoubleQuote: flag("double"), EscapeChar: one("escape", `\`, ""), SkipInitialSpace: flag("skip"),
		NullSequence: one("null", "", "a", `\N`, "12"), LineTerminator: one("terminator", "\n", "\r\n", ";"),
		CommentChar: one("comment", "#"), CommentRows: slices.Compact(rows),
	}
}

// drawDialectText draws a text for the dialects that drawDialect draws.
func drawDialectText(t *rapid.T) string {
	pieces := rapid.SliceOfN(rapid.SampledFrom([]string{
		`"`, `"`, `'`, `'`, `''`, `""`, `\`, `\`, `\"`, `\'`, `\,`, "\\\r\n", `\N`, ",", ",", ", ", ",'", `, "`, "\n", "\n", "\r\n", "\r", ";", "#", "\n#", "#'\n",
		"#\"\r", " ", "a", "12", "'a'", `"a,b"`, "'a\nb'", "bcdefghij", "x,y\n", "\n\n", "Source : us\n", ";;",
	}), 0, 60).Draw(t, "pieces")
	return strings.Repeat(strings.Join(pieces, ""), rapid.SampledFrom([]int{1, 1, 1, 5}).Draw(t, "times"))
}

func TestDialectModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, dialect := drawDialectText(t), drawDialect(t)
		limit := rapid.SampledFrom([]int{5, 12, 40, 1000, 1 << 20}).Draw(t, "limit")
		compareToModel(t, text, dialect, limit, rapid.SampledFrom([]int{1, 2, 3, 7, 16, 50, 300, 1 << 20}).Draw(t, "block"))
	})
}

type fataler interface {
	Helper()
	Fatalf(format string, args ...any)
}

func compareToModel(t fataler, text string, dialect standard.Dialect, limit, blockSize int) {
	t.Helper()
	options := Options{Delimiter: ",", Dialect: &dialect, HeaderRow: line(0), RecordLimit: limit, BlockSize: blockSize}
	got, err := read(context.Background(), text, options, nil)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	want := (&model{text: text, delimiter: ',', limit: limit, dialect: dialect}).read()
	if want.oversize {
		want.damage[table.OversizeRecord]++
	}
	width := max(1, len(got.Facts.Header.Labels)) // a sample, which knows no limit, may show no row
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
		if rapid.Bool().Draw(t, "declared") {
			dialect := drawDialect(t)
			dialect.HeaderRows = rapid.SampledFrom([][]int{nil, {1}, {2, 3}, {1, 4}}).Draw(t, "header")
			options.Dialect = &dialect
			text += drawDialectText(t)
		}
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
