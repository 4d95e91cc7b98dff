package table

import "sync"

// spareWords lends the states of a check memory for what they take down, and takes it back once they are merged: each state takes down about as much as
// the one before, and memory that is there already need be neither cleared nor copied while it grows. The zero value is ready, and may be used by many
// goroutines.
type spareWords struct{ pool sync.Pool }

// take returns an empty slice with whatever capacity there is.
func (s *spareWords) take() []uint64 {
	if words, ok := s.pool.Get().(*[]uint64); ok {
		return (*words)[:0]
	}
	return nil
}

// keep takes back what nobody looks at any more.
func (s *spareWords) keep(words []uint64) {
	if cap(words) > 0 {
		s.pool.Put(&words)
	}
}
