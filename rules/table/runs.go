package table

import (
	"slices"

	"github.com/cogwg/hvdlint/internal/table"
)

// What a run of records with equal values in the columns of a key is good for.
const (
	runExcluded uint8 = 1 << iota // no observations
	runMissing                    // a column has no value
	runInvalid                    // a column has no usable value
	runDoubtful                   // a column has a value that is not allowed
)

// memoOf returns what is noted of a batch.
func memoOf(b *table.Batch) *table.Memo {
	if b.Memo == nil {
		b.Memo = &table.Memo{}
	}
	return b.Memo
}

// runs returns the runs of records with equal values, of equal status, in columns, with the hash of the values as [keyHasher.sum] has it.
// In a table in order there are few, and the rules that judge groups need not go down each column again.
func (h *keyHasher) runs(b *table.Batch, columns []int) []table.Run {
	note, known := memoOf(b).Note(h.noted("runs"), columns...)
	if known {
		return note.Runs
	}
	if len(columns) == 0 {
		note.Runs = observations(b, note.Runs[:0])
		return note.Runs
	}
	last := len(columns) - 1
	note.Runs = h.split(h.runs(b, columns[:last]), &b.Columns[columns[last]], note.Runs[:0])
	return note.Runs
}

// split appends the runs of a column within other runs.
func (h *keyHasher) split(within []table.Run, c *table.Column, runs []table.Run) []table.Run {
	i, values := 0, h.valueHashes(c)
	for _, run := range within {
		for i < int(run.End) {
			end := c.RunEnd(i, int(run.End))
			flags := run.Flags
			var hash uint64
			if values != nil {
				hash = values.Words[c.Index[i]]
			} else {
				hash = h.hash(c.Text(i), firstSeed)
			}
			if c.Status != nil {
				end = sameStatus(c.Status, i, end)
				flags |= flagsOf(c.Status[i])
			}
			runs = append(runs, table.Run{Hash: mix(run.Hash^hash, firstSeed), End: int32(end), Flags: flags})
			i = end
		}
	}
	return runs
}

// sameStatus returns the end, at most end, of the records from i on that have the same status.
func sameStatus(status []table.Status, i, end int) int {
	for at, s := range status[i:end] {
		if s != status[i] {
			return i + at
		}
	}
	return end
}

func flagsOf(status table.Status) uint8 {
	switch status {
	case table.Missing:
		return runMissing
	case table.Invalid:
		return runInvalid
	case table.Doubtful:
		return runDoubtful
	}
	return 0
}

// observations appends the runs of records that are observations, and of those that are not.
func observations(b *table.Batch, runs []table.Run) []table.Run {
	for i := 0; i < b.Len; {
		end, flags := b.Len, uint8(0)
		if b.Excluded != nil {
			if next := slices.Index(b.Excluded[i:b.Len], !b.Excluded[i]); next > 0 {
				end = i + next
			}
			if b.Excluded[i] {
				flags = runExcluded
			}
		}
		runs = append(runs, table.Run{Hash: firstSeed, End: int32(end), Flags: flags})
		i = end
	}
	return runs
}

// groups calls yield for each run of records that belong to one group, from one record up to another, and its key. The last bit of the key
// tells groups with values that are not allowed; see doubtfulKey.
func (h *keyHasher) groups(b *table.Batch, yield func(from, to int, group uint64)) {
	from := 0
	for _, run := range h.runs(b, h.columns) {
		to := int(run.End)
		switch {
		case run.Flags&(runExcluded|runMissing|runInvalid) != 0:
		case run.Flags&runDoubtful != 0:
			yield(from, to, run.Hash|doubtfulKey)
		default:
			yield(from, to, run.Hash&^doubtfulKey)
		}
		from = to
	}
}

// hasGroups reports whether a key has columns before the last one: records with equal values there are a group of keys.
func (h *keyHasher) hasGroups() bool { return !h.whole && len(h.columns) > 1 }

// groupHashes returns for each record the hash of its key but for the last column.
func (h *keyHasher) groupHashes(b *table.Batch) []uint64 {
	var columns []int
	if h.hasGroups() {
		columns = h.columns[:len(h.columns)-1]
	}
	note, known := memoOf(b).Note(h.noted("groups"), columns...)
	if known {
		return note.Words
	}
	note.Words = table.Sized(note.Words, b.Len)
	i := 0
	for _, run := range h.runs(b, columns) {
		for ; i < int(run.End); i++ {
			note.Words[i] = run.Hash
		}
	}
	return note.Words
}

// completeRuns calls yield for the records that are complete, run by run. The records of a run are of one group; see hasGroups.
func (h *keyHasher) completeRuns(b *table.Batch, yield func(from, to int)) {
	if h.whole || len(h.columns) == 0 {
		for i := range b.Len {
			if h.complete(b, i) {
				yield(i, i+1)
			}
		}
		return
	}
	most := len(h.columns) - 1
	status := b.Columns[h.columns[most]].Status
	i := 0
	for _, run := range h.runs(b, h.columns[:most]) {
		end := int(run.End)
		if run.Flags&(runExcluded|runMissing) != 0 {
			i = end
			continue
		}
		for i < end {
			to := end
			if status != nil {
				if at := slices.Index(status[i:end], table.Missing); at >= 0 {
					to = i + at
				}
			}
			if to > i {
				yield(i, to)
			}
			i = to + 1
		}
		i = end
	}
}
