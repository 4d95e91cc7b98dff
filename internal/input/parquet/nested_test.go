package parquet

import (
	"slices"
	"testing"

	pq "github.com/parquet-go/parquet-go"
)

// leafOf is a value of a nested leaf.
func leafOf(v any, repetition, definition, column int) pq.Value {
	if v == nil {
		return pq.NullValue().Level(repetition, definition, column)
	}
	return pq.ValueOf(v).Level(repetition, definition, column)
}

func TestNested(t *testing.T) {
	for _, test := range []struct {
		name string
		node pq.Node
		rows []pq.Row
		want []string
	}{
		{
			"a group", pq.Optional(pq.Group{"a": pq.Optional(pq.String()), "b": pq.Leaf(pq.Int32Type)}),
			[]pq.Row{{leafOf("é\"\n\x01", 0, 2, 0), leafOf(int32(1), 0, 1, 1)}, {leafOf(nil, 0, 1, 0), leafOf(int32(2), 0, 1, 1)}, {leafOf(nil, 0, 0, 0), leafOf(nil, 0, 0, 1)}},
			[]string{`nested {"a":"é\"\n\u0001","b":1}`, `nested {"a":null,"b":2}`, "null"},
		},
		{
			"a group that is always there",
			pq.Group{"a": pq.Optional(pq.Leaf(pq.BooleanType))},
			[]pq.Row{{leafOf(true, 0, 1, 0)}, {leafOf(nil, 0, 0, 0)}},
			[]string{`nested {"a":true}`, `nested {"a":null}`},
		},
		{
			"a repeated field", pq.Repeated(pq.Leaf(pq.Int32Type)),
			[]pq.Row{{leafOf(int32(1), 0, 1, 0), leafOf(int32(2), 1, 1, 0)}, {leafOf(nil, 0, 0, 0)}, {leafOf(int32(3), 0, 1, 0)}},
			[]string{"nested [1,2]", "nested []", "nested [3]"},
		},
		{
			"a list", pq.Optional(pq.List(pq.Optional(pq.String()))),
			[]pq.Row{
				{leafOf("a", 0, 3, 0), leafOf(nil, 1, 2, 0), leafOf("", 1, 3, 0)}, {leafOf(nil, 0, 1, 0)}, {leafOf(nil, 0, 0, 0)}, {leafOf(nil, 0, 2, 0)},
			},
			[]string{`nested ["a",null,""]`, "nested []", "null", "nested [null]"},
		},
		{
			"a list of dates", pq.List(pq.Date()),
			[]pq.Row{{leafOf(int32(0), 0, 1, 0), leafOf(int32(1), 1, 1, 0)}},
			[]string{`nested ["1970-01-01","1970-01-02"]`},
		},
		{
			"a list of lists", pq.List(pq.List(pq.Leaf(pq.Int32Type))),
			[]pq.Row{
				{leafOf(int32(1), 0, 2, 0), leafOf(int32(2), 2, 2, 0), leafOf(int32(3), 1, 2, 0)}, {leafOf(nil, 0, 1, 0), leafOf(int32(4), 1, 2, 0)}, {leafOf(nil, 0, 0, 0)},
			},
			[]string{"nested [[1,2],[3]]", "nested [[],[4]]", "nested []"},
		},
		{
			"a map", pq.Map(pq.String(), pq.Optional(pq.Leaf(pq.DoubleType))),
			[]pq.Row{
				{leafOf("a", 0, 1, 0), leafOf("b", 1, 1, 0), leafOf(1.5, 0, 2, 1), leafOf(nil, 1, 1, 1)}, {leafOf(nil, 0, 0, 0), leafOf(nil, 0, 0, 1)},
			},
			[]string{`nested {"a":1.5,"b":null}`, "nested {}"},
		},
		{
			"a map of numbers", pq.Map(pq.Leaf(pq.Int32Type), pq.String()),
			[]pq.Row{{leafOf(int32(7), 0, 1, 0), leafOf("x", 0, 1, 1)}},
			[]string{`nested {"7":"x"}`},
		},
		{
			"text that is not UTF-8", pq.Repeated(pq.String()),
			[]pq.Row{{leafOf("\xff", 0, 1, 0)}, {leafOf("a", 0, 1, 0)}},
			[]string{"damaged [\"\uFFFD\"]", `nested ["a"]`},
		},
		{
			"a variant", pq.Variant(),
			[]pq.Row{{leafOf([]byte{1, 0, 0}, 0, 0, 0), leafOf([]byte{12, 255}, 0, 0, 1)}},
			[]string{`nested {"metadata":"010000","value":"0cff"}`},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, version := range []int{1, 2} {
				// The rows again and again, so that they go over many pages.
				rows, want := slices.Repeat(test.rows, 300), slices.Repeat(test.want, 300)
				file := write(t, pq.Group{"v": test.node}, rows, pq.DataPageVersion(version), pq.PageBufferSize(256))
				got := mustRead(t, file, Options{BatchRecords: 7, ShardRecords: 10})
				if cells := got.cells(0); !slices.Equal(cells, want) || got.Facts.Unread != nil {
					t.Fatalf("version %d: %d of %d records, unread: %+v, first: %q, want %q", version, len(cells), len(want), got.Facts.Unread, cells[:min(len(cells), len(test.want))], test.want)
				}
			}
		})
	}
}
