package table

// ValueNotes holds what was worked out about the values of a dictionary, for all batches whose column has it. The zero value is empty. It belongs
// to one goroutine.
type ValueNotes struct {
	notes  []*ValueNote
	number uint64 // of the dictionary
	kept   int    // values that were there before this batch
}

// ValueNote is what was worked out about each value. Who notes something says what its words mean.
type ValueNote struct {
	Words []uint64 // of values
	first int      // the first word that is not 0, counted from 1; 0: there is none
	key   any
}

// Some reports whether there is a value whose word is not 0.
func (n *ValueNote) Some() bool { return n.first > 0 }

// Fill writes for each record the word of its value, which index names.
func (n *ValueNote) Fill(words []uint64, index []uint32) {
	for i, value := range index[:len(words)] {
		words[i] = n.Words[value]
	}
}

// keep forgets all but the first n values.
func (v *ValueNotes) keep(n int) {
	v.kept = n
	for _, note := range v.notes {
		note.Words = note.Words[:min(n, len(note.Words))]
		if note.first > n {
			note.first = 0
		}
	}
}

// Attach makes the notes those of the dictionary that a column has by its format, if that one lasts. What is known of another one is forgotten.
func (v *ValueNotes) Attach(c *Column) {
	if c.Index == nil || c.Dictionary == 0 {
		return
	}
	if v.number != c.Dictionary {
		v.keep(0)
	}
	v.number, v.kept = c.Dictionary, len(c.Spans)
	c.Values = v
}

// NoteValues returns what work says of each value of the column's dictionary; it is asked once for each, however many batches have it. It returns
// nil for a column without a dictionary that lasts. The key tells notes apart, and whoever has one asks for the same work.
func (c *Column) NoteValues(key any, work func(Cell) uint64) *ValueNote {
	if c.Values == nil {
		return nil
	}
	note := c.Values.note(key)
	for i := len(note.Words); i < len(c.Spans); i++ {
		span, kind := c.Spans[i], Text
		if c.Kinds != nil {
			kind = c.Kinds[i]
		}
		word := work(Cell{Text: c.Data[span.Start:span.End:span.End], Kind: kind})
		if note.Words = append(note.Words, word); word != 0 && note.first == 0 {
			note.first = i + 1
		}
	}
	return note
}

func (v *ValueNotes) note(key any) *ValueNote {
	for _, note := range v.notes {
		if note.key == key {
			return note
		}
	}
	note := &ValueNote{key: key}
	v.notes = append(v.notes, note)
	return note
}

// Lasting returns the number of values, from the first on, that a column's dictionary had before this batch already.
func (c *Column) Lasting() int {
	if c.Values == nil {
		return 0
	}
	return c.Values.kept
}

// Spell gives a column that a [Lexicon] encoded its own texts back, and reports false for any other.
func (c *Column) Spell() bool {
	if c.plain == nil {
		return false
	}
	c.Data, c.Spans, c.Kinds = c.plain.Data, c.plain.Spans, c.plain.Kinds
	c.Index, c.Dictionary, c.Values, c.plain = nil, 0, nil, nil
	return true
}
