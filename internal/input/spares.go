package input

import "runtime"

// Spares keeps things that are dear to make, such as decoders with their buffers, for whoever needs one next. It may be used by many
// goroutines; what is beyond its capacity is dropped.
type Spares[T any] chan *T

// Take returns a thing that nobody uses, or nil when there is none.
func (s Spares[T]) Take() *T {
	select {
	case t := <-s:
		return t
	default:
		return nil
	}
}

// Keep takes a thing back.
func (s Spares[T]) Keep(t *T) {
	select {
	case s <- t:
	default:
	}
}

// Ahead is the greatest number of shards that one goroutine is given at a time, to be decoded one after the other.
const Ahead = 8

// Blocks returns a channel of n blocks, zero values that a reader makes when they are first used; n of 0: as many as keep all
// processors busy, each with what it is given, while some more are filled.
func Blocks[T any](n int) chan T {
	free := make(chan T, Positive(n, Ahead*runtime.GOMAXPROCS(0)+2))
	for range cap(free) {
		var unmade T
		free <- unmade
	}
	return free
}

// Positive returns n, or another number when n says nothing.
func Positive[N int | int64](n, otherwise N) N {
	if n <= 0 {
		return otherwise
	}
	return n
}
