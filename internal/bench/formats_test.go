package bench_test

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"

	"github.com/cogwg/hvdlint/internal/bench"
)

// Each format is read back by a library that had no part in writing it, where there is one.
func TestFormatsHoldTheSameRecords(t *testing.T) {
	tests := []struct {
		name    string
		options bench.Options
		read    func(*testing.T, string) [][]string
	}{
		{"ndjson", bench.Options{Format: bench.NDJSON}, readNDJSON},
		{"json", bench.Options{Format: bench.JSON}, readJSON},
		{"json, pretty", bench.Options{Format: bench.JSON, Pretty: true}, readJSON},
		{"xlsx, shared texts", bench.Options{Format: bench.XLSX}, readXLSX},
		{"xlsx, inline texts", bench.Options{Format: bench.XLSX, Inline: true}, readXLSX},
		{"parquet", bench.Options{Format: bench.Parquet}, readParquet},
		{"parquet, many row groups", bench.Options{Format: bench.Parquet, RowGroup: 1000, Compression: "none"}, readParquet},
		{"parquet, snappy", bench.Options{Format: bench.Parquet, Compression: "snappy"}, readParquet},
	}
	for _, list := range []bench.Options{{}, {Records: 1}, {Records: 10_000}, {Records: 3_000, Defective: true}} {
		want := readCSV(t, write(t, list))
		for _, test := range tests {
			t.Run(fmt.Sprintf("%s, %d records", test.name, list.Records), func(t *testing.T) {
				options := test.options
				options.Records, options.Defective = list.Records, list.Defective
				got := test.read(t, write(t, options))
				if len(got) != len(want) {
					t.Fatalf("%d records, want %d", len(got), len(want))
				}
				for i := range want {
					if !slices.Equal(got[i], want[i]) {
						t.Fatalf("record %d: %q, want %q", i+1, got[i], want[i])
					}
				}
			})
		}
	}
}

// columns are those of a list, in order.
var columns = []string{"jurisdiction", "year", "sex", "first_name", "count", "rank", "proportion", "status"}

func readCSV(t *testing.T, text string) [][]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if strings.Contains(row[6], ".") {
			row[6] = strings.TrimSuffix(strings.TrimRight(row[6], "0"), ".") // as typed formats have it
		}
	}
	return rows[1:]
}

func readNDJSON(t *testing.T, text string) [][]string {
	t.Helper()
	var rows [][]string
	lines := bufio.NewScanner(strings.NewReader(text))
	for lines.Scan() {
		rows = append(rows, fromObject(t, lines.Bytes()))
	}
	return rows
}

func readJSON(t *testing.T, text string) [][]string {
	t.Helper()
	var objects []json.RawMessage
	if err := json.Unmarshal([]byte(text), &objects); err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for _, object := range objects {
		rows = append(rows, fromObject(t, object))
	}
	return rows
}

func fromObject(t *testing.T, object []byte) []string {
	t.Helper()
	members := map[string]any{}
	decoder := json.NewDecoder(bytes.NewReader(object))
	decoder.UseNumber()
	if err := decoder.Decode(&members); err != nil {
		t.Fatal(err)
	}
	row := make([]string, len(columns))
	for i, name := range columns {
		switch value := members[name].(type) {
		case string:
			row[i] = value
		case json.Number:
			row[i] = value.String()
		}
	}
	return row
}

func readXLSX(t *testing.T, text string) [][]string {
	t.Helper()
	f, err := excelize.OpenReader(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("Sheet1", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(rows[0], columns) {
		t.Fatalf("header %q", rows[0])
	}
	for i, row := range rows {
		for len(rows[i]) < len(columns) {
			rows[i] = append(rows[i], "")
		}
		if i == 1 {
			if cell, _ := f.GetCellType("Sheet1", "B2"); cell != excelize.CellTypeUnset && cell != excelize.CellTypeNumber {
				t.Fatalf("the year %s is of type %d", row[1], cell)
			}
		}
	}
	return rows[1:]
}

func readParquet(t *testing.T, text string) [][]string {
	t.Helper()
	f, err := parquet.OpenFile(strings.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for _, group := range f.RowGroups() {
		values := make([]parquet.Row, 100)
		reader := group.Rows()
		for {
			n, err := reader.ReadRows(values)
			for _, value := range values[:n] {
				row := make([]string, len(columns))
				for i, cell := range value {
					if !cell.IsNull() {
						row[i] = cell.String()
					}
				}
				rows = append(rows, row)
			}
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := reader.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return rows
}

func TestRowGroups(t *testing.T) {
	text := write(t, bench.Options{Records: 2500, Format: bench.Parquet, RowGroup: 1000})
	f, err := parquet.OpenFile(strings.NewReader(text), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	var sizes []int64
	for _, group := range f.RowGroups() {
		sizes = append(sizes, group.NumRows())
	}
	if !slices.Equal(sizes, []int64{1000, 1000, 500}) {
		t.Errorf("row groups of %d records", sizes)
	}
}

func TestWriteRefuses(t *testing.T) {
	for name, options := range map[string]bench.Options{
		"a format that does not exist":      {Format: "dbf"},
		"a compression that does not exist": {Format: bench.Parquet, Compression: "rar"},
		"more records than a sheet holds":   {Format: bench.XLSX, Records: bench.MaxSheetRecords + 1},
	} {
		if err := bench.Write(io.Discard, options); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func BenchmarkFormats(b *testing.B) {
	for _, format := range []bench.Format{bench.CSV, bench.NDJSON, bench.JSON, bench.XLSX, bench.Parquet} {
		b.Run(string(format), func(b *testing.B) {
			for b.Loop() {
				if err := bench.Write(io.Discard, bench.Options{Records: 100_000, Format: format}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
