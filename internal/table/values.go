package table

// ValueNotes holds what was worked out about the values of a dictionary, for all batches whose column has it. The zero value is empty. It belongs
// to one goroutine.
type ValueNotes struct {
	notes  []*ValueNote
	number uint64 // of the dictionary
	kept   int    // of a lexicon: values that were there before this batch
	seen   int    // records that came with the dictionary
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

// mostNoted is the greatest number of values of a dictionary of which something is noted: a word of eight bytes each for every note.
const mostNoted = 1 << 18

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

// Attach makes the notes those of the dictionary that n records of a column have by its format, if that one lasts. What is known of another one is
// forgotten. A dictionary of more values than records that came with it so far waits: most of its values may be of other columns, or of records far away.
// One of more than mostNoted values has no notes, which would take more memory than the file.
func (v *ValueNotes) Attach(c *Column, n int) {
	if c.Index == nil || c.Dictionary == 0 {
		return
	}
	if v.number != c.Dictionary {
		v.keep(0)
		v.number, v.seen = c.Dictionary, 0
	}
	if v.seen += n; v.seen < len(c.Spans) || len(c.Spans) > mostNoted {
		return
	}
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
		word := work(c.value(i))
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

// Lasting returns the number of values, from the first on, that are those that an earlier batch with a dictionary of the same number had there.
func (c *Column) Lasting() int {
	switch {
	case c.plain != nil:
		return c.Values.kept
	case c.Dictionary != 0:
		return len(c.Spans)
	}
	return 0
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
