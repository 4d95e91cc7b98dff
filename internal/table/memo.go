package table

import "slices"

// Memo holds what was worked out about a batch, for others who look at the same batch. The zero value is empty. It belongs to one
// goroutine, and its memory serves one batch after the other.
type Memo struct{ notes []*Note }

// Note is what was worked out about some columns of a batch. Who notes something says what its parts mean.
type Note struct {
	Words []uint64 // of records
	Runs  []Run

	what    string
	columns []int
	known   bool
}

// Run is a run of consecutive records that have equal values in some columns.
type Run struct {
	Hash  uint64 // of the values
	End   int32  // the record after the last; the run begins where the one before ends
	Flags uint8  // what else the records have in common, as those who note runs have it
}

// Reset forgets what is noted, because another batch comes.
func (m *Memo) Reset() {
	for _, n := range m.notes {
		n.known = false
	}
}

// Note returns what is noted of columns under a name, and reports whether it is known. Whoever is told that it is not fills it in. It is
// valid until Reset.
func (m *Memo) Note(what string, columns ...int) (note *Note, known bool) {
	for _, n := range m.notes {
		if n.what == what && slices.Equal(n.columns, columns) {
			known, n.known = n.known, true
			return n, known
		}
	}
	note = &Note{what: what, columns: slices.Clone(columns), known: true}
	m.notes = append(m.notes, note)
	return note, false
}
