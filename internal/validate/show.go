package validate

import (
	"context"
	"errors"

	"github.com/cogwg/hvdlint/internal/table"
)

// errShown ends a reading that has seen all it wanted.
var errShown = errors.New("all records are shown")

// show reads the records of the first places of each requirement, of which nothing is kept but where they are, so that the
// report can show them. It stops at the last one.
func (p *plan) show(ctx context.Context, o *opening) error {
	wanted := map[int64][]*place{}
	last := int64(0)
	for _, s := range p.settled {
		for _, places := range [][]place{s.places, s.except.waived, s.except.known} {
			for i := range min(len(places), excerpts) {
				place := &places[i]
				if record := place.defect.At.Record; record > 0 {
					wanted[record] = append(wanted[record], place)
					last = max(last, record)
				}
			}
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	_, err := o.eachBatch(ctx, func(b *table.Batch) error { return p.showBatch(b, wanted, last) })
	if errors.Is(err, errShown) {
		return nil
	}
	return err
}

func (p *plan) showBatch(b *table.Batch, wanted map[int64][]*place, last int64) error {
	for record, places := range wanted {
		i := int(record - b.First)
		if i < 0 || i >= b.Len {
			continue
		}
		for _, place := range places {
			column := place.defect.At.Column - 1
			if column >= p.columns {
				column = -1
			}
			place.excerpt = excerpt(b, p.header.columns, i, column)
		}
	}
	if b.Record(b.Len) > last {
		return errShown
	}
	return nil
}
