package validate

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/table"
)

// Records reads an input as [Check] does, judges nothing, and hands its records to yield in order, batch by batch, with the facts
// known from the first reading, the digest among them. An error of yield ends the reading and is returned. What could not be read is returned,
// after the records before it.
func Records(ctx context.Context, in source.Input, options Options, yield func(*table.Resource, *table.Batch) error) (unread *table.Unread, err error) {
	defer recovered("reading records", &err)
	opened, unread, err := source.Open(ctx, in, sourceOptions(in, &options))
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", in.Path, err)
	}
	if unread != nil {
		return unread, nil
	}
	defer func() { err = errors.Join(err, opened.Close()) }()
	options.counted = &counted{}
	o := &opening{Source: opened, declared: in.Declared, options: &options, sheet: options.Sheet}
	facts, err := o.settle(ctx)
	if err == nil {
		err = sourceFault(ctx, o.Sum(ctx))
	}
	if err == nil {
		facts.SHA256, facts.Bytes, _ = o.Digest()
		_, err = o.eachBatch(ctx, func(b *table.Batch) error { return yield(facts, b) })
	}
	if fault, ok := errors.AsType[*sourceError](err); ok {
		return source.Explain(fault.err), nil
	}
	if err != nil {
		return nil, err
	}
	return facts.Unread, nil
}

// settle reads the table once, so that nothing is left to find out about how to read it, and returns its facts.
func (o *opening) settle(ctx context.Context) (*table.Resource, error) {
	defer watch(o.Source, o.options)()
	var facts *table.Resource
	err := o.untilLearned(ctx, func() (err error) {
		facts, err = o.eachBatch(ctx, func(*table.Batch) error { return nil })
		return err
	})
	return facts, err
}

// eachBatch reads the table on one goroutine and returns its facts.
func (o *opening) eachBatch(ctx context.Context, yield func(*table.Batch) error) (*table.Resource, error) {
	return o.eachShard(ctx, func(shard input.Shard) error {
		return shard.Batches(func(b *table.Batch) error {
			o.options.counted.addRecords(b.Len)
			return yield(b)
		})
	})
}

// eachShard cuts the table on one goroutine and returns its facts. An error of yield ends the reading and is returned, unless it is io.EOF.
func (o *opening) eachShard(ctx context.Context, yield func(input.Shard) error) (*table.Resource, error) {
	r, err := o.read(ctx)
	if err != nil {
		return nil, err
	}
	for {
		shard, err := r.Next(ctx)
		if err == nil {
			err = yield(shard)
		}
		switch {
		case errors.Is(err, io.EOF):
			return r.facts, r.close()
		case err != nil:
			return r.facts, errors.Join(err, r.close())
		}
	}
}

// eachOf reads the table again for some records, in order of their numbers, and calls yield with the index of each among them, its batch
// and its index there; those that could not be read are passed over. It decodes no block without one of them, and stops behind the last.
func (o *opening) eachOf(ctx context.Context, records []int64, yield func(k int, b *table.Batch, i int)) error {
	if len(records) == 0 {
		return nil
	}
	k := 0
	_, err := o.eachShard(ctx, func(shard input.Shard) error {
		if first, n := shard.Records(); records[k] >= first+n {
			o.options.counted.addRecords(int(n))
			shard.Skip()
			return nil
		}
		return shard.Batches(func(b *table.Batch) error {
			o.options.counted.addRecords(b.Len)
			for ; k < len(records) && records[k] < b.Record(b.Len); k++ {
				if records[k] >= b.First {
					yield(k, b, int(records[k]-b.First))
				}
			}
			if k == len(records) {
				return io.EOF
			}
			return nil
		})
	})
	return err
}
