package table

import (
	"slices"

	"github.com/cogwg/hvdlint/internal/table"
)

// rankReader reads the ranks of a batch.
type rankReader struct {
	b             *table.Batch
	ranks, values *table.Column
	// rank and value are the numbers of the two columns.
	rank, value []uint64
	doubtful    bool  // some ranks or values are not allowed
	unplaced    int64 // records whose rank may be that of another value, and records without a group
}

// each calls yield for the records of each group. It returns the number of records whose rank may be that of another value or group.
func (o *rankOptions) each(b *table.Batch, hasher *keyHasher, yield func(key uint64, r *rankReader, from, to int)) (unplaced int64) {
	r := rankReader{
		b: b, ranks: &b.Columns[o.rank.Column], values: &b.Columns[o.value.Column],
		rank: numbersOf(b, o.rank.Column), value: numbersOf(b, o.value.Column),
	}
	r.doubtful = slices.Contains(r.ranks.Status, table.Doubtful) || slices.Contains(r.values.Status, table.Doubtful)
	at := 0
	hasher.groups(b, func(from, to int, group uint64) {
		r.passOver(at, from)
		yield(group, &r, from, to)
		at = to
	})
	r.passOver(at, b.Len)
	return r.unplaced
}

// passOver counts the records without a group that have ranks.
func (r *rankReader) passOver(from, to int) {
	for i := from; i < to; i++ {
		if _, ok := r.read(i); ok {
			r.unplaced++
		}
	}
}

// write writes the records of one group that say something about ranks; those of a tie that follow each other are one.
func (r *rankReader) write(log *rankLog, key uint64, from, to int) {
	var open ranked // the records to be written
	for i := from; i < to; {
		one, next, ok := r.next(i, to)
		i = next
		switch {
		case !ok:
		case open.record > 0 && open.follow(&one):
		default:
			if open.record > 0 {
				log.add(key, &open)
			}
			open = one
		}
	}
	if open.record > 0 {
		log.add(key, &open)
	}
}

// next reads the record i, with those behind it that are seen at a glance to be of the same tie, and returns the one to go on with.
func (r *rankReader) next(i, to int) (one ranked, next int, ok bool) {
	rank, value := r.rank[i], r.value[i]
	if rank == noNumber || value == noNumber || r.doubtful && (r.ranks.Doubtful(i) || r.values.Doubtful(i)) {
		one, ok = r.read(i)
		return one, i + 1, ok
	}
	one = ranked{value: unword(value), rank: unword(rank), record: r.b.Record(i), line: r.b.Line(i)}
	next = i + 1
	if r.doubtful {
		return one, next, true
	}
	lines := r.b.Lines
	for next < to && r.rank[next] == rank && r.value[next] == value && (lines == nil || lines[next] == lines[i]) {
		next++
	}
	if one.more = int64(next - i - 1); one.more > 0 {
		one.still = lines != nil || r.b.FirstLine == 0
	}
	return one, next, true
}

// read reads record i. It reports false for a record that says nothing about ranks, and counts those whose rank may be that of
// another value.
func (r *rankReader) read(i int) (ranked, bool) {
	if r.b.IsExcluded(i) {
		return ranked{}, false
	}
	one := ranked{rank: noRank, value: held, record: r.b.Record(i), line: r.b.Line(i)}
	if rank := r.rank[i]; rank != noNumber && !r.ranks.Doubtful(i) {
		one.rank = unword(rank)
	}
	if r.values.Doubtful(i) {
		one.rank = noRank // its rank may be that of the right value
		r.unplaced++
	}
	if value := r.value[i]; value != noNumber {
		one.value = unword(value)
	} else if r.values.Missing(i) && one.rank == noRank && !isRagged(r.b, i) {
		return ranked{}, false // a suppressed record
	}
	return one, true
}

// isRagged reports whether record i has more or fewer cells than the header, so that its cells may be those of others.
func isRagged(b *table.Batch, i int) bool {
	return b.Widths != nil && int(b.Widths[i]) != len(b.Columns)-b.Made
}
