// Package input is the contract between the engine and the readers of formats, one folder each below this one.
//
// A reader turns bytes into shards, and each shard into batches. Cutting is sequential and cheap; decoding a shard may
// happen on any goroutine, several at once. Batches know their absolute record numbers and lines, so nothing
// downstream depends on the order in which shards were decoded.
package input

import (
	"context"
	"errors"

	"github.com/cogwg/hvdlint/internal/table"
)

// Reader reads one resource. Its methods are called by one goroutine.
type Reader interface {
	// Resource returns the facts. Header and dialect are known from the start; records, damage and endings are complete
	// once Next has returned io.EOF and every shard has been decoded.
	Resource() *table.Resource
	// Next cuts the next shard, or returns io.EOF. A resource whose rest cannot be read ends with io.EOF too, and says why in
	// Resource().Unread. Other errors are ours ([ErrEncoding], [ErrLabels] and [ErrBroken] are some that the caller
	// can mend).
	Next(ctx context.Context) (Shard, error)
	Close() error
}

// Shard is a run of consecutive records that can be decoded on its own.
type Shard interface {
	// Batches calls yield with each batch in order and gives the shard's memory back when it returns. A batch is valid until
	// yield returns. An error of yield ends the decoding and is returned; others are as for Reader.Next.
	Batches(yield func(*table.Batch) error) error
	// Records returns the number of the first record and how many there are. It is known without decoding.
	Records() (first, n int64)
	// Skip gives the shard's memory back undecoded. It or Batches is called, and once.
	Skip()
}

// ErrEncoding means that bytes turned up which the encoding found in the first part of the file does not have. The
// caller looks at the whole file, settles on an encoding, and reads again from the start.
var ErrEncoding = errors.New("the file is not in the encoding that its beginning suggests")

// ErrLabels means that a record has names which none of the first records has. The caller reads again from the start, and
// has the reader collect all names first.
var ErrLabels = errors.New("a record has fields that the beginning of the file does not show")

// ErrBroken means that a record is broken inside, which only whoever decodes it sees. Others, which come before or behind it, may be
// decoded already. The caller reads again from the start, and has the reader find the first such record first.
var ErrBroken = errors.New("a record is not what the format demands, and reading must stop before the first such record")
