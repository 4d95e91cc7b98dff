package table

import (
	"fmt"
	"testing"

	"github.com/cogwg/hvdlint/internal/lint"
)

// What is wrong is named although there are more keys than states keep the names of.
func TestDefectsAmongManyKeysAreNamed(t *testing.T) {
	const n = textLimit + 1000
	records := make([][]string, 0, n+1)
	for i := range n {
		record := make([]string, len(testColumns))
		record[0], record[1], record[2], record[3] = fmt.Sprint("code", i), fmt.Sprint("name", i), fmt.Sprint(i), fmt.Sprint(i)
		records = append(records, record)
	}
	wrong := make([]string, len(testColumns))
	wrong[0], wrong[1], wrong[2], wrong[3] = fmt.Sprint("code", n-1), "another", fmt.Sprint(n), ""
	records = append(records, wrong)
	for _, c := range []struct {
		rule  *lint.Rule
		roles map[string][]string
		want  string // the value told
	}{
		{conflictingValues, map[string][]string{"field": {"name"}, "by": {"group"}}, "another"},
		{danglingReference, map[string][]string{"field": {"value"}, "reference": {"rank"}}, fmt.Sprint(n)},
	} {
		t.Run(c.rule.ID, func(t *testing.T) {
			check := bound(c.rule, c.roles, nil, 0, 10).(lint.TableCheck)
			state := check.New()
			state.Observe(batchOf(records, 0, len(records)))
			again, needed, err := state.(lint.Reviewer).Review()
			if err != nil || !needed {
				t.Fatalf("a second look is needed: %v, %v", needed, err)
			}
			state = again.New()
			state.Observe(batchOf(records, 0, len(records)))
			result, err := state.Finish()
			if err != nil {
				t.Fatal(err)
			}
			if result.Failed != 1 || len(result.Defects) != 1 || result.Tested != n+1 {
				t.Fatalf("%+v", result)
			}
			if d := result.Defects[0]; d.Value != c.want || d.Variant == "unnamed" || d.At.Record != n+1 {
				t.Errorf("%+v", d)
			}
		})
	}
}

// Sums that no number can hold, and values that are none, judge nothing.
func TestSumsBeyondNumbers(t *testing.T) {
	for _, c := range []struct{ a, b, want uint64 }{{1, 2, 3}, {beyond - 1, 1, beyond}, {beyond, 1, beyond}, {beyond - 1, beyond - 1, beyond}} {
		if got := saturated(c.a, c.b); got != c.want {
			t.Errorf("%d and %d add up to %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
