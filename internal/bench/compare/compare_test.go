package main

import (
	"cmp"
	"strings"
	"testing"
	"time"

	"github.com/cogwg/hvdlint/internal/bench"
)

func TestMedian(t *testing.T) {
	for _, test := range []struct {
		name  string
		times []time.Duration
		want  time.Duration
	}{
		{"none", nil, 0},
		{"one", []time.Duration{3}, 3},
		{"odd", []time.Duration{9, 1, 5}, 5},
		{"even", []time.Duration{9, 1, 5, 7}, 6},
	} {
		if got := median(test.times); got != test.want {
			t.Errorf("%s: median %d, want %d", test.name, got, test.want)
		}
	}
}

func TestTableShowsRatios(t *testing.T) {
	measured := func(file, name string, seconds ...int) row {
		r := row{file: file, program: program{name: name}, peak: 3 << 20}
		for _, s := range seconds {
			r.times = append(r.times, time.Duration(s)*time.Second)
		}
		return r
	}
	rows := []row{
		measured("ordered", hvdlintName, 1, 2, 3), measured("ordered", duckdbName, 8), measured("ordered", floorName, 1),
		measured("defective", hvdlintName, 6),
	}
	var b strings.Builder
	if err := writeTable(&b, rows, options{records: 10, runs: 3, files: []string{"ordered", "defective"}}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"| ordered | 0 | hvdlint | 2.000 | 1.000 – 3.000 | 0.25 | 2.00 |  | 3 |",
		"| ordered | 0 | " + duckdbName + " | 8.000 | 8.000 – 8.000 |  | 8.00 |  | 3 |",
		"| defective | 0 | hvdlint | 6.000 | 6.000 – 6.000 |  |  | 3.00 | 3 |",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the table lacks %q:\n%s", want, b.String())
		}
	}
}

func TestTableHasColumnsOfItsPrograms(t *testing.T) {
	rows := []row{
		{file: "xlsx", program: program{name: hvdlintName}, times: []time.Duration{3 * time.Second}},
		{file: "xlsx", program: program{name: sheetjsName}, times: []time.Duration{60 * time.Second}},
		{file: "xlsx", program: program{name: inflateName}, times: []time.Duration{2 * time.Second}},
		{file: "xlsx", program: program{name: floorName}, times: []time.Duration{time.Second}},
	}
	var b strings.Builder
	if err := writeTable(&b, rows, options{records: 10, runs: 1, files: []string{"xlsx"}}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"| file | MB | program | seconds | fastest – slowest | ÷ SheetJS | ÷ inflating | ÷ SHA-256 | ÷ the same, first file | peak MiB |\n",
		"| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n",
		"| xlsx | 0 | hvdlint | 3.000 | 3.000 – 3.000 | 0.05 | 1.50 | 3.00 |  |  |\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the table lacks %q:\n%s", want, b.String())
		}
	}
}

func TestProgramsReadTheirFormats(t *testing.T) {
	every := program{}
	duckdb := program{formats: duckdbFormats}
	for _, test := range []struct {
		file   string
		duckdb bool
	}{
		{"ordered", true}, {"ndjson", true}, {"json-pretty", true}, {"parquet-snappy", true}, {"xlsx-inline", false},
	} {
		format := variants[test.file].Format
		if got := duckdb.reads(format); got != test.duckdb {
			t.Errorf("DuckDB reads %s: %t", test.file, got)
		}
		if !every.reads(format) {
			t.Errorf("a program without formats does not read %s", test.file)
		}
	}
}

// What the generator is told on its command line has to be what the variant says.
func TestGeneratorArguments(t *testing.T) {
	for name, variant := range variants {
		args := strings.Join(generatorArguments(variant, 7), " ")
		for _, want := range []string{"-records 7 ", "-format " + string(cmp.Or(variant.Format, bench.CSV))} {
			if !strings.Contains(args, want) {
				t.Errorf("%s: %s lacks %s", name, args, want)
			}
		}
		for flag, set := range map[string]bool{
			"-inline": variant.Inline, "-pretty": variant.Pretty, "-quoted": variant.Quoted, "-defective": variant.Defective,
			"-compression snappy": variant.Compression == "snappy", "-order shuffled": variant.Order == bench.Shuffled,
		} {
			if strings.Contains(args, flag) != set {
				t.Errorf("%s: %s, %s is wrong", name, args, flag)
			}
		}
	}
}
