// Package table holds the one shape that every input format is read into, and the plain facts observed on the way.
//
// It knows neither formats nor rules. A reader fills batches, rules look at their columns, and nobody builds a struct,
// a map or a string for a record.
package table

// Kind is what a cell is in its source. Text formats know only Text (and Absent); typed formats say more.
type Kind uint8

// The kinds. The zero value is Text, so that a text format need not write any.
const (
	Text     Kind = iota // characters as written; an empty cell of a text table is Text without characters
	Null                 // no value by the format's own word: JSON null, an empty sheet cell, a Parquet null
	Number               // a native number, as its shortest exact decimal text
	Boolean              // a native boolean, as "true" or "false"
	Date                 // a native date, as ISO 8601
	Time                 // a native time of day, as ISO 8601
	DateTime             // a native date and time, as ISO 8601
	Nested               // an array or object, as JSON text
	Error                // an error value of a workbook, as its text: #REF!; the file rules tell it, and nobody judges it
	Absent               // the record has no such cell: it is shorter than the header
	Damaged              // text that could not be read as it was meant; Batch.Damage tells of it, and nobody judges it
)

// Kinds is a set of kinds.
type Kinds uint16

// KindsOf returns the set of kinds.
func KindsOf(kinds ...Kind) Kinds {
	var set Kinds
	for _, kind := range kinds {
		set |= 1 << kind
	}
	return set
}

// Has reports whether kind is in the set.
func (k Kinds) Has(kind Kind) bool { return k>>kind&1 == 1 }

// Span is where a cell's text stands in its column's Data: Data[Start:End].
type Span struct{ Start, End uint32 }

// Cell is one value as written and the kind its source gave it. Text is borrowed from the batch.
type Cell struct {
	Text []byte
	Kind Kind
}

// Status is what checking has found out about a cell, for those who judge records and groups.
type Status uint8

// The statuses. The zero value is Valid, so that an unjudged column reads as valid.
const (
	Valid    Status = iota // a value that satisfies presence and type
	Missing                // empty, null, absent or one of the declared missing values
	Invalid                // has text but no usable value: it failed in form or type
	Doubtful               // a value that is not allowed; usable all the same
)

// Column is one column of a batch, in one of three layouts:
//
//   - plain (Index nil, Constant false): Spans[i] is the cell of record i;
//   - dictionary (Index set): Spans[Index[i]] is the cell of record i, and each value is judged once;
//   - constant (Constant true): Spans[0] is the cell of every record.
//
// Kinds runs parallel to Spans; nil means that every cell is Text. Data may be shared between columns and belongs to
// the reader.
type Column struct {
	Data     []byte
	Spans    []Span
	Kinds    []Kind
	Index    []uint32
	Constant bool
	// Dictionary tells dictionaries of one reader apart: columns with the same number have the same Data, Spans and Kinds. 0: not said. Those that a
	// [Lexicon] makes share a number that no reader gives, and the values that [Column.Lasting] counts.
	Dictionary uint64
	// Values is what was worked out about the values of a dictionary that lasts for several batches. The engine writes it; nil: nothing lasts.
	Values *ValueNotes

	// Status has one entry per record. It is written by the engine after the cells are judged and before records and
	// groups are; nil means all Valid.
	Status []Status

	owned *byte   // first byte of Data once Replace has moved it
	plain *Column // see Spell
	runs  runs
}

// slot returns the position in Spans and Kinds that holds record i.
func (c *Column) slot(i int) int {
	switch {
	case c.Constant:
		return 0
	case c.Index != nil:
		return int(c.Index[i])
	}
	return i
}

// Text returns the text of record i, borrowed from the batch.
func (c *Column) Text(i int) []byte {
	s := c.Spans[c.slot(i)]
	return c.Data[s.Start:s.End:s.End]
}

// Kind returns the native kind of record i.
func (c *Column) Kind(i int) Kind {
	if c.Kinds == nil {
		return Text
	}
	return c.Kinds[c.slot(i)]
}

// Cell returns the cell of record i, borrowed from the batch.
func (c *Column) Cell(i int) Cell { return Cell{Text: c.Text(i), Kind: c.Kind(i)} }

// value returns the cell at a position of Spans and Kinds.
func (c *Column) value(at int) Cell {
	span, kind := c.Spans[at], Text
	if c.Kinds != nil {
		kind = c.Kinds[at]
	}
	return Cell{Text: c.Data[span.Start:span.End:span.End], Kind: kind}
}

// Valid reports whether record i has a usable value.
func (c *Column) Valid(i int) bool {
	return c.Status == nil || c.Status[i] == Valid || c.Status[i] == Doubtful
}

// Doubtful reports whether record i has a value that is not allowed.
func (c *Column) Doubtful(i int) bool { return c.Status != nil && c.Status[i] == Doubtful }

// Missing reports whether record i has no value.
func (c *Column) Missing(i int) bool { return c.Status != nil && c.Status[i] == Missing }

// Replace gives record i of a plain column, or value i of a dictionary whose spans are the caller's, another text. Other columns that
// share Data do not change.
func (c *Column) Replace(i int, text []byte) {
	c.runs = runs{}
	start := len(c.Data)
	if start == 0 || &c.Data[0] != c.owned {
		// What lies behind Data belongs to somebody else: move to memory of our own, once for each batch.
		data := make([]byte, start, 2*start+len(text)+64)
		copy(data, c.Data)
		c.Data = data
	}
	c.Data = append(c.Data, text...)
	if len(c.Data) > 0 {
		c.owned = &c.Data[0]
	}
	c.Spans[i] = Span{uint32(start), uint32(len(c.Data))}
}

// Batch is a run of consecutive records, column by column.
//
// A batch and everything it points to is valid until the function it was handed to returns; whoever wants to keep a
// value copies it. A batch is used by one goroutine at a time.
type Batch struct {
	First   int64 // number of the first record; records are numbered from 1
	Len     int   // number of records
	Columns []Column
	// Made is the number of columns, at the end, that the engine made for fields the table lacks.
	Made int

	// FirstLine is the physical line on which the first record starts, from 1; 0 when the format has no lines.
	FirstLine int64
	// Lines has for each record the offset of its first line from FirstLine; nil when record i starts on FirstLine+i.
	Lines []int32
	// Widths has for each record the number of cells as written; nil when each has as many as the header.
	Widths []int32
	// Excluded marks records that are no observations (blank, ragged beyond use, totals). It is written by the engine; nil means
	// none. Group checks pass over them.
	Excluded []bool
	// Damage is what the reader had to mend or skip in these records, in order of position.
	Damage []Damage
	// Memo is what those who judge groups work out for each other, once cells and records are judged and nothing changes any more. The
	// engine writes it; nil: nothing is noted yet.
	Memo *Memo
}

// Record returns the number of record i.
func (b *Batch) Record(i int) int64 { return b.First + int64(i) }

// Line returns the physical line on which record i starts, or 0 when the format has no lines.
func (b *Batch) Line(i int) int64 {
	switch {
	case b.FirstLine == 0:
		return 0
	case b.Lines == nil:
		return b.FirstLine + int64(i)
	}
	return b.FirstLine + int64(b.Lines[i])
}

// IsExcluded reports whether record i is no observation.
func (b *Batch) IsExcluded(i int) bool { return b.Excluded != nil && b.Excluded[i] }

// Sized returns s with length n, in its own memory if that is enough; its elements are as they happen to be. Readers and judges use
// the memory of a batch again for the next with it.
func Sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}
