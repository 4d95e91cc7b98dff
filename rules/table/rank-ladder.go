package table

import (
	"math"

	"github.com/cogwg/hvdlint/internal/table"
)

// rankLadder shows that the ranks of a group are right without sorting its records. Each steps on the rung of its rank. When the values of
// all on a rung are equal and smaller than those on the rungs above, and the rungs between them are empty as the ranking leaves them, the
// ranks cannot be others.
type rankLadder struct {
	rungs   []rung // by rank, the first one unused
	records int64
	ties    []ranked
}

type rung struct{ value, records int64 }

// reset makes a ladder for a group of some records. It reports false when that would take many more rungs than there are rows.
func (l *rankLadder) reset(records int64, rows int) bool {
	if records > 2*int64(rows)+1024 {
		return false
	}
	l.rungs, l.records = table.Sized(l.rungs, int(records)+1), records
	clear(l.rungs)
	return true
}

// step puts a row on its rung. It reports false when there is none, or when other values are there.
func (l *rankLadder) step(r *ranked) bool {
	if r.rank < 1 || r.rank > l.records || r.value == held {
		return false
	}
	on := &l.rungs[r.rank]
	if on.records > 0 && on.value != r.value {
		return false
	}
	on.value = r.value
	on.records += r.more + 1
	return true
}

// judge lets a judge count the records of a group whose ranks are right, and reports false when they are not, or not seen to be.
func (l *rankLadder) judge(judge *groupJudge) bool {
	ranking := rankings[judge.ranking]
	if !l.isRight(ranking) {
		return false
	}
	for rank := int64(1); rank <= l.records; rank++ {
		on := &l.rungs[rank]
		if on.records == 0 {
			continue
		}
		l.ties = append(l.ties[:0], ranked{value: on.value, rank: rank, more: on.records - 1})
		for ranking == ordinal && rank < l.records && l.rungs[rank+1].value == on.value {
			rank++
			l.ties = append(l.ties, ranked{value: on.value, rank: rank})
		}
		judge.tie(l.ties)
	}
	judge.end()
	return true
}

// isRight goes down the ladder. Rungs that it steps over are empty: all records are found on the others.
func (l *rankLadder) isRight(ranking string) bool {
	rank, above := int64(1), int64(math.MaxInt64)
	for left := l.records; left > 0; {
		on := &l.rungs[rank]
		isTied := ranking == ordinal && on.value == above
		if on.records == 0 || on.value >= above && !isTied || ranking == ordinal && on.records > 1 {
			return false
		}
		above = on.value
		left -= on.records
		if ranking == competition {
			rank += on.records
		} else {
			rank++
		}
	}
	return true
}
