package spill

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
)

// Tape keeps words in the order in which they are added, and gives them back in that order. What exceeds the memory goes to a temporary
// file. The zero value is not usable; see [NewTape]. It is used by one goroutine.
type Tape struct {
	options Options
	words   []uint64 // behind those in the file
	file    *Temporary
	size    int64 // bytes in file
}

// NewTape returns an empty tape.
func NewTape(options Options) *Tape {
	if options.Memory <= 0 {
		options.Memory = DefaultMemory
	}
	return &Tape{options: options}
}

// Len returns the number of words added.
func (t *Tape) Len() int64 { return t.size/wordBytes + int64(len(t.words)) }

const wordBytes = 8

// Add adds words.
func (t *Tape) Add(words ...uint64) error {
	t.words = append(t.words, words...)
	if int64(len(t.words))*wordBytes < t.options.Memory {
		return nil
	}
	if t.file == nil {
		file, err := NewTemporary(t.options.Dir)
		if err != nil {
			return err
		}
		t.file = file
	}
	buffer := make([]byte, 0, len(t.words)*wordBytes)
	for _, word := range t.words {
		buffer = binary.LittleEndian.AppendUint64(buffer, word)
	}
	if _, err := t.file.WriteAt(buffer, t.size); err != nil {
		return fmt.Errorf("writing to a temporary file: %w", err)
	}
	t.size += int64(len(buffer))
	t.words = t.words[:0]
	return nil
}

// All yields the words in order. It may be called again. An error ends the sequence.
func (t *Tape) All() iter.Seq2[uint64, error] {
	return func(yield func(uint64, error) bool) {
		if t.file != nil {
			stored := io.NewSectionReader(t.file, 0, t.size)
			buffer := make([]byte, rowBytes*rowsAtOnce)
			for {
				n, err := io.ReadFull(stored, buffer)
				for i := 0; i < n; i += wordBytes {
					if !yield(binary.LittleEndian.Uint64(buffer[i:]), nil) {
						return
					}
				}
				if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
					break
				}
				if err != nil {
					yield(0, fmt.Errorf("reading a temporary file: %w", err))
					return
				}
			}
		}
		for _, word := range t.words {
			if !yield(word, nil) {
				return
			}
		}
	}
}

// Close gives the memory and the temporary file back. It may be called more than once.
func (t *Tape) Close() error {
	t.words = nil
	if t.file == nil {
		return nil
	}
	file := t.file
	t.file, t.size = nil, 0
	return file.Close()
}
