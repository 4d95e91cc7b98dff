package spill

import (
	"encoding/binary"
	"fmt"
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
	file    *Temporary
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
		file, err := NewTemporary(p.options.Dir)
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

// Each calls yield with all hashes, those of a partition one after the other, a few at a time. The slice is valid until yield returns.
func (p *Partitions) Each(yield func([]uint64) error) error {
	for i := range p.parts {
		if err := p.each(&p.parts[i], yield); err != nil {
			return err
		}
	}
	return nil
}

func (p *Partitions) each(part *partition, yield func([]uint64) error) error {
	var buffer []byte
	var hashes []uint64
	if len(part.stored) > 0 {
		buffer, hashes = make([]byte, chunkSize*8), make([]uint64, chunkSize)
	}
	for _, offset := range part.stored {
		if n, err := p.file.ReadAt(buffer, offset); n < len(buffer) {
			return fmt.Errorf("reading a temporary file: %w", err)
		}
		for k := range hashes {
			hashes[k] = binary.LittleEndian.Uint64(buffer[8*k:])
		}
		if err := yield(hashes); err != nil {
			return err
		}
	}
	for _, chunk := range part.full {
		if err := yield(chunk); err != nil {
			return err
		}
	}
	return yield(part.open)
}

// Repeated returns the hashes that were added more than once. Beside them it takes memory for the different hashes of one partition: a
// hash that comes a hundred million times, as the key of a file that repeats one record does, takes no more than any other.
func (p *Partitions) Repeated() (*Set, error) {
	repeated := &Set{}
	seen := &seenTable{}
	for i := range p.parts {
		part := &p.parts[i]
		seen.reset((len(part.stored)+len(part.full))*chunkSize + len(part.open))
		err := p.each(part, func(hashes []uint64) error {
			seen.add(hashes, repeated)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return repeated, nil
}

// seenTable is an open table of the hashes of one partition.
type seenTable struct {
	slots []uint64 // 0 is an empty slot
	used  int
	zero  bool // the hash 0, which cannot be told from an empty slot, was seen
}

// reset empties the table and makes room for about so many hashes, within reason: most of them may be the same.
func (t *seenTable) reset(expected int) {
	const most = 1 << 20 // slots
	size := 4 * chunkSize
	for size < 2*expected && size < most {
		size *= 2
	}
	if cap(t.slots) < size {
		t.slots = make([]uint64, size)
	}
	t.slots = t.slots[:size]
	clear(t.slots)
	t.used, t.zero = 0, false
}

// add adds hashes and notes in repeated those that were there.
func (t *seenTable) add(hashes []uint64, repeated *Set) {
	for 2*(t.used+len(hashes)) > len(t.slots) {
		t.grow()
	}
	slots, mask := t.slots, uint64(len(t.slots)-1)
	for _, h := range hashes {
		if h == 0 {
			if t.zero {
				repeated.Add(0)
			}
			t.zero = true
			continue
		}
		for i := h & mask; ; i = (i + 1) & mask {
			if slots[i] == 0 {
				slots[i] = h
				t.used++
				break
			}
			if slots[i] == h {
				repeated.Add(h)
				break
			}
		}
	}
}

func (t *seenTable) grow() {
	old := t.slots
	t.slots = make([]uint64, 2*len(old))
	mask := uint64(len(t.slots) - 1)
	for _, h := range old {
		if h == 0 {
			continue
		}
		i := h & mask
		for t.slots[i] != 0 {
			i = (i + 1) & mask
		}
		t.slots[i] = h
	}
}

// Close gives the memory and the temporary file back. It may be called more than once.
func (p *Partitions) Close() error {
	p.parts = [partitions]partition{}
	if p.file == nil {
		return nil
	}
	file := p.file
	p.file = nil
	return file.Close()
}
