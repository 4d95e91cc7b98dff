package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
)

// writeTable writes what was measured as Markdown. A ratio below 1 means: less time than the other.
func writeTable(w io.Writer, rows []row, o options) error {
	_, err := fmt.Fprintf(w, "%d records, median of %d runs, %d cores, %s, %s/%s\n\n", o.records, o.runs, runtime.NumCPU(), runtime.Version(),
		runtime.GOOS, runtime.GOARCH)
	if err != nil {
		return err
	}
	measured := slices.DeleteFunc(slices.Clone(baselines), func(b baseline) bool {
		return !slices.ContainsFunc(rows, func(r row) bool { return r.program.name == b.program })
	})
	fmt.Fprint(w, "| file | MB | program | seconds | fastest – slowest |")
	for _, b := range measured {
		fmt.Fprintf(w, " ÷ %s |", b.title)
	}
	fmt.Fprintf(w, " ÷ the same, first file | peak MiB |\n| --- | ---: | --- |%s\n", strings.Repeat(" ---: |", len(measured)+4))
	for _, r := range rows {
		if err := writeRow(w, r, rows, measured, o.files[0]); err != nil {
			return err
		}
	}
	return nil
}

// baseline is a program that the others are measured against, and its title in a column.
type baseline struct{ program, title string }

// baselines are in the order of their columns. Never written to.
var baselines = []baseline{{duckdbName, "three queries"}, {duckAllName, "DuckDB, all"}, {sheetjsName, "SheetJS"}, {inflateName, "inflating"}, {floorName, "SHA-256"}}

func writeRow(w io.Writer, r row, rows []row, measured []baseline, first string) error {
	size := int64(0)
	if info, err := os.Stat(r.path); err == nil {
		size = info.Size()
	}
	fmt.Fprintf(w, "| %s | %.0f | %s | %.3f | %.3f – %.3f |", r.file, float64(size)/1e6, r.program.name, median(r.times).Seconds(),
		slices.Min(r.times).Seconds(), slices.Max(r.times).Seconds())
	for _, b := range measured {
		fmt.Fprintf(w, " %s |", ratio(r, rows, r.file, b.program))
	}
	_, err := fmt.Fprintf(w, " %s | %s |\n", ratio(r, rows, first, r.program.name), mebibytes(r.peak))
	return err
}

// ratio returns the time of r as a share of the time of another program or on another file.
func ratio(r row, rows []row, file, program string) string {
	i := slices.IndexFunc(rows, func(other row) bool { return other.file == file && other.program.name == program })
	if i < 0 {
		return ""
	}
	other := median(rows[i].times)
	if other == 0 || rows[i].file == r.file && rows[i].program.name == r.program.name {
		return ""
	}
	return fmt.Sprintf("%.2f", median(r.times).Seconds()/other.Seconds())
}

func mebibytes(n int64) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%.0f", float64(n)/(1<<20))
}
