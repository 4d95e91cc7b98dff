package parquet

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	pq "github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"github.com/cogwg/hvdlint/internal/table"
)

// sample is a file of 300 records in three row groups, with nulls, a dictionary and a list.
func sample(t testing.TB, options ...pq.WriterOption) []byte {
	t.Helper()
	root := pq.Group{
		"count": pq.Optional(pq.Leaf(pq.Int32Type)), "name": pq.Encoded(pq.String(), &pq.RLEDictionary), "year": pq.Encoded(pq.Leaf(pq.Int64Type), &pq.DeltaBinaryPacked),
	}
	return write(t, root, sampleRows(false), append([]pq.WriterOption{pq.MaxRowsPerRowGroup(100), pq.PageBufferSize(200)}, options...)...)
}

// nestedSample has a list too.
func nestedSample(t testing.TB, options ...pq.WriterOption) []byte {
	t.Helper()
	root := pq.Group{
		"count": pq.Optional(pq.Leaf(pq.Int32Type)), "name": pq.Encoded(pq.String(), &pq.DeltaByteArray), "year": pq.Leaf(pq.Int64Type), "z": pq.List(pq.String()),
	}
	return write(t, root, sampleRows(true), append([]pq.WriterOption{pq.MaxRowsPerRowGroup(100), pq.PageBufferSize(200)}, options...)...)
}

func sampleRows(nested bool) []pq.Row {
	var rows []pq.Row
	for i := range 300 {
		var count any = int32(i)
		if i%7 == 0 {
			count = nil
		}
		row := pq.Row{cellOf(count, true, 0), cellOf(fmt.Sprint("name ", i%20), false, 1), cellOf(int64(1900+i), false, 2)}
		if nested {
			row = append(row, leafOf("a", 0, 1, 3), leafOf(fmt.Sprint(i), 1, 1, 3))
		}
		rows = append(rows, row)
	}
	return rows
}

// withFooter replaces the footer of a file by what change makes of it.
func withFooter(t *testing.T, file []byte, change func(*format.FileMetaData)) []byte {
	t.Helper()
	length := int(binary.LittleEndian.Uint32(file[len(file)-8:]))
	start := len(file) - 8 - length
	var meta format.FileMetaData
	var protocol thrift.CompactProtocol
	if err := thrift.Unmarshal(&protocol, file[start:len(file)-8], &meta); err != nil {
		t.Fatal(err)
	}
	change(&meta)
	footer, err := thrift.Marshal(&protocol, &meta)
	if err != nil {
		t.Fatal(err)
	}
	return withTail(append(bytes.Clone(file[:start]), footer...), uint32(len(footer)), magic)
}

// withTail adds the length of the footer and the magic.
func withTail(file []byte, length uint32, magic string) []byte {
	return append(binary.LittleEndian.AppendUint32(file, length), magic...)
}

func TestRefusals(t *testing.T) {
	file := sample(t)
	chunk := func(change func(*format.ColumnChunk)) []byte {
		return withFooter(t, file, func(m *format.FileMetaData) { change(&m.RowGroups[1].Columns[1]) })
	}
	for _, test := range []struct {
		name string
		file []byte
		want string // see reading.outcome
		says string
	}{
		{"nothing", nil, "0 not-a-table after 0 syntax:1", "does not begin and end"},
		{"the magic alone", []byte("PAR1"), "0 not-a-table after 0 syntax:1", "does not begin and end"},
		{"the end is missing", file[:len(file)/2], "0 damaged after 0 truncated:1", "the end of the Parquet file is missing"},
		{"the beginning is missing", file[20:], "0 not-a-table after 0 syntax:1", "does not begin and end"},
		{
			"a footer of 4 GiB in a file of 112 bytes", withTail(append([]byte(magic), make([]byte, 100)...), 0xFFFFFFFF, magic),
			"0 damaged after 0 syntax:1", "broken",
		},
		{"a footer that reaches into the magic", withTail([]byte(magic), 2, magic), "0 damaged after 0 syntax:1", "broken"},
		{"no footer", withTail([]byte(magic), 0, magic), "0 damaged after 0 syntax:1", "broken"},
		{"a footer of zeros", withTail(append([]byte(magic), make([]byte, 100)...), 100, magic), "0 damaged after 0 syntax:1", "broken"},
		{"an encrypted footer", withTail(append([]byte(encryptedMagic), make([]byte, 100)...), 100, encryptedMagic), "0 encrypted after 0", "export it without encryption"},
		{
			"an encrypted column", chunk(func(c *format.ColumnChunk) { c.CryptoMetadata.Value = &format.EncryptionWithFooterKey{} }),
			"0 encrypted after 0", "encrypted columns",
		},
		{"data in another file", chunk(func(c *format.ColumnChunk) { c.FilePath = "part-1.parquet" }), "0 unsupported-format after 0", "name those files"},
		{
			"no columns", withFooter(t, file, func(m *format.FileMetaData) {
				m.Schema = m.Schema[:1]
				m.Schema[0].NumChildren = thrift.New[int32](0)
			}), "0 not-a-table after 0", "no columns",
		},
		{
			"a schema that ends before its time", withFooter(t, file, func(m *format.FileMetaData) { m.Schema = m.Schema[:3] }),
			"0 damaged after 0 syntax:1", "broken",
		},
		{
			"more in the schema than its root has", withFooter(t, file, func(m *format.FileMetaData) { m.Schema[0].NumChildren = thrift.New[int32](2) }),
			"0 damaged after 0 syntax:1", "broken",
		},
		{"a schema of so many levels", withFooter(t, file, deepen), "0 damaged after 0 syntax:1", "broken"},
		{"a schema of so many columns", withFooter(t, file, widen), "0 too-large after 0", "16,385 columns, more than 16,384"},
		{
			"fewer chunks than columns", withFooter(t, file, func(m *format.FileMetaData) { m.RowGroups[0].Columns = m.RowGroups[0].Columns[:1] }),
			"0 damaged after 0 syntax:1", "broken",
		},
		{"a negative number of records", withFooter(t, file, func(m *format.FileMetaData) { m.RowGroups[2].NumRows = -1 }), "0 damaged after 0 syntax:1", "broken"},
		{
			"an absurd number of records", withFooter(t, file, func(m *format.FileMetaData) { m.RowGroups[2].NumRows = 1 << 62 }),
			"0 too-large after 0 oversize-record:1", "more memory",
		},
		{"a chunk behind the file", chunk(func(c *format.ColumnChunk) { c.MetaData.DataPageOffset, c.MetaData.DictionaryPageOffset = 1<<40, 0 }), "0 damaged after 0 syntax:1", "broken"},
		{"a chunk before the file", chunk(func(c *format.ColumnChunk) { c.MetaData.DataPageOffset = -5 }), "0 damaged after 0 syntax:1", "broken"},
		{"a chunk of another type", chunk(func(c *format.ColumnChunk) { c.MetaData.Type = format.Int96 }), "0 damaged after 0 syntax:1", "broken"},
		{
			"a compression that is not read", chunk(func(c *format.ColumnChunk) { c.MetaData.Codec = format.LZO }), "200 unsupported-format after 100",
			"100 records could not be read, from record 101 on (row group 2 of 3, column “name”): the data are written in a way that hvdlint does not read (LZO)",
		},
		{
			"a chunk that another column has", withFooter(t, file, func(m *format.FileMetaData) {
				m.RowGroups[1].Columns[2] = m.RowGroups[0].Columns[2]
				m.RowGroups[2].Columns[2] = m.RowGroups[0].Columns[2]
			}), "300", "",
		},
		{
			"chunks that many row groups have", withFooter(t, file, func(m *format.FileMetaData) {
				m.RowGroups, m.NumRows = slices.Repeat(m.RowGroups[:1], 50), 5000
			}), "300 damaged after 300 syntax:47", "broken",
		},
		{
			"fewer records in a row group than its footer says", withFooter(t, file, func(m *format.FileMetaData) { m.RowGroups[1].NumRows = 120 }),
			"300 damaged after 200 truncated:1 syntax:1", "20 records could not be read, from record 201 on (row group 2 of 3, column “count”): the file holds fewer records than its footer says",
		},
		{
			"more records in a row group than its footer says", withFooter(t, file, func(m *format.FileMetaData) { m.RowGroups[1].NumRows = 70 }),
			"270 damaged after 170 truncated:1 syntax:1", "row group 2 of 3, column “count” is not as it should be: the file holds more records than its footer says",
		},
		{
			"another number of records in all", withFooter(t, file, func(m *format.FileMetaData) { m.NumRows = 299 }),
			"300 damaged after 300 syntax:1", "row group 3 of 3 is not as it should be: the file holds more records",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := mustRead(t, test.file, Options{})
			u := got.Facts.Unread
			if got.outcome() != test.want || (u == nil) != (test.says == "") || u != nil && !strings.Contains(u.Text.EN, test.says) {
				t.Errorf("%s, want %s: %+v", got.outcome(), test.want, u)
			}
			if int64(len(got.Records)) != got.Facts.Records {
				t.Errorf("%d records, the facts say %d", len(got.Records), got.Facts.Records)
			}
			compareCuttings(t, test.file, got, 7, 3, 1)
		})
	}
}

// deepen puts the columns into more groups than a schema may have.
func deepen(m *format.FileMetaData) {
	root := m.Schema[0]
	root.NumChildren = thrift.New[int32](1)
	schema := []format.SchemaElement{root}
	for range maxDepth + 1 {
		schema = append(schema, format.SchemaElement{Name: "g", NumChildren: thrift.New[int32](1)})
	}
	schema[len(schema)-1].NumChildren = thrift.New[int32](3)
	m.Schema = append(schema, m.Schema[1:]...)
}

func widen(m *format.FileMetaData) {
	m.Schema = m.Schema[:1]
	m.Schema[0].NumChildren = thrift.New[int32](maxLeaves + 1)
	for range maxLeaves + 1 {
		m.Schema = append(m.Schema, format.SchemaElement{Name: "c", Type: thrift.New(format.Int32)})
	}
}

// TestDamagedPage: the records of a page that cannot be read are lost, those before and behind are not.
func TestDamagedPage(t *testing.T) {
	file := sample(t)
	r := &reader{file: bytes.NewReader(file), facts: &table.Resource{}}
	if err := r.begin(int64(len(file))); err != nil {
		t.Fatal(err)
	}
	g := &group{number: 1, first: 101, records: 100}
	if _, err := r.index(g); err != nil {
		t.Fatal(err)
	}
	pages := g.chunks[1].pages // "name"
	if len(pages) < 2 {
		t.Fatalf("%d pages", len(pages))
	}
	page := pages[0]
	broken := bytes.Clone(file)
	broken[page.offset+1] ^= 0x10 // behind the width of indexes
	got := mustRead(t, broken, Options{})
	lost := map[int64]bool{}
	for i := range int64(page.values) {
		lost[101+page.first+i] = true
	}
	whole := mustRead(t, file, Options{})
	for i, number := range got.Numbers {
		if lost[number] || !reflect.DeepEqual(got.Records[i], whole.Records[number-1]) {
			t.Errorf("record %d: %q", number, got.Records[i])
		}
	}
	if len(got.Records) != 300-page.values {
		t.Errorf("%d records, want 300 without %d", len(got.Records), page.values)
	}
	if u := got.Facts.Unread; u == nil || u.Record != 100+page.first || !strings.Contains(u.Text.EN, "column “name”): the data do not match the checksum") {
		t.Errorf("unread: %+v", u)
	}
	for _, shard := range []int{1, 13, 50} {
		compareCuttings(t, broken, got, shard, 7, 1)
	}
}

// TestMutations: a file with some bytes changed, or cut off, is read without panic, without taking more memory than it may, and with the
// same result however it is cut.
func TestMutations(t *testing.T) {
	const bound = 64 << 20
	var files [][]byte
	for _, codec := range codecs {
		files = append(files, sample(t, pq.Compression(codec)), nestedSample(t, pq.Compression(codec), pq.DataPageVersion(1)))
	}
	for i, file := range files {
		random := rand.New(rand.NewPCG(uint64(i), 7))
		length := int(binary.LittleEndian.Uint32(file[len(file)-8:]))
		for n := range 40 {
			mutant := bytes.Clone(file)
			for range 1 + random.IntN(4) {
				at := random.IntN(len(mutant))
				if n%2 == 0 { // in the footer
					at = len(mutant) - 8 - random.IntN(length)
				}
				mutant[at] = byte(random.UintN(256))
			}
			if n%10 == 9 {
				cut := random.IntN(len(mutant))
				mutant = append(mutant[:cut], mutant[min(len(mutant), cut+random.IntN(50)):]...)
			}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			r, err := open(t, mutant)
			if err != nil {
				t.Fatal(err)
			}
			if claimed(r) > 1<<16 {
				continue // a run of equal values that a changed number made long
			}
			drain(t, r)
			runtime.ReadMemStats(&after)
			if used := after.TotalAlloc - before.TotalAlloc; used > bound {
				t.Errorf("file %d, mutant %d: %d bytes allocated for %d", i, n, used, len(mutant))
			}
			compareCuttings(t, mutant, mustRead(t, mutant, Options{}), 1+random.IntN(60), 1+random.IntN(60), uint64(n))
		}
	}
}

// TestSourceFails: an error of reading is ours, the end of the file before its time is the file's.
func TestSourceFails(t *testing.T) {
	file := sample(t)
	broken := errors.New("broken")
	for after := range 30 {
		source := &failing{ReaderAt: bytes.NewReader(file), left: after, err: broken}
		r, err := Open(t.Context(), source, int64(len(file)), &table.Resource{}, Options{})
		for err == nil {
			s, next := r.Next(t.Context())
			if errors.Is(next, io.EOF) {
				break
			}
			if err = next; err == nil {
				err = s.Batches(func(*table.Batch) error { return nil })
			}
		}
		if !errors.Is(err, broken) {
			t.Errorf("after %d: error %v, unread: %v", after, err, r.Resource().Unread)
		}
	}
	got := &table.Resource{}
	r, err := Open(t.Context(), bytes.NewReader(file[:len(file)-200]), int64(len(file)), got, Options{})
	if err != nil || got.Unread == nil || got.Damage[table.Truncated] != 1 {
		t.Errorf("error %v, facts %+v", err, got)
	}
	if _, err := r.Next(t.Context()); !errors.Is(err, io.EOF) {
		t.Errorf("error %v", err)
	}
}

type failing struct {
	io.ReaderAt
	left int
	err  error
}

func (f *failing) ReadAt(p []byte, offset int64) (int, error) {
	if f.left--; f.left < 0 {
		return 0, f.err
	}
	return f.ReaderAt.ReadAt(p, offset)
}

func TestEnds(t *testing.T) {
	file := sample(t)
	ctx, cancel := context.WithCancel(t.Context())
	r, err := Open(ctx, bytes.NewReader(file), int64(len(file)), &table.Resource{}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := r.Next(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Batches(func(*table.Batch) error { return io.ErrClosedPipe }); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("error %v is not that of yield", err)
	}
	cancel()
	if _, err := r.Next(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the context's", err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Next(t.Context()); !errors.Is(err, io.EOF) {
		t.Errorf("error %v after Close", err)
	}
	if _, err := Open(ctx, bytes.NewReader(file), int64(len(file)), &table.Resource{}, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the context's", err)
	}
}

// TestFacts: the names, row groups and damaged cells of a file.
func TestFacts(t *testing.T) {
	f := mustRead(t, sample(t), Options{}).Facts
	if !reflect.DeepEqual(f.Header.Labels, []string{"count", "name", "year"}) || !f.Header.Found || f.Dialect.HeaderLine != 0 || f.Dialect.Why.FR == "" {
		t.Errorf("header %+v, dialect %+v", f.Header, f.Dialect)
	}
	if !reflect.DeepEqual(f.RowGroups, []int64{1, 101, 201}) || f.Records != 300 || !f.Native.Has(table.DateTime) || f.Native.Has(table.Text) {
		t.Errorf("row groups %v, %d records, native kinds %b", f.RowGroups, f.Records, f.Native)
	}
	if place := f.Place(150, 0, 1); place.RowGroup != 2 {
		t.Errorf("record 150 is in row group %d", place.RowGroup)
	}
	var values []any
	for i := range 100 {
		values = append(values, []any{"Zoé", "Zo\xe9"}[i%2])
	}
	for _, samples := range []int{0, 3} {
		got := mustRead(t, writeColumn(t, pq.String(), values), Options{Samples: samples, BatchRecords: 9}).Facts
		want := table.Damage{Kind: table.InvalidBytes, Offset: 3, Record: 4, Column: 1, Value: "Zo\uFFFD"}
		if got.Damage[table.InvalidBytes] != 50 || len(got.Damaged) < 3 || got.Damaged[1] != want || got.Unread != nil {
			t.Errorf("damage %v, %+v", got.Damage, got.Damaged)
		}
	}
}
