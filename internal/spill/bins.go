package spill

import "fmt"

// Bins keeps short records of bytes apart in a number of bins, so that each bin can be looked at by itself: those of a bin come back in the
// order in which they were added. What exceeds the memory goes to a temporary file. The zero value is not usable; see [NewBins]. It is used
// by one goroutine.
type Bins struct {
	options Options
	chunk   int // bytes of a chunk
	bins    [BinCount]bin
	spare   [][]byte // chunks for other records
	inUse   int64    // bytes of the chunks that hold records
	file    *Temporary
	size    int64 // bytes in file
}

const (
	// BinCount is the number of bins: as many as the first byte of a hash tells apart.
	BinCount = 256
	// MaxRecord is the number of bytes that a record may have.
	MaxRecord = 64
)

type bin struct {
	open   []byte   // the chunk that is being filled
	full   [][]byte // chunks in memory; no record begins in one and ends in another
	stored []run    // in the file
}

// NewBins returns empty bins.
func NewBins(options Options) *Bins {
	if options.Memory <= 0 {
		options.Memory = DefaultMemory
	}
	// The chunks that are being filled, one a bin, take a quarter of the memory.
	return &Bins{options: options, chunk: max(MaxRecord, int(options.Memory/(4*BinCount)))}
}

// Add copies a record into a bin.
func (b *Bins) Add(to uint8, record []byte) error {
	of := &b.bins[to]
	if len(of.open)+len(record) > cap(of.open) {
		if err := b.makeRoom(of); err != nil {
			return err
		}
	}
	of.open = append(of.open, record...)
	return nil
}

// leastChunk is the size with which the first chunk of a bin begins, so that few records take little memory.
const leastChunk = 8 * MaxRecord

// makeRoom makes room for a record in the open chunk of a bin.
func (b *Bins) makeRoom(of *bin) error {
	if size := cap(of.open); size < b.chunk {
		larger := make([]byte, len(of.open), min(max(leastChunk, 2*size), b.chunk))
		copy(larger, of.open)
		b.inUse += int64(cap(larger) - size)
		of.open = larger
		return nil
	}
	of.full = append(of.full, of.open)
	b.inUse += int64(b.chunk)
	if last := len(b.spare) - 1; last >= 0 {
		of.open, b.spare = b.spare[last], b.spare[:last]
	} else {
		of.open = make([]byte, 0, b.chunk)
	}
	if b.inUse <= b.options.Memory {
		return nil
	}
	return b.store()
}

// storeAtOnce is about the number of bytes that are written at a time.
const storeAtOnce = 1 << 20

// store moves all full chunks to the file.
func (b *Bins) store() error {
	if b.file == nil {
		file, err := NewTemporary(b.options.Dir)
		if err != nil {
			return err
		}
		b.file = file
	}
	buffer := make([]byte, 0, storeAtOnce+b.chunk)
	for i := range b.bins {
		of := &b.bins[i]
		start := b.size + int64(len(buffer))
		for _, chunk := range of.full {
			buffer = append(buffer, chunk...)
			b.spare = append(b.spare, chunk[:0])
			b.inUse -= int64(b.chunk)
			if len(buffer) < storeAtOnce {
				continue
			}
			if err := b.write(buffer); err != nil {
				return err
			}
			buffer = buffer[:0]
		}
		if end := b.size + int64(len(buffer)); end > start {
			of.stored = append(of.stored, run{start, end - start})
		}
		of.full = of.full[:0]
	}
	return b.write(buffer)
}

func (b *Bins) write(bytes []byte) error {
	if _, err := b.file.WriteAt(bytes, b.size); err != nil {
		return fmt.Errorf("writing to a temporary file: %w", err)
	}
	b.size += int64(len(bytes))
	return nil
}

// Each calls yield with the records of a bin, some at a time: never a part of one. The bytes are valid until yield returns.
func (b *Bins) Each(of uint8, yield func(records []byte) error) error {
	from := &b.bins[of]
	var buffer []byte
	for _, r := range from.stored {
		if int64(cap(buffer)) < r.length {
			buffer = make([]byte, r.length)
		}
		buffer = buffer[:r.length]
		if n, err := b.file.ReadAt(buffer, r.offset); n < len(buffer) {
			return fmt.Errorf("reading a temporary file: %w", err)
		}
		if err := yield(buffer); err != nil {
			return err
		}
	}
	for _, chunk := range from.full {
		if err := yield(chunk); err != nil {
			return err
		}
	}
	return yield(from.open)
}

// Close gives the memory and the temporary file back. It may be called more than once.
func (b *Bins) Close() error {
	b.bins, b.spare, b.inUse = [BinCount]bin{}, nil, 0
	if b.file == nil {
		return nil
	}
	file := b.file
	b.file, b.size = nil, 0
	return file.Close()
}
