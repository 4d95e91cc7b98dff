package table_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/table"
)

// The first places of each kind are kept, in order, whatever the order in which they come; all are counted.
func TestDamageIsKeptByPosition(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		kinds := []table.DamageKind{table.StrayQuote, table.NULBytes, table.InvalidBytes}
		samples := rapid.IntRange(0, 4).Draw(r, "samples")
		var all []table.Damage
		for i := range rapid.IntRange(0, 30).Draw(r, "n") {
			all = append(all, table.Damage{Kind: rapid.SampledFrom(kinds).Draw(r, "kind"), Offset: int64(i)})
		}
		var want []table.Damage
		counts := map[table.DamageKind]int64{}
		for _, d := range all {
			if counts[d.Kind]++; samples == 0 || counts[d.Kind] <= int64(samples) {
				want = append(want, d)
			}
		}
		var facts table.Resource
		for _, d := range rapid.Permutation(all).Draw(r, "order") {
			facts.AddDamage(d, samples)
		}
		if !slices.Equal(facts.Damaged, want) {
			r.Fatalf("%v is kept, want %v", facts.Damaged, want)
		}
		for kind, n := range counts {
			if facts.Damage[kind] != n {
				r.Fatalf("%d of %s are counted, want %d", facts.Damage[kind], kind, n)
			}
		}
	})
}
