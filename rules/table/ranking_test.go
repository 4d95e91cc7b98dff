package table

import (
	"slices"
	"testing"
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
			judgeGroup(group, func(j judged) {
				for i, want := range j.want {
					got[i][j.record-1] = want
				}
			})
			for i, want := range [][]int64{test.competition, test.dense, test.ordinal} {
				if !slices.Equal(got[i], want) {
					t.Errorf("%s: %v, want %v", rankings[i], got[i], want)
				}
			}
		})
	}
}

func TestCaseOf(t *testing.T) {
	tests := map[letterCase][]string{
		noCase:    {"", "J", "TJ", "De", "ᐊᓈᓇ", "李小龙", "123"},
		upperCase: {"OLIVIA", "JEAN-FRANÇOIS", "O'HARA", "McDONALD", "MacDONALD", "ÉVE"},
		titleCase: {"Olivia", "Jean-François", "DeShawn", "McKenzie", "MaryAnn", "O'Hara", "Éve"},
		lowerCase: {"olivia", "élodie"},
		mixedCase: {"MIKAïL", "BENOîT", "oLIVIA", "mcKenzie"},
	}
	for want, values := range tests {
		for _, value := range values {
			if got := caseOf([]byte(value)); got != want {
				t.Errorf("%q: case %d, want %d", value, got, want)
			}
		}
	}
}
