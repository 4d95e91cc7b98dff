package validate

import (
	"context"
	"errors"
	"slices"
)

// wantedPlaces are failing places that are known by record and check alone and have to be described: a baseline was thought to know them,
// until the merge found that they fail more often than it says.
type wantedPlaces struct {
	places  map[wantedPlace]bool
	records []int64 // in order
}

type wantedPlace struct {
	slot   int
	record int64
}

// in reports whether one of the records is among n from first on.
func (w *wantedPlaces) in(first, n int64) bool {
	at, _ := slices.BinarySearch(w.records, first)
	return at < len(w.records) && w.records[at] < first+n
}

// untold are the places among those to be shown that were not described.
func (f *found) untold() []*place {
	var list []*place
	for i := range f.tallies {
		for _, places := range [][]place{f.tallies[i].places, f.tallies[i].except.known} {
			for k := range places {
				if places[k].untold {
					list = append(list, &places[k])
				}
			}
		}
	}
	return list
}

// tellUntold reads the table again for the places that were not described.
func (p *plan) tellUntold(ctx context.Context, o *opening, total *found) error {
	untold := total.untold()
	if len(untold) == 0 {
		return nil
	}
	wanted := &wantedPlaces{places: map[wantedPlace]bool{}}
	for _, place := range untold {
		wanted.places[wantedPlace{place.slot, place.defect.At.Record}] = true
		wanted.records = append(wanted.records, place.defect.At.Record)
	}
	slices.Sort(wanted.records)
	r, err := o.read(ctx)
	if err != nil {
		return err
	}
	again := p.newPass(o.options, nil, false)
	again.only, again.samples = wanted, 0
	second, err := again.run(ctx, r.Reader)
	if err != nil {
		return errors.Join(err, r.close())
	}
	defer second.close()
	told := map[wantedPlace]place{}
	for _, t := range second.tallies {
		for _, place := range t.places {
			told[wantedPlace{place.slot, place.defect.At.Record}] = place
		}
	}
	for _, place := range untold {
		if described, ok := told[wantedPlace{place.slot, place.defect.At.Record}]; ok {
			*place = described
		}
	}
	return r.close()
}
