package table

import (
	"math"
	"slices"

	"github.com/cogwg/hvdlint/internal/spill"
)

// valueCounts counts the records of values in two categories, in front of sums: values come in no order, and so a table that fits the
// processor's cache is what makes counting fast. Counts go to the sums with drain.
type valueCounts struct {
	most       int // the number of values that are kept of more, those with the smallest hashes
	categories []uint64
	slots      []valueCount // open table; value 0 is an empty slot
	used       int
	cut        uint64 // values with greater hashes are not kept any more; 0: all are
}

type valueCount struct {
	value uint64
	n     [2]uint32
}

// category returns the number of a category, or false when others are counted here.
func (c *valueCounts) category(hash uint64) (int, bool) {
	at := slices.Index(c.categories, hash)
	if at < 0 && len(c.categories) < len(valueCount{}.n) {
		c.categories = append(c.categories, hash)
		at = len(c.categories) - 1
	}
	return at, at >= 0
}

// upTo is the greatest value that is kept, as far as is known.
func (c *valueCounts) upTo() uint64 {
	if c.cut == 0 {
		return math.MaxUint64
	}
	return c.cut
}

// add counts a record of each value in a category. What cannot be counted here goes to the sums.
func (c *valueCounts) add(values []uint64, category int, sums *sums) {
	if 4*(c.used+len(values)) > 3*len(c.slots) {
		c.makeRoom(len(values))
	}
	slots, mask := c.slots, uint64(len(c.slots)-1)
	for _, value := range values {
		i := value & mask
		for slots[i].value != value && slots[i].value != 0 {
			i = (i + 1) & mask
		}
		if value == 0 || slots[i].n[category] == math.MaxUint32 {
			sums.put(&spill.Row{value, c.categories[category], 1})
			continue
		}
		if slots[i].value == 0 {
			slots[i].value = value
			c.used++
		}
		slots[i].n[category]++
	}
}

// makeRoom makes the table large enough for n more values. Those beyond the most are let go when there are a quarter more.
func (c *valueCounts) makeRoom(n int) {
	old := c.slots
	if 4*c.used > 5*c.most {
		hashes := make([]uint64, 0, c.used)
		for i := range old {
			if old[i].value != 0 {
				hashes = append(hashes, old[i].value)
			}
		}
		slices.Sort(hashes)
		c.cut, c.used = hashes[c.most-1], c.most
	}
	size := max(64, len(old))
	for 3*size < 4*(c.used+n) {
		size *= 2
	}
	c.slots = make([]valueCount, size)
	mask := uint64(size - 1)
	for _, count := range old {
		if count.value == 0 || count.value > c.upTo() {
			continue
		}
		i := count.value & mask
		for c.slots[i].value != 0 {
			i = (i + 1) & mask
		}
		c.slots[i] = count
	}
}

// drain moves all counts to the sums.
func (c *valueCounts) drain(sums *sums) {
	for i := range c.slots {
		for category, n := range c.slots[i].n {
			if n > 0 {
				sums.put(&spill.Row{c.slots[i].value, c.categories[category], uint64(n)})
			}
		}
	}
	c.slots, c.used = nil, 0
}
