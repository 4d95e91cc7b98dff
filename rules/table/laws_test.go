package table

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// The laws of a State: cutting records into batches and shards, merging in any grouping, and sending states over the wire
// change nothing in the result.

var lawfulChecks = map[string]func(spillMemory int64, samples int) lint.Check{
	"duplicate-key": func(memory int64, samples int) lint.Check {
		return bound(duplicateKey, map[string][]string{"key": {"group", "name"}}, nil, memory, samples)
	},
	"duplicate-value": func(memory int64, samples int) lint.Check {
		return bound(duplicateValue, map[string][]string{"field": {"name"}}, nil, memory, samples)
	},
	"duplicate-record": func(memory int64, samples int) lint.Check {
		return bound(duplicateRecord, nil, nil, memory, samples)
	},
	"near-duplicate-key": func(memory int64, samples int) lint.Check {
		return bound(nearDuplicateKey, map[string][]string{"key": {"group", "name"}}, nil, memory, samples)
	},
	"conflicting-values": func(memory int64, samples int) lint.Check {
		return bound(conflictingValues, map[string][]string{"field": {"name"}, "by": {"group"}}, nil, memory, samples)
	},
	"gap-in-series": func(memory int64, samples int) lint.Check {
		return bound(gapInSeries, map[string][]string{"field": {"value"}, "within": {"group"}}, nil, memory, samples)
	},
	"incomplete-group": func(memory int64, samples int) lint.Check {
		params := map[string]any{"members": []any{"ANNE", "J", "NOAH"}}
		return bound(incompleteGroup, map[string][]string{"field": {"name"}, "within": {"group"}}, params, memory, samples)
	},
	"oversized-group limit": func(memory int64, samples int) lint.Check {
		params := map[string]any{"limit": 3}
		return bound(oversizedGroup, map[string][]string{"rank": {"rank"}, "within": {"group"}}, params, memory, samples)
	},
	"oversized-group usual": func(memory int64, samples int) lint.Check {
		return bound(oversizedGroup, map[string][]string{"value": {"serial"}, "within": {"group"}}, nil, memory, samples)
	},
	"truncated-values": func(memory int64, samples int) lint.Check {
		return bound(truncatedValues, map[string][]string{"field": {"word"}}, nil, memory, samples)
	},
	"implausible-change": func(memory int64, samples int) lint.Check {
		roles := map[string][]string{"value": {"count"}, "period": {"rank"}, "within": {"group"}}
		return bound(implausibleChange, roles, nil, memory, samples)
	},
	"proportion-mismatch total": func(memory int64, samples int) lint.Check {
		roles := map[string][]string{"proportion": {"proportion"}, "value": {"value"}, "total": {"count"}, "within": {"group"}}
		return bound(proportionMismatch, roles, nil, memory, samples)
	},
	"proportion-mismatch": func(memory int64, samples int) lint.Check {
		roles := map[string][]string{"proportion": {"proportion"}, "value": {"value"}, "within": {"group"}}
		return bound(proportionMismatch, roles, nil, memory, samples)
	},
	"recoverable-suppression": func(memory int64, samples int) lint.Check {
		roles := map[string][]string{"value": {"value"}, "total": {"total"}, "within": {"group"}}
		return bound(recoverableSuppression, roles, nil, memory, samples)
	},
	"swapped-categories": func(memory int64, samples int) lint.Check {
		roles := map[string][]string{"field": {"name"}, "category": {"category"}, "within": {"group"}}
		return bound(swappedCategories, roles, nil, memory, samples)
	},
	"dangling-reference": func(memory int64, samples int) lint.Check {
		roles := map[string][]string{"field": {"value"}, "reference": {"rank"}}
		return bound(danglingReference, roles, nil, memory, samples)
	},
	"dangling-reference list": func(memory int64, samples int) lint.Check {
		params := map[string]any{"values": []any{"ANNE", "J", "NOAH"}}
		return bound(danglingReference, map[string][]string{"field": {"name"}}, params, memory, samples)
	},
	"rank-mismatch competition": func(memory int64, samples int) lint.Check {
		return bound(rankMismatch, map[string][]string{"rank": {"rank"}, "value": {"value"}, "within": {"group"}}, nil, memory, samples)
	},
	"rank-mismatch ordinal": func(memory int64, samples int) lint.Check {
		return bound(rankMismatch, map[string][]string{"rank": {"rank"}, "value": {"value"}, "within": {"group"}}, map[string]any{"ties": "ordinal"}, memory, samples)
	},
	"drifting-threshold": func(memory int64, samples int) lint.Check {
		return bound(driftingThreshold, map[string][]string{"value": {"value"}, "within": {"group"}}, nil, memory, samples)
	},
	"vanished-records": func(memory int64, samples int) lint.Check {
		return mustBind(vanishedRecords, earlierBinding(vanishedRecords, vanishedRoles, earlierRecords(), memory, samples))
	},
	"changed-history": func(memory int64, samples int) lint.Check {
		return mustBind(changedHistory, earlierBinding(changedHistory, changedRoles, earlierRecords(), memory, samples))
	},
	"inconsistent-case": func(memory int64, samples int) lint.Check {
		return bound(inconsistentCase, map[string][]string{"field": {"name"}}, nil, memory, samples)
	},
}

func TestStatesAreLawful(t *testing.T) {
	for name, check := range lawfulChecks {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				records := drawRecords(t)
				samples := rapid.IntRange(0, 3).Draw(t, "samples")
				whole := check(0, samples).(lint.TableCheck)
				want := finish(t, whole, records, func(c lint.TableCheck) lint.State {
					s := c.New()
					s.Observe(batchOf(records, 0, len(records)))
					return s
				})
				memory := rapid.Int64Range(1, 400).Draw(t, "memory")
				got := finish(t, check(memory, samples).(lint.TableCheck), records, func(c lint.TableCheck) lint.State {
					return observeInParts(t, c, records, 0, len(records))
				})
				if !reflect.DeepEqual(got, want) {
					t.Fatalf("in parts:\n%+v\nas a whole:\n%+v", got, want)
				}
			})
		})
	}
}

// finish settles a state, with a second look when it asks for one, and a third.
func finish(t *rapid.T, check lint.TableCheck, records [][]string, observe func(lint.TableCheck) lint.State) lint.Result {
	state := observe(check)
	for {
		reviewer, ok := state.(lint.Reviewer)
		if !ok {
			break
		}
		again, needed, err := reviewer.Review()
		if err != nil {
			t.Fatal(err)
		}
		if !needed {
			break
		}
		state = observe(again)
	}
	result, err := state.Finish()
	if err != nil {
		t.Fatal(err)
	}
	if result.Defects == nil {
		result.Defects = []lint.Defect{}
	}
	return result
}

// observeInParts splits the records at random, down to single batches, merges the halves, and now and then sends a state
// over the wire.
func observeInParts(t *rapid.T, check lint.TableCheck, records [][]string, from, to int) lint.State {
	if to-from <= 1 || rapid.IntRange(0, 3).Draw(t, "whole") == 0 {
		s := check.New()
		s.Observe(batchOf(records, from, to))
		return travel(t, check, s)
	}
	middle := rapid.IntRange(from, to).Draw(t, "middle")
	left := observeInParts(t, check, records, from, middle)
	right := observeInParts(t, check, records, middle, to)
	if err := left.Merge(right); err != nil {
		t.Fatal(err)
	}
	return travel(t, check, left)
}

func travel(t *rapid.T, check lint.TableCheck, s lint.State) lint.State {
	if !rapid.Bool().Draw(t, "travels") {
		return s
	}
	wire, err := s.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	arrived := check.New()
	if err := arrived.UnmarshalBinary(wire); err != nil {
		t.Fatal(err)
	}
	return arrived
}

func TestStatesRefuseForeignBytes(t *testing.T) {
	for name, check := range lawfulChecks {
		t.Run(name, func(t *testing.T) {
			for _, bytes := range []string{"\xff", "\x80\x80", "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x7f"} {
				state := check(0, 0).(lint.TableCheck).New()
				if err := state.UnmarshalBinary([]byte(bytes)); err == nil {
					t.Errorf("%q was taken for a state", bytes)
				}
			}
		})
	}
}

var (
	testColumns = []string{"group", "name", "value", "rank", "category", "count", "proportion", "word", "total", "serial"}
	testTypes   = []string{"string", "string", "integer", "integer", "string", "integer", "number", "string", "integer", "integer"}
)

func bound(rule *lint.Rule, roles map[string][]string, params map[string]any, memory int64, samples int) lint.Check {
	fields := map[string][]lint.Field{}
	for role, names := range roles {
		for _, name := range names {
			for i, column := range testColumns {
				if column == name {
					fields[role] = append(fields[role], lint.Field{Field: &standard.Field{Name: name, Type: testTypes[i]}, Column: i})
				}
			}
		}
	}
	check, err := rule.Bind(&lint.Binding{
		Requirement: &standard.Requirement{ID: "test", Rule: rule.ID, Params: params}, Fields: fields,
		Samples: samples, Spill: lint.Spill{Memory: memory},
	})
	if err != nil {
		panic(err)
	}
	return check
}

func drawRecords(t *rapid.T) [][]string {
	n := rapid.SampledFrom([]int{0, 1, 3, 12, 120, 120}).Draw(t, "records")
	groups := rapid.SampledFrom([]int{1, 3, 8, 8, 8, 30}).Draw(t, "groups")
	together := rapid.Bool().Draw(t, "together")
	other := rapid.SampledFrom([]int{-1, 1}).Draw(t, "other") // a group that is not as the others
	total := rapid.SampledFrom([]string{"8", "13"}).Draw(t, "total")
	records := make([][]string, n)
	for i := range records {
		group := rapid.IntRange(0, groups-1).Draw(t, "group")
		if together {
			group = i * groups / n
		}
		if i > 0 && rapid.IntRange(0, 9).Draw(t, "again") == 0 {
			records[i] = records[i-1]
			continue
		}
		name := rapid.SampledFrom([]string{"ANNE", "Anne", "anne", "LÉA", "LéA", "J", "NOAH", ""}).Draw(t, "name")
		value := rapid.SampledFrom([]string{"5", "5", "5", "6", "9", "12", "", "x"}).Draw(t, "value")
		if group == other && value == "5" {
			value = "6"
		}
		of := fmt.Sprint(group)
		if rapid.IntRange(0, 14).Draw(t, "of no group") == 0 {
			of = ""
		}
		records[i] = []string{
			of, name, value,
			rapid.SampledFrom([]string{"1", "2", "3", "4", ""}).Draw(t, "rank"),
			categoryOf(name, group == other),
			rapid.SampledFrom([]string{"50", "70", "110", "120", "x", ""}).Draw(t, "count"),
			rapid.SampledFrom([]string{"5.0", "5", "10.00", "40.5", "x", ""}).Draw(t, "proportion"),
			rapid.StringMatching(`[a-e]{2}|[a-e]{2}|[ab]{3}|[a]{4}|[a-e]{5}|[a-e]{5}|[a-e]{5}|[a-e]{5}`).Draw(t, "word"),
			total, fmt.Sprint(i),
		}
	}
	return records
}

// categoryOf puts a name under its category, or under the other one.
func categoryOf(name string, other bool) string {
	if strings.HasPrefix(strings.ToLower(name), "a") != other {
		return "F"
	}
	return "M"
}

// batchOf makes a batch of records from up to to, with the statuses that the engine would set. Some batches have dictionaries that last: whether columns
// have one never shows.
func batchOf(records [][]string, from, to int) *table.Batch {
	b := &table.Batch{First: int64(from + 1), Len: to - from, FirstLine: int64(from + 2), Columns: make([]table.Column, len(testColumns))}
	for c := range b.Columns {
		column := &b.Columns[c]
		column.Status = make([]table.Status, b.Len)
		for i := range b.Len {
			text := records[from+i][c]
			start := uint32(len(column.Data))
			column.Data = append(column.Data, text...)
			column.Spans = append(column.Spans, table.Span{Start: start, End: uint32(len(column.Data))})
			switch {
			case text == "":
				column.Status[i] = table.Missing
			case text == "x":
				column.Status[i] = table.Invalid
			case testColumns[c] == "group" && text == "2":
				column.Status[i] = table.Doubtful
			}
		}
		if (from+b.Len)%2 == 0 {
			giveDictionary(column, b.Len)
		}
	}
	return b
}

// giveDictionary makes the cells of a column the values of a dictionary that lasts.
func giveDictionary(c *table.Column, n int) {
	c.Dictionary, c.Index = 1, make([]uint32, n)
	for i := range c.Index {
		c.Index[i] = uint32(i)
	}
	var notes table.ValueNotes
	notes.Attach(c, n)
}
