package source

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash"
	"hash/crc32"
	"hash/crc64"
	"io"

	"github.com/ulikunitz/xz/lzma"
)

// xzReader reads .xz files (The .xz File Format 1.2.1): streams of blocks with an index, one after the other. The blocks themselves
// are unpacked by package lzma; the file around them is read here because package xz takes as much memory as a block asks for.
//
// Blocks that use other filters than LZMA2, or dictionaries of more than 256 MiB (xz -9 takes 64), are refused.
type xzReader struct {
	from  *bufio.Reader
	begun bool // inside a stream
	flags byte // of the stream: the kind of check
	block *xzBlock
	sizes hash.Hash // of the sizes of the blocks so far, to hold the index against
	count uint64
	ended bool // at least one stream came to its end
}

const xzMaxDictionary = 256 << 20

var (
	errXZ       = errors.New("xz: the structure of the file is broken")
	errXZFilter = errors.New("xz: a filter other than LZMA2, or too large a dictionary")
	errXZCheck  = errors.New("xz: a check sum does not match")

	xzMagic = []byte("\xfd7zXZ\x00")
	crcECMA = crc64.MakeTable(crc64.ECMA)
)

func (x *xzReader) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	for {
		if !x.begun {
			if err := x.begin(); err != nil {
				return 0, err
			}
		}
		if x.block == nil {
			more, err := x.next()
			if err != nil {
				return 0, truncated(err)
			}
			if !more {
				x.begun, x.ended = false, true
				continue
			}
		}
		n, err := x.block.Read(p)
		if errors.Is(err, io.EOF) {
			if err := x.finish(); err != nil {
				return n, truncated(err)
			}
			err = nil
		}
		if n > 0 || err != nil {
			return n, truncated(err)
		}
	}
}

// begin reads the header of a stream (2.1.1), or the padding behind the last one (2.2).
func (x *xzReader) begin() error {
	for x.ended {
		four, err := x.from.Peek(4)
		if len(four) == 0 && errors.Is(err, io.EOF) {
			return io.EOF
		}
		if !bytes.Equal(four, make([]byte, 4)) {
			break
		}
		_, _ = x.from.Discard(4) // they were there
	}
	header, err := x.bytes(12)
	if err != nil {
		return truncated(err)
	}
	if !bytes.HasPrefix(header, xzMagic) || header[6] != 0 || header[7] > 15 || binary.LittleEndian.Uint32(header[8:]) != crc32.ChecksumIEEE(header[6:8]) {
		return errXZ
	}
	x.begun, x.flags, x.count, x.sizes = true, header[7], 0, sha256.New()
	return nil
}

func (x *xzReader) bytes(n int) ([]byte, error) {
	p := make([]byte, n)
	_, err := io.ReadFull(x.from, p)
	return p, err
}

// next begins the next block (3.1), or reads the index and the end of the stream.
func (x *xzReader) next() (more bool, err error) {
	size, err := x.from.ReadByte()
	if err != nil {
		return false, err
	}
	if size == 0 {
		return false, x.end()
	}
	rest, err := x.bytes(int(size)*4 + 3)
	if err != nil {
		return false, err
	}
	header := append([]byte{size}, rest...)
	dictionary, err := xzDictionary(header)
	if err != nil {
		return false, err
	}
	b := &xzBlock{packed: counted{from: x.from}, header: int64(len(header)), check: xzCheck(x.flags)}
	b.unpacked, err = lzma.Reader2Config{DictCap: dictionary}.NewReader2(&b.packed)
	x.block = b
	return true, err
}

// xzDictionary reads the header of a block and returns the size of its dictionary (5.3.1).
func xzDictionary(header []byte) (int, error) {
	end := len(header) - 4
	if binary.LittleEndian.Uint32(header[end:]) != crc32.ChecksumIEEE(header[:end]) {
		return 0, errXZCheck
	}
	flags, fields := header[1], header[2:end]
	if flags&0x3f != 0 {
		return 0, errXZFilter // reserved bits, or more than one filter
	}
	for _, bit := range []byte{0x40, 0x80} { // the sizes, which the index tells as well
		if flags&bit != 0 {
			_, n := binary.Uvarint(fields)
			if n <= 0 {
				return 0, errXZ
			}
			fields = fields[n:]
		}
	}
	const lzma2 = 0x21
	if len(fields) < 3 || fields[0] != lzma2 || fields[1] != 1 || fields[2] > 40 {
		return 0, errXZFilter
	}
	bits := fields[2]
	if bits == 40 {
		return 0, errXZFilter
	}
	if size := int64(2|bits&1) << (bits/2 + 11); size <= xzMaxDictionary {
		return int(max(size, lzma.MinDictCap)), nil
	}
	return 0, errXZFilter
}

// xzBlock is the block under way.
type xzBlock struct {
	packed   counted
	unpacked io.Reader
	header   int64
	bytes    int64 // unpacked so far
	check    hash.Hash
}

func (b *xzBlock) Read(p []byte) (int, error) {
	n, err := b.unpacked.Read(p)
	b.bytes += int64(n)
	b.check.Write(p[:n])
	return n, err
}

// counted counts the bytes that pass.
type counted struct {
	from *bufio.Reader
	n    int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.from.Read(p)
	c.n += int64(n)
	return n, err
}

// ReadByte lets package lzma read without a buffer of its own, which would take bytes behind the block.
func (c *counted) ReadByte() (byte, error) {
	b, err := c.from.ReadByte()
	if err == nil {
		c.n++
	}
	return b, err
}

// finish reads the padding and the check behind a block (3.3 and 3.4).
func (x *xzReader) finish() error {
	b := x.block
	x.block = nil
	padding, err := x.bytes(int(-b.packed.n & 3))
	if err != nil {
		return err
	}
	want, err := x.bytes(xzCheckSize(x.flags))
	if err != nil {
		return err
	}
	if !bytes.Equal(padding, make([]byte, len(padding))) {
		return errXZ
	}
	if sum := xzSum(b.check, x.flags); sum != nil && !bytes.Equal(sum, want) {
		return errXZCheck
	}
	x.count++
	x.record(uint64(b.header+b.packed.n)+uint64(len(want)), uint64(b.bytes))
	return nil
}

func (x *xzReader) record(unpadded, unpacked uint64) {
	var pair [16]byte
	binary.LittleEndian.PutUint64(pair[:], unpadded)
	binary.LittleEndian.PutUint64(pair[8:], unpacked)
	x.sizes.Write(pair[:])
}

// end reads the index (4) and the footer (2.1.2), and holds them against the blocks.
func (x *xzReader) end() error {
	read := x.sizes.Sum(nil)
	x.sizes = sha256.New()
	index := &summed{from: x.from, sum: crc32.NewIEEE()}
	index.add(0)
	count, err := binary.ReadUvarint(index)
	if err != nil {
		return err
	}
	if count != x.count {
		return errXZ
	}
	for range count {
		unpadded, err := binary.ReadUvarint(index)
		if err != nil {
			return err
		}
		unpacked, err := binary.ReadUvarint(index)
		if err != nil {
			return err
		}
		x.record(unpadded, unpacked)
	}
	for index.n%4 != 0 {
		if _, err := index.ReadByte(); err != nil {
			return err
		}
	}
	tail, err := x.bytes(4 + 12)
	if err != nil {
		return err
	}
	footer := tail[4:]
	size := int64(binary.LittleEndian.Uint32(footer[4:])+1) * 4
	if !bytes.Equal(read, x.sizes.Sum(nil)) || binary.LittleEndian.Uint32(tail) != index.sum.Sum32() ||
		binary.LittleEndian.Uint32(footer) != crc32.ChecksumIEEE(footer[4:10]) || size != index.n+4 ||
		footer[8] != 0 || footer[9] != x.flags || string(footer[10:]) != "YZ" {
		return errXZ
	}
	return nil
}

// summed takes the check sum of the bytes that pass.
type summed struct {
	from *bufio.Reader
	sum  hash.Hash32
	n    int64
}

func (s *summed) add(b byte) {
	s.sum.Write([]byte{b})
	s.n++
}

func (s *summed) ReadByte() (byte, error) {
	b, err := s.from.ReadByte()
	if err == nil {
		s.add(b)
	}
	return b, err
}
