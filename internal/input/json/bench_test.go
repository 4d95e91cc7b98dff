package json

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/cogwg/hvdlint/internal/table"
)

// benchText is about 16 MB of baby names in eight columns.
func benchText(record func(b *bytes.Buffer, i int, name string)) []byte {
	names := []string{"Olivia", "Liam", "Zoé", "Noah", "Emma", "William", "Charlotte", "Léo"}
	var b bytes.Buffer
	for i := 0; b.Len() < 16<<20; i++ {
		record(&b, i, names[i%len(names)])
	}
	return b.Bytes()
}

// flatLines is one flat object a line.
func flatLines() []byte {
	return benchText(func(b *bytes.Buffer, i int, name string) {
		fmt.Fprintf(b, `{"year":%d,"jurisdiction":"CA-QC","sex":"%c","first_name":"%s","count":%d,"rank":%d,"suppressed":false,"label":"girls / filles"}`+"\n",
			1920+i/1e4, "FM"[i&1], name, i%3000, i%500)
	})
}

func benchCases(b *testing.B, run func(b *testing.B, text []byte)) {
	lines := flatLines()
	change := func(text []byte, from, to string) []byte { return bytes.ReplaceAll(text, []byte(from), []byte(to)) }
	array := func(text []byte) []byte {
		return append(append([]byte("["), bytes.ReplaceAll(bytes.TrimSpace(text), []byte("\n"), []byte(",\n"))...), ']')
	}
	for _, c := range []struct {
		name string
		text func() []byte
	}{
		{"lines", func() []byte { return lines }},
		{"array", func() []byte { return change(array(lines), "\n", "") }},
		{"pretty", func() []byte {
			return change(change(change(array(lines), `,"`, ",\n    \""), `":`, `": `), `{"`, "{\n    \"")
		}},
		{"escaped", func() []byte { return change(lines, "é", `\u00e9`) }},
		{"fractions", func() []byte { return change(lines, `,"rank"`, `.0,"rank"`) }},
		{"nested", func() []byte { return change(lines, "false", `{"by": "rule"}`) }},
		{"rows", func() []byte {
			return array(benchText(func(b *bytes.Buffer, i int, name string) {
				fmt.Fprintf(b, `[%d,"CA-QC","%c","%s",%d,%d,false,"girls / filles"]`+"\n", 1920+i/1e4, "FM"[i&1], name, i%3000, i%500)
			}))
		}},
		{"features", func() []byte {
			return append(append([]byte(`{"type":"FeatureCollection","features":[`), bytes.TrimRight(benchText(func(b *bytes.Buffer, i int, name string) {
				fmt.Fprintf(b, `{"type":"Feature","geometry":{"type":"Point","coordinates":[-71.2,46.%d]},"properties":{"year":%d,"name":"%s"}},`, i%1000, 1920+i/1e4, name)
			}), ",")...), "]}"...)
		}},
	} {
		b.Run(c.name, func(b *testing.B) {
			text := c.text()
			b.SetBytes(int64(len(text)))
			run(b, text)
		})
	}
}

func openBench(b *testing.B, text []byte) *reader {
	b.Helper()
	r, err := Open(b.Context(), bytes.NewReader(text), &table.Resource{}, Options{Samples: 100, Settled: true})
	if err != nil {
		b.Fatal(err)
	}
	return r.(*reader)
}

// BenchmarkOpen measures detection, which small files spend most of their time on.
func BenchmarkOpen(b *testing.B) {
	text := flatLines()
	for b.Loop() {
		openBench(b, text)
	}
}

// BenchmarkCut measures the sequential part alone.
func BenchmarkCut(b *testing.B) {
	benchCases(b, func(b *testing.B, text []byte) {
		for b.Loop() {
			b.StopTimer()
			r := openBench(b, text)
			b.StartTimer()
			for {
				s, err := r.Next(b.Context())
				if errors.Is(err, io.EOF) {
					break
				}
				r.release(s.(*shard).block)
			}
		}
	})
}

// BenchmarkRead measures cutting and decoding on one goroutine.
func BenchmarkRead(b *testing.B) {
	benchCases(b, func(b *testing.B, text []byte) {
		cells := 0
		for b.Loop() {
			b.StopTimer()
			r := openBench(b, text)
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
			if r.facts.Unread != nil {
				b.Fatal(r.facts.Unread.Text.EN)
			}
		}
	})
}
