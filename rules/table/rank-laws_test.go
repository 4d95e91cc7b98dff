package table

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/spill"
)

// However records stand, however the work is cut, and however little memory there is, ranks are judged as when each group is sorted and looked
// down by itself.
func TestRanksAreJudgedAsGroupByGroup(t *testing.T) {
	for _, ties := range rankings {
		t.Run(ties, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				records := drawRankedLists(t, ties)
				samples := rapid.IntRange(0, 3).Draw(t, "samples")
				memory := rapid.SampledFrom([]int64{0, 1, 400, 2000, 1 << 20}).Draw(t, "memory")
				roles := map[string][]string{"rank": {"rank"}, "value": {"value"}, "within": {"group"}}
				check := bound(rankMismatch, roles, map[string]any{"ties": ties}, memory, samples).(lint.TableCheck)
				got := finish(t, check, records, func(c lint.TableCheck) lint.State {
					return observeInParts(t, c, records, 0, len(records))
				})
				want := groupByGroup(check.New().(*rankState), records)
				if !reflect.DeepEqual(got, want) {
					t.Fatalf("in parts:\n%+v\ngroup by group:\n%+v", got, want)
				}
			})
		})
	}
}

// groupByGroup judges the groups of some records, one after the other.
func groupByGroup(s *rankState, records [][]string) lint.Result {
	var keys []uint64
	groups := map[uint64][]ranked{}
	total := newTallies(s.options)
	total.sound.unplaced = s.options.each(batchOf(records, 0, len(records)), &s.hasher, func(key uint64, r *rankReader, from, to int) {
		if groups[key] == nil {
			keys = append(keys, key)
		}
		for i := from; i < to; i++ {
			if one, ok := r.read(i); ok {
				groups[key] = append(groups[key], one)
				total.of(key).placed++
			}
		}
	})
	for _, key := range keys {
		judgeGroup(groups[key], total.of(key).judge(s.options))
	}
	result := total.result(s.options)
	if result.Defects == nil {
		result.Defects = []lint.Defect{}
	}
	return result
}

// drawRankedLists draws lists whose ranks are right but for some, in order or not, with records without a group, a value or a rank, and with
// groups that are not allowed.
func drawRankedLists(t *rapid.T, ties string) [][]string {
	var records [][]string
	groups := rapid.IntRange(1, 20).Draw(t, "groups")
	wrong := rapid.SampledFrom([]int{0, 0, 1, 10, 60}).Draw(t, "wrong in a hundred")
	isWrong := func(what string) bool { return rapid.IntRange(0, 99).Draw(t, what) < wrong }
	for range groups {
		group := fmt.Sprint(rapid.IntRange(0, groups).Draw(t, "group"))
		values := rapid.SliceOfN(rapid.IntRange(-3, 12), 1, 12).Draw(t, "values")
		slices.SortFunc(values, func(a, b int) int { return b - a })
		best, distinct := 1, 0
		for i, value := range values {
			if i == 0 || value != values[i-1] {
				best, distinct = i+1, distinct+1
			}
			record := make([]string, len(testColumns))
			rank := map[string]int{competition: best, dense: distinct, ordinal: i + 1}[ties]
			record[0], record[2], record[3] = group, fmt.Sprint(value), fmt.Sprint(rank)
			if isWrong("wrong") {
				column := rapid.SampledFrom([]int{0, 2, 3, 3, 3}).Draw(t, "column")
				record[column] = rapid.SampledFrom([]string{"", "x", "0", "-1", "2", "3", "4", "5", "999999999999999999"}).Draw(t, "instead")
			}
			records = append(records, record)
		}
	}
	if rapid.Bool().Draw(t, "shuffled") {
		records = rapid.Permutation(records).Draw(t, "order")
	}
	return records
}

// Records that are kept as one come back one by one, wherever they stand: line by line, on one line, without lines, or each on several.
func TestRecordsOfATieKeepTheirLines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var group, want []ranked
		record, line := int64(1), rapid.Int64Range(0, 1).Draw(t, "line")
		for range rapid.IntRange(0, 12).Draw(t, "rows") {
			r := ranked{value: rapid.Int64Range(1, 2).Draw(t, "value"), rank: 1, record: record, line: line}
			r.more, r.still = rapid.Int64Range(0, 3).Draw(t, "more"), rapid.Bool().Draw(t, "still")
			group = appendRanked(group, &r)
			want = slices.AppendSeq(want, r.each())
			last := r.at(r.more)
			record, line = last.record+1, last.line+rapid.Int64Range(0, 2).Draw(t, "down")
		}
		var got []ranked
		for i := range group {
			got = slices.AppendSeq(got, group[i].each())
		}
		if !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}

// Rows come back as they were, by bin and in order.
func TestRankRowsGiveBackWhatWasAdded(t *testing.T) {
	number := rapid.OneOf(rapid.Int64Range(0, 300), rapid.SampledFrom([]int64{held, noRank, math.MaxInt64 - 1, -1}), rapid.Int64())
	place := rapid.OneOf(rapid.Int64Range(0, 300), rapid.Int64Range(0, 1<<50))
	rapid.Check(t, func(t *rapid.T) {
		rows := rankRows{options: spill.Options{Dir: "", Memory: rapid.SampledFrom([]int64{1, 1 << 20}).Draw(t, "memory")}}
		want := map[uint64][]ranked{}
		for range rapid.IntRange(0, 200).Draw(t, "rows") {
			key := rapid.SampledFrom([]uint64{0, 1, 1 << 56, 1<<56 + 2, math.MaxUint64}).Draw(t, "key")
			r := ranked{value: number.Draw(t, "value"), rank: number.Draw(t, "rank"), record: place.Draw(t, "record"), line: place.Draw(t, "line")}
			r.more = rapid.SampledFrom([]int64{0, 0, 5, 1 << 40}).Draw(t, "more")
			r.still = rapid.Bool().Draw(t, "still")
			want[key] = append(want[key], r)
			if err := rows.add(key, &r); err != nil {
				t.Fatal(err)
			}
		}
		got := map[uint64][]ranked{}
		err := rows.all(func(key uint64, r *ranked) error {
			got[key] = append(got[key], *r)
			return nil
		})
		if err := rows.close(); err != nil {
			t.Fatal(err)
		}
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("got %v, want %v: %v", got, want, err)
		}
	})
}

// Of many groups in no order, those with a wrong rank are found, and no others.
func TestRanksOfManyGroups(t *testing.T) {
	const groups, each = 20_000, 3
	var records [][]string
	for rank := range each {
		for group := range groups {
			record := make([]string, len(testColumns))
			record[0], record[2], record[3] = fmt.Sprint("list", group), fmt.Sprint(each-rank), fmt.Sprint(rank+1)
			records = append(records, record)
		}
	}
	records[2*groups+7][3] = "9"
	roles := map[string][]string{"rank": {"rank"}, "value": {"value"}, "within": {"group"}}
	for name, memory := range map[string]int64{"in memory": 0, "on disk": 64 << 10} {
		t.Run(name, func(t *testing.T) {
			total := bound(rankMismatch, roles, nil, memory, 0).(lint.TableCheck).New()
			for from := 0; from < len(records); from += 5000 {
				state := bound(rankMismatch, roles, nil, memory, 0).(lint.TableCheck).New()
				state.Observe(batchOf(records, from, from+5000))
				if err := total.Merge(state); err != nil {
					t.Fatal(err)
				}
			}
			result, err := total.Finish()
			if err != nil {
				t.Fatal(err)
			}
			if result.Tested != groups*each || result.Failed != 1 || result.Defects[0].At.Record != 2*groups+8 {
				t.Errorf("%d of %d fail, the first one at %v", result.Failed, result.Tested, result.Defects[:1])
			}
		})
	}
}
