package table

import (
	"cmp"
	"iter"
	"math"
	"slices"

	"github.com/cogwg/hvdlint/internal/table"
)

// Rankings: how records with equal values are ranked.
const (
	competition = "competition" // 1, 2, 2, 4
	dense       = "dense"       // 1, 2, 2, 3
	ordinal     = "ordinal"     // 1, 2, 3, 4
)

var rankings = [...]string{competition, dense, ordinal}

// ranked is a record of a group: what its rank says and what decides it.
type ranked struct {
	value, rank  int64
	record, line int64
	more         int64 // records that follow it with the same value and rank, as those of a tie do
	still        bool  // all of them stand on its line, or have none; else they follow line by line
}

// follow adds records, one or several as one, if they come next to those of r, are as those are, and stand in lines as those do.
func (r *ranked) follow(next *ranked) bool {
	if next.value != r.value || next.rank != r.rank || next.record != r.record+r.more+1 {
		return false
	}
	still := next.line == r.line
	if !still && next.line != r.line+r.more+1 || r.more > 0 && r.still != still || next.more > 0 && next.still != still {
		return false
	}
	r.more, r.still = r.more+next.more+1, still
	return true
}

// appendRanked adds a record, or several as one, to those before it.
func appendRanked(group []ranked, r *ranked) []ranked {
	if last := len(group) - 1; last >= 0 && group[last].follow(r) {
		return group
	}
	return append(group, *r)
}

// each yields the records one by one.
func (r *ranked) each() iter.Seq[ranked] {
	return func(yield func(ranked) bool) {
		for k := range r.more + 1 {
			if !yield(r.at(k)) {
				return
			}
		}
	}
}

// at returns one of the records by itself.
func (r *ranked) at(k int64) ranked {
	one := ranked{value: r.value, rank: r.rank, record: r.record + k, line: r.line}
	if !r.still {
		one.line += k
	}
	return one
}

const (
	// noRank stands for a rank that is missing or no number: the record counts for the ranks of others and is not judged.
	noRank = math.MinInt64
	// held stands for a value that is no number: nobody can tell the ranks of its group. It sorts before all values.
	held = math.MaxInt64
)

// wants are the ranks that a record would have by each ranking.
type wants [len(rankings)]int64

// verdictOfRank is what a groupJudge says of a record.
type verdictOfRank uint8

const (
	rankRight   verdictOfRank = iota
	rankWrong                 // not the declared rank
	rankShifted               // too high, as are those of the group from here on: a record is missing above
)

// groupJudge judges the records of one group, tie by tie, the highest value first. When the ranks of several ties are off
// by the same number, or by more and more, a record is missing above them, or one too many: that is told once.
type groupJudge struct {
	ranking int // index into rankings
	yield   func(r ranked, want wants, verdict verdictOfRank, expected int64)
	right   *agreement // counts records that are not yielded because they have the right rank; nil: all are yielded
	judged
	// waiting is a tie that is off by another number than those before: the next one shows what that means. Empty: there is none.
	waiting     []ranked
	waitingWant []wants
	waitingOff  int64
	// Memory for the next group and the next tie.
	sorted, ones []ranked
	want         []wants
}

// judged is what a judge has seen of a group.
type judged struct {
	seen     int64 // records so far
	distinct int64 // ties so far
	shift    int64
	isHeld   bool
}

// judgeGroup judges a group whose records are at hand, in any order.
func judgeGroup(group []ranked, judge *groupJudge) {
	if slices.ContainsFunc(group, func(r ranked) bool { return r.value == held }) {
		return
	}
	group = judge.sort(group)
	for start := 0; start < len(group); {
		end := start + 1
		for end < len(group) && group[end].value == group[start].value {
			end++
		}
		judge.tie(group[start:end])
		start = end
	}
	judge.end()
}

// tie judges the records of one value, in order of position.
func (j *groupJudge) tie(ties []ranked) {
	records := int64(len(ties))
	for i := range ties {
		records += ties[i].more
	}
	if j.isHeld = j.isHeld || ties[0].value == held; j.isHeld {
		return
	}
	best := j.seen + 1
	j.seen += records
	j.distinct++
	if len(ties) == 1 && j.agrees(&ties[0], best) {
		return
	}
	ties = j.oneByOne(ties, records)
	if !slices.ContainsFunc(ties, func(r ranked) bool { return r.rank != noRank }) {
		return
	}
	j.want = table.Sized(j.want, len(ties))
	want := j.want
	for i := range ties {
		want[i] = wants{best, j.distinct, best + int64(i)}
	}
	off, uniform := j.offset(ties, want)
	if len(j.waiting) > 0 {
		if uniform && j.keepsDistance(off) {
			j.settleShift()
		} else {
			j.settleWaiting()
		}
	}
	if uniform && off != j.shift {
		j.waiting, j.waitingWant, j.waitingOff = append(j.waiting, ties...), append(j.waitingWant[:0], want...), off
		return
	}
	j.tell(ties, want)
}

// oneByOne returns the records of a tie one by one. They are valid until the next call.
func (j *groupJudge) oneByOne(ties []ranked, records int64) []ranked {
	if int64(len(ties)) == records {
		return ties
	}
	j.ones = j.ones[:0]
	for i := range ties {
		for k := range ties[i].more + 1 {
			j.ones = append(j.ones, ties[i].at(k))
		}
	}
	return j.ones
}

// agrees reports whether the records of a tie have the same rank and the right one, and counts them. Where something waits, or it takes a
// closer look, it does not say so.
func (j *groupJudge) agrees(r *ranked, best int64) bool {
	records := r.more + 1
	isRight := [...]bool{r.rank == best+j.shift, r.rank == j.distinct+j.shift, records == 1 && r.rank == best+j.shift}
	if j.right == nil || len(j.waiting) > 0 || r.rank == noRank || !isRight[j.ranking] || records > 1 && r.rank != best+j.shift {
		return false
	}
	j.right.tested += records
	if r.rank == best {
		j.right.agree[0] += records
	}
	if r.rank == j.distinct {
		j.right.agree[1] += records
	}
	if at := r.rank - best; at >= 0 && at < records {
		j.right.agree[2]++
	}
	return true
}

// keepsDistance reports whether a tie that is off by a number bears out the one that waits: it is off as far, or farther in the same
// direction, as below a second gap.
func (j *groupJudge) keepsDistance(off int64) bool {
	if j.waitingOff > j.shift {
		return off >= j.waitingOff
	}
	return off <= j.waitingOff
}

// offset returns the number by which all ranks of a tie are off, if it is one number. By ordinal ranking that is so when
// they are consecutive, in any order.
func (j *groupJudge) offset(ties []ranked, want []wants) (off int64, uniform bool) {
	if rankings[j.ranking] == ordinal {
		return consecutive(ties, want[0][0])
	}
	for i, r := range ties {
		if r.rank == noRank {
			continue
		}
		d := r.rank - want[i][j.ranking]
		if uniform && d != off {
			return 0, false
		}
		off, uniform = d, true
	}
	return off, uniform
}

// consecutive returns how far the ranks of a tie lie from best on, when they are consecutive.
func consecutive(ties []ranked, best int64) (off int64, ok bool) {
	least := slices.MinFunc(ties, func(a, b ranked) int { return cmp.Compare(a.rank, b.rank) }).rank
	if least == noRank {
		return 0, false
	}
	taken := make([]bool, len(ties))
	for _, r := range ties {
		at := r.rank - least
		if at >= int64(len(ties)) || taken[at] {
			return 0, false
		}
		taken[at] = true
	}
	return least - best, true
}

func (j *groupJudge) tell(ties []ranked, want []wants) {
	if own := ordinalRanks(ties, want[0][0]+j.shift); own != nil {
		for i := range want {
			want[i][2] = own[i] - j.shift
		}
	}
	for i, r := range ties {
		verdict := rankRight
		if r.rank != want[i][j.ranking]+j.shift {
			verdict = rankWrong
		}
		j.say(r, want[i], verdict, j.shift)
	}
}

func (j *groupJudge) say(r ranked, want wants, verdict verdictOfRank, shift int64) {
	if r.rank != noRank {
		j.yield(r, want, verdict, want[j.ranking]+shift)
	}
}

// settleWaiting tells the waiting tie by itself.
func (j *groupJudge) settleWaiting() {
	j.tell(j.waiting, j.waitingWant)
	j.waiting = j.waiting[:0]
}

// settleShift tells the first record of the waiting tie that ranks are off from here on.
func (j *groupJudge) settleShift() {
	before := j.shift
	first := rankWrong
	if j.waitingOff > before {
		first = rankShifted
	}
	j.shift = j.waitingOff
	for i, r := range j.waiting {
		verdict := rankRight
		if first != rankRight && r.rank != noRank {
			verdict, first = first, rankRight
		}
		j.say(r, j.waitingWant[i], verdict, before)
	}
	j.waiting = j.waiting[:0]
}

// end judges what waits, and makes the judge ready for another group.
func (j *groupJudge) end() {
	switch {
	case len(j.waiting) > 1: // several records agree on the distance
		j.settleShift()
	case len(j.waiting) == 1:
		j.settleWaiting()
	}
	j.judged = judged{}
}

// ordinalRanks gives each of some tied records a rank of its own: the one it has, when it lies in their range and no record
// before it has it, and otherwise the smallest that is left. nil means that they are ranked in order of position.
func ordinalRanks(ties []ranked, best int64) []int64 {
	inOrder, shared := true, true
	for i, r := range ties {
		inOrder = inOrder && r.rank == best+int64(i)
		shared = shared && r.rank == best
	}
	if inOrder || shared {
		return nil
	}
	own := make([]int64, len(ties))
	taken := make([]bool, len(ties))
	for i, r := range ties {
		own[i] = noRank
		if at := r.rank - best; at >= 0 && at < int64(len(ties)) && !taken[at] {
			own[i], taken[at] = r.rank, true
		}
	}
	left := 0
	for i := range own {
		if own[i] != noRank {
			continue
		}
		for taken[left] {
			left++
		}
		own[i], taken[left] = best+int64(left), true
	}
	return own
}
