package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
)

// writeTable writes what was measured as Markdown. A ratio below 1 means: less time than the other.
func writeTable(w io.Writer, rows []row, o options) error {
	_, err := fmt.Fprintf(w, "%d records, median of %d runs, %d cores, %s, %s/%s\n\n", o.records, o.runs, runtime.NumCPU(), runtime.Version(),
		runtime.GOOS, runtime.GOARCH)
	if err != nil {
		return err
	}
	fmt.Fprintln(w, "| file | MB | program | seconds | fastest – slowest | ÷ DuckDB | ÷ SHA-256 | ÷ the same, first file | peak MiB |")
	fmt.Fprintln(w, "| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |")
	for _, r := range rows {
		size := int64(0)
		if info, err := os.Stat(r.path); err == nil {
			size = info.Size()
		}
		_, err := fmt.Fprintf(w, "| %s | %.0f | %s | %.3f | %.3f – %.3f | %s | %s | %s | %s |\n", r.file, float64(size)/1e6, r.program.name,
			median(r.times).Seconds(), slices.Min(r.times).Seconds(), slices.Max(r.times).Seconds(),
			ratio(r, rows, r.file, duckdbName), ratio(r, rows, r.file, floorName), ratio(r, rows, o.files[0], r.program.name), mebibytes(r.peak))
		if err != nil {
			return err
		}
	}
	return nil
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
