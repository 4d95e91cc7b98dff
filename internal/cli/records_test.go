package cli

import (
	"context"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/table"
)

func TestKeysOf(t *testing.T) {
	for _, test := range []struct{ labels, want string }{
		{"year,sex", "year,sex"},
		{"name,name,name", "name,name_2,name_3"},
		{",,x", "column_1,column_2,x"},
		{"name,name_2,name", "name,name_2,name_3"},
		{"column_2,", "column_2,column_3"},
		{" ,a", "column_1,a"},
	} {
		if got := strings.Join(keysOf(strings.Split(test.labels, ",")), ","); got != test.want {
			t.Errorf("%s: %s, want %s", test.labels, got, test.want)
		}
	}
}

func TestKeysAreDistinct(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		label := rapid.SampledFrom([]string{"", " ", "a", "a_2", "a_3", "column_1", "column_2", "b"})
		keys := keysOf(rapid.SliceOfN(label, 0, 12).Draw(t, "labels"))
		sorted := slices.Sorted(slices.Values(keys))
		if len(slices.Compact(sorted)) != len(keys) {
			t.Fatalf("not distinct: %q", keys)
		}
	})
}

func FuzzAppendJSON(f *testing.F) {
	for _, text := range []string{"", "plain", "É \" \\ \n\r\t\x00\x7f\u0085\u202e\U000e0001", "\xff\xc3", "\u2028"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		line := appendJSON(nil, []byte(text))
		var back string
		if err := json.Unmarshal(line, &back); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if want := strings.ToValidUTF8(text, "\ufffd"); strings.ReplaceAll(back, "\ufffd", "") != strings.ReplaceAll(want, "\ufffd", "") {
			t.Fatalf("%q came back as %q", text, back)
		}
		for _, r := range string(line) {
			if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
				t.Fatalf("%q contains %U", line, r)
			}
		}
	})
}

func TestAppendCell(t *testing.T) {
	for _, test := range []struct {
		cell table.Cell
		want string
	}{
		{table.Cell{Text: []byte("007")}, `"007"`},
		{table.Cell{}, `""`},
		{table.Cell{Kind: table.Null}, "null"},
		{table.Cell{Kind: table.Absent}, "null"},
		{table.Cell{Text: []byte("1.50"), Kind: table.Number}, "1.50"},
		{table.Cell{Text: []byte("NaN"), Kind: table.Number}, `"NaN"`},
		{table.Cell{Text: []byte("true"), Kind: table.Boolean}, "true"},
		{table.Cell{Text: []byte("2017-01-01"), Kind: table.Date}, `"2017-01-01"`},
	} {
		if got := string(appendCell(nil, test.cell)); got != test.want {
			t.Errorf("%v: %s, want %s", test.cell, got, test.want)
		}
	}
}

// endless is an input from which nothing ever comes.
type endless struct{ until <-chan struct{} }

func (e endless) Read([]byte) (int, error) {
	<-e.until
	return 0, io.EOF
}

func TestInterruptEndsTheWork(t *testing.T) {
	until := make(chan struct{})
	t.Cleanup(func() { close(until) })
	for _, line := range []string{"check -", "inspect -", "inspect - --records all"} {
		var stdout, stderr strings.Builder
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(10*time.Millisecond, cancel)
		code := Run(ctx, Environment{
			Args: strings.Fields(line), Getenv: func(string) string { return "" }, Now: time.Now, Stdin: endless{until},
			Stdout: Stream{Writer: &stdout}, Stderr: Stream{Writer: &stderr},
		})
		if code != exitFailed || stdout.Len() > 0 || stderr.String() != "hvdlint: interrupted; no report was written\n" {
			t.Errorf("%s: exit %d, %q, %q", line, code, stdout.String(), stderr.String())
		}
	}
}
