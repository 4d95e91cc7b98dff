package table

import (
	"cmp"
	"slices"

	"github.com/cogwg/hvdlint/internal/lint"
)

// foundKey is one way in which something is written or decided: its hash, where it first stands, and in how many records.
type foundKey struct {
	hash    uint64
	at      lint.Location
	records int64
}

func sortFound(keys []foundKey) {
	slices.SortFunc(keys, func(a, b foundKey) int { return cmp.Compare(a.at.Record, b.at.Record) })
}

// cutFound forgets the last keys by position when there are more than samples can tell. The first one is always kept, because the
// others are told by it.
func cutFound(keys []foundKey, samples int) []foundKey {
	keep := samples + 1
	if samples <= 0 || len(keys) < 2*keep {
		return keys
	}
	sortFound(keys)
	return keys[:keep]
}
