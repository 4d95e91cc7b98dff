package parquet

import (
	"bytes"

	"github.com/cogwg/hvdlint/internal/table"
)

// shard is a run of records of a row group. It can be decoded once.
type shard struct {
	reader   *reader
	group    *group
	from, to int64 // records of the group, from 0
}

// worker decodes shards. It belongs to one goroutine; its memory is used again for other shards.
type worker struct {
	*shard
	inflater inflater
	columns  []*column // one for each leaf
	outputs  []output  // one for each field
	fields   []*record // one for each field; nil: it is a leaf
	batch    table.Batch
}

// batchText is the number of bytes of text after which a batch ends.
const batchText = 8 << 20

// Batches implements [input.Shard].
func (s *shard) Batches(yield func(*table.Batch) error) error {
	defer s.reader.settle()
	w := s.reader.worker(s)
	defer s.reader.keep(w)
	most := s.reader.options.BatchRecords
	if most <= 0 {
		most = max(1, batchCells/len(w.outputs))
	}
	for row := s.from; row < s.to; {
		var n int
		var failed *column
		err := s.reader.guard(func() (err error) {
			n, failed, err = w.fill(row, int(min(int64(most), s.to-row)))
			return err
		})
		why, ok := asFault(err)
		if err != nil && !ok {
			return err
		}
		if n > 0 {
			w.finish(row, n)
			if err := yield(&w.batch); err != nil {
				return err
			}
		}
		row += int64(n)
		if ok {
			from := row
			row = w.to
			if failed != nil {
				row, why = w.behind(failed, from), why.in(failed.name)
			}
			s.reader.lose(loss{fault: why, group: s.group.number, record: s.group.first + from, records: row - from})
		}
	}
	return nil
}

// Records implements [input.Shard].
func (s *shard) Records() (first, n int64) { return s.group.first + s.from, s.to - s.from }

// Skip implements [input.Shard].
func (s *shard) Skip() { s.reader.settle() }

// worker returns one that nobody uses.
func (r *reader) worker(s *shard) *worker {
	w, ok := r.workers.Get().(*worker)
	if !ok {
		w = &worker{outputs: make([]output, len(r.schema.fields)), fields: make([]*record, len(r.schema.fields))}
		for range r.schema.leaves {
			w.columns = append(w.columns, &column{reader: r, inflater: &w.inflater})
		}
		for i, f := range r.schema.fields {
			if !f.flat() {
				w.fields[i] = &record{node: f, columns: w.columns}
			}
		}
		w.batch.Columns = make([]table.Column, len(r.schema.fields))
	}
	w.shard = s
	for i, c := range w.columns {
		c.begin(s.group.chunks[i])
		c.row = s.from
	}
	return w
}

// keep takes a worker back.
func (r *reader) keep(w *worker) {
	w.shard = nil
	for _, c := range w.columns {
		c.release()
	}
	for i := range w.outputs {
		if cap(w.outputs[i].data) > 2*batchText {
			w.outputs[i] = output{}
		}
	}
	r.workers.Put(w)
}

// fill reads at most n records from row on, and returns how many were whole in all columns. When the column that is returned could not be
// read, the fault says why.
func (w *worker) fill(row int64, n int) (int, *column, error) {
	for i := range w.outputs {
		w.outputs[i].reset()
	}
	done, text := 0, 0
	for done < n && text < batchText {
		k, failed, err := w.step(row+int64(done), min(step, n-done))
		done += k
		if err != nil {
			return done, failed, err
		}
		text = 0
		for i := range w.outputs {
			text = max(text, len(w.outputs[i].data))
		}
	}
	return done, nil, nil
}

// step reads n records of all columns. A column that cannot be read any further, or whose text is long, leaves fewer for the others.
func (w *worker) step(row int64, n int) (int, *column, error) {
	var failed *column
	var worst error
	for i, f := range w.reader.schema.fields {
		if n == 0 {
			break
		}
		c := w.columns[f.leaves[0].index]
		whole, err := w.field(i, c, row, n)
		if err == nil {
			if whole < n { // the columns before start again from there
				failed, worst, n = nil, nil, whole
			}
			continue
		}
		if _, ok := asFault(err); !ok {
			return 0, nil, err
		}
		c.left = 0 // what is left of the page cannot be trusted
		failed, worst, n = c, err, whole
	}
	return n, failed, worst
}

// field reads n cells of a field, whose first leaf is c.
func (w *worker) field(i int, c *column, row int64, n int) (int, error) {
	if w.fields[i] != nil {
		return w.fields[i].read(&w.outputs[i], n)
	}
	if c.row != row || c.left == 0 {
		if err := c.seek(row); err != nil {
			return 0, err
		}
	}
	return c.flat(&w.outputs[i], n)
}

// behind returns where reading can go on after column c could not be read at row.
func (w *worker) behind(c *column, row int64) int64 {
	if w.reader.schema.nested {
		return w.to
	}
	return min(w.to, c.behind(row))
}

// finish makes the batch of the n records from row on.
func (w *worker) finish(row int64, n int) {
	b := &w.batch
	b.First, b.Len = w.group.first+row, n
	b.Made, b.Excluded, b.Damage = 0, nil, nil
	b.Columns = b.Columns[:len(w.outputs)]
	var suspects []int
	for i := range w.outputs {
		b.Columns[i] = w.outputs[i].column(n)
		if w.outputs[i].hasDamaged() {
			suspects = append(suspects, i)
		}
	}
	if len(suspects) > 0 {
		w.tellDamage(suspects)
	}
}

// tellDamage lists the damaged cells of the columns, and counts those that are too many to list.
func (w *worker) tellDamage(columns []int) {
	b, samples := &w.batch, w.reader.options.Samples
	var more int64
	for i := range b.Len {
		for _, column := range columns {
			cell := b.Columns[column].Cell(i)
			if cell.Kind != table.Damaged {
				continue
			}
			if samples > 0 && len(b.Damage) >= samples {
				more++
				continue
			}
			record := b.Record(i)
			b.Damage = append(b.Damage, table.Damage{
				Kind: table.InvalidBytes, Offset: record - 1, Record: record, Column: column + 1, Value: excerpt(cell.Text),
			})
		}
	}
	if more > 0 {
		b.Damage = append(b.Damage, table.Damage{Kind: table.InvalidBytes, Record: b.First, Count: more})
	}
}

// excerpt returns the start of a text, with bytes that are not UTF-8 replaced.
func excerpt(text []byte) string {
	return string(bytes.ToValidUTF8(text[:min(len(text), 40)], []byte("\uFFFD")))
}
