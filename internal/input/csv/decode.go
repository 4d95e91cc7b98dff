package csv

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/table"
)

// shard is a block of whole records. It can be decoded once.
type shard struct {
	reader *reader
	text   []byte
	piece  piece
	// Of the text: its place, and the number of its first record.
	offset, line, record int64
}

// batchCells is about the number of cells of a batch: enough to make each column a worthwhile run, few enough for the
// second-level cache.
const batchCells = 1 << 15

// Batches implements [input.Shard]. It returns [input.ErrEncoding] when the text is not UTF-8 and nobody has settled on reading it as such.
func (s *shard) Batches(yield func(*table.Batch) error) error {
	defer s.reader.release(s.text)
	d := s.reader.decoder()
	defer s.reader.keep(d)
	if err := d.begin(s); err != nil {
		return err
	}
	for row := 0; row < s.piece.records; {
		n := min(s.piece.records-row, max(1, batchCells/d.width))
		d.fill(row, n)
		row += n
		if err := yield(&d.batch); err != nil {
			return err
		}
	}
	return nil
}

// Records implements [input.Shard].
func (s *shard) Records() (first, n int64) { return s.record, int64(s.piece.records) }

// Skip implements [input.Shard].
func (s *shard) Skip() { s.reader.release(s.text) }

// decoder turns a shard into batches. It belongs to one goroutine; its memory is used again for other shards.
type decoder struct {
	*shard
	width   int
	regular bool // each record has width cells
	damage  []table.Damage
	damaged []int // see examination
	gaps    []gap // not passed yet
	line    int64 // of the next batch

	index []uint32 // see indexPlain
	at    int      // entry of the index before the next record
	rows  []int    // of an irregular batch: the entry before each record, and before the one behind it

	batch   table.Batch
	columns []table.Column
	spans   []table.Span // column by column
	kinds   []table.Kind // column by column
	widths  []int32
	lines   []int32
}

// begin indexes the text and finds its damage.
func (d *decoder) begin(s *shard) error {
	d.shard, d.width, d.line, d.at = s, s.reader.width, s.line, 0
	d.damage, d.damaged, d.gaps = nil, nil, s.piece.gaps
	delimiter := d.syntax().delimiter
	exact := s.piece.malformed || s.piece.cr.count > 0 || !d.syntax().simple
	switch {
	case exact:
	case s.piece.quoted:
		d.index = indexQuoted(s.text, delimiter, d.index)
	default:
		d.index = indexPlain(s.text, delimiter, d.index)
	}
	invalid := s.reader.utf8 && !utf8.Valid(s.text)
	if invalid && !s.reader.settled {
		return input.ErrEncoding
	}
	nul := bytes.IndexByte(s.text, 0) >= 0
	if exact || invalid || nul {
		e := s.reader.examine(s.text, &s.piece, invalid, nul)
		e.offset, e.line, e.record, e.index = s.offset, s.line, s.record, d.index[:0]
		e.run()
		d.index, d.damage, d.damaged = e.index, e.damage, e.damaged
	}
	d.regular = d.isRegular()
	return nil
}

// syntax is that of the text.
func (d *decoder) syntax() *syntax { return &d.reader.cutter.syntax }

// isRegular reports whether each record has as many cells as the header. There are as many line breaks as records, so if
// each record's last place is one, no other place is.
func (d *decoder) isRegular() bool {
	if len(d.index)-1 != d.piece.records*d.width {
		return false
	}
	lf, cr := d.syntax().lf, d.syntax().cr
	for i := d.width; i < len(d.index); i += d.width {
		if b := d.text[d.index[i]]; b != lf && b != cr {
			return false
		}
	}
	return true
}

// fill makes the batch of n records from row on, counted from the start of the shard.
func (d *decoder) fill(row, n int) {
	d.line += d.passed(d.index[d.at] + 1)
	d.batch = table.Batch{First: d.record + int64(row), Len: n, FirstLine: d.line}
	d.spans = table.Sized(d.spans, n*d.width)
	d.columns = table.Sized(d.columns, d.width)
	start := d.index[d.at] + 1
	from := d.at
	if d.regular {
		d.at += n * d.width
	} else {
		d.findRows(n)
		d.at = d.rows[n]
	}
	data := d.text[start : d.index[d.at]+1]
	for c := range d.columns {
		d.columns[c] = table.Column{Data: data, Spans: d.spans[c*n : (c+1)*n]}
	}
	d.batch.Columns = d.columns[:d.width:d.width]
	if d.regular {
		d.fillRegular(from, start)
	} else {
		d.fillIrregular(start)
	}
	if d.piece.multiline || len(d.gaps) > 0 || d.syntax().terminated() {
		d.countLines(from, n)
	} else {
		d.line += int64(n)
	}
	d.clean(data, start)
	d.markDamaged(from)
	d.takeDamage(row + n)
}

// clean leaves of the cells of the batch what they mean. data is its text, which starts at start.
func (d *decoder) clean(data []byte, start uint32) {
	y := d.syntax()
	if y.skip {
		d.skipSpaces(data)
	}
	if y.null != nil {
		d.markNulls(data, y.null)
	}
	switch {
	case !y.simple:
		d.takeMeaning(data, start)
	case d.piece.quoted:
		d.strip(data, start)
	}
}

// passed returns the number of lines of the rows that were passed over before the record at offset at.
func (d *decoder) passed(at uint32) int64 {
	lines := int64(0)
	for len(d.gaps) > 0 && d.gaps[0].at <= int(at) {
		lines += d.gaps[0].breaks
		d.gaps = d.gaps[1:]
	}
	return lines
}

// markDamaged gives the damaged cells of the batch, which starts at entry from of the index, their kind.
func (d *decoder) markDamaged(from int) {
	for len(d.damaged) > 0 && d.damaged[0] < d.at {
		entry := d.damaged[0]
		d.damaged = d.damaged[1:]
		row, column := (entry-from)/d.width, (entry-from)%d.width
		if !d.regular {
			row, _ = slices.BinarySearch(d.rows, entry+1)
			row--
			column = entry - d.rows[row]
		}
		if column >= d.width {
			continue
		}
		c := &d.columns[column]
		if c.Kinds == nil {
			c.Kinds = make([]table.Kind, d.batch.Len)
		}
		c.Kinds[row] = table.Damaged
	}
}

// fillRegular fills the spans of records that all have width cells, from entry k of the index on; start is the offset of the
// first in the text.
func (d *decoder) fillRegular(from int, start uint32) {
	width := d.width
	for c := range d.columns {
		spans := d.columns[c].Spans
		index := d.index[from+c:]
		k := 0
		for i := range spans {
			pair := index[k : k+2 : k+2]
			spans[i] = table.Span{Start: pair[0] + 1 - start, End: pair[1] - start}
			k += width
		}
	}
	if d.piece.returns {
		last := &d.columns[width-1]
		for i := range last.Spans {
			d.trimReturn(last.Data, &last.Spans[i])
		}
	}
}

// trimReturn takes the CR of CRLF off the last cell of a record.
func (d *decoder) trimReturn(data []byte, s *table.Span) {
	if s.End > s.Start && data[s.End] == '\n' && data[s.End-1] == '\r' && d.syntax().endsReturn(data[s.Start:s.End]) {
		s.End--
	}
}

// findRows finds the next n records of an irregular shard.
func (d *decoder) findRows(n int) {
	d.rows = table.Sized(d.rows, n+1)
	lf, cr := d.syntax().lf, d.syntax().cr
	k := d.at
	for i := range n {
		d.rows[i] = k
		for k++; ; k++ {
			if b := d.text[d.index[k]]; b == lf || b == cr {
				break
			}
		}
	}
	d.rows[n] = k
}

// fillIrregular fills the spans of records that may have fewer or more cells than the header, and the widths and kinds if any has.
func (d *decoder) fillIrregular(start uint32) {
	n := d.batch.Len
	d.widths = table.Sized(d.widths, n)
	least, most := d.width, d.width
	for i := range n {
		entries := d.index[d.rows[i] : d.rows[i+1]+1]
		width := len(entries) - 1
		d.widths[i] = int32(width)
		least, most = min(least, width), max(most, width)
		for c := range min(width, d.width) {
			d.spans[c*n+i] = table.Span{Start: entries[c] + 1 - start, End: entries[c+1] - start}
		}
		for c := width; c < d.width; c++ {
			d.spans[c*n+i] = table.Span{}
		}
		if d.piece.returns && width <= d.width {
			d.trimReturn(d.columns[0].Data, &d.spans[(width-1)*n+i])
		}
	}
	if least == d.width && most == d.width {
		return
	}
	d.batch.Widths = d.widths
	d.kinds = table.Sized(d.kinds, (d.width-least)*n)
	clear(d.kinds)
	for c := least; c < d.width; c++ {
		kinds := d.kinds[(c-least)*n:][:n]
		d.columns[c].Kinds = kinds
		for i, width := range d.widths {
			if int(width) <= c {
				kinds[i] = table.Absent
			}
		}
	}
}

// countLines moves line behind the batch, whose records start at entry from of the index, and notes where each record starts
// if any spans several lines.
func (d *decoder) countLines(from, n int) {
	d.lines = table.Sized(d.lines, n)
	y := d.syntax()
	line, same := int64(0), true
	for i := range n {
		first, last := from+i*d.width, from+(i+1)*d.width
		if !d.regular {
			first, last = d.rows[i], d.rows[i+1]
		}
		line += d.passed(d.index[first] + 1)
		d.lines[i] = int32(line)
		same = same && line == int64(i)
		line += breaks(y.trimBreak(d.text[d.index[first]+1 : d.index[last]]))
		if !y.terminated() {
			line++
		}
	}
	if !same {
		d.batch.Lines = d.lines
	}
	d.line += line
}

// takeDamage moves the damage in front of row next from the decoder to the batch, and what is only counted to the last batch.
func (d *decoder) takeDamage(next int) {
	n := len(d.damage)
	if next < d.piece.records {
		behind := d.record + int64(next)
		n = slices.IndexFunc(d.damage, func(damage table.Damage) bool { return damage.Record >= behind || damage.Count > 0 })
		if n < 0 {
			n = len(d.damage)
		}
	}
	d.batch.Damage = d.damage[:n:n]
	d.damage = d.damage[n:]
}

// strip takes the quotes off the quoted cells of the batch. data is its text, which starts at start.
func (d *decoder) strip(data []byte, start uint32) {
	cells := 0
	for c := range d.columns {
		spans := d.columns[c].Spans
		for i := range spans {
			s := &spans[i]
			if s.End > s.Start && data[s.Start] == '"' && !d.isLiteral(s.Start+start) {
				s.Start++
				s.End--
				cells++
			}
		}
	}
	if bytes.Count(data, []byte{'"'}) == 2*cells {
		return
	}
	for c := range d.columns {
		spans := d.columns[c].Spans
		for i := range spans {
			if s := &spans[i]; s.Start > 0 && s.End > s.Start && data[s.Start-1] == '"' {
				s.End = s.Start + uint32(len(unescape(data[s.Start:s.End])))
			}
		}
	}
}

func (d *decoder) isLiteral(offset uint32) bool {
	if len(d.piece.literal) == 0 {
		return false
	}
	_, found := slices.BinarySearch(d.piece.literal, offset)
	return found
}
