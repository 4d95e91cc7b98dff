// Command generate writes a list of baby names to measure with; see package bench.
//
//	go run ./internal/bench/generate -records 10000000 -order shuffled -o names.csv
//	go run ./internal/bench/generate -records 10000000 -format parquet -compression snappy -o names.parquet
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"

	"github.com/cogwg/hvdlint/internal/bench"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run() error {
	var options bench.Options
	flag.Int64Var(&options.Records, "records", 100_000, "number of records")
	order := flag.String("order", string(bench.Ordered), "ordered or shuffled")
	flag.BoolVar(&options.Defective, "defective", false, "give every record one defect")
	flag.BoolVar(&options.Quoted, "quoted", false, "csv: put every cell in quotes")
	format := flag.String("format", string(bench.CSV), "csv, ndjson, json, xlsx or parquet")
	flag.BoolVar(&options.Pretty, "pretty", false, "json: one member a line")
	flag.BoolVar(&options.Inline, "inline", false, "xlsx: texts in the cells, not shared")
	flag.StringVar(&options.Compression, "compression", "zstd", "parquet: zstd, snappy or none")
	flag.Int64Var(&options.RowGroup, "row-group", 0, "parquet: records in a row group (default 1048576)")
	output := flag.String("o", "-", "file to write; - for standard output")
	flag.Parse()
	if flag.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q", flag.Arg(0))
	}
	options.Order, options.Format = bench.Order(*order), bench.Format(*format)
	if *output == "-" {
		return bench.Write(os.Stdout, options)
	}
	f, err := os.Create(*output)
	if err != nil {
		return err
	}
	return errors.Join(bench.Write(f, options), f.Close())
}
