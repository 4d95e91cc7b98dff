package csv

import (
	"context"
	"errors"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/table"
)

func TestBelow(t *testing.T) {
	records := strings.Repeat("2016,F,OLIVIA,45\n", 30_000)
	for _, test := range []struct {
		name, text string
		options    Options
		records    int64
		after      []table.Line
		count      int64 // when more than are kept
		damage     string
	}{
		{name: "nothing", text: "year,sex,name,count\n2016,F,OLIVIA,45\n", records: 1},
		{name: "a blank line", text: "year,sex,name,count\n2016,F,OLIVIA,45\n\n", records: 1, after: []table.Line{{Number: 3}}},
		{
			name: "a blank line among records is one", text: "year,sex,name,count\n2016,F,OLIVIA,45\n\n2016,F,EMMA,44\n\r\n", records: 3,
			after: []table.Line{{Number: 5}},
		},
		{
			name: "Scotland", text: "Rank,Name,Number,NB\n1,Olivia,435,*\n2,Emily,362,\n,,,\n\xa9 Crown Copyright 2020,,,", records: 2, options: Options{Settled: true},
			after: []table.Line{{Number: 4, Text: ",,,"}, {Number: 5, Text: "\xa9 Crown Copyright 2020,,,"}},
			damage: `
			invalid-bytes offset 52 record 0 line 5 column 1 "\xa9 Crown Copyright 2020"`,
		},
		{
			name: "Retraite Québec", text: "Prénom;2018;2019\r\nLiam;700;690\r\nNoah;650;640\r\nSource : Retraite Québec\r\n", records: 2,
			after: []table.Line{{Number: 4, Text: "Source : Retraite Québec"}},
		},
		{
			name: "a note of several lines", text: "year,name,count\n2016,EMMA,5\n2016,LÉA,5\n\"Notes:\nfewer than 5\nis hidden\",,\n\"See \"\"Methods\"\", below.\"\n", records: 2,
			after: []table.Line{{Number: 4, Text: "\"Notes:\nfewer than 5\nis hidden\",,"}, {Number: 7, Text: `"See ""Methods"", below."`}},
		},
		{
			name: "damage is told with its line, and of no record", text: "year,name,count\n2016,E\"MMA,5\n2016,LÉA,5\nSource: the \"registry\x00\n", records: 2,
			after: []table.Line{{Number: 4, Text: "Source: the \"registry\x00"}},
			damage: `
			stray-quote offset 22 record 1 line 2 column 2 "E\"MMA"
			stray-quote offset 53 record 0 line 4 column 1 "Source: the \"registry\x00"
			nul-bytes offset 62 record 0 line 4 column 1 "Source: the \"registry\x00"`,
		},
		{
			name: "an open quote", text: "year,name,count\n2016,EMMA,5\n2016,LÉA,5\n\"Source: the registry\n", records: 2,
			after: []table.Line{{Number: 4, Text: "\"Source: the registry"}},
			damage: `
			unclosed-quote offset 40 record 0 line 4 column 1 "\"Source: the registry"`,
		},
		{
			name: "many blank lines", text: "year,sex,name,count\n" + records + strings.Repeat("\n", 12), records: 30_000, count: 12,
			after: blankLines(30_002, input.AboveLimit),
		},
		{
			name: "notes longer than is looked at", text: "a,b,c\n1,2,3\n4,5,6\n" + strings.Repeat("x y z ", 12_000) + "\nSource: us\n", records: 3,
			after: []table.Line{{Number: 5, Text: "Source: us"}},
		},
		{
			name: "nothing but notes", text: "year,sex,name,count\nSource: somebody\n\n", options: Options{Delimiter: ","},
			after: []table.Line{{Number: 2, Text: "Source: somebody"}, {Number: 3}},
		},
		{name: "no header", text: "Emma,F,1\nLéa,F,2\n\n", records: 2, after: []table.Line{{Number: 3}}},
		{name: "a header alone", text: "year,name\n"},
		{
			name: "nothing below a record that is too long", text: "a,b,c\n1,2,3\nSource: us\n12345678901234567890\n", records: 2, options: Options{RecordLimit: 15},
			damage: `
			oversize-record offset 23 record 3 line 4 column 0 "12345678901234567890\n"`,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, blockSize := range []int{0, 1, 7, 100, 5000} {
				if len(test.text) > 10_000 && blockSize > 0 && blockSize < 1000 {
					continue
				}
				options := test.options
				options.BlockSize = blockSize
				got := mustRead(t, test.text, options)
				f := got.Facts
				if f.Records != test.records || int64(len(got.Records)) != test.records {
					t.Errorf("blocks of %d: %d records counted, %d read, want %d", blockSize, f.Records, len(got.Records), test.records)
				}
				if !reflect.DeepEqual(f.After, test.after) || f.AfterCount != max(test.count, int64(len(test.after))) {
					t.Errorf("blocks of %d: %d below: %+v", blockSize, f.AfterCount, f.After)
				}
				if damage, want := got.showDamage(), dedent(test.damage); damage != want && test.damage != "" {
					t.Errorf("blocks of %d: damage\n%swant\n%s", blockSize, damage, want)
				}
			}
		})
	}
}

func blankLines(first int64, n int) []table.Line {
	lines := make([]table.Line, n)
	for i := range lines {
		lines[i].Number = first + int64(i)
	}
	return lines
}

// TestBelowIsUTF8: a byte that is not UTF-8 in a note asks for another encoding, as it does in a record.
func TestBelowIsUTF8(t *testing.T) {
	text := "Rank,Name,Number\n1,Olivia,435\n2,Emily,362\n\xa9 Crown Copyright 2020,,\n"
	if _, err := read(t.Context(), text, Options{}, nil); !errors.Is(err, input.ErrEncoding) {
		t.Errorf("error %v", err)
	}
}

// TestBelowNeverShowsBlocks draws tables with and without rows below them, longer and shorter than what is looked at.
func TestBelowNeverShowsBlocks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		row := rapid.SampledFrom([]string{"2016,EMMA,5\n", "2016,\"LÉA\",5\n", "\n", ",,\n", "Source: us\n", "a sentence of words,,\n", "MARY\n", "\"Note:\nx\"\n", "x\",\n"})
		var text strings.Builder
		text.WriteString("year,name,count\n")
		for range rapid.IntRange(1, 4).Draw(t, "runs") {
			text.WriteString(strings.Repeat(row.Draw(t, "row"), rapid.SampledFrom([]int{1, 2, 3, 60, 120}).Draw(t, "times")))
		}
		text.WriteString(rapid.SampledFrom([]string{"", "", "end", "Source: us", " ", "\"", strings.Repeat("long note ", 7000)}).Draw(t, "rest"))
		options := Options{HeaderRow: line(1), Samples: rapid.IntRange(0, 3).Draw(t, "samples")}
		want, err := read(context.Background(), text.String(), options, nil)
		if err != nil {
			t.Fatal(err)
		}
		seed := rapid.Uint64().Draw(t, "order")
		for _, blockSize := range []int{1, 40, 1000} {
			options.BlockSize = blockSize
			got, err := read(context.Background(), text.String(), options, func(n int) []int { return rand.New(rand.NewPCG(seed, 0)).Perm(n) })
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("%q in blocks of %d:\n%+v\n%s\nwant\n%+v\n%s", text.String(), blockSize, got.Facts, got.show(), want.Facts, want.show())
			}
		}
	})
}
