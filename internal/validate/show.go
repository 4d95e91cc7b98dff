package validate

import (
	"cmp"
	"context"
	"slices"

	"github.com/cogwg/hvdlint/internal/table"
)

// show reads the records of the first places of each requirement, of which nothing is kept but where they are, so that the
// report can show them.
func (p *plan) show(ctx context.Context, o *opening) error {
	wanted := p.wanted()
	records := make([]int64, len(wanted))
	for k, place := range wanted {
		records[k] = place.defect.At.Record
	}
	return o.eachOf(ctx, records, func(k int, b *table.Batch, i int) { p.showPlace(b, i, wanted[k]) })
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

// showPlace shows a place that is in record i of a batch.
func (p *plan) showPlace(b *table.Batch, i int, place *place) {
	column := place.defect.At.Column - 1
	if column >= p.columns {
		column = -1
	}
	place.excerpt = excerpt(b, p.header.columns, i, column)
}
