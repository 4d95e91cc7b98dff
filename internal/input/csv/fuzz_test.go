package csv

import (
	"bytes"
	"context"
	stdcsv "encoding/csv"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// FuzzReader reads any bytes: without panic, with the same result whatever the size of blocks, as the model reads them, and as
// encoding/csv does when that accepts them.
func FuzzReader(f *testing.F) {
	for _, seed := range []string{
		"", "\n", "a,b\n1,2\n", "a,b\r\n\"1\",\"x\"\"y\"\r\n", "a\rb\r", "\"a\nb\",c\n\"d\n", "\"\"\"\"z\n\"\"\"\"z\n", "é\x00\xff,\"\n", "title,,\na;b;c\n",
		"Emma,F,1\nLéa,F,2\n", ",\"a,\"a,\"\n\"a\n\"", strings.Repeat("\"a\"\"b\",c\r\n", 9),
	} {
		f.Add(seed, uint8(3))
	}
	f.Fuzz(func(t *testing.T, text string, size uint8) {
		if len(text) > 1<<10 {
			return // each record has as many cells as the widest may have
		}
		options := Options{Settled: true, RecordLimit: 50 + 10*int(size)}
		want, err := read(context.Background(), text, options, nil)
		if err != nil {
			t.Fatal(err)
		}
		options.BlockSize = 1 + int(size)
		got, err := read(context.Background(), text, options, nil)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("blocks of %d:\n%+v\n%s%s\nwant\n%+v\n%s%s", options.BlockSize, got.Facts, got.show(), got.showDamage(), want.Facts, want.show(), want.showDamage())
		}
		if !strings.ContainsRune(text, 0) && bytes.Equal([]byte(text), []byte(strings.ToValidUTF8(text, "?"))) {
			compareToModel(t, text, standard.Dialect{}, options.RecordLimit, options.BlockSize)
		}
		compareToStandardLibrary(t, text)
	})
}

// compareToStandardLibrary reads text that encoding/csv accepts without a word, and in which both mean the same by a line: it
// passes over blank lines, makes CRLF inside quotes LF, and knows no CR alone.
func compareToStandardLibrary(t *testing.T, text string) {
	t.Helper()
	if strings.Contains(strings.ReplaceAll(text, "\r\n", ""), "\r") {
		return
	}
	r := stdcsv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = -1
	want, err := r.ReadAll()
	if err != nil {
		return
	}
	got := mustRead(t, text, Options{Delimiter: ",", HeaderRow: line(0), Settled: true})
	if got.Facts.Damage[table.StrayQuote]+got.Facts.Damage[table.UnclosedQuote] > 0 {
		t.Fatalf("%q: damage\n%s", text, got.showDamage())
	}
	width := len(got.Facts.Header.Labels)
	records := slices.DeleteFunc(got.Records, func(r record) bool { return r.Width == 1 && r.Cells[0] == "" })
	want = slices.DeleteFunc(want, func(r []string) bool { return len(r) == 1 && r[0] == "" }) // written as ""
	if below := len(want) - len(records); below < 0 || int64(below) > got.Facts.AfterCount {
		t.Fatalf("%q: %d records, want %q:\n%s", text, len(records), want, got.show())
	}
	for i, r := range records {
		if r.Width != len(want[i]) {
			t.Fatalf("%q: record %d has %d cells, want %q", text, r.Number, r.Width, want[i])
		}
		for c := range min(width, r.Width) {
			if cell := strings.ReplaceAll(r.Cells[c], "\r\n", "\n"); cell != want[i][c] {
				t.Fatalf("%q: record %d, column %d: %q, want %q", text, r.Number, c+1, cell, want[i][c])
			}
		}
	}
}
