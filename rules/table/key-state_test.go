package table

import (
	"fmt"
	"reflect"
	"testing"

	"github.com/cogwg/hvdlint/internal/lint"
)

// Keys repeat, or not, wherever their groups stand: open at the same time, coming back when they are closed, or larger than memory.
func TestKeysRepeatWhereverGroupsStand(t *testing.T) {
	list := func(groups, names int) (records [][]string) {
		for g := range groups {
			for n := range names {
				record := make([]string, len(testColumns))
				record[0], record[1] = fmt.Sprint("group", g), fmt.Sprint("NAME", n)
				records = append(records, record)
			}
		}
		return records
	}
	record := func(group, name string) []string {
		r := make([]string, len(testColumns))
		r[0], r[1] = group, name
		return r
	}
	for _, c := range []struct {
		name    string
		records [][]string
		looks   int // when blocks are small: one that sees a group come back keeps all keys
		want    []int64
	}{
		{"a list in order", list(20, 30), 1, nil},
		{"a key twice in its group", append(list(20, 30), record("group19", "NAME7")), 2, []int64{601}},
		{"a group that is interrupted", append(list(2, 30), record("grop1", "A"), record("group1", "B")), 1, nil},
		{"a key twice, when its group comes back", append(list(20, 30), record("group0", "NAME7")), 3, []int64{601}},
		{"other keys of a group that comes back", append(list(20, 30), record("group0", "OTHER")), 2, nil},
		{"both", append(list(20, 30), record("group0", "NAME7"), record("group19", "NAME7")), 3, []int64{601, 602}},
		{"a large group", append(list(20, 300), record("group19", "NAME7")), 2, []int64{6001}},
		{"many groups of few", append(list(300, 2), record("group0", "NAME1")), 2, []int64{601}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, block := range []int{100, len(c.records)} {
				check := bound(duplicateKey, map[string][]string{"key": {"group", "name"}}, nil, 800, 0).(lint.TableCheck)
				looks, result := lookUntilDone(t, check, c.records, block)
				if block == 100 && looks != c.looks {
					t.Errorf("blocks of %d: %d looks, want %d", block, looks, c.looks)
				}
				var got []int64
				for _, d := range result.Defects {
					got = append(got, d.At.Record)
				}
				if !reflect.DeepEqual(got, c.want) || result.Failed != int64(len(c.want)) || result.Tested != int64(len(c.records)) {
					t.Errorf("blocks of %d: %v of %+v, want %v", block, got, result, c.want)
				}
			}
		})
	}
}

// lookUntilDone observes records in blocks, again as long as the check asks for it, and returns how often it did.
func lookUntilDone(t *testing.T, check lint.TableCheck, records [][]string, block int) (looks int, result lint.Result) {
	t.Helper()
	for {
		looks++
		total := check.New()
		for from := 0; from < len(records); from += block {
			state := check.New()
			state.Observe(batchOf(records, from, min(from+block, len(records))))
			if err := total.Merge(state); err != nil {
				t.Fatal(err)
			}
		}
		if reviewer, ok := total.(lint.Reviewer); ok {
			again, needed, err := reviewer.Review()
			if err != nil {
				t.Fatal(err)
			}
			if needed {
				check = again
				continue
			}
		}
		result, err := total.Finish()
		if err != nil {
			t.Fatal(err)
		}
		return looks, result
	}
}

// Where most keys are written as they fold, those that are not say which may be written in two ways: what a second look keeps, and whose names it shows,
// does not depend on how groups seemed to stand in the first block.
func TestSpellingsAreNamedWhereverBlocksEnd(t *testing.T) {
	var records [][]string
	add := func(group, format string, names int) {
		for n := range names {
			r := make([]string, len(testColumns))
			r[0], r[1] = group, fmt.Sprintf(format, n)
			records = append(records, r)
		}
	}
	const block = 102
	add("G1", "Few %d", 1)
	add("G2", "Few %d", 1)
	add("G3", "Many %d", block-2)
	for range 2 { // a group of many keys that comes back, with nothing but repetitions
		add("G4", "AGAIN %d", textLimit+1)
		add("G4", "Again %d", 1)
		for n := range 2 * mostOpen {
			add(fmt.Sprint("BETWEEN", n), "Between %d", 1)
		}
	}
	add("G5", "ZOË %d", 1)
	add("G5", "Zoë %d", 1)
	for _, size := range []int{2, block} {
		check := bound(nearDuplicateKey, map[string][]string{"key": {"group", "name"}}, nil, 800, 0).(lint.TableCheck)
		looks, result := lookUntilDone(t, check, records, size)
		var got []string
		for _, d := range result.Defects {
			got = append(got, d.Value)
		}
		if want := []string{"G4, Again 0", "G5, Zoë 0"}; looks != 2 || !reflect.DeepEqual(got, want) {
			t.Errorf("blocks of %d: %q after %d looks, want %q after 2", size, got, looks, want)
		}
	}
}
