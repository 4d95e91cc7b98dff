package table

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Of the values with the smallest hashes every record is counted, in whichever category, however many values there are.
func TestCountsOfTheSmallestValuesAreComplete(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const most = 4
		s := ballotState{counts: valueCounts{most: most}, sums: sums{most: most}}
		want := map[uint64]map[uint64]uint64{}
		for range rapid.IntRange(0, 30).Draw(t, "runs") {
			category := rapid.Uint64Range(7, 9).Draw(t, "category")
			values := rapid.SliceOfN(rapid.Uint64Range(0, 200), 0, 20).Draw(t, "values")
			var kept []uint64
			for _, value := range values {
				if want[value] == nil {
					want[value] = map[uint64]uint64{}
				}
				want[value][category]++
				if value <= s.counts.upTo() {
					kept = append(kept, value)
				}
			}
			s.countValues(kept, category)
			if rapid.IntRange(0, 9).Draw(t, "drain") == 0 {
				s.counts.drain(&s.sums)
			}
		}
		s.counts.drain(&s.sums)
		got := map[uint64]map[uint64]uint64{}
		for row, err := range s.sums.sorted() {
			if err != nil {
				t.Fatal(err)
			}
			if got[row[0]] == nil {
				got[row[0]] = map[uint64]uint64{}
			}
			got[row[0]][row[1]] = row[2]
		}
		values := slices.Sorted(maps.Keys(want))
		for _, value := range values[:min(most, len(values))] {
			if !maps.Equal(got[value], want[value]) {
				t.Fatalf("of %d %v are counted, want %v", value, got[value], want[value])
			}
		}
	})
}
