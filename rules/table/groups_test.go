package table

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/lint"
)

// TestGroupsAreJudged shows the limits of each rule that its page does not. Records are written as "group value"; "-" is a missing value,
// x one that is none, and the group 2 one that is not allowed.
func TestGroupsAreJudged(t *testing.T) {
	within := func(roles string) map[string][]string {
		all := map[string][]string{"within": {"group"}}
		for _, role := range strings.Fields(roles) {
			name, field, _ := strings.Cut(role, "=")
			all[name] = []string{field}
		}
		return all
	}
	for _, c := range []struct {
		name    string
		rule    *lint.Rule
		roles   map[string][]string
		params  map[string]any
		columns string
		records []string
		want    []string // "record" or "record variant"
	}{
		{
			"a gap in a group that holds a year that is none", gapInSeries, within("field=value"), nil, "group value",
			[]string{"a 5", "a 7", "a x", "b 5", "b 7"},
			[]string{"5"},
		},
		{
			"a gap in a group that is not allowed", gapInSeries, within("field=value"), nil, "group value",
			[]string{"a 5", "a 6", "a 7", "2 5", "2 9"},
			nil,
		},
		{
			"gaps where most groups are not allowed", gapInSeries, within("field=value"), nil, "group value",
			[]string{"2 5", "2 7", "2 9", "a 5", "a 9"},
			[]string{"2", "3", "5 several"},
		},
		{
			"a gap from the first number to the last", gapInSeries, within("field=value"), nil, "group value",
			[]string{"a -999999999999999999", "a 999999999999999999"},
			[]string{"2 several"},
		},

		{
			"a member that may hide in a value that is none", incompleteGroup, within("field=value"),
			map[string]any{"members": []any{"5", "6"}},
			"group value",
			[]string{"a 5", "a x", "b 5", "b 6", "c 6"},
			[]string{"5"},
		},
		{
			"one member in all of the file", incompleteGroup, within("field=value"),
			map[string]any{"members": []any{"5", "6"}},
			"group value",
			[]string{"a 5", "b 5"},
			[]string{"cannot tell"},
		},
		{
			"none of the members in all of the file", incompleteGroup, within("field=value"),
			map[string]any{"members": []any{"5", "6"}},
			"group value",
			[]string{"a x", "b x"},
			[]string{"cannot tell"},
		},
		{
			"values that are no members", incompleteGroup, within("field=value"),
			map[string]any{"members": []any{"5", "6"}},
			"group value",
			[]string{"a 5", "a 6", "b 9", "c 5", "c 9"},
			[]string{"4"},
		},

		{
			"ties at the end", oversizedGroup, within("value=value"),
			map[string]any{"limit": 2},
			"group value",
			[]string{"a 9", "a 5", "a 5", "a 5"},
			nil,
		},
		{
			"one beyond the ties", oversizedGroup, within("value=value"),
			map[string]any{"limit": 2},
			"group value",
			[]string{"a 4", "a 9", "a 5", "a 5", "a 5"},
			[]string{"1"},
		},
		{
			"a value that is none hides the ties", oversizedGroup, within("value=value"),
			map[string]any{"limit": 2},
			"group value",
			[]string{"a 9", "a 5", "a x"},
			nil,
		},
		{
			"twice as long, with values that are none", oversizedGroup, within("value=value"),
			map[string]any{"limit": 2},
			"group value",
			[]string{"a 9", "a 5", "a x", "a x"},
			[]string{"1 twice"},
		},
		{
			"ranks beyond the limit", oversizedGroup, within("rank=rank"),
			map[string]any{"limit": 2},
			"group rank",
			[]string{"a 1", "a 2", "a 2", "b 1", "b 2", "b 3"},
			[]string{"6"},
		},
		{
			"a block of ranks that stands twice", oversizedGroup, within("rank=rank"),
			map[string]any{"limit": 2},
			"group rank",
			[]string{"a 1", "a 2", "a 1", "a 2"},
			[]string{"1 twice"},
		},
		{
			"a limit without values", oversizedGroup, within(""),
			map[string]any{"limit": 2},
			"group value",
			[]string{"a 5", "a 5", "a 5", "b 5"},
			[]string{"1"},
		},
		{
			"no usual length", oversizedGroup, within(""), nil, "group value",
			[]string{"a 5", "b 5", "b 5", "c 5", "c 5", "c 5"},
			[]string{"cannot tell"},
		},
		{
			"twice the usual length", oversizedGroup, within(""), nil, "group value",
			slices.Concat(repeated("a 5", 5), repeated("b 5", 5), repeated("c 5", 10), repeated("d 5", 5)),
			[]string{"11 twice"},
		},
		{
			"less than twice the usual length, without values", oversizedGroup, within(""), nil, "group value",
			slices.Concat(repeated("a 5", 5), repeated("b 5", 5), repeated("c 5", 9), repeated("d 5", 5)), nil,
		},

		{
			"a change of exactly the share", implausibleChange, within("value=count period=rank"),
			map[string]any{"share": "12.5"},
			"group rank count",
			[]string{"a 1 200", "a 2 225", "a 3 198"},
			nil,
		},
		{
			"a change of a little more", implausibleChange, within("value=count period=rank"),
			map[string]any{"share": "12.5"},
			"group rank count",
			[]string{"a 1 200", "a 2 226", "a 3 197"},
			[]string{"2", "3 less"},
		},
		{
			"a change across a gap", implausibleChange, within("value=count period=rank"), nil, "group rank count",
			[]string{"a 1 200", "a 2 200", "a 4 900"},
			nil,
		},
		{
			"a period with a value that is none, or less than nothing", implausibleChange, within("value=count period=rank"), nil, "group rank count",
			[]string{"a 1 200", "a 2 x", "a 3 200", "a 4 -900", "a 5 200"},
			nil,
		},
		{
			"small totals", implausibleChange, within("value=count period=rank"), nil, "group rank count",
			[]string{"a 1 10", "a 2 99", "a 3 100", "a 4 131"},
			[]string{"4"},
		},
		{
			"totals beyond all numbers", implausibleChange, within("value=count period=rank"), nil, "group rank count",
			slices.Concat([]string{"a 1 200"}, repeated("a 2 999999999999999999", 20)), nil,
		},
		{
			"a total of nothing", implausibleChange, within("value=count period=rank"), nil, "group rank count",
			[]string{"a 1 0", "a 2 200", "a 3 -"},
			[]string{"3 less"},
		},

		{
			"a proportion that is rounded up at the half", proportionMismatch, within("proportion=proportion value=value total=count"), nil, "value count proportion",
			[]string{"1 8 12.5", "1 8 12", "1 8 13", "1 8 12.4", "1 8 14"},
			[]string{"4", "5"},
		},
		{
			"a proportion of nothing", proportionMismatch, within("proportion=proportion value=value"), nil, "group value proportion",
			[]string{"a 0 0.0", "a 1 0.0", "a 900 9.0", "b 0 0.1", "b 9 0.1"},
			[]string{"5 apart"},
		},
		{
			"proportions whose rounding leaves one total", proportionMismatch, within("proportion=proportion value=value"), nil, "group value proportion",
			[]string{"a 1 14.3", "a 2 28.6", "a 4 57.1"},
			nil,
		},
		{
			"proportions that are fractions of one", proportionMismatch, within("proportion=proportion value=value"), nil, "group value proportion",
			[]string{"a 10 0.10", "a 20 0.20"},
			nil,
		},

		{
			"a suppressed value in a total that counts more", recoverableSuppression, within("value=value total=total"), nil, "group value total",
			[]string{"a 5 13", "a 6 13", "a - 13", "b 5 30", "b - 30"},
			[]string{"3"},
		},
		{
			"two suppressed values", recoverableSuppression, within("value=value total=total"), nil, "group value total",
			[]string{"a 5 13", "a 6 13", "a - 13", "a x 13"},
			nil,
		},
		{
			"totals that contradict each other", recoverableSuppression, within("value=value total=total"), nil, "group value total",
			[]string{"a 5 13", "a 6 12", "a - 13"},
			nil,
		},
		{
			"a total below the sum", recoverableSuppression, within("value=value total=total"), nil, "group value total",
			[]string{"a 5 10", "a 6 10", "a - 10"},
			nil,
		},

		{
			"values in too few records to speak", swappedCategories, within("field=name category=category"), nil, "group name category",
			[]string{"a JACK M", "b JACK M", "d JACK F"},
			[]string{"cannot tell"},
		},
		{
			"too few values that speak", swappedCategories, within("field=name category=category"), nil, "group name category",
			speaking(4), nil,
		},
		{
			"enough values that speak", swappedCategories, within("field=name category=category"), nil, "group name category",
			speaking(5),
			[]string{"16"},
		},
		{
			"a few that speak among many that do not", swappedCategories, within("field=name category=category"), nil, "group name category",
			append(speaking(5), silent(46)...), nil,
		},
		{
			"enough that speak, one in ten", swappedCategories, within("field=name category=category"), nil, "group name category",
			append(speaking(5), silent(45)...),
			[]string{"16"},
		},

		{
			"a part of a key that is missing", danglingReference,
			map[string][]string{"field": {"name", "value"}, "reference": {"group", "rank"}},
			nil,
			"name value group rank",
			[]string{"a 1 b 2", "- 1 b 2", "b 2 b 2"},
			[]string{"1"},
		},
		{
			"a value that is none", danglingReference,
			map[string][]string{"field": {"value"}, "reference": {"rank"}},
			nil,
			"value rank",
			[]string{"x 1", "1 2"},
			nil,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			result := judgeWritten(t, bound(c.rule, c.roles, c.params, 0, 0).(lint.TableCheck), c.columns, c.records)
			var got []string
			if !result.CantTell.IsZero() {
				got = append(got, "cannot tell")
			}
			for _, d := range result.Defects {
				got = append(got, strings.TrimSpace(fmt.Sprint(d.At.Record, " ", d.Variant)))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func repeated(record string, n int) []string { return slices.Repeat([]string{record}, n) }

// speaking is a list in which n names stand under one category three times, and then under another.
func speaking(n int) []string {
	var records []string
	for group := range 4 {
		for name := range n {
			records = append(records, fmt.Sprintf("g%d NAME%d %s", group, name, []string{"M", "M", "M", "F"}[group]))
		}
	}
	return records
}

// silent writes n records of the last group whose values stand nowhere else.
func silent(n int) []string {
	var records []string
	for name := range n {
		records = append(records, fmt.Sprintf("g3 RARE%d F", name))
	}
	return records
}

// judgeWritten judges records that are written with spaces between the cells of some columns.
func judgeWritten(t *testing.T, check lint.TableCheck, columns string, written []string) lint.Result {
	t.Helper()
	records := make([][]string, len(written))
	for i, text := range written {
		records[i] = make([]string, len(testColumns))
		cells := strings.Fields(text)
		for k, column := range strings.Fields(columns) {
			if cells[k] != "-" {
				records[i][slices.Index(testColumns, column)] = cells[k]
			}
		}
	}
	look := func(check lint.TableCheck) lint.State {
		state := check.New()
		state.Observe(batchOf(records, 0, len(records)))
		return state
	}
	state := look(check)
	if reviewer, ok := state.(lint.Reviewer); ok {
		again, needed, err := reviewer.Review()
		if err != nil {
			t.Fatal(err)
		}
		if needed {
			state = look(again)
		}
	}
	result, err := state.Finish()
	if err != nil {
		t.Fatal(err)
	}
	return result
}
