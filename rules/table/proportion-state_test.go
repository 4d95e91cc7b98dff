package table

import (
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/lint"
)

// Records of a tie that follow each other are read once and counted each, whether runs were looked for or not: the result is that of records that
// are seen one by one.
func TestSharesOfATieAreCountedEach(t *testing.T) {
	proportion := rapid.SampledFrom([]string{"4", "4", "4.0", "12", "", "x", "40"})
	value := rapid.SampledFrom([]string{"10", "10", "30", "", "x"})
	rapid.Check(t, func(t *rapid.T) {
		var records [][]string
		for range rapid.IntRange(1, 6).Draw(t, "ties") {
			r := make([]string, len(testColumns))
			r[0] = rapid.SampledFrom([]string{"a", "a", "b", ""}).Draw(t, "group")
			r[2], r[6] = value.Draw(t, "value"), proportion.Draw(t, "proportion")
			for range rapid.IntRange(1, 9).Draw(t, "records") {
				records = append(records, r)
			}
		}
		roles := map[string][]string{"proportion": {"proportion"}, "value": {"value"}, "within": {"group"}}
		result := func(size int, runs bool) lint.Result {
			state := bound(proportionMismatch, roles, nil, 0, 0).(lint.TableCheck).New()
			for from := 0; from < len(records); from += size {
				b := batchOf(records, from, min(from+size, len(records)))
				for c := range b.Columns {
					if runs {
						b.Columns[c].FindRuns(b.Len, nil)
					}
				}
				state.Observe(b)
			}
			result, err := state.Finish()
			if err != nil {
				t.Fatal(err)
			}
			return result
		}
		want := result(1, false)
		for _, runs := range []bool{false, true} {
			if got := result(len(records), runs); !reflect.DeepEqual(got, want) {
				t.Fatalf("runs found: %v\n%+v\none by one:\n%+v", runs, got, want)
			}
		}
	})
}
