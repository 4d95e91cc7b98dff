package parquet

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/klauspost/compress/snappy"
	pq "github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"github.com/cogwg/hvdlint/internal/table"
)

// craft makes a file of one column from pages, each a header and what stands behind it.
func craft(t *testing.T, element format.SchemaElement, codec format.CompressionCodec, records int64, pages ...any) []byte {
	t.Helper()
	var protocol thrift.CompactProtocol
	marshal := func(v any) []byte {
		b, err := thrift.Marshal(&protocol, v)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	file := []byte(magic)
	for i := 0; i < len(pages); i += 2 {
		header, body := pages[i].(format.PageHeader), pages[i+1].([]byte)
		header.CompressedPageSize = int32(len(body))
		if header.UncompressedPageSize == 0 {
			header.UncompressedPageSize = int32(len(body))
		}
		file = append(append(file, marshal(&header)...), body...)
	}
	element.Name = "v"
	footer := marshal(&format.FileMetaData{
		Version: 1, NumRows: records, Schema: []format.SchemaElement{{Name: "table", NumChildren: thrift.New[int32](1)}, element},
		RowGroups: []format.RowGroup{{NumRows: records, Columns: []format.ColumnChunk{{MetaData: format.ColumnMetaData{
			Type: element.Type.V, Codec: codec, NumValues: records, TotalCompressedSize: int64(len(file) - 4), DataPageOffset: 4, PathInSchema: []string{"v"},
			Encoding: []format.Encoding{format.Plain},
		}}}}},
	})
	return withTail(append(file, footer...), uint32(len(footer)), magic)
}

func first(encoding format.Encoding, values int32) format.PageHeader {
	return format.PageHeader{Type: format.DataPage, DataPageHeader: thrift.New(format.DataPageHeader{
		NumValues: values, Encoding: encoding, DefinitionLevelEncoding: format.RLE, RepetitionLevelEncoding: format.RLE,
	})}
}

func dictionaryOf(values int32) format.PageHeader {
	return format.PageHeader{Type: format.DictionaryPage, DictionaryPageHeader: thrift.New(format.DictionaryPageHeader{NumValues: values})}
}

// varints writes numbers as deltas do: the first three as they are, the others in zigzag.
func varints(numbers ...int64) []byte {
	var b []byte
	for i, n := range numbers {
		if i < 3 {
			b = binary.AppendUvarint(b, uint64(n))
		} else {
			b = binary.AppendVarint(b, n)
		}
	}
	return b
}

// equal is the deltas of a run of equal numbers.
func equal(n, value int64) []byte {
	b := varints(1024, 1, n, value)
	for n--; n > 0; n -= 1024 {
		b = append(b, 0, 0) // the smallest difference, and the number of bits
	}
	return b
}

// TestPages reads pages that no writer makes: each within little memory.
func TestPages(t *testing.T) {
	element := func(of format.Type, repetition format.FieldRepetitionType) format.SchemaElement {
		return format.SchemaElement{Type: thrift.New(of), RepetitionType: thrift.New(repetition)}
	}
	text := element(format.ByteArray, format.Required)
	number := element(format.Int32, format.Required)
	million := "\x00\x00\x10\x00" + strings.Repeat("a", 1<<20)
	large := first(format.Plain, 5)
	large.UncompressedPageSize = 200 << 20
	for _, test := range []struct {
		name string
		file []byte
		want string // the number of records and what else, see reading.outcome
	}{
		{
			"levels packed with the highest bit first", craft(t, element(format.Boolean, format.Optional), format.Uncompressed, 5,
				format.PageHeader{Type: format.DataPage, DataPageHeader: thrift.New(format.DataPageHeader{NumValues: 5, DefinitionLevelEncoding: format.BitPacked})},
				[]byte{0b10110_000, 0b101}), "5",
		},
		{"more values than fit the file", craft(t, number, format.Uncompressed, math.MaxInt32, first(format.Plain, math.MaxInt32), []byte{1, 2, 3, 4}), "0 too-large after 0 oversize-record:1"},
		{"values that are not there", craft(t, number, format.Uncompressed, 1000, first(format.Plain, 1000), []byte{1, 0, 0, 0, 2}), "1 damaged after 1 syntax:1"},
		{
			"a dictionary of values that are not there", craft(t, number, format.Uncompressed, 3, dictionaryOf(math.MaxInt32), []byte{1, 0, 0, 0}, first(format.RLEDictionary, 3), []byte{0}),
			"0 damaged after 0 syntax:1",
		},
		{"no dictionary", craft(t, number, format.Uncompressed, 3, first(format.RLEDictionary, 3), []byte{0}), "0 damaged after 0 syntax:1"},
		{
			"indexes of no bits", craft(t, number, format.Uncompressed, 3, dictionaryOf(1), []byte{7, 0, 0, 0}, first(format.RLEDictionary, 3), []byte{0}), "3",
		},
		{
			"indexes behind the dictionary", craft(t, number, format.Uncompressed, 9, dictionaryOf(2), []byte{7, 0, 0, 0, 8, 0, 0, 0}, first(format.RLEDictionary, 9), []byte{2, 4, 1, 14, 2}),
			"2 damaged after 2 syntax:1",
		},
		{"indexes of 33 bits", craft(t, number, format.Uncompressed, 3, dictionaryOf(1), []byte{7, 0, 0, 0}, first(format.RLEDictionary, 3), []byte{33, 6, 0}), "0 damaged after 0 syntax:1"},
		{"a page of 200 MiB in some bytes", craft(t, number, format.Snappy, 5, large, snappy.Encode(nil, make([]byte, 20))), "0 damaged after 0 syntax:1"},
		{"a page of no bytes", craft(t, number, format.Snappy, 5, first(format.Plain, 5), []byte{}), "0 damaged after 0 syntax:1"},
		{"deltas in blocks of nothing", craft(t, number, format.Uncompressed, 3, first(format.DeltaBinaryPacked, 3), varints(0, 1, 3, 1)), "0 damaged after 0 syntax:1"},
		{"deltas in blocks without end", craft(t, number, format.Uncompressed, 3, first(format.DeltaBinaryPacked, 3), varints(1<<62, 1, 3, 1)), "0 damaged after 0 syntax:1"},
		{"deltas that end", craft(t, number, format.Uncompressed, 3, first(format.DeltaBinaryPacked, 3), varints(128, 4, 3, 1)), "1 damaged after 1 syntax:1"},
		{"deltas of 65 bits", craft(t, number, format.Uncompressed, 3, first(format.DeltaBinaryPacked, 3), append(varints(8, 1, 3, 1), append([]byte{0, 65}, make([]byte, 99)...)...)), "1 damaged after 1 syntax:1"},
		{"equal deltas", craft(t, number, format.Uncompressed, 3000, first(format.DeltaBinaryPacked, 3000), equal(3000, -5)), "3000"},
		{"lengths that are negative", craft(t, text, format.Uncompressed, 2, first(format.DeltaLengthByteArray, 2), append(equal(2, -1), "ab"...)), "0 damaged after 0 syntax:1"},
		{
			"texts that have a long one in common", craft(t, text, format.Uncompressed, 200, first(format.DeltaByteArray, 200), slices.Concat(
				varints(1024, 1, 200, 0, 1<<20), []byte{0}, // the common part: 0, and then a difference of 2^20 each: more than there is
				equal(200, 0))), "1 damaged after 1 syntax:1",
		},
		{"a page of unknown encoding", craft(t, number, format.Uncompressed, 3, first(77, 3), []byte{0}), "0 unsupported-format after 0"},
		{"a page of another type's encoding", craft(t, text, format.Uncompressed, 3, first(format.DeltaBinaryPacked, 3), equal(3, 1)), "0 unsupported-format after 0"},
		{"a page of unknown type between others", craft(t, number, format.Uncompressed, 2, first(format.Plain, 1), []byte{1, 0, 0, 0}, format.PageHeader{Type: 9}, []byte("xyz"), first(format.Plain, 1), []byte{2, 0, 0, 0}), "2"},
		{"a dictionary behind the data", craft(t, number, format.Uncompressed, 2, first(format.Plain, 1), []byte{1, 0, 0, 0}, dictionaryOf(1), []byte{2, 0, 0, 0}), "1 damaged after 1 syntax:1"},
		{"one text of a mebibyte", craft(t, text, format.Uncompressed, 1, first(format.Plain, 1), []byte(million)), "1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			visit(t, test.file, Options{}, func(*table.Batch) {})
			runtime.ReadMemStats(&after)
			if used := after.TotalAlloc - before.TotalAlloc; used > uint64(4<<20+8*len(test.file)) {
				t.Errorf("%d bytes allocated for a file of %d", used, len(test.file))
			}
			got := mustRead(t, test.file, Options{})
			if got.outcome() != test.want {
				t.Errorf("%s, want %s", got.outcome(), test.want)
			}
			compareCuttings(t, test.file, got, 3, 2, 1)
		})
	}
}

// TestLongRuns: some bytes that stand for millions of equal values are read without the memory for them.
func TestLongRuns(t *testing.T) {
	const records = 4_000_000
	run := append(append([]byte{5, 0, 0, 0}, binary.AppendUvarint(nil, records<<1)...), 1)
	file := craft(t, format.SchemaElement{Type: thrift.New(format.Boolean)}, format.Uncompressed, records, first(format.RLE, records), run)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	r, err := open(t, file)
	if err != nil {
		t.Fatal(err)
	}
	if n := drain(t, r); n != records {
		t.Errorf("%d records, want %d", n, records)
	}
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 4<<20 {
		t.Errorf("%d bytes allocated for a file of %d", used, len(file))
	}
}

// TestLongTexts: a batch ends when its text is long, in whatever column.
func TestLongTexts(t *testing.T) {
	var rows []pq.Row
	for i := range 60 {
		rows = append(rows, pq.Row{
			cellOf(int32(i), false, 0), cellOf(strings.Repeat(string(rune('a'+i%26)), 1<<20), false, 1), cellOf(fmt.Sprint(i%7), false, 2),
		})
	}
	file := write(t, pq.Group{"a": pq.Leaf(pq.Int32Type), "b": pq.Encoded(pq.String(), &pq.Plain), "c": pq.Encoded(pq.String(), &pq.RLEDictionary)}, rows, pq.Compression(&pq.Snappy))
	next := int64(1)
	facts := visit(t, file, Options{panics: true}, func(b *table.Batch) {
		if n := len(b.Columns[1].Data); n > batchText+1<<20 || b.First != next {
			t.Errorf("records from %d on, want %d, of %d bytes", b.First, next, n)
		}
		for i := range b.Len {
			record := int(b.Record(i)) - 1
			if got := show(b.Columns[0].Cell(i)); got != fmt.Sprint("number ", record) {
				t.Errorf("record %d: %s", record+1, got)
			}
			if text := b.Columns[1].Text(i); len(text) != 1<<20 || text[0] != byte('a'+record%26) {
				t.Errorf("record %d: %d bytes of %c", record+1, len(text), text[0])
			}
			if got := show(b.Columns[2].Cell(i)); got != fmt.Sprint(record%7) {
				t.Errorf("record %d: %s", record+1, got)
			}
		}
		next += int64(b.Len)
	})
	if next != 61 || facts.Unread != nil {
		t.Errorf("next record is %d, unread: %+v", next, facts.Unread)
	}
}

// TestTogether: shards of one row group are decoded at the same time, and share its dictionaries. What is lost is told once all are.
func TestTogether(t *testing.T) {
	whole := sample(t)
	broken := bytes.Clone(whole)
	broken[len(broken)/3] ^= 1
	for _, file := range [][]byte{whole, broken} {
		want := mustRead(t, file, Options{})
		r, err := Open(t.Context(), bytes.NewReader(file), int64(len(file)), &table.Resource{}, Options{ShardRecords: 7})
		if err != nil {
			t.Fatal(err)
		}
		records := make([][]table.Cell, 300)
		var workers sync.WaitGroup
		for {
			s, err := r.Next(t.Context())
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			workers.Go(func() {
				var part reading
				if err := s.Batches(func(b *table.Batch) error { return part.take(b, r.Resource()) }); err != nil {
					t.Error(err)
				}
				for i, number := range part.Numbers {
					records[number-1] = part.Records[i]
				}
			})
		}
		workers.Wait()
		if damaged := &file[0] != &whole[0]; damaged != (want.Facts.Unread != nil) {
			t.Fatalf("damaged: %t, unread: %+v", damaged, want.Facts.Unread)
		}
		for i, number := range want.Numbers {
			if !reflect.DeepEqual(records[number-1], want.Records[i]) {
				t.Errorf("record %d: %q", number, records[number-1])
			}
		}
		if !reflect.DeepEqual(r.Resource(), want.Facts) {
			t.Errorf("facts %+v, want %+v", r.Resource(), want.Facts)
		}
	}
}
