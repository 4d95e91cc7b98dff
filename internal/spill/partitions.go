package spill

import (
	"encoding/binary"
	"fmt"
	"os"
)

// Partitions keeps a multitude of 64-bit hashes and finds those that occur more than once.
//
// Hashes are spread over partitions by their first bits, so that each partition can be searched in the processor's
// cache; what exceeds the memory goes to a temporary file in chunks. The zero value is not usable; see [NewPartitions]. It is used
// by one goroutine.
type Partitions struct {
	options Options
	parts   [partitions]partition
	inUse   int64 // bytes in memory
	file    *os.File
	size    int64
	count   int64
}

const (
	partitions = 256
	chunkSize  = 1024 // hashes
)

type partition struct {
	open   []uint64   // the chunk that is being filled
	full   [][]uint64 // chunks in memory
	stored []int64    // offsets of chunks in the file
}

// NewPartitions returns an empty set of partitions.
func NewPartitions(options Options) *Partitions {
	if options.Memory <= 0 {
		options.Memory = DefaultMemory
	}
	return &Partitions{options: options}
}

// Len returns the number of hashes added.
func (p *Partitions) Len() int64 { return p.count }

// Add adds hashes.
func (p *Partitions) Add(hashes []uint64) error {
	p.count += int64(len(hashes))
	for _, h := range hashes {
		part := &p.parts[h>>56]
		if len(part.open) == cap(part.open) {
			if err := p.grow(part); err != nil {
				return err
			}
		}
		part.open = append(part.open, h)
	}
	return nil
}

func (p *Partitions) grow(part *partition) error {
	if cap(part.open) > 0 {
		part.full = append(part.full, part.open)
	}
	part.open = make([]uint64, 0, chunkSize)
	p.inUse += chunkSize * 8
	if p.inUse <= p.options.Memory {
		return nil
	}
	return p.store()
}

// store moves all full chunks to the file.
func (p *Partitions) store() error {
	if p.file == nil {
		file, err := temporary(p.options.Dir)
		if err != nil {
			return err
		}
		p.file = file
	}
	var buffer []byte
	for i := range p.parts {
		part := &p.parts[i]
		for _, chunk := range part.full {
			part.stored = append(part.stored, p.size+int64(len(buffer)))
			for _, h := range chunk {
				buffer = binary.LittleEndian.AppendUint64(buffer, h)
			}
			p.inUse -= chunkSize * 8
		}
		part.full = nil
		if len(buffer) >= 4<<20 || i == len(p.parts)-1 {
			if _, err := p.file.Write(buffer); err != nil {
				return fmt.Errorf("writing to a temporary file: %w", err)
			}
			p.size += int64(len(buffer))
			buffer = buffer[:0]
		}
	}
	return nil
}

// Each calls yield with the hashes of each partition in turn. The slice is valid until yield returns.
func (p *Partitions) Each(yield func([]uint64) error) error {
	var hashes []uint64
	buffer := make([]byte, chunkSize*8)
	for i := range p.parts {
		part := &p.parts[i]
		hashes = hashes[:0]
		for _, offset := range part.stored {
			if n, err := p.file.ReadAt(buffer, offset); n < len(buffer) {
				return fmt.Errorf("reading a temporary file: %w", err)
			}
			for k := 0; k < len(buffer); k += 8 {
				hashes = append(hashes, binary.LittleEndian.Uint64(buffer[k:]))
			}
		}
		for _, chunk := range part.full {
			hashes = append(hashes, chunk...)
		}
		hashes = append(hashes, part.open...)
		if err := yield(hashes); err != nil {
			return err
		}
	}
	return nil
}

// Repeated returns the hashes that were added more than once.
func (p *Partitions) Repeated() (*Set, error) {
	repeated := &Set{}
	var slots []uint64
	err := p.Each(func(hashes []uint64) error {
		slots = findRepeated(hashes, slots, repeated)
		return nil
	})
	return repeated, err
}

// findRepeated puts the hashes of one partition into an open table and notes those that are there already. It returns
// the table for the next partition.
func findRepeated(hashes, slots []uint64, repeated *Set) []uint64 {
	size := 1024
	for size < 2*len(hashes) {
		size *= 2
	}
	if cap(slots) < size {
		slots = make([]uint64, size)
	}
	slots = slots[:size]
	clear(slots)
	mask := uint64(size - 1)
	zero := false // the hash 0 cannot be told from an empty slot
	for _, h := range hashes {
		if h == 0 {
			if zero {
				repeated.Add(0)
			}
			zero = true
			continue
		}
		for i := h & mask; ; i = (i + 1) & mask {
			if slots[i] == 0 {
				slots[i] = h
				break
			}
			if slots[i] == h {
				repeated.Add(h)
				break
			}
		}
	}
	return slots
}

// Close gives the memory and the temporary file back. It may be called more than once.
func (p *Partitions) Close() error {
	p.parts = [partitions]partition{}
	if p.file == nil {
		return nil
	}
	file := p.file
	p.file = nil
	return remove(file)
}
