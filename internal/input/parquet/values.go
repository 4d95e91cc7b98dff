package parquet

import (
	"encoding/binary"

	"github.com/parquet-go/parquet-go/format"
)

// plainDictionary is PLAIN_DICTIONARY, by which files of old mean RLE_DICTIONARY in data pages and PLAIN in dictionaries.
const plainDictionary = format.Encoding(2)

// values reads the values of a page one by one. What next returns is as a converter wants it, and valid until next is called again. It
// reports false at the end of the page, or where the page is not in its encoding.
type values interface {
	next() ([]byte, bool)
}

// newValues reads data, written in encoding. Dictionaries and booleans are not read here.
func newValues(data []byte, encoding format.Encoding, l *leaf) (values, error) {
	switch {
	case encoding == format.Plain:
		return plainValues(data, l), nil
	case encoding == format.DeltaBinaryPacked && (l.physical == format.Int32 || l.physical == format.Int64):
		d, err := newDeltas(data)
		return &deltaInts{deltas: d, width: l.width}, err
	case encoding == format.DeltaLengthByteArray && l.physical == format.ByteArray:
		return newDeltaLengths(data)
	case encoding == format.DeltaByteArray && (l.physical == format.ByteArray || l.physical == format.FixedLenByteArray):
		return newDeltaBytes(data, l.width)
	case encoding == format.ByteStreamSplit && l.width > 0 && l.physical != format.Int96:
		return &splitValues{data: data, count: len(data) / l.width, value: make([]byte, l.width)}, nil
	}
	return nil, unsupported(encoding.String())
}

func plainValues(data []byte, l *leaf) values {
	if l.width > 0 {
		return &fixedValues{data: data, width: l.width}
	}
	return &lengthValues{data: data}
}

// fixedValues are of one length.
type fixedValues struct {
	data  []byte
	width int
}

func (v *fixedValues) next() ([]byte, bool) {
	if len(v.data) < v.width {
		return nil, false
	}
	value := v.data[:v.width:v.width]
	v.data = v.data[v.width:]
	return value, true
}

// lengthValues have their length, in four bytes, before them.
type lengthValues struct{ data []byte }

func (v *lengthValues) next() ([]byte, bool) {
	if len(v.data) < 4 {
		return nil, false
	}
	n := uint64(binary.LittleEndian.Uint32(v.data))
	if n > uint64(len(v.data)-4) {
		return nil, false
	}
	value := v.data[4 : 4+n : 4+n]
	v.data = v.data[4+n:]
	return value, true
}

type deltaInts struct {
	deltas
	width int
	value [8]byte
}

func (v *deltaInts) next() ([]byte, bool) {
	n, ok := v.deltas.next()
	binary.LittleEndian.PutUint64(v.value[:], uint64(n))
	return v.value[:v.width], ok
}

// deltaLengths are texts behind their lengths (Encodings.md, DELTA_LENGTH_BYTE_ARRAY = 6).
type deltaLengths struct {
	lengths deltas
	data    []byte
}

func newDeltaLengths(data []byte) (*deltaLengths, error) {
	lengths, err := newDeltas(data)
	if err != nil {
		return nil, err
	}
	rest, err := lengths.behind()
	return &deltaLengths{lengths: lengths, data: rest}, err
}

func (v *deltaLengths) next() ([]byte, bool) {
	n, ok := v.lengths.next()
	if !ok || n < 0 || n > int64(len(v.data)) {
		return nil, false
	}
	value := v.data[:n:n]
	v.data = v.data[n:]
	return value, true
}

// deltaBytes are texts that leave out what they have in common with the text before (Encodings.md, DELTA_BYTE_ARRAY = 7).
type deltaBytes struct {
	prefixes deltas
	suffixes *deltaLengths
	width    int // 0: any
	value    []byte
}

func newDeltaBytes(data []byte, width int) (*deltaBytes, error) {
	prefixes, err := newDeltas(data)
	if err != nil {
		return nil, err
	}
	rest, err := prefixes.behind()
	if err != nil {
		return nil, err
	}
	suffixes, err := newDeltaLengths(rest)
	return &deltaBytes{prefixes: prefixes, suffixes: suffixes, width: width}, err
}

func (v *deltaBytes) next() ([]byte, bool) {
	n, ok := v.prefixes.next()
	suffix, more := v.suffixes.next()
	if !ok || !more || n < 0 || n > int64(len(v.value)) || n+int64(len(suffix)) > maxCell {
		return nil, false
	}
	v.value = append(v.value[:n], suffix...)
	if v.width > 0 && len(v.value) != v.width {
		return nil, false
	}
	return v.value, true
}

// splitValues have their first bytes together, then their second ones, and so on (Encodings.md, BYTE_STREAM_SPLIT = 9).
type splitValues struct {
	data  []byte
	count int
	at    int
	value []byte
}

func (v *splitValues) next() ([]byte, bool) {
	if v.at >= v.count {
		return nil, false
	}
	for i := range v.value {
		v.value[i] = v.data[i*v.count+v.at]
	}
	v.at++
	return v.value, true
}
