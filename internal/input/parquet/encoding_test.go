package parquet

import (
	"context"
	"fmt"
	"reflect"
	"testing"

	pq "github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"
	"github.com/parquet-go/parquet-go/encoding"
	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/table"
)

// encodings lists for some types the encodings that they may have, and makes values.
var encodings = []struct {
	name      string
	node      func() pq.Node
	encodings []encoding.Encoding
	value     func(i int) any
}{
	{"boolean", func() pq.Node { return pq.Leaf(pq.BooleanType) }, []encoding.Encoding{&pq.Plain, &pq.RLE}, func(i int) any { return i%3 == 0 }},
	{
		"int32", func() pq.Node { return pq.Leaf(pq.Int32Type) },
		[]encoding.Encoding{&pq.Plain, &pq.RLEDictionary, &pq.DeltaBinaryPacked, &pq.ByteStreamSplit},
		func(i int) any { return int32(i*i*7919) - 1<<20 },
	},
	{
		"int64", func() pq.Node { return pq.Leaf(pq.Int64Type) },
		[]encoding.Encoding{&pq.Plain, &pq.RLEDictionary, &pq.DeltaBinaryPacked, &pq.ByteStreamSplit},
		func(i int) any { return int64(i) * 0x1234_5678_9ABC_DEF1 },
	},
	{
		"float", func() pq.Node { return pq.Leaf(pq.FloatType) },
		[]encoding.Encoding{&pq.Plain, &pq.RLEDictionary, &pq.ByteStreamSplit},
		func(i int) any { return float32(i) / 8 },
	},
	{
		"double", func() pq.Node { return pq.Leaf(pq.DoubleType) },
		[]encoding.Encoding{&pq.Plain, &pq.RLEDictionary, &pq.ByteStreamSplit},
		func(i int) any { return float64(i%50) / 3 },
	},
	{
		"text", pq.String,
		[]encoding.Encoding{&pq.Plain, &pq.RLEDictionary, &pq.DeltaLengthByteArray, &pq.DeltaByteArray},
		func(i int) any { return []string{"", "Emma", "Emmanuelle", "Zoé"}[i%4] + fmt.Sprint(i%97) },
	},
	{
		"fixed", func() pq.Node { return pq.Leaf(pq.FixedLenByteArrayType(5)) },
		[]encoding.Encoding{&pq.Plain, &pq.RLEDictionary, &pq.DeltaByteArray, &pq.ByteStreamSplit},
		func(i int) any { return fmt.Appendf(nil, "%05d", i*31%1000) },
	},
}

var codecs = []compress.Codec{&pq.Uncompressed, &pq.Snappy, &pq.Gzip, &pq.Brotli, &pq.Zstd, &pq.Lz4Raw}

// TestEncodings reads the same values from each encoding, compression and version of data pages.
func TestEncodings(t *testing.T) {
	for _, kind := range encodings {
		t.Run(kind.name, func(t *testing.T) {
			var values []any
			for i := range 3000 {
				value := kind.value(i)
				if i%11 == 5 || i > 2000 && i < 2300 {
					value = nil
				}
				values = append(values, value)
			}
			want := mustRead(t, writeColumn(t, pq.Optional(kind.node()), values), Options{}).Records
			if len(want) != len(values) {
				t.Fatalf("%d records, want %d", len(want), len(values))
			}
			for _, e := range kind.encodings {
				for _, codec := range codecs {
					for _, version := range []int{1, 2} {
						node := pq.Compressed(pq.Encoded(pq.Optional(kind.node()), e), codec)
						got := mustRead(t, writeColumn(t, node, values, pq.DataPageVersion(version), pq.PageBufferSize(1000)), Options{})
						if !reflect.DeepEqual(got.Records, want) || got.Facts.Unread != nil {
							t.Errorf("%s, %s, version %d: %s", e, codec, version, got.outcome())
						}
					}
				}
			}
		})
	}
}

// TestLayouts: cells come as indexes while the pages have them, and as they are behind the page that has none.
func TestLayouts(t *testing.T) {
	var values []any
	for i := range 5000 {
		values = append(values, fmt.Sprint("name ", i*7919%4000))
	}
	for _, test := range []struct {
		name              string
		options           []pq.WriterOption
		encoding          encoding.Encoding
		dictionary, plain bool
	}{
		{"a dictionary", nil, &pq.RLEDictionary, true, false},
		{"plain", nil, &pq.Plain, false, true},
		{"a dictionary that was given up", []pq.WriterOption{pq.DictionaryMaxBytes(20_000), pq.PageBufferSize(4000)}, &pq.RLEDictionary, true, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			file := writeColumn(t, pq.Optional(pq.Encoded(pq.String(), test.encoding)), values, test.options...)
			var spans []table.Span
			var dictionary, plain bool
			visit(t, file, Options{BatchRecords: 100, ShardRecords: 1000}, func(b *table.Batch) {
				column := &b.Columns[0]
				if column.Index == nil {
					plain = true
					return
				}
				dictionary = true
				if spans != nil && &spans[0] != &column.Spans[0] {
					t.Error("the dictionary of a row group changes")
				}
				spans = column.Spans
			})
			if dictionary != test.dictionary || plain != test.plain {
				t.Errorf("indexes: %t, cells: %t", dictionary, plain)
			}
			got := mustRead(t, file, Options{})
			for i, cell := range got.cells(0) {
				if cell != values[i] {
					t.Fatalf("record %d: %q, want %q", i+1, cell, values[i])
				}
			}
		})
	}
}

// TestCutting: however a file is cut, and in whatever order its parts are decoded, its records are the same.
func TestCutting(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		rows := rapid.IntRange(0, 700).Draw(rt, "rows")
		root := pq.Group{}
		columns := map[string][]any{}
		for i := range rapid.IntRange(1, 4).Draw(rt, "columns") {
			kind := rapid.SampledFrom(encodings).Draw(rt, "type")
			name := fmt.Sprint(string(rune('a'+i)), kind.name)
			node := pq.Encoded(kind.node(), rapid.SampledFrom(kind.encodings).Draw(rt, "encoding"))
			nulls := rapid.IntRange(0, 4).Draw(rt, "nulls")
			if nulls > 0 {
				node = pq.Optional(node)
			}
			step := rapid.IntRange(0, 3).Draw(rt, "step")
			for i := range rows {
				columns[name] = append(columns[name], kind.value(i*step))
				if nulls > 0 && i%5 < nulls {
					columns[name][i] = nil
				}
			}
			root[name] = pq.Compressed(node, rapid.SampledFrom(codecs).Draw(rt, "compression"))
		}
		schema := pq.NewSchema("table", root)
		var written []pq.Row
		for i := range rows {
			var row pq.Row
			for c, field := range schema.Fields() {
				row = append(row, cellOf(columns[field.Name()][i], field.Optional(), c))
			}
			written = append(written, row)
		}
		file := write(t, root, written,
			pq.MaxRowsPerRowGroup(int64(rapid.IntRange(50, 800).Draw(rt, "row group"))), pq.PageBufferSize(rapid.IntRange(64, 4096).Draw(rt, "page")),
			pq.DataPageVersion(rapid.IntRange(1, 2).Draw(rt, "version")), pq.DictionaryMaxBytes(int64(rapid.SampledFrom([]int{0, 500}).Draw(rt, "dictionary"))))
		want := mustRead(t, file, Options{})
		if len(want.Records) != rows || want.Facts.Records != int64(rows) || want.Facts.Unread != nil {
			rt.Fatalf("%s of %d records, unread: %+v", want.outcome(), rows, want.Facts.Unread)
		}
		compareCuttings(rt, file, want, rapid.IntRange(1, 300).Draw(rt, "shard"), rapid.IntRange(1, 300).Draw(rt, "batch"), rapid.Uint64().Draw(rt, "order"))
	})
}

// compareCuttings reads file cut otherwise and in another order.
func compareCuttings(t rapid.TB, file []byte, want *reading, shard, batch int, seed uint64) {
	t.Helper()
	got, err := read(context.Background(), file, Options{ShardRecords: shard, BatchRecords: batch}, shuffled(seed))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got.Numbers, want.Numbers) || !reflect.DeepEqual(got.Records, want.Records) {
		t.Fatalf("shards of %d, batches of %d: other records (%s, want %s)", shard, batch, got.outcome(), want.outcome())
	}
	if !reflect.DeepEqual(got.Facts, want.Facts) {
		t.Fatalf("shards of %d, batches of %d:\n%+v\nwant\n%+v", shard, batch, got.Facts, want.Facts)
	}
}
