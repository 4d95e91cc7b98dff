package rules_test

import (
	"bytes"
	"encoding/csv"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"github.com/cogwg/hvdlint/internal/lint"
)

// A Parquet file is written as CSV with the types of its columns as options: year=int64 born=date. Types are string (the default),
// int64, double, boolean, date, time, timestamp, and list, whose items are strings with | between them. An empty cell is a null.

// parquetColumn is how a column is stored and its cells are read.
type parquetColumn struct {
	node  parquet.Node
	value func(string) (parquet.Value, error)
}

var parquetColumns = map[string]parquetColumn{
	"string": {parquet.String(), parquetText},
	"list":   {parquet.String(), parquetText},
	"int64": {parquet.Int(64), func(s string) (parquet.Value, error) {
		n, err := strconv.ParseInt(s, 10, 64)
		return parquet.Int64Value(n), err
	}},
	"double": {parquet.Leaf(parquet.DoubleType), func(s string) (parquet.Value, error) {
		n, err := strconv.ParseFloat(s, 64)
		return parquet.DoubleValue(n), err
	}},
	"boolean": {parquet.Leaf(parquet.BooleanType), func(s string) (parquet.Value, error) {
		b, err := strconv.ParseBool(s)
		return parquet.BooleanValue(b), err
	}},
	"date": {parquet.Date(), func(s string) (parquet.Value, error) {
		day, err := time.Parse("2006-01-02", s)
		return parquet.Int32Value(int32(day.Unix() / (24 * 60 * 60))), err
	}},
	"time": {parquet.Time(parquet.Millisecond), func(s string) (parquet.Value, error) {
		moment, err := time.Parse("2006-01-02T15:04:05", "1970-01-01T"+s)
		return parquet.Int32Value(int32(moment.UnixMilli())), err
	}},
	"timestamp": {parquet.Timestamp(parquet.Millisecond), func(s string) (parquet.Value, error) {
		moment, err := time.Parse("2006-01-02T15:04:05", s)
		return parquet.Int64Value(moment.UnixMilli()), err
	}},
}

func parquetText(s string) (parquet.Value, error) { return parquet.ByteArrayValue([]byte(s)), nil }

// parquetFile turns an example into the bytes of a Parquet file. Its columns stand in the order of their names.
func parquetFile(t *testing.T, example lint.Example) []byte {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(example.Data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	types, root := map[string]string{}, parquet.Group{}
	for _, label := range rows[0] {
		types[label] = "string"
	}
	for word := range strings.FieldsSeq(example.Options) {
		label, name, _ := strings.Cut(word, "=")
		if _, known := parquetColumns[name]; !known || types[label] == "" {
			t.Fatalf("option %q names no column and type", word)
		}
		types[label] = name
	}
	for label, name := range types {
		node := parquetColumns[name].node
		if name == "list" {
			root[label] = parquet.Repeated(node)
		} else {
			root[label] = parquet.Optional(node)
		}
	}
	var file bytes.Buffer
	w := parquet.NewWriter(&file, parquet.NewSchema("example", root))
	for _, row := range rows[1:] {
		var record parquet.Row
		for column, label := range slices.Sorted(maps.Keys(types)) {
			record = append(record, parquetCell(t, types[label], row[slices.Index(rows[0], label)], column)...)
		}
		if _, err := w.WriteRows([]parquet.Row{record}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// parquetCell returns the values of one cell, with the levels of an optional or repeated column.
func parquetCell(t *testing.T, name, cell string, column int) []parquet.Value {
	t.Helper()
	if cell == "" {
		return []parquet.Value{parquet.NullValue().Level(0, 0, column)}
	}
	items := []string{cell}
	if name == "list" {
		items = strings.Split(cell, "|")
	}
	var values []parquet.Value
	for i, item := range items {
		value, err := parquetColumns[name].value(item)
		if err != nil {
			t.Fatal(err)
		}
		values = append(values, value.Level(min(i, 1), 1, column))
	}
	return values
}

func TestParquetNotation(t *testing.T) {
	file := parquetFile(t, lint.Example{
		Options: "year=int64 born=date names=list share=double open=boolean seen=timestamp at=time",
		Data:    "year,born,names,share,open,seen,at,place\n2016,2016-01-31,ANNE|MARIE,12.5,true,1970-01-01T00:00:01,00:00:02,QC\n,,,,,,,",
	})
	reader := parquet.NewReader(bytes.NewReader(file))
	rows := make([]parquet.Row, 3)
	n, _ := reader.ReadRows(rows) // io.EOF with the last rows
	var got []string
	for _, row := range rows[:n] {
		var cells []string
		for _, value := range row {
			cells = append(cells, value.String())
		}
		got = append(got, strings.Join(cells, " "))
	}
	// In the order of names: at, born, names, open, place, seen, share, year.
	want := []string{"2000 16831 ANNE MARIE true QC 1000 12.5 2016", "<null> <null> <null> <null> <null> <null> <null> <null>"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	for i, want := range []string{"TIME", "DATE", "STRING", "", "STRING", "TIMESTAMP", "", "INT"} {
		if got := reader.Schema().Fields()[i].Type().String(); !strings.HasPrefix(got, want) {
			t.Errorf("column %d is stored as %s, want %s", i, got, want)
		}
	}
}
