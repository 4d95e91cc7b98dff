package csv

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// benchText is about 32 MB of baby names in eight columns.
func benchText(quote, ending string) []byte {
	names := []string{"Olivia", "Liam", "Zoé", "Noah", "Emma", "William", "Charlotte", "Léo"}
	var b bytes.Buffer
	cell := func(s string) string { return quote + s + quote }
	row := func(cells ...string) {
		for i, c := range cells {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(cell(c))
		}
		b.WriteString(ending)
	}
	row("year", "jurisdiction", "sex", "first_name", "count", "rank", "suppressed", "label")
	for i := 0; b.Len() < 32<<20; i++ {
		row(fmt.Sprint(1920+i/1e4), "CA-QC", "FM"[i&1:i&1+1], names[i%len(names)], fmt.Sprint(i%3000), fmt.Sprint(i%500), "false", "girls / filles")
	}
	return b.Bytes()
}

func benchCases(b *testing.B, run func(b *testing.B, text []byte)) {
	plain, quoted := benchText("", "\n"), benchText(`"`, "\n")
	change := func(text []byte, from, to string) []byte { return bytes.ReplaceAll(text, []byte(from), []byte(to)) }
	for _, c := range []struct {
		name string
		text func() []byte
	}{
		{"plain", func() []byte { return plain }},
		{"crlf", func() []byte { return change(plain, "\n", "\r\n") }},
		{"cr", func() []byte { return change(plain, "\n", "\r") }},
		{"quoted", func() []byte { return quoted }},
		{"quoted-crlf", func() []byte { return change(quoted, "\n", "\r\n") }},
		{"escaped", func() []byte { return change(quoted, "girls ", `""girls"" `) }},
		{"multiline", func() []byte { return change(quoted, "girls ", "girls\n") }},
		{"ragged", func() []byte { return change(plain, "girls ", "girls,") }},
		{"stray", func() []byte { return change(plain, "girls ", `gi"rls `) }},
		{"unclosed", func() []byte { return change(plain, "girls ", `"girls `) }},
		{"invalid", func() []byte { return change(plain, "girls ", "gi\xe9rls ") }},
	} {
		b.Run(c.name, func(b *testing.B) {
			text := c.text()
			b.SetBytes(int64(len(text)))
			run(b, text)
		})
	}
}

func open(b *testing.B, text []byte) *reader {
	b.Helper()
	return openDialect(b, text, nil)
}

func openDialect(b *testing.B, text []byte, dialect *standard.Dialect) *reader {
	b.Helper()
	r, err := Open(b.Context(), bytes.NewReader(text), &table.Resource{}, Options{Samples: 100, Settled: true, Dialect: dialect})
	if err != nil {
		b.Fatal(err)
	}
	return r.(*reader)
}

// BenchmarkOpen measures detection, which small files spend most of their time on.
func BenchmarkOpen(b *testing.B) {
	text := benchText("", "\n")
	for b.Loop() {
		open(b, text)
	}
}

// BenchmarkCut measures the sequential part alone.
func BenchmarkCut(b *testing.B) {
	benchCases(b, func(b *testing.B, text []byte) {
		for b.Loop() {
			b.StopTimer()
			r := open(b, text)
			b.StartTimer()
			for {
				s, err := r.Next(b.Context())
				if errors.Is(err, io.EOF) {
					break
				}
				r.release(s.(*shard).text)
			}
		}
	})
}

// BenchmarkRead measures cutting and decoding on one goroutine.
func BenchmarkRead(b *testing.B) {
	benchCases(b, func(b *testing.B, text []byte) { benchRead(b, text, nil) })
}

// BenchmarkDialect does the same in dialects of their own.
func BenchmarkDialect(b *testing.B) {
	plain, quoted := benchText("", "\n"), benchText(`"`, "\n")
	for _, c := range []struct {
		name, dialect string
		text          []byte
	}{
		{"unquoted", `{"quoteChar": ""}`, plain},
		{"null", `{"nullSequence": "false"}`, plain},
		{"quote", `{"quoteChar": "'"}`, bytes.ReplaceAll(quoted, []byte{'"'}, []byte{'\''})},
		{"escape", `{"escapeChar": "\\"}`, bytes.ReplaceAll(quoted, []byte("girls "), []byte(`\"girls `))},
		{"space", `{"skipInitialSpace": true}`, bytes.ReplaceAll(plain, []byte{','}, []byte(", "))},
		{"comments", `{"commentChar": "#"}`, bytes.ReplaceAll(plain, []byte(",F,"), []byte("\n#,"))},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.text)))
			benchRead(b, c.text, declared(b, c.dialect))
		})
	}
}

func benchRead(b *testing.B, text []byte, dialect *standard.Dialect) {
	cells := 0
	for b.Loop() {
		b.StopTimer()
		r := openDialect(b, text, dialect)
		b.StartTimer()
		for {
			s, err := r.Next(b.Context())
			if errors.Is(err, io.EOF) {
				break
			}
			if err := s.Batches(func(batch *table.Batch) error {
				cells += batch.Len * len(batch.Columns)
				return nil
			}); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkIndex measures the loop that finds cells.
func BenchmarkIndex(b *testing.B) {
	var index []uint32
	for _, quote := range []string{"", `"`} {
		text := benchText(quote, "\n")[:defaultBlockSize]
		b.Run("plain"+strings.Repeat("-quoted", len(quote)), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if quote == "" {
					index = indexPlain(text, ',', index)
				} else {
					index = indexQuoted(text, ',', index)
				}
			}
		})
	}
}
