package table

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/table"
)

// BenchmarkStates measures what each rule of the family costs for a record: a first look at a list of names by year and sex, in order of
// group, cut into states of one block that are merged.
func BenchmarkStates(b *testing.B) {
	batches := benchmarkBatches()
	records := 0
	for _, batch := range batches {
		records += batch.Len
	}
	for _, name := range slices.Sorted(maps.Keys(lawfulChecks)) {
		b.Run(name, func(b *testing.B) {
			check := lawfulChecks[name](0, 10).(lint.TableCheck)
			b.ReportAllocs()
			var memo table.Memo
			for b.Loop() {
				total := check.New()
				for _, batch := range batches {
					memo.Reset()
					batch.Memo = &memo
					state := check.New()
					state.Observe(batch)
					if err := total.Merge(state); err != nil {
						b.Fatal(err)
					}
				}
				if closer, ok := total.(interface{ Close() error }); ok {
					if err := closer.Close(); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(records), "ns/record")
		})
	}
}

// benchmarkBatches are lists of 100 groups, each of 2,000 names, in blocks of 4,096 records.
func benchmarkBatches() []*table.Batch {
	const groups, names, block = 100, 2000, 4096
	var records [][]string
	for g := range groups {
		for n := range names {
			records = append(records, []string{
				fmt.Sprint(1920 + g), fmt.Sprintf("NAME%04d", n), fmt.Sprint(5 + 100*names/(n+1)), fmt.Sprint(1 + n/100), categoryOf(fmt.Sprint(n), g%2 == 0),
				fmt.Sprint(50 + n), fmt.Sprintf("%.4f", 30/float64(n+1)), fmt.Sprintf("word%d", n), "100000", fmt.Sprint(len(records)),
			})
		}
	}
	var batches []*table.Batch
	for from := 0; from < len(records); from += block {
		batches = append(batches, batchOf(records, from, min(from+block, len(records))))
	}
	return batches
}
