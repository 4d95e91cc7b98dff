package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"slices"
	"strings"
)

// deflated is a stream in Deflate that unpacks to far more than it takes.
type deflated struct {
	packed []byte
	crc    uint32
	size   int64 // unpacked
}

// deflate packs a pattern between two texts, over and over, size bytes of it. Nothing of that size passes the compressor: behind the first
// blocks every block of the pattern packs to the same bytes.
func deflate(before, pattern, after string, size int64) (deflated, error) {
	block := []byte(strings.Repeat(pattern, (1<<20)/len(pattern)))
	blocks := max(size/int64(len(block)), 2)
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		return deflated{}, err
	}
	var repeated []byte
	for _, p := range [][]byte{[]byte(before), block, block} {
		start := b.Len()
		if _, err := w.Write(p); err != nil {
			return deflated{}, err
		}
		if err := w.Flush(); err != nil {
			return deflated{}, err
		}
		repeated = slices.Clone(b.Bytes()[start:])
	}
	d := deflated{crc: crc32.ChecksumIEEE([]byte(before)), size: int64(len(before)) + blocks*int64(len(block)) + int64(len(after))}
	for range blocks {
		d.crc = crc32.Update(d.crc, crc32.IEEETable, block)
	}
	d.crc = crc32.Update(d.crc, crc32.IEEETable, []byte(after))
	for range blocks - 2 {
		b.Write(repeated)
	}
	if _, err := io.WriteString(w, after); err != nil {
		return deflated{}, err
	}
	if err := w.Close(); err != nil {
		return deflated{}, err
	}
	d.packed = b.Bytes()
	return d, nil
}

// gzipped writes a deflated stream as gzip (RFC 1952).
func gzipped(before, pattern, after string, size int64) func(io.Writer) error {
	return func(w io.Writer) error {
		d, err := deflate(before, pattern, after, size)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"); err != nil {
			return err
		}
		if _, err := w.Write(d.packed); err != nil {
			return err
		}
		trailer := binary.LittleEndian.AppendUint32(nil, d.crc)
		_, err = w.Write(binary.LittleEndian.AppendUint32(trailer, uint32(d.size))) // RFC 1952: modulo 2^32
		return err
	}
}

// member is one member of a ZIP archive: a text to pack, or a packed stream.
type member struct {
	name   string
	write  func(io.Writer) error
	packed *deflated
}

// zipped writes an archive of the members that each yields.
func zipped(each func(yield func(member) error) error) func(io.Writer) error {
	return func(w io.Writer) error {
		archive := zip.NewWriter(w)
		err := each(func(m member) error {
			if m.packed != nil {
				raw, err := archive.CreateRaw(&zip.FileHeader{
					Name: m.name, Method: zip.Deflate, CRC32: m.packed.crc,
					CompressedSize64: uint64(len(m.packed.packed)), UncompressedSize64: uint64(m.packed.size),
				})
				if err != nil {
					return err
				}
				_, err = raw.Write(m.packed.packed)
				return err
			}
			part, err := archive.Create(m.name)
			if err != nil {
				return err
			}
			return m.write(part)
		})
		if err != nil {
			return err
		}
		return archive.Close()
	}
}

// members yields a few members, by name.
func members(texts map[string]string) func(yield func(member) error) error {
	return func(yield func(member) error) error {
		for _, name := range slices.Sorted(maps.Keys(texts)) {
			if err := yield(member{name: name, write: once(texts[name])}); err != nil {
				return err
			}
		}
		return nil
	}
}

// nested writes archives within archives: ten of each in the next, depth times over, around one table.
func nested(depth int, table string) func(io.Writer) error {
	return func(w io.Writer) error {
		inner, name := []byte(table), "names.csv"
		for range depth {
			var b bytes.Buffer
			err := zipped(func(yield func(member) error) error {
				for i := range 10 {
					if err := yield(member{name: fmt.Sprintf("%d/%s", i, name), write: once(string(inner))}); err != nil {
						return err
					}
				}
				return nil
			})(&b)
			if err != nil {
				return err
			}
			inner, name = b.Bytes(), "names.zip"
		}
		_, err := w.Write(inner)
		return err
	}
}
