package table

import "testing"

func TestNotesAreKnownUntilReset(t *testing.T) {
	var m Memo
	columns := []int{2, 0}
	note, known := m.Note("keys", columns...)
	if known {
		t.Fatal("nobody has noted anything")
	}
	note.Words = append(note.Words, 7)
	columns[0] = 1 // the caller's to change
	for _, test := range []struct {
		name    string
		what    string
		columns []int
		want    bool
	}{
		{"the same", "keys", []int{2, 0}, true},
		{"another thing", "runs", []int{2, 0}, false},
		{"other columns", "keys", []int{1, 0}, false},
		{"other order", "keys", []int{0, 2}, false},
		{"no columns", "keys", nil, false},
		{"no columns, again", "keys", nil, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, known := m.Note(test.what, test.columns...)
			if known != test.want {
				t.Errorf("known: %v, want %v", known, test.want)
			}
			if (got == note) != (test.name == "the same") {
				t.Errorf("a note of %v", got.Words)
			}
		})
	}
	m.Reset()
	if again, known := m.Note("keys", 2, 0); known || again != note {
		t.Errorf("after Reset: known %v, the same memory %v", known, again == note)
	}
}
