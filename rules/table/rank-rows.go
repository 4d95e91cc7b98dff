package table

import (
	"encoding/binary"
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
	rows [spill.BinCount]int   // of each bin; a row is a record, or several as one
	last [spill.BinCount]place // where the last one of each bin stands
}

// place is where a record stands: its number, and that of its line less that of the record.
type place struct{ record, line int64 }

// add adds records of a group, which stand behind those that were added before.
func (r *rankRows) add(key uint64, group []ranked) error {
	if r.kept == nil {
		r.kept = &rankBins{bins: spill.NewBins(r.options)}
	}
	bin := uint8(key >> 56)
	last := &r.kept.last[bin]
	var row [spill.MaxRecord]byte
	for i := range group {
		if err := r.kept.bins.Add(bin, appendRow(row[:0], key, &group[i], last)); err != nil {
			return err
		}
	}
	r.kept.rows[bin] += len(group)
	return nil
}

// appendRow writes a record: the key, where it stands as seen from the last one, rank and value. Most records are one by itself, on a line as
// far behind the last one as the record is: the lowest bit of the number tells those that are not.
func appendRow(row []byte, key uint64, r *ranked, last *place) []byte {
	at := place{r.record, r.line - r.record}
	row = binary.LittleEndian.AppendUint64(row, key)
	if step := at.record - last.record; at.line == last.line && r.more == 0 {
		row = binary.AppendVarint(row, step<<1)
	} else {
		row = binary.AppendVarint(row, step<<1|1)
		row = binary.AppendVarint(row, at.line-last.line)
		row = binary.AppendVarint(row, r.more)
	}
	*last = at
	return binary.AppendVarint(binary.AppendVarint(row, r.rank), r.value)
}

// readRow reads what appendRow wrote, and returns what follows.
func readRow(row []byte, r *ranked, last *place) (key uint64, rest []byte) {
	key, rest = binary.LittleEndian.Uint64(row), row[8:]
	step, rest := readVarint(rest)
	line := last.line
	r.more = 0
	if step&1 != 0 {
		var by int64
		by, rest = readVarint(rest)
		line += by
		r.more, rest = readVarint(rest)
	}
	r.record = last.record + step>>1
	r.line = r.record + line
	*last = place{r.record, line}
	r.rank, rest = readVarint(rest)
	r.value, rest = readVarint(rest)
	return key, rest
}

// readVarint is [binary.Varint] of what is known to be one.
func readVarint(bytes []byte) (int64, []byte) {
	if b := bytes[0]; b < 0x80 {
		return int64(b>>1) ^ -int64(b&1), bytes[1:]
	}
	n, size := binary.Varint(bytes)
	return n, bytes[size:]
}

// each calls yield with the rows of a bin in order of position. A row is valid until yield returns.
func (k *rankBins) each(bin uint8, yield func(key uint64, r *ranked) error) error {
	var last place
	var r ranked
	return k.bins.Each(bin, func(rows []byte) error {
		for len(rows) > 0 {
			var key uint64
			key, rows = readRow(rows, &r, &last)
			if err := yield(key, &r); err != nil {
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
	err := next.all(func(key uint64, one *ranked) error { return r.add(key, []ranked{*one}) })
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
	judge := newBinJudge(o, total)
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
