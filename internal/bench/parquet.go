package bench

import (
	"fmt"
	"io"
	"strconv"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"
	"github.com/parquet-go/parquet-go/compress/snappy"
	"github.com/parquet-go/parquet-go/compress/uncompressed"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// parquetRecord has the types that Arrow and DuckDB give the columns when they load a list. Columns of few values have
// dictionaries, and so have names, as with these writers.
type parquetRecord struct {
	Jurisdiction string   `parquet:"jurisdiction,dict"`
	Year         int32    `parquet:"year,dict"`
	Sex          string   `parquet:"sex,dict"`
	FirstName    string   `parquet:"first_name,dict"`
	Count        *int32   `parquet:"count,optional,dict"`
	Rank         *int32   `parquet:"rank,optional"`
	Proportion   *float64 `parquet:"proportion,optional"`
	Status       *string  `parquet:"status,optional,dict"`
}

// parquetValues are what the pointers of a parquetRecord point to.
type parquetValues struct {
	count, rank int32
	proportion  float64
	status      string
}

// codecs by the names of Options.Compression. Never written to.
var codecs = map[string]compress.Codec{
	"":       &zstd.Codec{Level: zstd.SpeedDefault, Concurrency: 1},
	"zstd":   &zstd.Codec{Level: zstd.SpeedDefault, Concurrency: 1},
	"snappy": &snappy.Codec{},
	"none":   &uncompressed.Codec{},
}

type parquetEncoder struct {
	w       *parquet.GenericWriter[parquetRecord]
	records []parquetRecord // those that wait
	values  []parquetValues
	strings map[string]string // every text once
}

func newParquetEncoder(w io.Writer, options *Options) (*parquetEncoder, error) {
	codec, ok := codecs[options.Compression]
	if !ok {
		return nil, fmt.Errorf("compression %q is none of zstd, snappy and none", options.Compression)
	}
	rows := options.RowGroup
	if rows <= 0 {
		rows = 1 << 20
	}
	const batch = 4096
	return &parquetEncoder{
		w: parquet.NewGenericWriter[parquetRecord](w, parquet.Compression(codec), parquet.MaxRowsPerRowGroup(rows),
			parquet.PageBufferSize(1<<20), parquet.CreatedBy("hvdlint-bench", "1", "0")),
		records: make([]parquetRecord, 0, batch),
		values:  make([]parquetValues, batch),
		strings: map[string]string{},
	}, nil
}

func (e *parquetEncoder) record(c *cells) error {
	r := parquetRecord{Jurisdiction: e.intern(c[0]), Sex: e.intern(c[2]), FirstName: e.intern(c[3])}
	v := &e.values[len(e.records)]
	var err error
	if r.Year, err = integer(c[1]); err != nil {
		return err
	}
	if len(c[4]) > 0 {
		if v.count, err = integer(c[4]); err != nil {
			return err
		}
		r.Count = &v.count
	}
	if len(c[5]) > 0 {
		if v.rank, err = integer(c[5]); err != nil {
			return err
		}
		r.Rank = &v.rank
	}
	if len(c[6]) > 0 {
		if v.proportion, err = strconv.ParseFloat(string(c[6]), 64); err != nil {
			return err
		}
		r.Proportion = &v.proportion
	}
	if len(c[7]) > 0 {
		v.status = e.intern(c[7])
		r.Status = &v.status
	}
	e.records = append(e.records, r)
	if len(e.records) == cap(e.records) {
		return e.flush()
	}
	return nil
}

func integer(cell []byte) (int32, error) {
	n, err := strconv.ParseInt(string(cell), 10, 32)
	return int32(n), err
}

func (e *parquetEncoder) intern(cell []byte) string {
	if s, ok := e.strings[string(cell)]; ok {
		return s
	}
	s := string(cell)
	e.strings[s] = s
	return s
}

func (e *parquetEncoder) flush() error {
	_, err := e.w.Write(e.records)
	e.records = e.records[:0]
	return err
}

func (e *parquetEncoder) close() error {
	if err := e.flush(); err != nil {
		return err
	}
	return e.w.Close()
}
