package validate

import (
	"slices"

	"github.com/cogwg/hvdlint/internal/table"
	"github.com/cogwg/hvdlint/internal/waiver"
)

// exceptedTally is what a slot found that does not count, or may not.
type exceptedTally struct {
	accepted map[int]int64 // failing places by the number of the waiver; of idle ones those that count all the same
	waived   []place       // the first by position
	known    []place       // the first by position; of a block none, because only the merge knows
	knows    int64         // failing places that the baseline knows
	// candidates are, of one block, the failing places that the baseline may know, in order of position.
	candidates []candidatePlace
}

// candidatePlace is a failing place whose identity the baseline has, or that is to be recorded.
type candidatePlace struct {
	record int64
	hash   waiver.Hash
	place  *place // nil: it was not described
}

func (t *exceptedTally) add(next *exceptedTally, samples int) {
	for number, n := range next.accepted {
		if t.accepted == nil {
			t.accepted = map[int]int64{}
		}
		t.accepted[number] += n
	}
	t.waived = addFirst(t.waived, next.waived, samples)
}

// excepting sorts the failing places of batches: which waiver accepts them, and what they are known by. It belongs to one worker.
type excepting struct {
	*exceptions
	raw      []table.Column // of the batch, as read: checks mend values while they judge
	spans    [][]table.Span // memory for them
	identity recordIdentity
	buffer   []byte
	names    map[waiver.Hash]waiver.Known // of the shard: the identities of candidates that are to be recorded
}

func newExcepting(p *plan) *excepting {
	return &excepting{exceptions: p.excepted, spans: make([][]table.Span, len(p.excepted.mending)), identity: recordIdentity{exceptions: p.excepted}}
}

// begin keeps the columns of a batch as they were read.
func (e *excepting) begin(b *table.Batch) {
	e.raw = append(e.raw[:0], b.Columns[:min(e.columns, len(b.Columns))]...)
	for i, c := range e.mending {
		column := &e.raw[c]
		if column.Index == nil && !column.Constant {
			e.spans[i] = append(e.spans[i][:0], column.Spans...)
			column.Spans = e.spans[i]
		}
	}
	e.identity.begin(e.raw)
}

// except counts a failing place that may not count, and says where it should be described.
func (w *worker) except(b *table.Batch, slot, i int) room {
	e, c := w.excepting, w.collector
	x, t := w.pass.plan.slots[slot].excepted, &w.collector.tallies[slot]
	for _, use := range x.waivers {
		if !use.accepts(e.raw, i) {
			continue
		}
		if t.except.accepted == nil {
			t.except.accepted = map[int]int64{}
		}
		t.except.accepted[use.number]++
		if use.idle {
			continue
		}
		t.failed++
		c.by = use.number
		return c.roomFor(waived, slot, len(t.except.waived))
	}
	if x.place == nil {
		return c.count(slot)
	}
	e.buffer = e.identity.append(append(e.buffer[:0], x.place...), i)
	hash := e.hasher.Sum(e.buffer)
	if e.known != nil && e.known[hash] == 0 {
		return c.count(slot)
	}
	t.failed++
	t.except.candidates = append(t.except.candidates, candidatePlace{record: b.Record(i), hash: hash})
	if e.record != nil {
		e.name(hash, x, i)
		return c.roomFor(counting, slot, len(t.except.candidates)-1).orCandidate()
	}
	return c.roomFor(candidate, slot, len(t.except.candidates)-1)
}

// orCandidate is the room of a candidate, if there is one.
func (r room) orCandidate() room {
	if r == noRoom {
		return noRoom
	}
	return candidate
}

// name notes what a place to be recorded is known by.
func (e *excepting) name(hash waiver.Hash, x *exceptedSlot, i int) {
	if _, ok := e.names[hash]; ok {
		return
	}
	id := x.start
	e.identity.fill(&id, i)
	if e.names == nil {
		e.names = map[waiver.Hash]waiver.Known{}
	}
	e.names[hash] = waiver.Known{Identity: id}
}

// accepts reports whether record i is one that a waiver is about.
func (u *waiverUse) accepts(columns []table.Column, i int) bool {
	for _, c := range u.columns {
		if !u.Has(c.field, columns[c.column].Text(i)) {
			return false
		}
	}
	return true
}

// recordIdentity says what the records of a batch are known by: their key, or a digest of their cells.
type recordIdentity struct {
	*exceptions
	columns []table.Column
	last    int // the record of which text is known; -1: none
	text    []byte
	values  [][]byte
	cells   waiver.RecordDigest
}

// begin starts a batch, whose columns are as they were read.
func (r *recordIdentity) begin(columns []table.Column) { r.columns, r.last = columns, -1 }

// append ends an encoded identity with what record i is known by.
func (r *recordIdentity) append(to []byte, i int) []byte {
	if r.last != i {
		r.last = i
		if r.hasKey(i) {
			r.text = waiver.AppendKey(r.text[:0], r.values...)
		} else {
			r.text = waiver.AppendRecord(r.text[:0], r.digest(i))
		}
	}
	return append(to, r.text...)
}

// hasKey reads the key of record i and reports whether it is whole.
func (r *recordIdentity) hasKey(i int) bool {
	r.values = r.values[:0]
	for k := range r.key {
		key := &r.key[k]
		if key.column < 0 {
			r.values = append(r.values, []byte(key.supplied))
			continue
		}
		if !hasText(r.columns[key.column].Kind(i)) {
			return false
		}
		value := r.columns[key.column].Text(i)
		if isBlank(value) || slices.Contains(key.missing, string(value)) {
			return false
		}
		r.values = append(r.values, value)
	}
	return len(r.key) > 0
}

// appendAnchor makes the end of the identity of a defect that is known by some columns of its record instead of its key.
func (r *recordIdentity) appendAnchor(anchor []keyColumn, id *waiver.Identity, i int) []byte {
	var values [][]byte
	for k := range anchor {
		value := []byte(anchor[k].supplied)
		if c := anchor[k].column; c >= 0 && hasText(r.columns[c].Kind(i)) {
			value = r.columns[c].Text(i)
		}
		values = append(values, value)
		id.Key = append(id.Key, waiver.KeyValue{Field: anchor[k].name, Value: waiver.Shown(value)})
	}
	if len(values) == 0 {
		return waiver.AppendNoRecord(nil)
	}
	return waiver.AppendKey(nil, values...)
}

// hasText reports whether cells of a kind have a text of the data.
func hasText(kind table.Kind) bool {
	return kind != table.Null && kind != table.Absent && kind != table.Damaged && kind != table.Error
}

// digest is that of the cells of record i.
func (r *recordIdentity) digest(i int) string {
	r.cells.Reset()
	for c := range r.columns {
		if r.columns[c].Kind(i) == table.Absent {
			break
		}
		r.cells.Add(r.columns[c].Text(i))
	}
	return r.cells.Sum()
}

// fill writes what record i is known by as a baseline does.
func (r *recordIdentity) fill(id *waiver.Identity, i int) {
	if r.hasKey(i) {
		for k, value := range r.values {
			id.Key = append(id.Key, waiver.KeyValue{Field: r.key[k].name, Value: waiver.Shown(value)})
		}
		return
	}
	var cells [][]byte
	for c := range r.columns {
		if r.columns[c].Kind(i) == table.Absent {
			break
		}
		cells = append(cells, r.columns[c].Text(i))
	}
	id.Record, id.Digest = waiver.ShownCells(cells), r.digest(i)
}
