package parquet

import (
	"bytes"
	"encoding/binary"
	"io"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/snappy"
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/format"
	"github.com/pierrec/lz4/v4"
)

// inflater decompresses pages. It belongs to one goroutine. The codecs of parquet-go are not used: they grow their output until
// what a page holds fits, whatever its header says.
type inflater struct {
	gzip   *gzip.Reader
	brotli *brotli.Reader
	zstd   *zstd.Decoder
}

// ratios bounds how many bytes one byte can stand for, beside a mebibyte that any page may have.
var ratios = map[format.CompressionCodec]int64{
	format.Snappy: 64, format.Gzip: 1100, format.Lz4: 256, format.Lz4Raw: 256, format.Zstd: 1 << 15, format.Brotli: 1 << 15,
}

// inflate decompresses from into to, whose length is the length that the header of the page says.
func (f *inflater) inflate(to, from []byte, codec format.CompressionCodec) error {
	if len(to) == 0 && len(from) == 0 {
		return nil
	}
	var n int
	var err error
	switch codec {
	case format.Snappy:
		if n, err = snappy.DecodedLen(from); err == nil && n == len(to) {
			_, err = snappy.Decode(to, from)
		}
	case format.Gzip:
		n, err = f.gunzip(to, from)
	case format.Brotli:
		if f.brotli == nil {
			f.brotli = brotli.NewReader(nil)
		}
		if err = f.brotli.Reset(bytes.NewReader(from)); err == nil {
			n, err = io.ReadFull(f.brotli, to)
		}
	case format.Zstd:
		n, err = f.unzstd(to, from)
	case format.Lz4Raw:
		n, err = lz4.UncompressBlock(from, to)
	case format.Lz4:
		n, err = hadoopBlocks(to, from)
		if err != nil {
			n, err = lz4.UncompressBlock(from, to) // as older writers in C++ did
		}
	default:
		return unsupported(codec.String())
	}
	if err != nil || n != len(to) {
		return damaged
	}
	return nil
}

func (f *inflater) gunzip(to, from []byte) (int, error) {
	var err error
	if f.gzip == nil {
		f.gzip, err = gzip.NewReader(bytes.NewReader(from))
	} else {
		err = f.gzip.Reset(bytes.NewReader(from))
	}
	if err != nil {
		f.gzip = nil
		return 0, err
	}
	return io.ReadFull(f.gzip, to)
}

func (f *inflater) unzstd(to, from []byte) (int, error) {
	if f.zstd == nil {
		decoder, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecodeAllCapLimit(true), zstd.WithDecoderMaxMemory(maxPage))
		if err != nil {
			return 0, err
		}
		f.zstd = decoder
	}
	decoded, err := f.zstd.DecodeAll(from, to[:0:len(to)])
	return len(decoded), err
}

// hadoopBlocks decompresses LZ4 blocks that have their two lengths before them, as Hadoop writes them.
func hadoopBlocks(to, from []byte) (int, error) {
	n := 0
	for len(from) > 8 {
		length := uint64(binary.BigEndian.Uint32(from))
		size := uint64(binary.BigEndian.Uint32(from[4:]))
		from = from[8:]
		if size > uint64(len(from)) || length > uint64(len(to)-n) {
			return n, errEncoding
		}
		k, err := lz4.UncompressBlock(from[:size], to[n:n+int(length)])
		if err != nil || uint64(k) != length {
			return n, errEncoding
		}
		n, from = n+k, from[size:]
	}
	if len(from) > 0 {
		return n, errEncoding
	}
	return n, nil
}
