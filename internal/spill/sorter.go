// Package spill sorts and searches more than memory holds: rows of numbers go to temporary files in sorted runs and come
// back merged, hashes go there in parts that each fit the cache, and records that belong together in bins.
//
// See [Temporary] for the files.
package spill

import (
	"cmp"
	"container/heap"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
)

// DefaultMemory is the number of bytes that a sorter keeps in memory when its options name none.
const DefaultMemory = 32 << 20

// Options say how much memory to use and where the rest goes.
type Options struct {
	Dir    string // folder for temporary files; empty: the system's
	Memory int64  // bytes kept in memory; 0: DefaultMemory
}

// Row is what a sorter sorts: five words, compared from the first to the last. Words that a caller does not need are 0.
type Row [5]uint64

const rowBytes = 8 * len(Row{})

// Compare orders two rows.
func (r *Row) Compare(other *Row) int {
	for i := range r {
		if r[i] != other[i] {
			return cmp.Compare(r[i], other[i])
		}
	}
	return 0
}

// Sorter sorts rows. The zero value is not usable; see [New]. It is used by one goroutine.
type Sorter struct {
	options Options
	rows    []Row // in memory
	file    *Temporary
	runs    []run
	size    int64 // bytes in file
	// writing gives back the rows of the run that is being sorted and written while others are added; nil: there is none.
	writing chan written
	spare   []Row // memory of the run that was written last
}

type written struct {
	rows []Row
	err  error
}

// run is a sorted part of the file.
type run struct{ offset, length int64 }

// New returns an empty sorter.
func New(options Options) *Sorter {
	if options.Memory <= 0 {
		options.Memory = DefaultMemory
	}
	return &Sorter{options: options}
}

// Len returns the number of rows added.
func (s *Sorter) Len() int64 { return int64(len(s.rows)) + s.size/int64(rowBytes) }

// Add adds rows.
func (s *Sorter) Add(rows ...Row) error {
	// Half of the memory is for the run that is being written.
	limit := int(s.options.Memory) / 2 / rowBytes
	if full := len(s.rows) + len(rows); full > cap(s.rows) && full > manyRows && full < limit {
		s.rows = slices.Grow(s.rows, limit+len(rows)-len(s.rows))
	}
	s.rows = append(s.rows, rows...)
	if len(s.rows) < limit {
		return nil
	}
	return s.flush()
}

// manyRows is the number of rows from which on a sorter takes all its memory at once, instead of moving again and again.
const manyRows = 1 << 14

// flush lets the rows in memory be sorted and written to the file as one run, beside what goes on.
func (s *Sorter) flush() error {
	if err := s.wait(); err != nil {
		return err
	}
	if s.file == nil {
		file, err := NewTemporary(s.options.Dir)
		if err != nil {
			return err
		}
		s.file = file
	}
	rows, file, offset := s.rows, s.file, s.size
	s.rows, s.spare = s.spare[:0], nil
	length := int64(len(rows) * rowBytes)
	s.runs = append(s.runs, run{offset, length})
	s.size += length
	done := make(chan written, 1)
	s.writing = done
	go func() {
		SortRows(rows)
		done <- written{rows, writeRows(file, offset, rows)}
	}()
	return nil
}

// wait waits for the run that is being written, if any.
func (s *Sorter) wait() error {
	if s.writing == nil {
		return nil
	}
	w := <-s.writing
	s.writing, s.spare = nil, w.rows
	return w.err
}

func writeRows(file io.WriterAt, offset int64, rows []Row) error {
	buffer := make([]byte, 0, rowBytes*rowsAtOnce)
	for chunk := range slices.Chunk(rows, rowsAtOnce) {
		buffer = buffer[:0]
		for i := range chunk {
			for _, word := range chunk[i] {
				buffer = binary.LittleEndian.AppendUint64(buffer, word)
			}
		}
		if _, err := file.WriteAt(buffer, offset); err != nil {
			return fmt.Errorf("writing to a temporary file: %w", err)
		}
		offset += int64(len(buffer))
	}
	return nil
}

// rowsAtOnce is the number of rows read from and written to a file at a time.
const rowsAtOnce = 4096

// Sorted yields the rows in order. A row is valid until the next one. An error ends the sequence with a nil row.
func (s *Sorter) Sorted() iter.Seq2[*Row, error] {
	return func(yield func(*Row, error) bool) {
		if err := s.wait(); err != nil {
			yield(nil, err)
			return
		}
		SortRows(s.rows)
		if len(s.runs) == 0 {
			for i := range s.rows {
				if !yield(&s.rows[i], nil) {
					return
				}
			}
			return
		}
		s.merge(yield)
	}
}

func (s *Sorter) merge(yield func(*Row, error) bool) {
	sources := sourceHeap{{rows: s.rows}}
	for _, r := range s.runs {
		sources = append(sources, &runReader{in: io.NewSectionReader(s.file, r.offset, r.length)})
	}
	live := sources[:0]
	for _, source := range sources {
		ok, err := source.next()
		if err != nil {
			yield(nil, err)
			return
		}
		if ok {
			live = append(live, source)
		}
	}
	sources = live
	heap.Init(&sources)
	for len(sources) > 0 {
		if !yield(&sources[0].row, nil) {
			return
		}
		ok, err := sources[0].next()
		if err != nil {
			yield(nil, err)
			return
		}
		if ok {
			heap.Fix(&sources, 0)
		} else {
			heap.Pop(&sources)
		}
	}
}

// Close gives the memory and the temporary file back. It may be called more than once.
func (s *Sorter) Close() error {
	err := s.wait()
	s.rows, s.spare, s.runs = nil, nil, nil
	if s.file == nil {
		return err
	}
	file := s.file
	s.file = nil
	return errors.Join(err, file.Close())
}

// runReader reads the rows of a run, from a file or from memory.
type runReader struct {
	row    Row // the current one
	rows   []Row
	in     io.Reader // nil: rows is all there is
	buffer []byte    // of the file
	memory []Row     // behind rows, when they come from a file
}

// next makes the next row the current one, and reports whether there is one.
func (r *runReader) next() (bool, error) {
	if len(r.rows) == 0 && r.in != nil {
		if err := r.fill(); err != nil {
			return false, fmt.Errorf("reading a temporary file: %w", err)
		}
	}
	if len(r.rows) == 0 {
		return false, nil
	}
	r.row, r.rows = r.rows[0], r.rows[1:]
	return true, nil
}

func (r *runReader) fill() error {
	if r.buffer == nil {
		r.buffer = make([]byte, rowBytes*rowsAtOnce)
		r.memory = make([]Row, rowsAtOnce)
	}
	n, err := io.ReadFull(r.in, r.buffer)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	r.rows = r.memory[:n/rowBytes]
	for i := range r.rows {
		for k := range r.rows[i] {
			r.rows[i][k] = binary.LittleEndian.Uint64(r.buffer[i*rowBytes+8*k:])
		}
	}
	return nil
}

// sourceHeap has the reader with the smallest row on top.
type sourceHeap []*runReader

func (h sourceHeap) Len() int           { return len(h) }
func (h sourceHeap) Less(i, j int) bool { return h[i].row.Compare(&h[j].row) < 0 }
func (h sourceHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *sourceHeap) Push(x any)        { *h = append(*h, x.(*runReader)) }
func (h *sourceHeap) Pop() any {
	old := *h
	last := old[len(old)-1]
	*h = old[:len(old)-1]
	return last
}
