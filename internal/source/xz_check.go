package source

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"hash/crc32"
	"hash/crc64"
)

// The checks of .xz files (2.1.1.2). Kinds that nobody uses are passed over, as the specification allows.
const (
	xzCRC32  = 1
	xzCRC64  = 4
	xzSHA256 = 10
)

// xzCheckSize returns how many bytes a check takes.
func xzCheckSize(flags byte) int {
	return [...]int{0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64}[flags&15]
}

func xzCheck(flags byte) hash.Hash {
	switch flags {
	case xzCRC64:
		return crc64.New(crcECMA)
	case xzSHA256:
		return sha256.New()
	}
	return crc32.NewIEEE()
}

// xzSum returns the check as it is stored; nil for a kind that is not computed.
func xzSum(h hash.Hash, flags byte) []byte {
	switch sum := h.(type) {
	case hash.Hash64:
		return binary.LittleEndian.AppendUint64(nil, sum.Sum64())
	case hash.Hash32:
		if flags != xzCRC32 {
			return nil
		}
		return binary.LittleEndian.AppendUint32(nil, sum.Sum32())
	}
	return h.Sum(nil)
}
