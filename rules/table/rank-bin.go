package table

import (
	"github.com/cogwg/hvdlint/internal/spill"
)

// binJudge judges the groups of one bin after the other. It keeps its memory for the next one.
type binJudge struct {
	judges judges
	rows   []binRow
	groups []binGroup
	slots  []uint32 // open table of positions in groups, counted from 1; 0 is an empty slot
	ladder rankLadder
	group  []ranked
}

// binRow is a row and the one of the same group behind it, counted from 1; 0: none.
type binRow struct {
	ranked
	next uint32
}

// binGroup is a group: its first and last row, counted from 1, and how many records these are.
type binGroup struct {
	key         uint64
	first, last uint32
	records     int64
}

// rowMemory is about what a row takes in memory while a bin is judged, with its group.
const rowMemory = 64

// inMemory judges the groups of a bin whose rows fit in memory.
func (j *binJudge) inMemory(k *rankBins, bin uint8) error {
	j.rows, j.groups = j.rows[:0], j.groups[:0]
	clear(j.slots)
	err := k.each(bin, func(key uint64, r *ranked) error {
		j.rows = append(j.rows, binRow{ranked: *r})
		g, at := j.at(key), uint32(len(j.rows))
		if g.first == 0 {
			g.first = at
		} else {
			j.rows[g.last-1].next = at
		}
		g.last = at
		g.records += r.more + 1
		return nil
	})
	if err != nil {
		return err
	}
	for i := range j.groups {
		j.judge(&j.groups[i])
	}
	return nil
}

// at returns the group of a key. It is valid until the next call.
func (j *binJudge) at(key uint64) *binGroup {
	if 4*(len(j.groups)+1) > 3*len(j.slots) {
		j.grow()
	}
	slot := j.slot(key)
	if j.slots[slot] == 0 {
		j.groups = append(j.groups, binGroup{key: key})
		j.slots[slot] = uint32(len(j.groups))
	}
	return &j.groups[j.slots[slot]-1]
}

// slot returns where the group of a key is in slots, or would be. The first bits of keys chose the bin, and the last one tells groups of values
// that are not allowed.
func (j *binJudge) slot(key uint64) int {
	mask := len(j.slots) - 1
	for i := int(key>>1) & mask; ; i = (i + 1) & mask {
		if at := j.slots[i]; at == 0 || j.groups[at-1].key == key {
			return i
		}
	}
}

func (j *binJudge) grow() {
	j.slots = make([]uint32, max(64, 2*len(j.slots)))
	for i := range j.groups {
		j.slots[j.slot(j.groups[i].key)] = uint32(i + 1)
	}
}

// judge judges a group: most are right, and to see that they need not be sorted.
func (j *binJudge) judge(g *binGroup) {
	judge := j.judges.of(g.key)
	if j.ladder.reset(g.records, len(j.rows)) {
		isRight := true
		for at := g.first; at > 0 && isRight; at = j.rows[at-1].next {
			isRight = j.ladder.step(&j.rows[at-1].ranked)
		}
		if isRight && j.ladder.judge(judge) {
			return
		}
	}
	j.group = j.group[:0]
	for at := g.first; at > 0; at = j.rows[at-1].next {
		j.group = append(j.group, j.rows[at-1].ranked)
	}
	judgeGroup(j.group, judge)
}

// sorted judges the groups of a bin that has too many rows: they are sorted, on disk if need be.
func (j *binJudge) sorted(k *rankBins, bin uint8, options spill.Options) error {
	sorter := spill.New(options)
	defer sorter.Close()
	err := k.each(bin, func(key uint64, r *ranked) error {
		for one := range r.each() {
			if err := sorter.Add(spill.Row{key, descending(one.value), uint64(one.record), uint64(one.rank), uint64(one.line)}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	judge := j.judges.of(0)
	var ties []ranked
	var key uint64
	for row, err := range sorter.Sorted() {
		if err != nil {
			return err
		}
		r := ranked{value: ascending(row[1]), record: int64(row[2]), rank: int64(row[3]), line: int64(row[4])}
		if len(ties) > 0 && (row[0] != key || r.value != ties[0].value) {
			judge.tie(ties)
			ties = ties[:0]
		}
		if row[0] != key {
			judge.end()
			key = row[0]
			judge = j.judges.of(key)
		}
		ties = append(ties, r)
	}
	if len(ties) > 0 {
		judge.tie(ties)
	}
	judge.end()
	return nil
}

// descending maps whole numbers to words that sort the highest number first.
func descending(n int64) uint64 { return ^word(n) }

func ascending(w uint64) int64 { return unword(^w) }
