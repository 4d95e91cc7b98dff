package table

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/lint"
)

func TestJudgeGroup(t *testing.T) {
	tests := map[string]struct {
		values, ranks               []int64
		competition, dense, ordinal []int64
	}{
		"no ties":                    {[]int64{90, 80, 70}, []int64{1, 2, 3}, []int64{1, 2, 3}, []int64{1, 2, 3}, []int64{1, 2, 3}},
		"a tie shared":               {[]int64{90, 80, 80, 70}, []int64{1, 2, 2, 4}, []int64{1, 2, 2, 4}, []int64{1, 2, 2, 3}, []int64{1, 2, 3, 4}},
		"a tie in another order":     {[]int64{90, 80, 80, 70}, []int64{1, 3, 2, 4}, []int64{1, 2, 2, 4}, []int64{1, 2, 2, 3}, []int64{1, 3, 2, 4}},
		"a rank twice in a tie":      {[]int64{80, 80, 80}, []int64{2, 2, 1}, []int64{1, 1, 1}, []int64{1, 1, 1}, []int64{2, 3, 1}},
		"records in no order":        {[]int64{70, 90}, []int64{2, 1}, []int64{2, 1}, []int64{2, 1}, []int64{2, 1}},
		"a rank out of its own ties": {[]int64{80, 80, 70}, []int64{1, 3, 3}, []int64{1, 1, 3}, []int64{1, 1, 2}, []int64{1, 2, 3}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var group []ranked
			for i, value := range test.values {
				group = append(group, ranked{value: value, rank: test.ranks[i], record: int64(i + 1)})
			}
			got := make([][]int64, len(rankings))
			for i := range got {
				got[i] = make([]int64, len(group))
			}
			judgeGroup(group, &groupJudge{yield: func(r ranked, want wants, _ verdictOfRank, _ int64) {
				for i, w := range want {
					got[i][r.record-1] = w
				}
			}})
			for i, want := range [][]int64{test.competition, test.dense, test.ordinal} {
				if !slices.Equal(got[i], want) {
					t.Errorf("%s: %v, want %v", rankings[i], got[i], want)
				}
			}
		})
	}
}

// TestOneRankDefectIsToldOnce: what is wrong with one record must not be told of those that follow it.
func TestOneRankDefectIsToldOnce(t *testing.T) {
	tests := map[string]struct {
		ranking int
		values  []int64
		ranks   []int64
		want    string
	}{
		"all right":                          {0, []int64{90, 80, 80, 70}, []int64{1, 2, 2, 4}, ""},
		"one wrong rank":                     {0, []int64{90, 80, 70, 60}, []int64{1, 9, 3, 4}, "2 wrong"},
		"a wrong rank at the end":            {0, []int64{90, 80, 70}, []int64{1, 2, 9}, "3 wrong"},
		"a record missing in the middle":     {0, []int64{90, 80, 60, 50, 40}, []int64{1, 2, 4, 5, 6}, "3 shifted"},
		"two records missing":                {0, []int64{90, 70, 60, 40, 30}, []int64{1, 3, 4, 6, 7}, "2 shifted, 4 shifted"},
		"a gap below a gap":                  {0, []int64{90, 80, 70, 60, 50}, []int64{1, 3, 5, 6, 7}, "2 shifted, 3 shifted"},
		"a gap above a record without rank":  {0, []int64{90, 80, 70, 60}, []int64{1, 3, noRank, 5}, "2 shifted"},
		"a gap above the last tie":           {0, []int64{90, 80, 60, 60}, []int64{1, 2, 4, 4}, "3 shifted"},
		"ranks without jumps":                {0, []int64{90, 80, 80, 70, 70}, []int64{1, 2, 2, 3, 3}, "4 wrong"},
		"a list from rank 11 on":             {0, []int64{90, 80, 70}, []int64{11, 12, 13}, "1 shifted"},
		"ties ranked apart":                  {0, []int64{90, 80, 80, 70}, []int64{1, 2, 3, 4}, "3 wrong"},
		"a record without rank":              {0, []int64{90, 80, 70}, []int64{1, noRank, 3}, ""},
		"a value that is no number":          {0, []int64{held, 80, 70}, []int64{1, 2, 3}, ""},
		"ranks from below zero on":           {0, []int64{90, 80, 70, 70, 70}, []int64{-2, -1, 1, 0, 1}, "1 wrong, 3 wrong, 5 wrong"},
		"ordinal ranks of ties, as they are": {2, []int64{90, 80, 80, 70}, []int64{1, 3, 2, 4}, ""},
		"ordinal ranks with a gap":           {2, []int64{90, 80, 80, 70, 60}, []int64{1, 3, 4, 5, 6}, "2 shifted"},
	}
	words := map[verdictOfRank]string{rankWrong: "wrong", rankShifted: "shifted"}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var group []ranked
			for i, value := range test.values {
				group = append(group, ranked{value: value, rank: test.ranks[i], record: int64(i + 1)})
			}
			var got []string
			judgeGroup(group, &groupJudge{ranking: test.ranking, yield: func(r ranked, _ wants, verdict verdictOfRank, expected int64) {
				if verdict != rankRight && r.rank == expected {
					t.Errorf("record %d: rank %d, expected %d", r.record, r.rank, expected)
				}
				if verdict != rankRight {
					got = append(got, fmt.Sprintf("%d %s", r.record, words[verdict]))
				}
			}})
			if strings.Join(got, ", ") != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestCaseOf(t *testing.T) {
	tests := map[letterCase][]string{
		noCase:    {"", "J", "TJ", "De", "ᐊᓈᓇ", "ʔehdzo", "李小龙", "123"},
		upperCase: {"OLIVIA", "JEAN-FRANÇOIS", "O'HARA", "McDONALD", "MacDONALD", "ÉVE"},
		titleCase: {"Olivia", "Jean-François", "DeShawn", "McKenzie", "MaryAnn", "O'Hara", "Éve", "d'Artagnan", "de la Cruz"},
		lowerCase: {"olivia", "élodie"},
		mixedCase: {"MIKAïL", "BENOîT", "oLIVIA", "mcKenzie"},
	}
	for want, values := range tests {
		for _, value := range values {
			if got := lettersOf([]byte(value)).caseOf([]byte(value)); got != want {
				t.Errorf("%q: case %d, want %d", value, got, want)
			}
		}
	}
}

// A record without a group may be the one that is missing from the ranks of another, wherever the work is cut: a gap is then not told.
func TestRecordsWithoutGroupCountHoweverTheWorkIsCut(t *testing.T) {
	check, ok := bound(rankMismatch, map[string][]string{"rank": {"rank"}, "value": {"value"}, "within": {"group"}}, nil, 0, 0).(lint.TableCheck)
	if !ok {
		t.Fatal("not a check of tables")
	}
	record := func(group, value, rank string) []string {
		return []string{group, "ANNE", value, rank, "F", "", "", "", "", ""}
	}
	records := [][]string{record("", "5", "1"), record("1", "9", "2"), record("1", "6", "3"), record("", "5", "1")}
	for _, cuts := range [][]int{{0, 4}, {0, 1, 4}, {0, 3, 4}, {0, 1, 2, 3, 4}} {
		total := check.New()
		for i, from := range cuts[:len(cuts)-1] {
			state := check.New()
			state.Observe(batchOf(records, from, cuts[i+1]))
			if err := total.Merge(state); err != nil {
				t.Fatal(err)
			}
		}
		result, err := total.Finish()
		if err != nil {
			t.Fatal(err)
		}
		if result.Tested != 2 || result.Failed != 0 {
			t.Errorf("cut at %v: %d of %d fail, want none of 2", cuts, result.Failed, result.Tested)
		}
	}
}
