package validate

import (
	"cmp"
	"context"
	"errors"
	"io"
	"slices"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/table"
)

// show reads the records of the first places of each requirement, of which nothing is kept but where they are, so that the
// report can show them. It decodes no block without such a place, and stops behind the last.
func (p *plan) show(ctx context.Context, o *opening) error {
	wanted := p.wanted()
	if len(wanted) == 0 {
		return nil
	}
	r, err := o.read(ctx)
	if err != nil {
		return err
	}
	for len(wanted) > 0 {
		shard, err := r.Next(ctx)
		if err == nil {
			wanted, err = p.showShard(shard, wanted)
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return errors.Join(err, r.close())
		}
	}
	return r.close()
}

// wanted returns the places to show, by record.
func (p *plan) wanted() []*place {
	var wanted []*place
	for _, s := range p.settled {
		for _, places := range [][]place{s.places, s.except.waived, s.except.known} {
			for i := range min(len(places), excerpts) {
				if place := &places[i]; place.defect.At.Record > 0 {
					wanted = append(wanted, place)
				}
			}
		}
	}
	slices.SortStableFunc(wanted, func(a, b *place) int { return cmp.Compare(a.defect.At.Record, b.defect.At.Record) })
	return wanted
}

// showShard shows the first of the places, those before the end of the shard, and returns the others.
func (p *plan) showShard(shard input.Shard, wanted []*place) (left []*place, err error) {
	if first, n := shard.Records(); wanted[0].defect.At.Record >= first+n {
		shard.Skip()
		return wanted, nil
	}
	err = shard.Batches(func(b *table.Batch) error {
		for len(wanted) > 0 && wanted[0].defect.At.Record < b.Record(b.Len) {
			p.showPlace(b, wanted[0])
			wanted = wanted[1:]
		}
		return nil
	})
	return wanted, err
}

func (p *plan) showPlace(b *table.Batch, place *place) {
	i := int(place.defect.At.Record - b.First)
	if i < 0 {
		return // a record that could not be read
	}
	column := place.defect.At.Column - 1
	if column >= p.columns {
		column = -1
	}
	place.excerpt = excerpt(b, p.header.columns, i, column)
}
