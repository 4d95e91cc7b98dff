package xlsx

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"

	fast "github.com/klauspost/compress/flate"

	"github.com/cogwg/hvdlint/internal/inflate"
	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/table"
)

const benchRecords = 200_000

// benchFile is a workbook of baby names in eight columns. Texts are shared strings, or inline where no item names them.
func benchFile(b *testing.B, shared bool) []byte {
	b.Helper()
	names := []string{"Olivia", "Liam", "Zoé", "Noah", "Emma", "William", "Charlotte", "Léo"}
	items := append([]string{"year", "jurisdiction", "sex", "first_name", "count", "rank", "suppressed", "label", "CA-QC", "F", "M", "girls / filles"}, names...)
	var rows, list strings.Builder
	for _, item := range items {
		fmt.Fprintf(&list, `<si><t>%s</t></si>`, item)
	}
	text := func(column, row, item int) {
		if shared {
			fmt.Fprintf(&rows, `<c r="%s" t="s"><v>%d</v></c>`, table.CellName(column, int64(row)), item)
		} else {
			fmt.Fprintf(&rows, `<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, table.CellName(column, int64(row)), items[item])
		}
	}
	number := func(column, row, n int) {
		fmt.Fprintf(&rows, `<c r="%s" s="1"><v>%d</v></c>`, table.CellName(column, int64(row)), n)
	}
	rows.WriteString(`<row r="1" spans="1:8">`)
	for i := range 8 {
		text(i+1, 1, i)
	}
	rows.WriteString(`</row>`)
	for i := range benchRecords {
		row := i + 2
		fmt.Fprintf(&rows, `<row r="%d" spans="1:8">`, row)
		number(1, row, 1920+i/10_000)
		text(2, row, 8)
		text(3, row, 9+i&1)
		text(4, row, 12+i%len(names))
		number(5, row, i%3000)
		number(6, row, i%500)
		fmt.Fprintf(&rows, `<c r="G%d" t="b"><v>0</v></c>`, row)
		text(8, row, 11)
		rows.WriteString(`</row>`)
	}
	return book{
		styles: `<cellXfs><xf numFmtId="0"/><xf numFmtId="1"/></cellXfs>`, strings: list.String(), sheets: []bookSheet{{rows: rows.String()}},
	}.bytes(b)
}

// BenchmarkRead reads and decodes a workbook: cutting on one goroutine, decoding on two. Compare it with BenchmarkInflate.
func BenchmarkRead(b *testing.B) {
	for _, shared := range []bool{true, false} {
		b.Run(map[bool]string{true: "shared", false: "inline"}[shared], func(b *testing.B) {
			file := benchFile(b, shared)
			b.SetBytes(sheetSize(b, file))
			b.ReportAllocs()
			for b.Loop() {
				readAll(b, file)
			}
			b.ReportMetric(float64(benchRecords)*float64(b.N)/b.Elapsed().Seconds(), "records/s")
		})
	}
}

func readAll(b *testing.B, file []byte) {
	r, err := Open(b.Context(), bytes.NewReader(file), int64(len(file)), &table.Resource{}, Options{})
	if err != nil {
		b.Fatal(err)
	}
	shards := make(chan input.Shard)
	var group sync.WaitGroup
	var mu sync.Mutex
	records := 0
	for range 2 {
		group.Go(func() {
			for s := range shards {
				n := 0
				if err := s.Batches(func(batch *table.Batch) error { n += batch.Len; return nil }); err != nil {
					b.Error(err)
				}
				mu.Lock()
				records += n
				mu.Unlock()
			}
		})
	}
	for {
		s, err := r.Next(b.Context())
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			b.Fatal(err)
		}
		shards <- s
	}
	close(shards)
	group.Wait()
	if err := r.Close(); err != nil || records != benchRecords {
		b.Fatal(err, records)
	}
}

// BenchmarkInflate inflates the same sheet and does nothing with it.
func BenchmarkInflate(b *testing.B) {
	file := benchFile(b, true)
	for _, c := range []struct {
		name string
		open func(io.Reader) io.ReadCloser
	}{{"own", inflate.NewReader}, {"klauspost", fast.NewReader}, {"standard", flate.NewReader}} {
		b.Run(c.name, func(b *testing.B) {
			z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
			if err != nil {
				b.Fatal(err)
			}
			z.RegisterDecompressor(zip.Deflate, c.open)
			b.SetBytes(sheetSize(b, file))
			for b.Loop() {
				r, err := z.Open("xl/worksheets/sheet1.xml")
				if err != nil {
					b.Fatal(err)
				}
				if _, err := io.Copy(io.Discard, r); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(benchRecords)*float64(b.N)/b.Elapsed().Seconds(), "records/s")
		})
	}
}

func sheetSize(b *testing.B, file []byte) int64 {
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		b.Fatal(err)
	}
	for _, f := range z.File {
		if f.Name == "xl/worksheets/sheet1.xml" {
			return int64(f.UncompressedSize64)
		}
	}
	b.Fatal("no sheet")
	return 0
}
