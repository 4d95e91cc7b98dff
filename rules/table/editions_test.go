package table

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
)

// earlierBinding binds to an edition that is already there; nil: it cannot be read.
func earlierBinding(rule *lint.Rule, roles map[string][]string, earlier [][]string, memory int64, samples int) *lint.Binding {
	field := func(name string) lint.Field {
		at := slices.Index(testColumns, name)
		return lint.Field{Field: &standard.Field{Name: name, Type: testTypes[at]}, Column: at}
	}
	b := &lint.Binding{
		Requirement: &standard.Requirement{ID: "test", Rule: rule.ID}, Fields: map[string][]lint.Field{},
		Locate:  func(name string) (lint.Field, bool) { return field(name), true },
		Samples: samples, Spill: lint.Spill{Memory: memory},
	}
	for role, names := range roles {
		for _, name := range names {
			b.Fields[role] = append(b.Fields[role], field(name))
		}
	}
	b.Previous = func(names []string, check func([]lint.Field) lint.TableCheck) (lint.State, error) {
		if earlier == nil {
			return nil, nil
		}
		var fields []lint.Field
		for _, name := range names {
			fields = append(fields, field(name))
		}
		c := check(fields)
		all := c.New()
		for from := 0; from < len(earlier); from += 4 {
			s := c.New()
			s.Observe(batchOf(earlier, from, min(from+4, len(earlier))))
			if err := all.Merge(s); err != nil {
				return nil, err
			}
		}
		return all, nil
	}
	return b
}

func mustBind(rule *lint.Rule, b *lint.Binding) lint.Check {
	check, err := rule.Bind(b)
	if err != nil {
		panic(err)
	}
	return check
}

var (
	vanishedRoles = map[string][]string{"key": {"group", "name"}}
	changedRoles  = map[string][]string{"key": {"group", "name"}, "value": {"value", "category"}, "period": {"rank"}}
)

// earlierRecords are those of an edition that has something in common with any that is drawn.
func earlierRecords() [][]string {
	var records [][]string
	for i, name := range []string{"ANNE", "Anne", "NOAH", "J", "GONE", "LÉA", "ANNE", ""} {
		for group := range 4 {
			records = append(records, []string{
				fmt.Sprint(group), name, []string{"5", "6", "x"}[(i+group)%3], fmt.Sprint(i%3 + 1), "F", "50", "5", "ab", "8", "0",
			})
		}
	}
	return records
}

// What the rules find is what sets of keys say.
func TestEditionsAreComparedAsSets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now, before := drawRecords(t), drawRecords(t)
		if len(before) == 0 {
			return
		}
		key := func(r []string) string { return r[0] + "\x00" + r[1] }
		values := func(records [][]string) map[string][]string {
			all := map[string][]string{}
			for _, r := range records {
				if r[0] != "" && r[1] != "" {
					all[key(r)] = append(all[key(r)], r[2])
				}
			}
			return all
		}
		is, was := values(now), values(before)
		var vanished, common, changed int64
		for k, old := range was {
			if is[k] == nil {
				vanished++
				continue
			}
			common++
			if !slices.ContainsFunc(old, func(v string) bool { return slices.Contains(is[k], v) }) {
				changed++
			}
		}
		result := func(rule *lint.Rule, roles map[string][]string) lint.Result {
			check := mustBind(rule, earlierBinding(rule, roles, before, 200, 2)).(lint.TableCheck)
			return finish(t, check, now, func(c lint.TableCheck) lint.State { return observeInParts(t, c, now, 0, len(now)) })
		}
		if r := result(vanishedRecords, vanishedRoles); r.Tested != int64(len(was)) || r.Failed != vanished {
			t.Errorf("%d of %d keys are gone, want %d of %d", r.Failed, r.Tested, vanished, len(was))
		}
		roles := map[string][]string{"key": {"group", "name"}, "value": {"value"}}
		if r := result(changedHistory, roles); r.Tested != common || r.Failed != changed {
			t.Errorf("%d of %d records have changed, want %d of %d", r.Failed, r.Tested, changed, common)
		}
	})
}

func TestEditions(t *testing.T) {
	record := func(group, name, value, rank, category string) []string {
		return []string{group, name, value, rank, category, "", "", "", "", ""}
	}
	for _, test := range []struct {
		name        string
		rule        *lint.Rule
		roles       map[string][]string
		before, now [][]string
		want        []string
	}{
		{
			"the first that are gone, by their place in the earlier edition", vanishedRecords, vanishedRoles,
			[][]string{record("1", "C", "", "", ""), record("1", "B", "", "", ""), record("1", "A", "", "", "")},
			[][]string{record("1", "B", "", "", "")},
			[]string{"0: the record 1, C is gone; it was record 1 of the earlier edition", "0: the record 1, A is gone; it was record 3 of the earlier edition"},
		},
		{
			"a key that stood twice is gone once", vanishedRecords, vanishedRoles,
			[][]string{record("1", "C", "5", "", ""), record("1", "C", "6", "", "")},
			[][]string{record("2", "C", "", "", "")},
			[]string{"0: the record 1, C is gone; it was record 1 of the earlier edition"},
		},
		{
			"all the fields that changed", changedHistory, changedRoles,
			[][]string{record("1", "C", "5", "1", "F"), record("2", "C", "5", "2", "F")},
			[][]string{record("2", "C", "6", "2", ""), record("1", "C", "6", "1", "")},
			[]string{"2: the record 1, C has changed: value was “5” and is “6”, category was “F” and is empty; it was record 1 of the earlier edition"},
		},
		{
			"the last period may change", changedHistory, changedRoles,
			[][]string{record("1", "C", "5", "2", "F"), record("2", "C", "5", "1", "F")},
			[][]string{record("1", "C", "6", "2", "F"), record("2", "C", "5", "1", "F")},
			nil,
		},
		{
			"without a period every one counts", changedHistory,
			map[string][]string{"key": {"name"}, "value": {"value"}},
			[][]string{record("1", "C", "5", "2", "F")},
			[][]string{record("1", "C", "6", "2", "F")},
			[]string{"1: the record C has changed: value was “5” and is “6”; it was record 1 of the earlier edition"},
		},
		{
			"equal numbers", changedHistory,
			map[string][]string{"key": {"name"}, "value": {"value"}},
			[][]string{record("1", "C", "05.0", "2", "F")},
			[][]string{record("1", "C", "5", "2", "F")},
			nil,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			check := mustBind(test.rule, earlierBinding(test.rule, test.roles, test.before, 0, 0)).(lint.TableCheck)
			page, err := test.rule.Page(message.English)
			if err != nil {
				t.Fatal(err)
			}
			state := check.New()
			state.Observe(batchOf(test.now, 0, len(test.now)))
			again, needed, err := state.(lint.Reviewer).Review()
			if needed {
				state = again.New()
				state.Observe(batchOf(test.now, 0, len(test.now)))
			}
			result, finished := state.Finish()
			if err != nil || finished != nil {
				t.Fatal(err, finished)
			}
			var got []string
			for _, d := range result.Defects {
				text, _ := page.Say(d.Variant)
				got = append(got, fmt.Sprint(d.At.Record, ": ", message.Fill(message.English, text, d.Params)))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
}

func TestEditionThatCannotBeRead(t *testing.T) {
	for rule, roles := range map[*lint.Rule]map[string][]string{vanishedRecords: vanishedRoles, changedHistory: changedRoles} {
		state := mustBind(rule, earlierBinding(rule, roles, nil, 0, 0)).(lint.TableCheck).New()
		state.Observe(batchOf(earlierRecords(), 0, 3))
		if _, needed, err := state.(lint.Reviewer).Review(); needed || err != nil {
			t.Errorf("%s: a second look at nothing: %v", rule.ID, err)
		}
		if result, err := state.Finish(); err != nil || result.CantTell.IsZero() || result.Failed > 0 {
			t.Errorf("%s: %+v, %v", rule.ID, result, err)
		}
	}
}

func TestPlainNumbers(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "0": "0", "000": "0", "05": "5", "5.0": "5", "5.10": "5.1", "0.50": "0.5", "00.5": "0.5", "100": "100", "1e3": "1e3", "-05": "-05", "1.2.0": "1.2.0",
	} {
		if got := string(plainNumber([]byte(text))); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
