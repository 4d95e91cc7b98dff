package parquet

import (
	"encoding/binary"
	"errors"
)

var errEncoding = errors.New("the page is not in the encoding that its header names")

// deltas reads whole numbers written as differences (Encodings.md, DELTA_BINARY_PACKED = 5).
type deltas struct {
	data  []byte // behind what was read
	block int    // numbers of a block
	minis int    // parts of a block
	part  int    // numbers of a part
	left  uint64 // numbers that are left

	value  uint64 // the last one
	first  bool   // no number was read yet
	least  uint64 // smallest difference in the block
	widths []byte // of the parts of the block that are left
	packed []byte // of the part
	width  uint
	bit    int
	inPart int // numbers that are left in the part
}

func newDeltas(data []byte) (d deltas, err error) {
	d.data, d.first = data, true
	block, minis := d.uvarint(), d.uvarint()
	d.left = d.uvarint()
	d.value = zigzag(d.uvarint())
	if d.data == nil || block == 0 || block > 1<<20 || minis == 0 || minis > block || block%minis != 0 || block/minis%8 != 0 {
		return d, errEncoding
	}
	d.block, d.minis, d.part = int(block), int(minis), int(block/minis)
	return d, nil
}

func (d *deltas) uvarint() uint64 {
	n, size := binary.Uvarint(d.data)
	if size <= 0 {
		d.data = nil
		return 0
	}
	d.data = d.data[size:]
	return n
}

func zigzag(n uint64) uint64 { return n>>1 ^ -(n & 1) }

// next returns the next number.
func (d *deltas) next() (int64, bool) {
	if d.left == 0 {
		return 0, false
	}
	if d.first {
		d.first = false
		d.left--
		return int64(d.value), true
	}
	if d.inPart == 0 && !d.nextPart() {
		d.left = 0
		return 0, false
	}
	d.value += d.least
	if d.width > 0 {
		d.value += bitsAt(d.packed, d.bit, d.width)
		d.bit += int(d.width)
	}
	d.inPart--
	d.left--
	return int64(d.value), true
}

// nextPart goes on to the next part, of the next block if need be.
func (d *deltas) nextPart() bool {
	if len(d.widths) == 0 {
		d.least = zigzag(d.uvarint())
		if len(d.data) < d.minis {
			return false
		}
		d.widths, d.data = d.data[:d.minis], d.data[d.minis:]
	}
	d.width, d.widths = uint(d.widths[0]), d.widths[1:]
	// The last part may be cut off behind its last number.
	size := d.part * int(d.width) / 8
	need := (int(min(d.left, uint64(d.part)))*int(d.width) + 7) / 8
	if d.width > 64 || need > len(d.data) {
		return false
	}
	size = min(size, len(d.data))
	d.packed, d.data = d.data[:size], d.data[size:]
	d.bit, d.inPart = 0, d.part
	return true
}

// behind returns what follows the numbers, without reading them.
func (d deltas) behind() ([]byte, error) {
	if d.left > 0 {
		d.left--
	}
	for d.left > 0 {
		if !d.nextPart() {
			return nil, errEncoding
		}
		d.left -= min(d.left, uint64(d.part))
	}
	return d.data, nil
}
