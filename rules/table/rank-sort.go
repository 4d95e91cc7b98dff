package table

import (
	"cmp"
	"math"
	"slices"

	"github.com/cogwg/hvdlint/internal/table"
)

const (
	fewRanked   = 32      // records from which on it pays to spread them by value before they are compared
	manyRanked  = 1 << 16 // records from which on that would take too much memory
	sortBits    = 11      // of a value that are looked at in one go
	sortAtMost  = 33      // bits in which values may differ to be spread: three goes
	sortBuckets = 1 << sortBits
)

// sort brings the records of a group in order of value, the highest first, and of position. It returns them in their own memory or in that of
// the judge, where they stay until the next call.
func (j *groupJudge) sort(group []ranked) []ranked {
	if slices.IsSortedFunc(group, compareRanked) {
		return group
	}
	least, greatest := int64(math.MaxInt64), int64(math.MinInt64)
	inPosition := true
	for i := range group {
		least, greatest = min(least, group[i].value), max(greatest, group[i].value)
		inPosition = inPosition && (i == 0 || group[i-1].record < group[i].record)
	}
	spread := uint64(greatest) - uint64(least)
	if !inPosition || len(group) < fewRanked || len(group) > manyRanked || spread>>sortAtMost > 0 {
		slices.SortFunc(group, compareRanked)
		return group
	}
	j.sorted = table.Sized(j.sorted, len(group))
	from, to := group, j.sorted
	for shift := 0; spread>>shift > 0; shift += sortBits {
		spreadRanked(from, to, greatest, shift)
		from, to = to, from
	}
	return from
}

// spreadRanked brings records in order of some bits of how far their values are below the greatest, and leaves those that are the same there in
// the order in which they are.
func spreadRanked(from, to []ranked, greatest int64, shift int) {
	var next [sortBuckets]uint32
	for i := range from {
		next[(greatest-from[i].value)>>shift%sortBuckets]++
	}
	at := uint32(0)
	for i, n := range &next {
		next[i] = at
		at += n
	}
	for i := range from {
		bucket := &next[(greatest-from[i].value)>>shift%sortBuckets]
		to[*bucket] = from[i]
		*bucket++
	}
}

func compareRanked(a, b ranked) int {
	if a.value != b.value {
		return cmp.Compare(b.value, a.value)
	}
	return cmp.Compare(a.record, b.record)
}
