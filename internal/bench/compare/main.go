// Command compare measures hvdlint against a peer on the same work and prints a Markdown table.
//
//	go run ./internal/bench/compare -records 10000000
//
// It generates the files, builds hvdlint, installs the peers of their formats at fixed versions (DuckDB into a virtual environment
// of Python, SheetJS with npm), and runs every program on every file in turn, several times over. Only ratios taken in one such run
// mean anything: machines differ, and so does one machine from hour to hour.
package main

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cogwg/hvdlint/internal/bench"
)

// options are the choices of the command line.
type options struct {
	records int64
	runs    int
	files   []string // names of files to generate, see variants
	dir     string   // where files are kept; empty: a temporary folder, removed at the end
	peers   bool
}

// variants are the files that can be measured on.
var variants = map[string]bench.Options{
	"ordered":   {Order: bench.Ordered},
	"shuffled":  {Order: bench.Shuffled},
	"quoted":    {Order: bench.Ordered, Quoted: true},
	"defective": {Order: bench.Ordered, Defective: true},

	"ndjson":           {Format: bench.NDJSON},
	"ndjson-defective": {Format: bench.NDJSON, Defective: true},
	"json":             {Format: bench.JSON},
	"json-pretty":      {Format: bench.JSON, Pretty: true},
	"parquet":          {Format: bench.Parquet},
	"parquet-snappy":   {Format: bench.Parquet, Compression: "snappy"},
	"xlsx":             {Format: bench.XLSX},
	"xlsx-inline":      {Format: bench.XLSX, Inline: true},
}

func main() {
	var o options
	flag.Int64Var(&o.records, "records", 1_000_000, "number of records of each file; on a sheet as many of them as it holds")
	flag.IntVar(&o.runs, "runs", 5, "times each program is run on each file")
	files := flag.String("files", "ordered,shuffled,quoted,defective", "files to measure on: "+strings.Join(slices.Sorted(maps.Keys(variants)), ", "))
	flag.StringVar(&o.dir, "dir", "", "folder for files and peers, kept for the next time (default a temporary one)")
	flag.BoolVar(&o.peers, "peers", true, "measure the peers too; needs python3, for sheets node, and, once, a network")
	floor := flag.String("floor", "", "only read this file and print its SHA-256: the floor that programs are measured against")
	inflated := flag.String("inflate", "", "only inflate the sheets of this workbook and print their size: the floor of workbooks")
	flag.Parse()
	o.files = strings.Split(*files, ",")
	o.runs = max(o.runs, 1)

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var err error
	switch {
	case *floor != "":
		err = printDigest(*floor)
	case *inflated != "":
		err = printInflated(*inflated)
	default:
		err = compare(ctx, o)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "compare:", err)
		stop()
		os.Exit(1) //nolint:gocritic // stop has been called
	}
}

func compare(ctx context.Context, o options) error {
	if o.dir == "" {
		dir, err := os.MkdirTemp("", "hvdlint-bench-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		o.dir = dir
	}
	dir, err := filepath.Abs(o.dir)
	if err != nil {
		return err
	}
	for _, name := range o.files {
		if _, ok := variants[name]; !ok {
			return fmt.Errorf("there is no file %q", name)
		}
	}
	programs, err := prepare(ctx, dir, &o)
	if err != nil {
		return err
	}
	var rows []row
	for _, name := range o.files {
		path, err := generate(ctx, dir, name, o.records)
		if err != nil {
			return err
		}
		for _, p := range programs {
			if !p.reads(variants[name].Format) {
				continue
			}
			rows = append(rows, row{file: name, path: path, program: p})
		}
	}
	if err := measure(ctx, rows, o.runs); err != nil {
		return err
	}
	return writeTable(os.Stdout, rows, o)
}
