// Package spill sorts more than memory holds: rows of numbers go to temporary files in sorted runs and come back merged.
//
// Temporary files have no name once they are open where the system allows it, so that nothing is left behind however
// the program ends; elsewhere Close removes them.
package spill

import (
	"bufio"
	"container/heap"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
)

// DefaultMemory is the number of bytes that a sorter keeps in memory when its options name none.
const DefaultMemory = 64 << 20

// Options say how much memory to use and where the rest goes.
type Options struct {
	Dir    string // folder for temporary files; empty: the system's
	Memory int64  // bytes kept in memory; 0: DefaultMemory
}

// Sorter sorts rows of a fixed number of words, word by word. The zero value is not usable; see [New]. It is used by one goroutine.
type Sorter struct {
	width   int
	options Options
	rows    []uint64 // the rows in memory, one after the other
	file    *os.File
	runs    []run
	size    int64 // bytes in file
}

// run is a sorted part of the file.
type run struct{ offset, length int64 }

// New returns an empty sorter of rows of width words.
func New(width int, options Options) *Sorter {
	if options.Memory <= 0 {
		options.Memory = DefaultMemory
	}
	return &Sorter{width: width, options: options}
}

// Len returns the number of rows added.
func (s *Sorter) Len() int64 {
	return int64(len(s.rows)/s.width) + s.size/int64(8*s.width)
}

// Add adds rows, given one after the other.
func (s *Sorter) Add(rows ...uint64) error {
	s.rows = append(s.rows, rows...)
	if int64(len(s.rows))*8 < s.options.Memory {
		return nil
	}
	return s.flush()
}

// flush writes the rows in memory to the file as one sorted run.
func (s *Sorter) flush() error {
	if s.file == nil {
		file, err := temporary(s.options.Dir)
		if err != nil {
			return err
		}
		s.file = file
	}
	s.sort()
	out := bufio.NewWriterSize(s.file, 1<<20)
	var word [8]byte
	for _, w := range s.rows {
		binary.LittleEndian.PutUint64(word[:], w)
		if _, err := out.Write(word[:]); err != nil {
			return fmt.Errorf("writing to a temporary file: %w", err)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing to a temporary file: %w", err)
	}
	length := int64(len(s.rows)) * 8
	s.runs = append(s.runs, run{s.size, length})
	s.size += length
	s.rows = s.rows[:0]
	return nil
}

func (s *Sorter) sort() {
	rows := make([][]uint64, 0, len(s.rows)/s.width)
	for row := range slices.Chunk(s.rows, s.width) {
		rows = append(rows, row)
	}
	slices.SortFunc(rows, slices.Compare)
	sorted := make([]uint64, 0, len(s.rows))
	for _, row := range rows {
		sorted = append(sorted, row...)
	}
	s.rows = sorted
}

// Sorted yields the rows in order. A row is valid until the next one. An error ends the sequence with a nil row.
func (s *Sorter) Sorted() iter.Seq2[[]uint64, error] {
	return func(yield func([]uint64, error) bool) {
		s.sort()
		if len(s.runs) == 0 {
			for row := range slices.Chunk(s.rows, s.width) {
				if !yield(row, nil) {
					return
				}
			}
			return
		}
		s.merge(yield)
	}
}

func (s *Sorter) merge(yield func([]uint64, error) bool) {
	var sources sourceHeap
	for _, r := range s.runs {
		sources = append(sources, &rowReader{in: bufio.NewReaderSize(io.NewSectionReader(s.file, r.offset, r.length), 256<<10), row: make([]uint64, s.width)})
	}
	sources = append(sources, &rowReader{memory: s.rows, row: make([]uint64, s.width)})
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
		if !yield(sources[0].row, nil) {
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
	s.rows, s.runs = nil, nil
	if s.file == nil {
		return nil
	}
	file := s.file
	s.file = nil
	return remove(file)
}

// temporary opens a temporary file and takes its name away at once where the system lets us.
func temporary(dir string) (*os.File, error) {
	file, err := os.CreateTemp(dir, "hvdlint-*.tmp")
	if err != nil {
		return nil, fmt.Errorf("making a temporary file: %w", err)
	}
	_ = os.Remove(file.Name()) // Windows refuses while the file is open; remove does it then
	return file, nil
}

func remove(file *os.File) error {
	err := file.Close()
	if gone := os.Remove(file.Name()); gone != nil && !errors.Is(gone, os.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	return err
}

// rowReader reads the rows of a run, from a file or from memory.
type rowReader struct {
	in     io.Reader
	memory []uint64
	row    []uint64
	buffer []byte
}

func (r *rowReader) next() (bool, error) {
	if r.in == nil {
		n := copy(r.row, r.memory)
		r.memory = r.memory[n:]
		return n > 0, nil
	}
	if r.buffer == nil {
		r.buffer = make([]byte, 8*len(r.row))
	}
	if _, err := io.ReadFull(r.in, r.buffer); errors.Is(err, io.EOF) {
		return false, nil
	} else if err != nil {
		return false, fmt.Errorf("reading a temporary file: %w", err)
	}
	for i := range r.row {
		r.row[i] = binary.LittleEndian.Uint64(r.buffer[8*i:])
	}
	return true, nil
}

// sourceHeap has the reader with the smallest row on top.
type sourceHeap []*rowReader

func (h sourceHeap) Len() int           { return len(h) }
func (h sourceHeap) Less(i, j int) bool { return slices.Compare(h[i].row, h[j].row) < 0 }
func (h sourceHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *sourceHeap) Push(x any)        { *h = append(*h, x.(*rowReader)) }
func (h *sourceHeap) Pop() any {
	old := *h
	last := old[len(old)-1]
	*h = old[:len(old)-1]
	return last
}
