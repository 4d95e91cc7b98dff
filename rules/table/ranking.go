package table

import (
	"cmp"
	"slices"
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
}

// judged is a ranked record and the rank that each ranking gives it. For ordinal, where records with equal values share
// a range, it is the rank itself when it lies in the range and the range's start otherwise.
type judged struct {
	ranked
	want [len(rankings)]int64
}

// judgeGroup works out the ranks of a group, the highest value first, and yields each record. Records of equal value are
// yielded in order of position.
func judgeGroup(group []ranked, yield func(judged)) {
	if !slices.IsSortedFunc(group, compareRanked) {
		slices.SortFunc(group, compareRanked)
	}
	distinct := int64(0)
	for start := 0; start < len(group); {
		end := start + 1
		for end < len(group) && group[end].value == group[start].value {
			end++
		}
		distinct++
		judgeTies(group[start:end], int64(start)+1, distinct, yield)
		start = end
	}
}

func compareRanked(a, b ranked) int {
	if a.value != b.value {
		return cmp.Compare(b.value, a.value)
	}
	return cmp.Compare(a.record, b.record)
}

// judgeTies yields the records of one value, of which the best rank is best.
func judgeTies(ties []ranked, best, distinct int64, yield func(judged)) {
	own := ordinalRanks(ties, best)
	for i, r := range ties {
		ordinal := best + int64(i)
		if own != nil {
			ordinal = own[i]
		}
		yield(judged{r, [...]int64{best, distinct, ordinal}})
	}
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
		if at := r.rank - best; at >= 0 && at < int64(len(ties)) && !taken[at] {
			own[i], taken[at] = r.rank, true
		}
	}
	left := 0
	for i := range own {
		if own[i] != 0 {
			continue
		}
		for taken[left] {
			left++
		}
		own[i], taken[left] = best+int64(left), true
	}
	return own
}

// parseWhole reads a whole number of at most 18 digits.
func parseWhole(text []byte) (int64, bool) {
	negative := false
	if len(text) > 1 && (text[0] == '-' || text[0] == '+') {
		negative = text[0] == '-'
		text = text[1:]
	}
	if len(text) == 0 || len(text) > 18 {
		return 0, false
	}
	var n int64
	for _, c := range text {
		d := c - '0'
		if d > 9 {
			return 0, false
		}
		n = n*10 + int64(d)
	}
	if negative {
		n = -n
	}
	return n, true
}
