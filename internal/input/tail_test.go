package input

import "testing"

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
	} {
		t.Run(test.name, func(t *testing.T) {
			rows := make([]Row, len(test.rows))
			for i, cells := range test.rows {
				rows[i] = Row{Number: int64(i + 2), Cells: cells}
			}
			if got := FindTail(rows, test.width); got != test.want {
				t.Errorf("%d rows, want %d", got, test.want)
			}
		})
	}
}
