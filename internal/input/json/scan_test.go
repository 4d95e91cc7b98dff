package json

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestFlatIsExact finds the same records whether or not flat ones are looked for first.
func TestFlatIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		record := rapid.SampledFrom([]string{
			`{"a":1}`, `{"a":1}`, `{"a":1,"b":"x"}`, `{}`, `{"a":"}"}`, `{"a":"},{"}`, `{"a":"{"}`, `{"a":"\""}`, `{"a":"]"}`, `{"a":{}}`, `{"a":[1]}`, `{"a":"x}`, `{"a":1}}`, `{"a":1`, `1`, `"x"`, `[1]`, ``,
		})
		between := rapid.SampledFrom([]string{",", ",", ",", " ,\n ", "", ",,", ";", "]"})
		var text strings.Builder
		for range rapid.IntRange(0, 8).Draw(t, "records") {
			text.WriteString(record.Draw(t, "record") + between.Draw(t, "between"))
		}
		of := scan{
			text: []byte(text.String()), whole: rapid.Bool().Draw(t, "whole"), limit: rapid.SampledFrom([]int{8, 1000}).Draw(t, "limit"),
			most:  rapid.IntRange(0, 4).Draw(t, "most"),
			piece: piece{place: rapid.SampledFrom([]place{atStart, atComma, atElement}).Draw(t, "place")},
		}
		got, want := of, of
		got.run()
		want.nested()
		if !reflect.DeepEqual(got.piece, want.piece) {
			t.Fatalf("%q:\n%+v, want\n%+v", text.String(), got.piece, want.piece)
		}
	})
}

func TestFlat(t *testing.T) {
	for _, test := range []struct {
		name, text string
		records    int
	}{
		{"no records", "", 0},
		{"records without anything special", `{"a":1},{"a":"x"} , {}`, 3},
		{"up to the end of the array", `{"a":1},{"a":2}],"x":[{}]`, 2},
		{"up to a brace in a string", `{"a":1},{"a":"}"},{"a":1}`, 1},
		{"up to an object in an object", `{"a":1},{"a":{}},{"a":1}`, 1},
		{"up to an array in an object", `{"a":1},{"a":[]},{"a":1}`, 1},
		{"up to a backslash", `{"a":1},{"a":"\\"},{"a":1}`, 1},
		{"up to a record that is no object", `{"a":1},1,{"a":1}`, 1},
		{"up to a missing comma", `{"a":1}{"a":1}`, 1},
		{"up to a record that goes on behind", `{"a":1},{"a":`, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := scan{text: []byte(test.text), limit: 100}
			if !s.flat() || len(s.records) != test.records {
				t.Errorf("%d records, want %d", len(s.records), test.records)
			}
		})
	}
}
