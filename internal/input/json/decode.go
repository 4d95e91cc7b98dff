package json

import (
	"bytes"
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/table"
)

// shard is a block of whole records. It can be decoded once.
type shard struct {
	reader *reader
	block  *block
	piece  piece
	record int64 // number of the first record
}

const (
	// batchCells is about the number of cells of a batch: enough to make each column a worthwhile run, few enough for the
	// second-level cache.
	batchCells = 1 << 15
	// padding is what stands behind the text of a block, so that two words can be read wherever a string may end.
	padding = 16
)

// Batches implements [input.Shard]. It returns [input.ErrEncoding] when the text is not UTF-8 and nobody has settled on reading it as
// such, [input.ErrLabels] when a record has a name that is no label, and [input.ErrBroken] when a record is no JSON text.
func (s *shard) Batches(yield func(*table.Batch) error) error {
	defer s.reader.release(s.block)
	d := s.reader.decoder()
	defer s.reader.keep(d)
	if err := d.begin(s); err != nil {
		return err
	}
	if s.reader.survey.stop() != nil {
		return nil
	}
	for row := 0; row < len(s.block.records); {
		n := min(len(s.block.records)-row, max(1, batchCells/d.width))
		if err := d.fill(row, n); err != nil {
			return err
		}
		row += n
		if row == len(s.block.records) {
			d.countHidden()
		}
		d.batch.Damage = d.damage
		d.damage = nil
		if err := yield(&d.batch); err != nil {
			return err
		}
	}
	return nil
}

// Records implements [input.Shard].
func (s *shard) Records() (first, n int64) { return s.record, int64(len(s.block.records)) }

// Skip implements [input.Shard].
func (s *shard) Skip() { s.reader.release(s.block) }

// decoder turns a shard into batches. It belongs to one goroutine; its memory is used again for other shards.
type decoder struct {
	*shard
	shape   *shape
	width   int
	text    []byte // of the block, padded; numbers that are written out stand behind
	invalid bool   // the text is not UTF-8
	line    int64  // on which the record before starts
	counted uint32 // offset to which lines are counted
	damage  []table.Damage
	told    map[table.DamageKind]int

	grammar  grammar
	template template
	former   template  // the one before
	rewrites []rewrite // of the record at hand
	written  int       // length of text before it
	seen     []uint32  // the record that a column had a value in last, counted by stamp
	stamp    uint32
	scratch  []byte

	batch   table.Batch
	n       int // records of the batch
	columns []table.Column
	spans   []table.Span // column by column
	kinds   []table.Kind // column by column
	widths  []int32
	ragged  bool
	lines   []int32
}

func (d *decoder) begin(s *shard) error {
	d.shard, d.shape, d.width = s, &s.reader.shape, s.reader.shape.width
	d.damage, d.told = nil, nil
	d.invalid = s.reader.utf8 && !utf8.Valid(s.block.text)
	if d.invalid && !s.reader.settled {
		return input.ErrEncoding
	}
	d.line, d.counted = s.piece.line, 0
	s.block.text = append(s.block.text, make([]byte, padding)...)
	d.text = s.block.text
	if len(d.seen) != d.width {
		d.seen, d.stamp = make([]uint32, d.width), 0
	}
	return nil
}

// fill makes the batch of n records from row on, counted from the start of the shard.
func (d *decoder) fill(row, n int) error {
	d.n = n
	d.spans, d.kinds = table.Sized(d.spans, n*d.width), table.Sized(d.kinds, n*d.width)
	d.columns = table.Sized(d.columns, d.width)
	d.widths, d.ragged = table.Sized(d.widths, n), false
	d.batch = table.Batch{First: d.record + int64(row), Len: n}
	d.countLines(row)
	for i, s := range d.block.records[row : row+n] {
		if d.fast(i, int(s.Start), int(s.End)) {
			continue
		}
		if err := d.read(i, s); err != nil {
			return err
		}
	}
	d.block.text = d.text
	for c := range d.columns {
		column := table.Column{Data: d.text, Spans: d.spans[c*n : (c+1)*n]}
		if kinds := d.kinds[c*n : (c+1)*n]; !allText(kinds) {
			column.Kinds = kinds
		}
		d.columns[c] = column
	}
	d.batch.Columns = d.columns[:d.width:d.width]
	if d.ragged {
		d.batch.Widths = d.widths
	}
	return nil
}

func allText(kinds []table.Kind) bool {
	var all table.Kind
	for _, kind := range kinds {
		all |= kind
	}
	return all == table.Text
}

// countLines notes where each record of the batch starts. Decoding rewrites text in place, so this comes first.
func (d *decoder) countLines(row int) {
	if d.piece.plain {
		d.batch.FirstLine = d.piece.line + int64(row)
		return
	}
	d.lines = table.Sized(d.lines, d.n)
	if d.piece.feeds == 0 {
		d.batch.FirstLine = d.line
		if clear(d.lines); d.n > 1 {
			d.batch.Lines = d.lines
		}
		return
	}
	inOrder := true
	for i, s := range d.block.records[row : row+d.n] {
		d.line += int64(bytes.Count(d.text[d.counted:s.Start], newline))
		d.counted = s.Start
		if i == 0 {
			d.batch.FirstLine = d.line
		}
		d.lines[i] = int32(d.line - d.batch.FirstLine)
		inOrder = inOrder && int(d.lines[i]) == i
	}
	if !inOrder {
		d.batch.Lines = d.lines
	}
}

// rewrite is a cell whose text is not as written: escapes are to be replaced, or white space removed. That happens once
// the record is known to be well formed, because it happens in place.
type rewrite struct {
	cell   int
	nested bool
}

func (d *decoder) rewrite() {
	if d.reader.survey != nil {
		return // it looks at places, not at values
	}
	for _, r := range d.rewrites {
		s := &d.spans[r.cell]
		text := d.text[s.Start:s.End]
		if r.nested {
			text = compact(text)
		} else {
			text = unescape(text)
		}
		s.End = s.Start + uint32(len(text))
	}
}

func (d *decoder) setWidth(row, width int) {
	d.widths[row] = int32(width)
	d.ragged = d.ragged || width != d.width
}

// tell adds damage at an offset in the record of a row of the batch, which starts at start in the text and is as it was written.
func (d *decoder) tell(kind table.DamageKind, row, start, at, column int, value string) {
	if d.told == nil {
		d.told = map[table.DamageKind]int{}
	}
	d.told[kind]++
	if samples := d.reader.options.Samples; samples > 0 && d.told[kind] > samples {
		return
	}
	d.damage = append(d.damage, table.Damage{
		Kind: kind, Offset: d.piece.offset + int64(at), Record: d.batch.Record(row),
		Line: d.batch.Line(row) + int64(bytes.Count(d.text[start:at], newline)), Column: column, Value: value,
	})
}

// countHidden appends an entry for each kind of which there is more than was told.
func (d *decoder) countHidden() {
	for _, kind := range []table.DamageKind{table.InvalidBytes, table.RepeatedName} {
		if hidden := d.told[kind] - d.reader.options.Samples; d.reader.options.Samples > 0 && hidden > 0 {
			d.damage = append(d.damage, table.Damage{Kind: kind, Count: int64(hidden)})
		}
	}
}
