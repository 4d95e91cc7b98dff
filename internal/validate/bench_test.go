package validate_test

import (
	"cmp"
	"os"
	"path/filepath"
	"testing"

	"github.com/cogwg/hvdlint/internal/bench"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/validate"
	"github.com/cogwg/hvdlint/rules"
)

// BenchmarkCheck measures the whole run, from opening the file to the report, with every requirement of baby-names.
func BenchmarkCheck(b *testing.B) {
	const records = 500_000
	lists := map[string]bench.Options{
		"ordered":   {Records: records},
		"shuffled":  {Records: records, Order: bench.Shuffled},
		"defective": {Records: records, Defective: true},
		"quoted":    {Records: records, Quoted: true},
		"ndjson":    {Records: records, Format: bench.NDJSON},
		"json":      {Records: records, Format: bench.JSON},
		"xlsx":      {Records: records, Format: bench.XLSX},
		"parquet":   {Records: records, Format: bench.Parquet},
	}
	for name, list := range lists {
		b.Run(name, func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "names."+string(cmp.Or(list.Format, bench.CSV)))
			file, err := os.Create(path)
			if err != nil {
				b.Fatal(err)
			}
			if err := bench.Write(file, list); err != nil {
				b.Fatal(err)
			}
			if err := file.Close(); err != nil {
				b.Fatal(err)
			}
			info, err := os.Stat(path)
			if err != nil {
				b.Fatal(err)
			}
			options := validate.Options{Rules: rules.All(), Standard: babyNames(b), MaxSamples: 20}
			b.SetBytes(info.Size())
			b.ReportAllocs()
			for b.Loop() {
				run, err := validate.Check(b.Context(), source.One(filepath.Base(path), path), options)
				if err != nil {
					b.Fatal(err)
				}
				if (run.Verdict == report.Conforms) == list.Defective {
					b.Fatalf("verdict %s", run.Verdict)
				}
			}
			b.ReportMetric(float64(b.N)*records/b.Elapsed().Seconds()/1e6, "Mrecords/s")
		})
	}
}
