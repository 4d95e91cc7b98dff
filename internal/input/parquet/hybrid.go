package parquet

import (
	"encoding/binary"
	"math/bits"
)

// hybrid reads whole numbers of at most 32 bits that are written as runs of equal numbers and as packed bits (Encodings.md, RLE = 3).
// It reads nothing ahead, and never more than data has.
type hybrid struct {
	data   []byte // behind the header of the run
	width  uint
	run    uint64 // what is left of a run of equal numbers
	value  uint32
	packed uint64 // what is left of packed numbers
	bit    int    // where the next one starts in data
}

// fill reads numbers into to and returns how many there were. Numbers of no bits are zeros without end.
func (h *hybrid) fill(to []uint32) int {
	if h.width == 0 {
		clear(to)
		return len(to)
	}
	n := 0
	for n < len(to) {
		switch {
		case h.run > 0:
			k := int(min(h.run, uint64(len(to)-n)))
			for i := range k {
				to[n+i] = h.value
			}
			n, h.run = n+k, h.run-uint64(k)
		case h.packed > 0:
			k := int(min(h.packed, uint64(len(to)-n)))
			h.unpack(to[n : n+k])
			n, h.packed = n+k, h.packed-uint64(k)
		case !h.header():
			return n
		}
	}
	return n
}

// header reads the header of the next run. It reports false at the end of data.
func (h *hybrid) header() bool {
	if h.bit > 0 {
		h.data = h.data[min((h.bit+7)/8, len(h.data)):]
		h.bit = 0
	}
	for {
		head, n := binary.Uvarint(h.data)
		if n <= 0 {
			return false
		}
		h.data = h.data[n:]
		if head&1 == 1 {
			// The last group of eight may be cut off where no number is left.
			h.packed = min(head>>1, uint64(len(h.data))) * 8
			h.packed = min(h.packed, uint64(len(h.data))*8/uint64(h.width))
			if h.packed > 0 {
				return true
			}
			continue
		}
		size := int(h.width+7) / 8
		if size > len(h.data) {
			return false
		}
		h.value = 0
		for i, b := range h.data[:size] {
			h.value |= uint32(b) << (8 * i)
		}
		h.data = h.data[size:]
		if h.width == 1 {
			h.value &= 1 // parquet-go writes runs of true as bytes of ones
		}
		if h.run = head >> 1; h.run > 0 {
			return true
		}
	}
}

func (h *hybrid) unpack(to []uint32) {
	mask := uint32(1)<<h.width - 1
	data, bit, width := h.data, h.bit, int(h.width)
	for i := range to {
		at := bit >> 3
		if at+8 <= len(data) {
			to[i] = uint32(binary.LittleEndian.Uint64(data[at:])>>(bit&7)) & mask
		} else {
			to[i] = uint32(bitsAt(data, bit, h.width))
		}
		bit += width
	}
	h.bit = bit
}

// bitsAt returns width bits of data, at most 64, from bit on, the lowest first. Behind the end of data are zeros.
func bitsAt(data []byte, bit int, width uint) uint64 {
	at, shift := bit>>3, uint(bit&7)
	var word uint64
	if at+8 <= len(data) {
		word = binary.LittleEndian.Uint64(data[at:])
	} else {
		for i := range min(8, max(0, len(data)-at)) {
			word |= uint64(data[at+i]) << (8 * i)
		}
	}
	word >>= shift
	if shift+width > 64 && at+8 < len(data) {
		word |= uint64(data[at+8]) << (64 - shift)
	}
	if width < 64 {
		word &= 1<<width - 1
	}
	return word
}

// bigEndianLevels reads levels that are packed with the highest bit first (Encodings.md, BIT_PACKED = 4, deprecated) and hands them on as
// hybrid reads them. It returns what follows them.
func bigEndianLevels(data []byte, width uint, values int) (h hybrid, rest []byte, ok bool) {
	size := (values*int(width) + 7) / 8
	if size > len(data) {
		return h, nil, false
	}
	packed := make([]byte, size+8)
	for i := range values {
		var level byte
		for b := range int(width) {
			at := i*int(width) + b
			level = level<<1 | data[at>>3]>>(7-at&7)&1
		}
		for b := range int(width) {
			at := i*int(width) + b
			packed[at>>3] |= level >> b & 1 << (at & 7)
		}
	}
	return hybrid{data: packed, width: width, packed: uint64(values)}, data[size:], true
}

// levelWidth returns the number of bits of levels up to most.
func levelWidth(most uint8) uint { return uint(bits.Len8(most)) }
