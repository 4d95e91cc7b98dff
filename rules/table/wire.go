package table

import (
	"encoding/binary"
	"errors"
)

// errWire means that bytes are not a state that this package wrote.
var errWire = errors.New("not a state of this rule")

// wire writes a state as numbers and texts, and reads it back. Reading past the end gives zeros and sets broken.
type wire struct {
	bytes  []byte
	broken bool
}

func (w *wire) put(numbers ...uint64) {
	for _, n := range numbers {
		w.bytes = binary.AppendUvarint(w.bytes, n)
	}
}

func (w *wire) putText(s string) {
	w.put(uint64(len(s)))
	w.bytes = append(w.bytes, s...)
}

func (w *wire) get() uint64 {
	n, size := binary.Uvarint(w.bytes)
	if size <= 0 {
		w.broken, w.bytes = true, nil
		return 0
	}
	w.bytes = w.bytes[size:]
	return n
}

func (w *wire) getInt() int64 { return int64(w.get()) }

func (w *wire) getText() string {
	n := w.get()
	if n > uint64(len(w.bytes)) {
		w.broken, w.bytes = true, nil
		return ""
	}
	s := string(w.bytes[:n])
	w.bytes = w.bytes[n:]
	return s
}

// count reads a number of items, each of at least one byte.
func (w *wire) count() int {
	n := w.get()
	if n > uint64(len(w.bytes)) {
		w.broken, w.bytes = true, nil
		return 0
	}
	return int(n)
}

func (w *wire) putWords(words []uint64) {
	w.put(uint64(len(words)))
	w.put(words...)
}

func (w *wire) getWords() []uint64 {
	words := make([]uint64, w.count())
	for i := range words {
		words[i] = w.get()
	}
	return words
}

func (w *wire) err() error {
	if w.broken || len(w.bytes) > 0 {
		return errWire
	}
	return nil
}

func flag(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}
