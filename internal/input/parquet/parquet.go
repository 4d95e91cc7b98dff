// Package parquet reads Apache Parquet files: row groups of column chunks, made of pages, described by a footer.
//
// Each field at the top level of the schema is a column. A group, list, map or repeated field is one column of kind
// table.Nested, whose cells are JSON. How values of each type are written is said in convert.go.
//
// Nothing that the file says of itself is believed before it was checked. The footer and the headers of pages are decoded by
// parquet-go, after a survey of their bytes that bounds what the decoder allocates ([survey]). Pages are decoded here, value by
// value: parquet-go's own page readers allocate what damaged files ask for, panic, and print to standard error.
//
// Cutting ([reader.Next]) walks over the headers of the pages of a row group, so that each shard knows where its records are;
// decoding (Shard.Batches) is parallel. Records have the numbers that the footer gives them, also behind records that are lost
// to damage: then the others are still read, and the facts tell what was lost.
package parquet

import (
	"cmp"
	"context"
	"io"
	"sync"
	"sync/atomic"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/table"
)

// Options are the choices of the engine. The zero value means the defaults.
type Options struct {
	// Samples is the number of places kept of each kind of damage; 0: all. Counts are always exact.
	Samples int
	// ShardRecords is the number of records at which a row group is cut; 0: 131,072. It never shows in the result.
	ShardRecords int
	// BatchRecords is the greatest number of records of a batch; 0: as many as have 32,768 cells. It never shows in the result.
	BatchRecords int

	panics bool // tests let panics through, to see them
}

// What a file may ask for.
const (
	maxFooter     = 64 << 20  // bytes
	maxPage       = 256 << 20 // bytes of a data page without compression
	maxDictionary = 64 << 20  // bytes of a dictionary without compression
	maxPages      = 1 << 20   // of a row group
	maxText       = 256 << 20 // bytes of a column's text in a batch, or in a dictionary
	maxCell       = 16 << 20  // bytes of a cell that its encoding makes longer than the file
	maxDepth      = 64        // levels of the schema
	maxWidth      = 1 << 20   // bytes of a value of fixed length
	// A column of one value takes next to no bytes, and time all the same. A file may have as many values as baseValues and valuesPerByte
	// allow.
	baseValues    = 1 << 26
	valuesPerByte = 1 << 12

	shardRecords = 1 << 17
	batchCells   = 1 << 15
)

type reader struct {
	facts   *table.Resource
	file    io.ReaderAt
	end     int64 // of what stands before the footer
	options Options
	schema  *schema
	groups  []rowGroup
	first   []int64 // number of the first record of each row group
	budget  int64   // bytes that the pages of row groups to come may take
	next    int     // row group to cut next
	shards  []*shard
	done    bool

	booleans *dictionary
	made     atomic.Uint64 // number of the last dictionary made, behind that of the booleans
	workers  sync.Pool     // of *worker

	mutex  sync.Mutex
	open   int // shards that are not decoded yet, and one more until all are cut
	losses []loss
}

// Open checks and reads the footer of a file of size bytes, and fills in the header. What is wrong with the file is told in the facts;
// errors are those of reading file, and of the context. It does not close file, which is read by all shards at once.
func Open(ctx context.Context, file io.ReaderAt, size int64, facts *table.Resource, options Options) (input.Reader, error) {
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	r := &reader{facts: facts, file: file, options: options, booleans: booleans(), open: 1}
	r.options.ShardRecords = cmp.Or(max(options.ShardRecords, 0), shardRecords)
	facts.Native = table.KindsOf(table.Number, table.Boolean, table.Date, table.Time, table.DateTime, table.Nested)
	err := r.guard(func() error { return r.begin(size) })
	if err == nil {
		return r, nil
	}
	why, ok := asFault(err)
	if !ok {
		return nil, err
	}
	r.refuse(why)
	return r, nil
}

// Resource implements [input.Reader].
func (r *reader) Resource() *table.Resource { return r.facts }

// Close implements [input.Reader]. Shards that are not decoded yet stay valid.
func (r *reader) Close() error {
	r.done = true
	return nil
}

// Next implements [input.Reader].
func (r *reader) Next(ctx context.Context) (input.Shard, error) {
	for !r.done {
		if err := context.Cause(ctx); err != nil {
			return nil, err
		}
		if len(r.shards) > 0 {
			s := r.shards[0]
			r.shards = r.shards[1:]
			return s, nil
		}
		if r.next == len(r.groups) {
			r.done = true
			r.settle()
			break
		}
		if err := r.cut(r.next); err != nil {
			return nil, err
		}
		r.next++
	}
	return nil, io.EOF
}

// cut makes the shards of a row group.
func (r *reader) cut(number int) error {
	g := &group{number: number, first: r.first[number], records: r.groups[number].NumRows}
	var usable int64
	err := r.guard(func() (err error) {
		usable, err = r.index(g)
		return err
	})
	if why, ok := asFault(err); ok {
		r.lose(loss{fault: why, group: number, record: g.first + usable, records: g.records - usable})
	} else if err != nil {
		return err
	}
	step := shardStep(int64(r.options.ShardRecords), g.longest)
	if r.schema.nested {
		step = max(usable, 1) // where a record with lists starts is known to those alone who read all before it
	}
	for from := int64(0); from < usable; from += step {
		r.shards = append(r.shards, &shard{reader: r, group: g, from: from, to: min(from+step, usable)})
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.open += len(r.shards)
	return nil
}

// shardStep returns the number of records of a shard that is to have about so many. A shard that starts inside a page reads that page too and passes
// over what stands before, so shards are as long as a page where pages are not much longer than they, and a very long page is not cut into many.
func shardStep(records, longestPage int64) int64 {
	switch {
	case longestPage > 2*records:
		return max(records, longestPage/8)
	case longestPage > records:
		return longestPage
	}
	return records
}

// guard turns a panic of f into a fault of the file: the libraries that it calls were written for files that are whole.
func (r *reader) guard(f func() error) (err error) {
	if !r.options.panics {
		defer func() {
			if recover() != nil {
				err = damaged
			}
		}()
	}
	return f()
}
