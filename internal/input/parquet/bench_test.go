package parquet

import (
	"bytes"
	"fmt"
	"testing"

	pq "github.com/parquet-go/parquet-go"

	"github.com/cogwg/hvdlint/internal/table"
)

// benchRecords is the number of records of the tables that are measured.
const benchRecords = 1_000_000

// benchFile is a table of baby names in eight columns, as a program that knows of dictionaries writes it, or one that does not.
func benchFile(b *testing.B, dictionaries bool) []byte {
	b.Helper()
	text, number := pq.String(), pq.Int(32)
	if dictionaries {
		text, number = pq.Encoded(text, &pq.RLEDictionary), pq.Encoded(number, &pq.RLEDictionary)
	}
	schema := pq.NewSchema("names", pq.Group{
		"a_year": number, "b_jurisdiction": text, "c_sex": text, "d_first_name": text, "e_count": pq.Optional(number), "f_rank": pq.Optional(number),
		"g_suppressed": pq.Leaf(pq.BooleanType), "h_label": text,
	})
	var names []string
	for i := range 20_000 {
		names = append(names, fmt.Sprint([]string{"Olivia", "Liam", "Zoé", "Noah"}[i%4], " ", i))
	}
	var file bytes.Buffer
	w := pq.NewWriter(&file, schema, pq.Compression(&pq.Snappy), pq.MaxRowsPerRowGroup(250_000))
	var rows []pq.Row
	for i := range benchRecords {
		var count, rank any = int32(i % 3000), int32(i % 500)
		if i%9 == 0 {
			count, rank = nil, nil
		}
		rows = append(rows, pq.Row{
			cellOf(int32(1920+i/10_000), false, 0), cellOf("CA-QC", false, 1), cellOf([]string{"F", "M"}[i&1], false, 2),
			cellOf(names[i*7919%len(names)], false, 3), cellOf(count, true, 4), cellOf(rank, true, 5), cellOf(i%9 == 0, false, 6),
			cellOf("girls / filles", false, 7),
		})
		if len(rows) == 10_000 {
			if _, err := w.WriteRows(rows); err != nil {
				b.Fatal(err)
			}
			rows = rows[:0]
		}
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
	return file.Bytes()
}

// BenchmarkRead measures cutting and decoding on one goroutine.
func BenchmarkRead(b *testing.B) {
	for _, c := range []struct {
		name         string
		dictionaries bool
	}{{"dictionaries", true}, {"plain", false}} {
		b.Run(c.name, func(b *testing.B) {
			file := benchFile(b, c.dictionaries)
			b.SetBytes(int64(len(file)))
			b.ReportAllocs()
			b.ResetTimer()
			records := 0
			for b.Loop() {
				visit(b, file, Options{}, func(batch *table.Batch) { records += batch.Len })
			}
			b.ReportMetric(float64(records)/b.Elapsed().Seconds()/1e6, "Mrecords/s")
		})
	}
}
