package main

import (
	"bytes"
	"encoding/binary"
	"io"

	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// emptyPromise is a file of 112 bytes whose footer claims to be 4 GiB long.
func emptyPromise(w io.Writer) error {
	file := append([]byte("PAR1\x15\x00"), bytes.Repeat([]byte{0x19}, 98)...)
	file = binary.LittleEndian.AppendUint32(file, 1<<32-16)
	_, err := w.Write(append(file, "PAR1"...))
	return err
}

// lie is a Parquet file of one column and one page, whose numbers say what it pleases.
type lie struct {
	rows         int64 // of the file, the row group and the column
	values       int32 // of the page
	uncompressed int32 // bytes of the page
	compressed   int32
	codec        format.CompressionCodec
	page         []byte // what the page has in truth
}

func (l lie) write(w io.Writer) error {
	compact := &thrift.CompactProtocol{}
	header, err := thrift.Marshal(compact, format.PageHeader{
		Type: format.DataPage, UncompressedPageSize: l.uncompressed, CompressedPageSize: l.compressed,
		DataPageHeader: thrift.New(format.DataPageHeader{NumValues: l.values, Encoding: format.Plain, DefinitionLevelEncoding: format.RLE, RepetitionLevelEncoding: format.RLE}),
	})
	if err != nil {
		return err
	}
	size := int64(len(header) + len(l.page))
	footer, err := thrift.Marshal(compact, format.FileMetaData{
		Version: 1,
		Schema: []format.SchemaElement{
			{Name: "schema", NumChildren: thrift.New(int32(1))},
			{Name: "first_name", Type: thrift.New(format.ByteArray), RepetitionType: thrift.New(format.Optional)},
		},
		NumRows: l.rows,
		RowGroups: []format.RowGroup{{
			Columns: []format.ColumnChunk{{MetaData: format.ColumnMetaData{
				Type: format.ByteArray, Encoding: []format.Encoding{format.Plain, format.RLE}, PathInSchema: []string{"first_name"}, Codec: l.codec,
				NumValues: l.rows, TotalUncompressedSize: size, TotalCompressedSize: size, DataPageOffset: 4,
			}}},
			TotalByteSize: size, NumRows: l.rows,
		}},
	})
	if err != nil {
		return err
	}
	file := append([]byte("PAR1"), header...)
	file = append(file, l.page...)
	file = append(file, footer...)
	file = binary.LittleEndian.AppendUint32(file, uint32(len(footer)))
	_, err = w.Write(append(file, "PAR1"...))
	return err
}

// nulls are the definition levels of n missing values: a length, and one run (Encodings.md, RLE).
func nulls(n uint64) []byte {
	run := append(binary.AppendUvarint(nil, n<<1), 0)
	return append(binary.LittleEndian.AppendUint32(nil, uint32(len(run))), run...)
}
