package table

import (
	"bytes"
	"encoding/binary"
)

// runs are the runs of equal cells of a column, found once for all who go down it.
type runs struct {
	ends []int32 // where each of them ends; nil: nobody has looked
	at   int     // the one that was asked for last
}

// Whether a column has runs worth remembering is decided by its first cells.
const runSample = 256

// FindRuns looks for runs of equal cells among n records, so that [Column.RunEnd] need not compare them again for each who asks. It keeps
// them in buffer, which it returns for the next batch. Where hardly any cell equals the one before, every cell is a run of its own.
func (c *Column) FindRuns(n int, buffer []int32) []int32 {
	ends := buffer[:0]
	for i := 0; i < n && !c.Constant; {
		i = c.findEnd(i, n)
		ends = append(ends, int32(i))
		if len(ends) == runSample/2 && i < runSample {
			ends = append(ends[:0], 0)
			break
		}
	}
	c.runs = runs{ends: ends}
	return ends
}

// HasRuns reports whether runs of equal cells were found that are worth remembering.
func (c *Column) HasRuns() bool { return c.Constant || len(c.runs.ends) > 0 && c.runs.ends[0] != 0 }

// end returns the end of the run that record i is in, or of what is left of it.
func (r *runs) end(i, n int) int {
	if r.ends[0] == 0 {
		return i + 1
	}
	if r.at > 0 && int(r.ends[r.at-1]) > i {
		r.at = 0
	}
	for int(r.ends[r.at]) <= i {
		r.at++
	}
	return min(int(r.ends[r.at]), n)
}

// RunEnd returns the end, at most n, of the run of equal cells that starts at record i. In a table sorted by a column, runs are long,
// and whoever judges or hashes its cells need do it once for each run.
func (c *Column) RunEnd(i, n int) int {
	switch {
	case c.Constant:
		return n
	case c.runs.ends != nil:
		return c.runs.end(i, n)
	}
	return c.findEnd(i, n)
}

// findEnd does what RunEnd does, by looking.
func (c *Column) findEnd(i, n int) int {
	if c.Index != nil {
		value := c.Index[i]
		for i++; i < n && c.Index[i] == value; i++ {
		}
		return i
	}
	spans := c.Spans[:n]
	first := spans[i]
	size := first.End - first.Start
	if size > 8 || int(first.Start)+8 > len(c.Data) {
		return c.compareEnd(i, n)
	}
	kind := c.Kind(i)
	// Short texts are compared as one word. The mask cuts off what follows them.
	mask := ^uint64(0) >> (64 - 8*size) // size 0: a shift by 64 leaves nothing
	word := binary.LittleEndian.Uint64(c.Data[first.Start:]) & mask
	for i++; i < n; i++ {
		s := spans[i]
		if s.End-s.Start != size || c.Kinds != nil && c.Kinds[i] != kind {
			break
		}
		if int(s.Start)+8 > len(c.Data) {
			return c.compareEnd(i-1, n)
		}
		if binary.LittleEndian.Uint64(c.Data[s.Start:])&mask != word {
			break
		}
	}
	return i
}

func (c *Column) compareEnd(i, n int) int {
	cell := c.Cell(i)
	for i++; i < n; i++ {
		if next := c.Cell(i); next.Kind != cell.Kind || !bytes.Equal(next.Text, cell.Text) {
			break
		}
	}
	return i
}
