package validate

import (
	"bytes"
	"math"
	"math/bits"
	"unicode"
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/input/swar"
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/table"
)

// chain is the checks of one column in the order in which they run.
type chain struct {
	column  int
	missing [][]byte // missing values beside the empty text
	empty   bool     // the empty text is a missing value
	links   []link
	// presence is the number of links, at the front, of the Presence stage.
	presence int
	// unsafe has for each byte the links whose check a cell with that byte must be shown to, and sized for each number of bytes, up to
	// the last, those that a cell of so many, or of more, must be shown to; the links without a safe set are in all of sized.
	unsafe [256]uint64
	sized  [maxSized + 1]uint64
}

// link is one check of a chain.
type link struct {
	stage lint.Stage
	check lint.CellCheck
	slot  int // where its findings are counted
}

// maxLinks is the number of checks that a verdict has bits for.
const maxLinks = 64

// maxSized is the number of bytes up to which texts are told apart by it: most texts are shorter.
const maxSized = 64

func (c *chain) seal() {
	for i, l := range c.links {
		if l.stage == lint.Presence {
			c.presence = i + 1
			continue
		}
		most := l.check.Most
		if l.check.Safe == nil {
			most = -1
		} else if most == 0 {
			most = math.MaxInt
		}
		for n := range c.sized {
			if n < l.check.Least || n > most || n == maxSized && most < math.MaxInt {
				c.sized[n] |= 1 << i
			}
		}
		if l.check.Safe == nil {
			continue
		}
		for b, safe := range l.check.Safe {
			if !safe {
				c.unsafe[b] |= 1 << i
			}
		}
	}
}

// verdict is what the chain says of one cell. It depends on text and kind alone.
type verdict struct {
	fails  uint64 // the links that fail
	status table.Status
	mended bool // a later stage judged another text; who wants it judges again
	// stop is the number of links that saw the cell, when the chain ended early; 0 otherwise, and stopDamaged when no link did.
	stop int8
}

const stopDamaged = -1

// judge runs the chain on a cell and returns the text that later stages judge.
func (c *chain) judge(cell table.Cell) (verdict, []byte) {
	if c.isMissing(cell) {
		return c.judgePresence(cell), cell.Text
	}
	need := c.sized[min(len(cell.Text), maxSized)]
	for _, b := range cell.Text {
		need |= c.unsafe[b]
	}
	if need == 0 {
		return verdict{}, cell.Text
	}
	return c.judgeValue(cell, need)
}

func (c *chain) judgePresence(cell table.Cell) verdict {
	v := verdict{status: table.Missing}
	for i := range c.presence {
		if c.links[i].check.Fails(cell) {
			v.fails |= 1 << i
			break
		}
	}
	return v
}

// judgeValue shows the cell to the links of need, in order.
func (c *chain) judgeValue(cell table.Cell, need uint64) (verdict, []byte) {
	var v verdict
	for ; need != 0; need &= need - 1 {
		i := bits.TrailingZeros64(need)
		l := &c.links[i]
		if !l.check.Fails(cell) {
			continue
		}
		v.fails |= 1 << i
		v.stop = int8(i + 1)
		if l.stage != lint.Form {
			v.status = table.Doubtful
			if l.stage == lint.Type {
				v.status = table.Invalid
			}
			return v, cell.Text
		}
		var mended []byte
		if l.check.Mend != nil {
			mended = l.check.Mend(cell)
		}
		if mended == nil {
			v.status = table.Invalid
			return v, cell.Text
		}
		cell.Text, v.mended = mended, true
		if len(mended) == 0 || c.isMissing(cell) {
			v.status = table.Missing
			return v, mended
		}
		v.stop = 0
		// The safe bytes were counted in the text as written: what follows sees the mended one.
		need |= ^uint64(0) << (i + 1) & (1<<len(c.links) - 1)
	}
	return v, cell.Text
}

func (c *chain) isMissing(cell table.Cell) bool {
	if cell.Kind == table.Null || cell.Kind == table.Absent {
		return true
	}
	if len(cell.Text) == 0 {
		return c.empty
	}
	for _, m := range c.missing {
		if bytes.Equal(cell.Text, m) {
			return true
		}
	}
	// A cell of blanks where a value is required lacks the value; elsewhere it is padding.
	return c.presence > 0 && c.empty && isBlankByte(cell.Text[0]) && isBlank(cell.Text)
}

// isBlankByte reports whether a blank character may start with b.
func isBlankByte(b byte) bool { return b <= ' ' || b == 0xC2 || b == 0xE2 || b == 0xE3 }

func isBlank(text []byte) bool {
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		if !unicode.IsSpace(r) {
			return false
		}
		text = text[size:]
	}
	return true
}

// memoSize is the number of short values whose verdict a column remembers.
const memoSize = 1 << memoBits

const memoBits = 11

// memo is a value whose verdict is known. Those of a column stay in the processor's cache; verdicts, which nearly all are the zero one,
// are kept apart.
type memo struct {
	key    uint64
	length int8 // -1: unused
	kind   table.Kind
	sound  bool // nothing is wrong with it
}

// columnJudge runs a chain down a column. It belongs to one worker.
type columnJudge struct {
	*chain
	memo       [memoSize]memo
	verdicts   [memoSize]verdict // of the values that are not sound
	status     []table.Status
	clean      bool // all cells of the batch are valid so far, and status is not written
	dictionary dictionary
}

func newColumnJudge(c *chain) *columnJudge {
	j := &columnJudge{chain: c}
	for i := range j.memo {
		j.memo[i].length = -1
	}
	return j
}

// run judges the cells of b's column, writes their status, puts mended texts in their place, and calls fail for each cell that
// fails. Of the records that are not excluded it counts the cells without a value and where chains ended early.
func (j *columnJudge) run(b *table.Batch, counts *chainCounts, fail func(i int, cell table.Cell, fails uint64)) {
	column := &b.Columns[j.column]
	j.clean = true
	if column.Index != nil {
		j.runDictionary(b, column, counts, fail)
	} else {
		j.runPlain(b, column, counts, fail)
	}
	if !j.clean {
		column.Status = j.status
	}
}

func (j *columnJudge) runPlain(b *table.Batch, column *table.Column, counts *chainCounts, fail func(i int, cell table.Cell, fails uint64)) {
	for i := 0; i < b.Len; {
		end := column.RunEnd(i, b.Len)
		cell := column.Cell(i)
		v := j.look(cell)
		if v == (verdict{}) {
			i = end
			continue
		}
		mended := v.mended && !column.Constant
		var text []byte
		if mended {
			_, text = j.judge(cell)
		}
		for ; i < end; i++ {
			j.note(b, i, cell, v, counts, fail)
			if mended {
				column.Replace(i, text)
			}
		}
	}
}

// note writes the status of a cell that is not sound, and tells what is wrong with it.
func (j *columnJudge) note(b *table.Batch, i int, cell table.Cell, v verdict, counts *chainCounts, fail func(i int, cell table.Cell, fails uint64)) {
	if j.clean {
		j.status = table.Sized(j.status, b.Len)
		clear(j.status) // all valid
		j.clean = false
	}
	j.status[i] = v.status
	if b.IsExcluded(i) {
		return
	}
	counts.add(v)
	if v.fails != 0 {
		fail(i, cell, v.fails)
	}
}

// chainCounts counts what happened to the cells of a chain.
type chainCounts struct {
	missing int64
	damaged int64   // seen by no link
	stopped []int64 // by the last link that saw the cell
}

func (c *chainCounts) add(v verdict) {
	switch {
	case v.status == table.Missing && !v.mended:
		c.missing++
	case v.stop == stopDamaged:
		c.damaged++
	case v.stop > 0:
		c.stopped[v.stop-1]++
	}
}

func (c *chainCounts) merge(next *chainCounts) {
	c.missing += next.missing
	c.damaged += next.damaged
	for i, n := range next.stopped {
		c.stopped[i] += n
	}
}

// look returns the verdict of a cell, from memory when the value is short and was seen lately.
func (j *columnJudge) look(cell table.Cell) verdict {
	if cell.Kind == table.Damaged || cell.Kind == table.Error {
		return verdict{status: table.Invalid, stop: stopDamaged}
	}
	n := len(cell.Text)
	if n > 8 {
		v, _ := j.judge(cell)
		return v
	}
	key := swar.WordAt(cell.Text, 0)
	slot := (key * 0x9E3779B97F4A7C15) >> (64 - memoBits)
	m := &j.memo[slot]
	if m.key == key && m.length == int8(n) && m.kind == cell.Kind {
		if m.sound {
			return verdict{}
		}
		return j.verdicts[slot]
	}
	v, _ := j.judge(cell)
	*m = memo{key: key, length: int8(n), kind: cell.Kind, sound: v == (verdict{})}
	j.verdicts[slot] = v
	return v
}
