package json

import (
	"bytes"
	"context"
	stdjson "encoding/json"
	"errors"
	"fmt"
	"math/big"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/table"
)

// drawText draws a text in which everything that matters is frequent, and which is often JSON.
func drawText(t *rapid.T) string {
	value := rapid.SampledFrom([]string{
		`1`, `-0`, `5.0`, `2.50`, `5e3`, `1E-1`, `1e999`, `true`, `false`, `null`, `""`, `"x"`, `"é\u00e9\n"`, `"\ud83d\ude00"`, `"\ud800"`, `"a\\\""`, `"{[,]}"`, `[]`, `{}`,
		`{"a": [1, "x y"]}`, `[ 1 ,2 ]`, `01`, `nul`, `'x'`, "\"\x00\"", `"\x"`, "\"\xff\"", `{"a":1]`, `"`, ``,
	})
	if rapid.IntRange(0, 3).Draw(t, "clean") > 0 {
		value = rapid.SampledFrom([]string{`1`, `"x"`, `"yé"`, `null`, `5.0`, `"\u00e9"`, `{ "a":1}`})
	}
	name := rapid.SampledFrom([]string{`"a"`, `"a"`, `"b"`, `"b"`, `"c"`, `"\u0061"`, `"d\ud800"`})
	space := rapid.SampledFrom([]string{"", "", "", " ", "\n", "\r\n  "})
	shape := rapid.SliceOfN(rapid.SampledFrom([]string{`"a":`, `"b":`, "\n\"c\" : ", `"\u0061":`, `"d":`}), 0, 4).Draw(t, "shape")
	same := rapid.Bool().Draw(t, "same")
	record := rapid.Custom(func(t *rapid.T) string {
		switch rapid.IntRange(0, 9).Draw(t, "form") {
		case 0:
			return value.Draw(t, "value")
		case 1, 2:
			cells := rapid.SliceOfN(value, 0, 4).Draw(t, "cells")
			return "[" + strings.Join(cells, ",") + "]"
		}
		var members []string
		for i := 0; same && i < len(shape); i++ {
			members = append(members, shape[i]+value.Draw(t, "value"))
		}
		if same {
			return "{" + strings.Join(members, ",") + "}"
		}
		for range rapid.IntRange(0, 3).Draw(t, "members") {
			members = append(members, name.Draw(t, "name")+space.Draw(t, "space")+":"+value.Draw(t, "value"))
		}
		return "{" + strings.Join(members, ","+space.Draw(t, "space")) + "}"
	})
	records := rapid.SliceOfN(record, 0, 20).Draw(t, "records")
	frame := rapid.SampledFrom([][3]string{
		{"[", ",", "]"},
		{"[", ",", "]"},
		{"[", ",\n", "]\n"},
		{"", "\n", "\n"},
		{"", "\n\n", ""},
		{`{"é":[{"x":1}],"data":[`, ", ", `],"n":{"a":[1]}}`},
		{`{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},"geometry":{}},`, ",", "]}"},
		{"[", ",", "] x"},
		{"[", ",", ""},
		{"", "", ""},
		{"[", "", "]"},
	}).Draw(t, "frame")
	text := frame[0] + strings.Join(records, frame[1]) + frame[2]
	return text[:rapid.SampledFrom([]int{len(text), len(text), len(text), len(text) / 2}).Draw(t, "length")]
}

// TestAnyCut: neither the size of blocks, nor the order in which shards are decoded, nor how reads return shows in the result.
func TestAnyCut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := drawText(t)
		options := Options{
			Settled: rapid.Bool().Draw(t, "settled"), Samples: rapid.SampledFrom([]int{0, 1, 3}).Draw(t, "samples"),
			RecordLimit: rapid.SampledFrom([]int{0, 0, 20, 60}).Draw(t, "limit"),
			sample:      rapid.SampledFrom([]int{0, 1, 20, 80}).Draw(t, "sample"),
		}
		compareCuts(t, text, options, rapid.SampledFrom([]int{1, 2, 3, 7, 16, 50, 300}).Draw(t, "block"), rapid.Uint64().Draw(t, "seed"))
	})
}

type failer interface {
	Helper()
	Fatalf(format string, args ...any)
	Context() context.Context
}

// compareCuts reads text as one block and in blocks of a size, decoded in a random order.
func compareCuts(t failer, text string, options Options, blockSize int, seed uint64) *reading {
	t.Helper()
	want, wantErr := read(t.Context(), text, options, nil)
	options.BlockSize = blockSize
	got, err := read(t.Context(), text, options, func(n int) []int { return rand.New(rand.NewPCG(seed, 1)).Perm(n) })
	if (err == nil) != (wantErr == nil) {
		t.Fatalf("%q in blocks of %d: %v, want %v", text, blockSize, err, wantErr)
	}
	if err != nil {
		if !errors.Is(err, input.ErrEncoding) {
			t.Fatalf("%q: %v", text, err)
		}
		return nil
	}
	if !reflect.DeepEqual(got.Facts, want.Facts) || !reflect.DeepEqual(got.Records, want.Records) {
		t.Fatalf("%q in blocks of %d:\n%+v %+v\n%s%s\nwant\n%+v %+v\n%s%s", text, blockSize,
			got.Facts, got.Facts.Unread, got.show(), got.showDamage(), want.Facts, want.Facts.Unread, want.show(), want.showDamage())
	}
	return want
}

func TestOneByteReads(t *testing.T) {
	text := "[{\"a\":1},\r\n{\"a\":\"é\"}]"
	r, err := Open(t.Context(), iotest.OneByteReader(strings.NewReader(text)), &table.Resource{}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := r.Next(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Batches(func(b *table.Batch) error {
		if b.Len != 2 || string(b.Columns[0].Text(1)) != "é" || b.Line(1) != 2 {
			t.Errorf("%d records", b.Len)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// TestFastIsExact reads records that look alike, where reading is fast, and the same ones on lines of their own shape, where it is not.
func TestFastIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.SampledFrom([]string{
			`1`, `-1`, `-`, `00`, `-0`, `0`, `01`, `1.`, `.5`, `1.5`, `5.0`, `5e`, `5e+`, `5e+1`, `1x`, `true`, `tru`, `trueish`, `false`, `null`, `nul`, `""`, `"`, `"x`, `"x"y`,
			`"é"`, `"\u00e9"`, `"\ud800"`, `"\u12"`, `"\q"`, `"\"`, "\"\t\"", `{}`, `[`, `]`, `[1, "]"]`, `{"a":}`, `{"a" : 1}`, `[[]`, `[1 2]`, ``, ` `, `1 `, "\"" + strings.Repeat("x", 9) + "\"",
		})
		before, behind := rapid.SampledFrom([]string{"", " ", "  "}).Draw(t, "before"), rapid.SampledFrom([]string{"", " "}).Draw(t, "behind")
		alike, unlike := `{"a":1,"b":"x"}`, `{"a":1,"b":"x"}`
		for i := range rapid.IntRange(1, 5).Draw(t, "records") {
			a, b := cell.Draw(t, "a"), cell.Draw(t, "b")
			alike += "\n" + `{"a":` + before + a + behind + `,"b":` + b + "}"
			unlike += "\n" + strings.Repeat(" ", i+1) + `{` + strings.Repeat(" ", i+1) + `"a":` + before + a + behind + `,"b":` + b + "}"
		}
		fast, err1 := read(t.Context(), alike, Options{}, nil)
		exact, err2 := read(t.Context(), unlike, Options{}, nil)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		if fast.show() != exact.show() || !reflect.DeepEqual(fast.Facts.Damage, exact.Facts.Damage) {
			t.Fatalf("%q\n%s%swant\n%s%s", alike, fast.show(), fast.showDamage(), exact.show(), exact.showDamage())
		}
	})
}

// compareToStandardLibrary reads a text that encoding/json accepts as an array of objects, and compares each cell.
func compareToStandardLibrary(t failer, text string, got *reading) {
	t.Helper()
	valid := stdjson.Valid([]byte(text))
	stopped := got.Facts.Damage[table.Syntax] + got.Facts.Damage[table.Truncated] + got.Facts.Damage[table.OversizeRecord]
	isTree := got.Facts.Format != "ndjson"
	if isTree && strings.TrimSpace(text) != "" && valid != (stopped == 0) {
		t.Fatalf("%q: valid is %t, damage\n%s", text, valid, got.showDamage())
	}
	var objects []map[string]stdjson.RawMessage
	if !valid || !utf8.ValidString(text) || stdjson.Unmarshal([]byte(text), &objects) != nil || got.Facts.Damage[table.InvalidBytes] > 0 {
		return
	}
	if len(objects) != len(got.Records) {
		t.Fatalf("%q: %d records, want %d", text, len(got.Records), len(objects))
	}
	for i, object := range objects {
		for c, label := range got.Facts.Header.Labels {
			want := expected(object[label])
			if cell := got.Records[i].Cells[c]; cell != want {
				t.Fatalf("%q: record %d, %s: %s, want %s", text, i+1, label, cell, want)
			}
			delete(object, label)
		}
		if len(object) > 0 {
			t.Fatalf("%q: record %d has no columns for %v", text, i+1, object)
		}
	}
}

// expected shows a value as showCell does.
func expected(value stdjson.RawMessage) string {
	switch {
	case len(value) == 0 || value[0] == 'n':
		return "null"
	case value[0] == '"':
		var s string
		if err := stdjson.Unmarshal(value, &s); err != nil {
			return err.Error()
		}
		return fmt.Sprintf("%q", s)
	case value[0] == '{' || value[0] == '[':
		var b bytes.Buffer
		if err := stdjson.Compact(&b, value); err != nil {
			return err.Error()
		}
		return b.String()
	case value[0] == 't' || value[0] == 'f' || !bytes.ContainsAny(value, ".eE"):
		return string(value)
	}
	if _, exponent, _ := strings.Cut(strings.ToLower(string(value)), "e"); len(strings.TrimLeft(exponent, "+-0")) > 3 && strings.Trim(string(value), "-0.") != "" && strings.Trim(strings.ToLower(string(value))[:strings.IndexAny(string(value), "eE")], "-0.") != "" {
		return string(value)
	}
	n, ok := new(big.Rat).SetString(string(value))
	if !ok || !n.IsInt() || len(strings.TrimPrefix(n.Num().String(), "-")) > maxDigits {
		return string(value)
	}
	return n.Num().String()
}

func TestAgainstStandardLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := drawText(t)
		got, err := read(t.Context(), text, Options{Settled: true}, nil)
		if err != nil {
			t.Fatal(err)
		}
		compareToStandardLibrary(t, text, got)
	})
}

// FuzzReader reads any bytes: without panic, with the same result however the text is cut, and as encoding/json does.
func FuzzReader(f *testing.F) {
	for _, seed := range []string{
		``, ` `, `[]`, `{}`, `1`, `[{"a":1},{"a":2.0}]`, "{\"a\":1}\n{\"a\":\"x\"}\n", `[["a","b"],[1,2]]`, `{"x":{"records":[{"a":1}]},"n":[1]}`,
		`[{"a":"\ud800"},{"a":"\ud83d\ude00","a":1}]`, `[{"a":1},null,5,"x",[1]]`, `{"features":[{"type":"Feature","properties":{"a":1},"geometry":{"x":[1, 2]}}]}`,
		`[{"a":1},{"b":2}`, `[{"a" 1}]`, "[{\"a\":\"\xff\"}]", `[{"a":1e5},{"a":-0.0}]`, `{"\u":1}`,
	} {
		f.Add(seed, uint8(3))
	}
	f.Fuzz(func(t *testing.T, text string, size uint8) {
		if len(text) > 1<<10 {
			return // each record has as many cells as there are names
		}
		options := Options{Settled: true, sample: int(size) % 50}
		got := compareCuts(t, text, options, 1+int(size), uint64(size))
		compareToStandardLibrary(t, text, got)
	})
}

func TestPlainDigits(t *testing.T) {
	for _, test := range []struct{ number, want string }{
		{"5.0", "5"},
		{"5e3", "5000"},
		{"5E+3", "5000"},
		{"1.5e1", "15"},
		{"0.5", ""},
		{"-5.0", "-5"},
		{"0.0", "0"},
		{"-0.0", "0"},
		{"0e99999", "0"},
		{"1e-1", ""},
		{"10e-1", "1"},
		{"1.50", ""},
		{"120.00e-1", "12"},
		{"1e399", "1" + strings.Repeat("0", 399)},
		{"1e400", ""},
		{"1e99999999999999999999", ""},
		{"1e-99999999999999999999", ""},
		{"0.001e3", "1"},
		{strings.Repeat("9", 400) + ".0", strings.Repeat("9", 400)},
		{strings.Repeat("9", 401) + ".0", ""},
	} {
		digits, whole := plainDigits([]byte("x")[:0], []byte(test.number))
		if !whole {
			digits = nil
		}
		if string(digits) != test.want {
			t.Errorf("%s becomes %q, want %q", test.number, digits, test.want)
		}
	}
}
