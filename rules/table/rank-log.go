package table

import "encoding/binary"

// rankLog keeps ranked records in the order in which they stand, in about 14 bytes each where groups alternate and in half of that where they
// do not. The zero value is empty.
type rankLog struct {
	bytes []byte
	rows  int // a row is a record, or several as one
	last  rowBefore
}

// rowBefore is what a row is written as seen from: the row before it. Where the records of many groups are kept apart, there is one for each
// part. The zero value begins.
type rowBefore struct {
	key    uint64
	record int64
	line   int64 // less the record
}

// What the number of a row says in its lowest bits, below how far its record is behind the one before.
const (
	rowsKey    = 1 << iota // the key follows, because it is another one
	rowsLine               // so does by how much the line is farther behind than the record
	rowsMore               // so does how many records are one; else it is one record
	rowsStill              // those do not follow line by line
	rowsBits   = iota
	longestRow = 8 + 5*binary.MaxVarintLen64
)

// append writes a row of at most longestRow bytes.
func (l *rowBefore) append(row []byte, key uint64, r *ranked) []byte {
	line := r.line - r.record
	head := (r.record - l.record) << rowsBits
	if key != l.key {
		head |= rowsKey
	}
	if line != l.line {
		head |= rowsLine
	}
	if r.more != 0 {
		head |= rowsMore
	}
	if r.still {
		head |= rowsStill
	}
	row = binary.AppendVarint(row, head)
	if head&rowsKey != 0 {
		row = binary.LittleEndian.AppendUint64(row, key)
	}
	if head&rowsLine != 0 {
		row = binary.AppendVarint(row, line-l.line)
	}
	if head&rowsMore != 0 {
		row = binary.AppendVarint(row, r.more)
	}
	*l = rowBefore{key, r.record, line}
	return binary.AppendVarint(binary.AppendVarint(row, r.rank), r.value)
}

// read reads a row that append wrote behind the same one, and returns what follows it. The key is that of l then.
func (l *rowBefore) read(row []byte, r *ranked) (rest []byte) {
	head, rest := readVarint(row)
	if head&rowsKey != 0 {
		l.key, rest = binary.LittleEndian.Uint64(rest), rest[8:]
	}
	if head&rowsLine != 0 {
		var by int64
		by, rest = readVarint(rest)
		l.line += by
	}
	r.more, r.still = 0, head&rowsStill != 0
	if head&rowsMore != 0 {
		r.more, rest = readVarint(rest)
	}
	l.record += head >> rowsBits
	r.record, r.line = l.record, l.record+l.line
	r.rank, rest = readVarint(rest)
	r.value, rest = readVarint(rest)
	return rest
}

// readVarint is [binary.Varint] of what is known to be one.
func readVarint(bytes []byte) (int64, []byte) {
	if b := bytes[0]; b < 0x80 {
		return int64(b>>1) ^ -int64(b&1), bytes[1:]
	}
	n, size := binary.Varint(bytes)
	return n, bytes[size:]
}

// add adds a row, which stands behind those that were added before.
func (l *rankLog) add(key uint64, r *ranked) {
	l.bytes = l.last.append(l.bytes, key, r)
	l.rows++
}

// each calls yield with the rows in order of position. A row is valid until yield returns.
func (l *rankLog) each(yield func(key uint64, r *ranked) error) error {
	var before rowBefore
	var r ranked
	for rest := l.bytes; len(rest) > 0; {
		rest = before.read(rest, &r)
		if err := yield(before.key, &r); err != nil {
			return err
		}
	}
	return nil
}
