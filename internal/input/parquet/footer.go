package parquet

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"github.com/cogwg/hvdlint/internal/message"
)

// The first and last bytes of a file, and of one whose footer is encrypted.
const (
	magic          = "PAR1"
	encryptedMagic = "PARE"
)

// begin reads the footer and settles what there is to read.
func (r *reader) begin(size int64) error {
	footer, err := r.footer(size)
	if err != nil {
		return err
	}
	meta, err := decodeFooter(footer)
	if err != nil {
		return err
	}
	if r.schema, err = newSchema(meta.Schema); err != nil {
		return err
	}
	r.facts.Dialect.Why = message.Text{
		EN: "The names of the columns stand in the schema of the file itself.",
		FR: "Les noms des colonnes se trouvent dans le schéma du fichier lui-même.",
	}
	for _, f := range r.schema.fields {
		r.facts.Header.Labels = append(r.facts.Header.Labels, f.name)
	}
	r.facts.Header.Found = true
	return r.count(meta, size)
}

// footer reads the bytes of the footer: file metadata, their length in four bytes, and the magic.
func (r *reader) footer(size int64) ([]byte, error) {
	var head, tail [8]byte
	if size < int64(len(magic)+len(tail)) {
		return nil, notParquet
	}
	if err := r.readAt(head[:4], 0); err != nil {
		return nil, err
	}
	if err := r.readAt(tail[:], size-int64(len(tail))); err != nil {
		return nil, err
	}
	switch begins, ends := string(head[:4]), string(tail[4:]); {
	case begins == encryptedMagic && ends == encryptedMagic:
		return nil, encrypted
	case begins == magic && ends != magic:
		return nil, cutOff
	case begins != magic || ends != magic:
		return nil, notParquet
	}
	length := int64(binary.LittleEndian.Uint32(tail[:]))
	r.end = size - int64(len(tail)) - length
	if r.end < int64(len(magic)) {
		return nil, damaged
	}
	if length > maxFooter {
		return nil, tooLarge
	}
	footer := make([]byte, length)
	return footer, r.readAt(footer, r.end)
}

// readAt fills p. A file that ends before that is damaged; other errors are those of reading.
func (r *reader) readAt(p []byte, offset int64) error {
	n, err := r.file.ReadAt(p, offset)
	switch {
	case n == len(p):
		return nil
	case err == nil || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		return cutOff
	}
	return fmt.Errorf("reading records: %w", err)
}

// metadata is what a footer says, as parquet.thrift has it, without what is not needed here. (The type of parquet-go takes several times the
// memory, and wants a value for each key of the metadata, which the format leaves optional.)
type metadata struct {
	Schema              thrift.Slice[format.SchemaElement] `thrift:"2,required"`
	NumRows             int64                              `thrift:"3,required"`
	RowGroups           thrift.Slice[rowGroup]             `thrift:"4,required"`
	EncryptionAlgorithm format.EncryptionAlgorithm         `thrift:"8,optional"`
}

type rowGroup struct {
	Columns thrift.Slice[columnChunk] `thrift:"1,required"`
	NumRows int64                     `thrift:"3,required"`
}

type columnChunk struct {
	FilePath                string                      `thrift:"1,optional"`
	MetaData                columnMetadata              `thrift:"3,optional"`
	CryptoMetadata          format.ColumnCryptoMetaData `thrift:"8,optional"`
	EncryptedColumnMetadata []byte                      `thrift:"9,optional"`
}

type columnMetadata struct {
	Type                 format.Type             `thrift:"1,required"`
	Codec                format.CompressionCodec `thrift:"4,required"`
	NumValues            int64                   `thrift:"5,required"`
	TotalCompressedSize  int64                   `thrift:"7,required"`
	DataPageOffset       int64                   `thrift:"9,required"`
	DictionaryPageOffset int64                   `thrift:"11,optional"`
}

func decodeFooter(footer []byte) (*metadata, error) {
	meta := new(metadata)
	if _, err := decodeStruct(footer, meta); err != nil {
		return nil, damaged
	}
	if meta.EncryptionAlgorithm.Value != nil {
		return nil, encryptedColumn
	}
	return meta, nil
}

// count checks the row groups and gives records their numbers.
func (r *reader) count(meta *metadata, size int64) error {
	left := baseValues + valuesPerByte*min(size, math.MaxInt64/valuesPerByte/2)
	var records int64
	for i := range meta.RowGroups {
		g := &meta.RowGroups[i]
		if g.NumRows < 0 {
			return damaged
		}
		if err := r.checkChunks(g); err != nil {
			return err
		}
		for i := range g.Columns {
			values := max(g.NumRows, g.Columns[i].MetaData.NumValues)
			if values > left {
				return tooLarge
			}
			left -= values
		}
		r.first = append(r.first, records+1)
		records += g.NumRows
	}
	r.groups, r.budget = meta.RowGroups, r.end
	r.facts.Records, r.facts.RowGroups = records, r.first
	return r.checkTotal(meta.NumRows, records)
}

// checkTotal compares the number of records that the footer says with that of its row groups. Writers of old say 0.
func (r *reader) checkTotal(said, records int64) error {
	if said == records || said == 0 {
		return nil
	}
	why := manyRecords
	if said > records {
		why = fewRecords
	}
	if len(r.groups) == 0 {
		return why
	}
	r.lose(loss{fault: why, group: len(r.groups) - 1, record: records + 1})
	return nil
}

// checkChunks checks that a row group has a chunk for each leaf of the schema, inside the file and readable.
func (r *reader) checkChunks(g *rowGroup) error {
	if len(g.Columns) != len(r.schema.leaves) {
		return damaged
	}
	for i := range g.Columns {
		c, leaf := &g.Columns[i], r.schema.leaves[i]
		switch {
		case c.CryptoMetadata.Value != nil || len(c.EncryptedColumnMetadata) > 0:
			return encryptedColumn
		case c.FilePath != "":
			return elsewhere
		case g.NumRows == 0 && c.MetaData.NumValues == 0:
			continue // some writers leave the rest out
		case c.MetaData.Type != leaf.physical || c.MetaData.NumValues < 0 || c.MetaData.TotalCompressedSize < 0:
			return damaged.in(leaf.name)
		}
		if start := chunkStart(&c.MetaData); start < int64(len(magic)) || start > r.end {
			return damaged.in(leaf.name)
		}
	}
	return nil
}

// chunkStart returns where the pages of a chunk start. Some writers say 0 for a dictionary that is there.
func chunkStart(c *columnMetadata) int64 {
	if d := c.DictionaryPageOffset; d > 0 && d < c.DataPageOffset {
		return d
	}
	return c.DataPageOffset
}

// label makes a name of the schema fit to be a label.
func label(name string) string {
	return string(bytes.ToValidUTF8([]byte(name), []byte("\uFFFD")))
}
