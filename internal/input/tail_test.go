package input

import (
	"slices"
	"testing"
)

func TestTail(t *testing.T) {
	record := []string{"2016", "F", "OLIVIA", "45"}
	row := func(cells ...string) []string { return cells }
	for _, test := range []struct {
		name  string
		width int
		rows  [][]string
		want  int
	}{
		{"records alone", 4, [][]string{record, record}, 0},
		{"a blank row", 4, [][]string{record, row("")}, 1},
		{"blank rows of empty cells", 4, [][]string{record, row("", " ", "", ""), row("")}, 2},
		{"a blank row among records", 4, [][]string{record, row(""), record}, 0},
		{"a note behind a blank row", 4, [][]string{record, row(""), row("Revised", "", "", "")}, 2},
		{"a source right behind the records", 4, [][]string{record, row("Source : Retraite Québec", "", "", "")}, 1},
		{"several notes", 4, [][]string{record, row("* fewer than five births"), row("(c) 2016")}, 2},
		{"a record that was cut off", 4, [][]string{record, row("2016")}, 0},
		{"a name without a count", 2, [][]string{row("MARY", "5"), row("MARY ANN", "")}, 0},
		{"a total is a record", 4, [][]string{record, row("Total", "", "", "9679")}, 0},
		{"one column has no notes", 1, [][]string{row("OLIVIA"), row("EMMA")}, 0},
		{"nothing but notes", 4, [][]string{row("Source: somebody", "", "", "")}, 1},
		{"Scotland: a copyright in a row of empty cells", 4, [][]string{record, row("", "", "", ""), row("© Crown Copyright 2020", "", "", "")}, 2},
		{"South Australia: a total above blank rows", 3, [][]string{row("TOTAL", "", "9679"), row("", "", ""), row("")}, 2},
		{"a source that its commas divide", 4, [][]string{record, row("Source: Office for National Statistics", " 2020"), row("Note 2 : révisé", "2019", "x", "y")}, 2},
		{"a source as wide as the table", 2, [][]string{row("MARY", "5"), row("Source : Retraite Québec", " 2019")}, 1},
		{"numbered footnotes", 4, [][]string{record, row("Footnotes:"), row("1", "Fewer than five births are hidden."), row("(2)", "Names are counted as they were registered", "")}, 3},
		{"a number and a sentence may be a record", 2, [][]string{row("1", "Names are counted as they were registered")}, 0},
		{"a sentence that its commas divide", 4, [][]string{record, row("Names of fewer than five children", " boys and girls", " are hidden")}, 1},
		{"a mark", 4, [][]string{record, row("* hidden", "see the notes")}, 1},
		{"a short record with padding", 4, [][]string{record, row("2016", " F", " OLIVIA")}, 0},
		{"a name like a word that opens notes", 3, [][]string{row("Notes", "F", "5"), row("Sources: of names", "", "5")}, 1},
		{"a web address", 4, [][]string{record, row("https://example.org/names")}, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := FindTail(rowsOf(test.rows), test.width); got != test.want {
				t.Errorf("%d rows, want %d", got, test.want)
			}
		})
	}
}

// TestTailOfOneColumn: a column of sentences that goes on and on is data, and blank rows below it are none.
func TestTailOfOneColumn(t *testing.T) {
	rows := slices.Repeat([][]string{{"Rue de la Commune Ouest", "", ""}}, TailRows-2)
	rows = append(rows, []string{""}, []string{"", "", ""})
	if got := FindTail(rowsOf(rows), 3); got != 2 {
		t.Errorf("%d rows, want 2", got)
	}
	if got := FindTail(rowsOf(rows[:TailRows-1]), 3); got != TailRows-1 {
		t.Errorf("%d rows, want all: there are few enough to be notes", got)
	}
}

func rowsOf(cells [][]string) []Row {
	rows := make([]Row, len(cells))
	for i := range cells {
		rows[i] = Row{Number: int64(i + 2), Cells: cells[i]}
	}
	return rows
}
