package table

import (
	"strconv"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
)

// tally is what judged groups add up to.
type tally struct {
	placed int64 // records in its groups, also in those that cannot be judged or are not
	agreement
	wrong int64
	kept  first
	// gaps are the places from which on ranks are too high, as when records are missing. Where records could not be
	// assigned to a group, they are what is missing, and nothing is told.
	gaps     int64
	keptGaps first
	unplaced int64 // records with a rank and without a usable group
}

// agreement counts the records of groups that can be judged, and those that agree with each ranking, to the letter.
type agreement struct {
	tested int64
	agree  [len(rankings)]int64
}

func newTally(o *rankOptions) tally {
	return tally{kept: first{limit: o.samples}, keptGaps: first{limit: o.samples}}
}

// judge returns the judge of groups that adds to the tally.
func (t *tally) judge(o *rankOptions) *groupJudge {
	return &groupJudge{ranking: o.ranking, right: &t.agreement, yield: func(r ranked, want wants, verdict verdictOfRank, expected int64) {
		t.tested++
		for i, w := range want {
			if r.rank == w {
				t.agree[i]++
			}
		}
		switch verdict {
		case rankShifted:
			t.gaps++
			if t.keptGaps.wants(r.record) {
				t.keptGaps.add(o.describe(r, expected, shiftedVariant))
			}
		case rankWrong:
			t.wrong++
			if t.kept.wants(r.record) {
				t.kept.add(o.describe(r, expected, ""))
			}
		}
	}}
}

func (t *tally) merge(next *tally) {
	t.placed += next.placed
	t.tested += next.tested
	t.wrong += next.wrong
	t.gaps += next.gaps
	t.unplaced += next.unplaced
	for i, n := range next.agree {
		t.agree[i] += n
	}
	t.kept.merge(&next.kept)
	t.keptGaps.merge(&next.keptGaps)
}

// shiftedVariant is the page's variant for ranks that are too high from a place on.
const shiftedVariant = "shifted"

func (o *rankOptions) describe(r ranked, want int64, variant string) lint.Defect {
	return lint.Defect{
		Variant: variant,
		At:      lint.Location{Record: r.record, Line: r.line, Column: o.rank.Column + 1, Field: o.rank.Name},
		Value:   strconv.FormatInt(r.rank, 10),
		Params: []message.Param{
			message.P("rank", strconv.FormatInt(r.rank, 10)), message.P("expected", strconv.FormatInt(want, 10)),
			message.P("of", strconv.FormatInt(r.value, 10)),
		},
	}
}

// tallies keeps groups apart by whether their records hold values that are not allowed: a mistyped sex makes a group of its
// own, whose ranks mean nothing. Where such groups are the rule (a file that writes Boys for M), they are groups all the same.
type tallies struct{ sound, doubtful tally }

func newTallies(o *rankOptions) tallies { return tallies{newTally(o), newTally(o)} }

// of returns the tally of a group; see doubtfulKey.
func (t *tallies) of(key uint64) *tally {
	if key&doubtfulKey != 0 {
		return &t.doubtful
	}
	return &t.sound
}

// judges judge groups that add to tallies: those of allowed values, and others.
type judges [2]*groupJudge

func (t *tallies) judges(o *rankOptions) judges {
	return judges{t.sound.judge(o), t.doubtful.judge(o)}
}

// of returns the judge of a group.
func (j *judges) of(key uint64) *groupJudge { return j[key&doubtfulKey] }

// doubtfulKey is the bit of a group's key that tells groups with values that are not allowed.
const doubtfulKey = 1

func (t *tallies) merge(next *tallies) {
	t.sound.merge(&next.sound)
	t.doubtful.merge(&next.doubtful)
}

// areDoubtful reports whether groups of values that are not allowed are the rule, once all records are placed.
func (t *tallies) areDoubtful() bool { return t.doubtful.placed > t.sound.placed }

func (t *tallies) result(o *rankOptions) lint.Result {
	total := &t.sound
	if t.areDoubtful() {
		total.merge(&t.doubtful)
	} else {
		total.unplaced += t.doubtful.placed
	}
	return total.result(o)
}

// result tells which ranking the file follows when it is another one than the declared.
func (t *tally) result(o *rankOptions) lint.Result {
	variant := rankings[o.ranking]
	for i, agree := range t.agree {
		if agree == t.tested && i != o.ranking {
			variant += "-but-" + rankings[i]
			break
		}
	}
	r := lint.Result{Tested: t.tested, Failed: t.wrong}
	if t.unplaced == 0 {
		r.Failed += t.gaps
		t.kept.merge(&t.keptGaps)
	}
	r.Defects = t.kept.sorted()
	for i := range r.Defects {
		if r.Defects[i].Variant == "" {
			r.Defects[i].Variant = variant
		}
	}
	return r
}
