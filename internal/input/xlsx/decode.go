package xlsx

import (
	"bytes"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/table"
)

// shard is a run of rows. It can be decoded once.
type shard struct {
	reader *reader
	text   []byte
	rows   []row // with content
	from   int64 // row of the first record, which may be empty
	record int64 // number of the first record
}

const (
	// batchCells is about the number of cells of a batch; see the CSV reader.
	batchCells = 1 << 15
	// batchBytes is the size of texts from which on a batch ends early.
	batchBytes = 8 << 20
)

// Batches implements [input.Shard].
func (s *shard) Batches(yield func(*table.Batch) error) error {
	r := s.reader
	defer s.release()
	d := r.decoder()
	defer r.keep(d)
	d.begin(s)
	for d.number <= s.rows[len(s.rows)-1].number {
		if err := d.fill(); err != nil {
			return err
		}
		if err := yield(&d.batch); err != nil {
			return err
		}
	}
	return nil
}

// Records implements [input.Shard].
func (s *shard) Records() (first, n int64) {
	return s.record, s.reader.recordsBetween(s.from, s.rows[len(s.rows)-1].number)
}

// Skip implements [input.Shard].
func (s *shard) Skip() { s.release() }

// release gives the memory back, unless long rows have made it large.
func (s *shard) release() {
	r := s.reader
	if cap(s.text) > 4*max(r.blockSize, defaultBlockSize) {
		s.text = nil
	}
	r.free <- s
}

// decoder returns one that nobody uses.
func (r *reader) decoder() *decoder {
	if d := r.decoders.Take(); d != nil {
		return d
	}
	return &decoder{
		parser: cellParser{book: r.book, strings: r.book.strings.reader()}, columns: r.columns, width: r.columns.width(),
		items: r.items, cells: make([]cells, r.columns.width()),
	}
}

// keep takes a decoder back. One that long texts have made large is not kept.
func (r *reader) keep(d *decoder) {
	if cap(d.parser.data) > 2*batchBytes {
		return
	}
	d.shard = nil
	r.decoders.Keep(d)
}

// decoder turns a shard into batches. It belongs to one goroutine; its memory is used again for other shards.
type decoder struct {
	*shard
	parser  cellParser
	columns columnRange
	width   int
	items   *dictionary // nil: texts are written out

	number int64   // row of the next record
	next   int64   // number of the next record
	at     int     // next row with content
	row    rowName // of the row that is read
	told   map[table.DamageKind]int64

	batch  table.Batch
	lines  []int32
	widths []int32
	ragged bool
	cells  []cells
	cols   []table.Column
	damage []table.Damage
}

func (d *decoder) begin(s *shard) {
	d.shard, d.number, d.next, d.at = s, s.from, s.record, 0
	d.parser.whole, d.parser.valid = s.text, false
	d.told = nil
}

// fill makes the next batch.
func (d *decoder) fill() error {
	last := d.rows[len(d.rows)-1].number
	most := int(min(d.reader.recordsBetween(d.number, last), int64(max(1, batchCells/d.width))))
	d.reset(most)
	first, n := int64(0), 0
	for ; n < most && len(d.parser.data) < batchBytes; n++ {
		for d.reader.isComment(d.number) {
			d.number++
		}
		if n == 0 {
			first = d.number
		}
		d.lines[n] = int32(d.number - first)
		d.widths[n] = int32(d.width)
		if d.rows[d.at].number == d.number {
			if err := d.readRow(n); err != nil {
				return err
			}
			d.at++
		}
		d.number++
		d.next++
	}
	d.finish(first, n)
	return nil
}

// reset makes room for n records without cells.
func (d *decoder) reset(n int) {
	d.batch = table.Batch{First: d.next}
	d.parser.data = d.parser.data[:0]
	d.damage = d.damage[:0]
	d.ragged = false
	d.lines, d.widths = table.Sized(d.lines, n), table.Sized(d.widths, n)
	left := d.items.columns()
	for i := range d.cells {
		c := &d.cells[i]
		if left > 0 && !c.mixed {
			c.resetItems(n, d.items)
			left--
		} else {
			c.resetPlain(n)
		}
	}
}

// readRow reads the cells of a row into record n of the batch.
func (d *decoder) readRow(n int) error {
	r := &d.rows[d.at]
	d.row.set(r.number)
	p := &d.parser
	p.begin(d.text[r.start:r.end])
	for {
		if err := d.readUsual(n); err != nil {
			return err
		}
		more, err := p.next()
		if err != nil || !more {
			return err
		}
		column := p.column - d.columns.first
		if uint(column) >= uint(d.width) {
			d.outside(n, column)
			continue
		}
		d.cells[column].usual.learn(p, &d.row)
		d.put(n, column)
	}
}

// outside notes a cell outside the columns of the table: it is one of a further table, or makes the record too wide.
func (d *decoder) outside(n, column int) {
	p := &d.parser
	if p.kind == table.Null || p.kind == table.Text && len(bytes.TrimSpace(p.data[p.start:])) == 0 {
		return
	}
	for _, t := range d.reader.beside {
		if p.column >= t.firstColumn && p.column <= t.lastColumn {
			return
		}
	}
	if column < 0 {
		column = d.width // it stands in front of the table
	}
	d.ragged = true
	d.widths[n] = max(d.widths[n], int32(column)+1)
}

// tell notes the damage of a cell.
func (d *decoder) tell(n note, column int) {
	if d.told == nil {
		d.told = map[table.DamageKind]int64{}
	}
	d.told[n.kind]++
	if d.reader.samples > 0 && d.told[n.kind] > int64(d.reader.samples) {
		return
	}
	d.damage = append(d.damage, table.Damage{
		Kind: n.kind, Offset: (d.number-1)*maxColumns + int64(d.columns.first+column-1), Record: d.next, Line: d.number, Column: column + 1,
		Value: input.Shorten(appendText(nil, n.raw[:min(len(n.raw), 8*excerptSize)], false), excerptSize),
	})
}

// finish makes the batch of the n records that start at row first.
func (d *decoder) finish(first int64, n int) {
	b := &d.batch
	b.Len, b.FirstLine = n, first
	if d.lines[n-1] != int32(n-1) {
		b.Lines = d.lines[:n]
	}
	if d.ragged {
		b.Widths = d.widths[:n]
	}
	d.cols = table.Sized(d.cols, d.width)
	for i := range d.cols {
		d.cols[i] = d.column(&d.cells[i], n)
	}
	b.Columns = d.cols[:d.width:d.width]
	if d.number > d.rows[len(d.rows)-1].number {
		d.countHidden()
	}
	b.Damage = d.damage
}

// countHidden adds what was only counted to the last batch.
func (d *decoder) countHidden() {
	samples := int64(d.reader.samples)
	if samples <= 0 {
		return
	}
	for _, kind := range []table.DamageKind{table.FormulaCell, table.ErrorCell, table.MissingResult, table.BrokenCell, table.InvalidBytes} {
		if more := d.told[kind] - samples; more > 0 {
			d.damage = append(d.damage, table.Damage{Kind: kind, Count: more})
		}
	}
}
