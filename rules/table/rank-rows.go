package table

import (
	"errors"
	"fmt"

	"github.com/cogwg/hvdlint/internal/spill"
)

// rankRows keeps the ranked records of groups that come in any order, apart by the first byte of the group's key: the groups of one bin are
// judged in memory, one bin after the other. The zero value with options is empty.
type rankRows struct {
	options spill.Options
	kept    *rankBins // nil: nothing
}

type rankBins struct {
	bins *spill.Bins
	rows [spill.BinCount]int // of each bin; a row is a record, or several as one
	last [spill.BinCount]rowBefore
}

// add adds a row, which stands behind those of its group that were added before.
func (r *rankRows) add(key uint64, one *ranked) error {
	if r.kept == nil {
		r.kept = &rankBins{bins: spill.NewBins(r.options)}
	}
	bin := uint8(key >> 56)
	r.kept.rows[bin]++
	var row [longestRow]byte
	return r.kept.bins.Add(bin, r.kept.last[bin].append(row[:0], key, one))
}

// each calls yield with the rows of a bin in order of position. A row is valid until yield returns.
func (k *rankBins) each(bin uint8, yield func(key uint64, r *ranked) error) error {
	var before rowBefore
	var r ranked
	return k.bins.Each(bin, func(rows []byte) error {
		for len(rows) > 0 {
			rows = before.read(rows, &r)
			if err := yield(before.key, &r); err != nil {
				return err
			}
		}
		return nil
	})
}

// all calls yield with the rows of all bins, those of a group in order of position.
func (r *rankRows) all(yield func(key uint64, r *ranked) error) error {
	if r.kept == nil {
		return nil
	}
	for bin := range spill.BinCount {
		if err := r.kept.each(uint8(bin), yield); err != nil {
			return err
		}
	}
	return nil
}

func (r *rankRows) len() (rows int) {
	if r.kept != nil {
		for _, n := range &r.kept.rows {
			rows += n
		}
	}
	return rows
}

// merge adds the rows of others, which stand behind these and are not used afterwards.
func (r *rankRows) merge(next *rankRows) error {
	err := next.all(r.add)
	return errors.Join(err, next.close())
}

func (r *rankRows) close() error {
	if r.kept == nil {
		return nil
	}
	return r.kept.bins.Close()
}

// judge judges all groups.
func (r *rankRows) judge(o *rankOptions, total *tallies) error {
	if r.kept == nil {
		return nil
	}
	judge := binJudge{judges: total.judges(o)}
	for bin, rows := range &r.kept.rows {
		var err error
		if int64(rows) <= r.options.Memory/rowMemory {
			err = judge.inMemory(r.kept, uint8(bin))
		} else {
			err = judge.sorted(r.kept, uint8(bin), r.options)
		}
		if err != nil {
			return fmt.Errorf("judging the ranks of groups: %w", err)
		}
	}
	return nil
}
