package xlsx

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/table"
)

// written is a cell in pieces: <c r="A2" t="s"><v>1</v></c>.
type written struct {
	column     int
	attributes string // behind the name
	inside     string
	bare       bool // its name lacks the column
}

// in writes the cell into row number of a sheet, with so many spaces before its name.
func (w written) in(row, spaces int) string {
	name := table.CellName(w.column, int64(row))
	if w.bare {
		name = strconv.Itoa(row)
	}
	return fmt.Sprintf(`<c%*sr=%q%s>%s</c>`, spaces, "", name, w.attributes, w.inside)
}

// writtenRow is a row in pieces.
type writtenRow struct {
	number     int
	attributes string
	cells      []written
}

// habits are ways to write a cell.
var habits = []struct {
	attributes string
	insides    []string
}{
	{` t="s"`, []string{`<v>0</v>`, `<v>1</v>`, `<v>2</v>`, `<v>3</v>`, `<v>12</v>`, `<v>01</v>`, `<v>14</v>`, `<v>12345678</v>`, `<v> 1 </v>`, `<v></v>`, `<v>x</v>`, `<f>A1</f><v>1</v>`, `<f>A1</f><v>2</v>`}},
	{``, []string{`<v>0</v>`, `<v>7</v>`, `<v>1920</v>`, `<v>007</v>`, `<v>1234567</v>`, `<v>12345678</v>`, `<v>1.5</v>`, `<v>-3</v>`, `<v>1E3</v>`, `<v> 2 </v>`, `<v></v>`, `<v>a</v>`, `<v/>`, `<f>1</f>`}},
	{` s="1"`, []string{`<v>42370</v>`, `<v>42370.5</v>`, `<v>0</v>`, `<v>x</v>`}},
	{` t="inlineStr"`, []string{`<is><t>Zoé</t></is>`, `<is><t>a&amp;b</t></is>`, `<is><t></t></is>`, `<is><t>1234567</t></is>`, `<is><r><t>x</t></r></is>`, "<is><t>Zo\xe9</t></is>"}},
	{` t="str"`, []string{`<v>x</v>`, `<v></v>`, `<v>5</v>`}},
	{` t="b"`, []string{`<v>0</v>`, `<v>1</v>`, `<v>2</v>`}},
	{` t="e"`, []string{`<v>#REF!</v>`}},
	{` t="q"`, []string{`<v>1</v>`}},
}

// drawRows draws rows below a header of three columns: most are one behind the other and visible, with cells that are mostly of one kind down a
// column, some missing, twice, out of order or outside the table.
func drawRows(t *rapid.T) []writtenRow {
	habit := rapid.IntRange(0, len(habits)-1)
	var usually [5]int
	for i := range usually {
		usually[i] = habit.Draw(t, "usual")
	}
	rows := make([]writtenRow, rapid.IntRange(1, 30).Draw(t, "rows"))
	number := 1
	for r := range rows {
		number++
		switch rapid.IntRange(0, 39).Draw(t, "odd row") {
		case 0:
			number += 90 // so that it has another number of digits
		case 1:
			rows[r].attributes = ` hidden="1"`
		case 2:
			rows[r].attributes = ` spans="1:4"`
		case 3:
			number = max(1, number-rapid.IntRange(0, 2).Draw(t, "back"))
		case 4:
			rows[r].number = number
			continue // without cells
		}
		rows[r].number = number
		for column := 1; column <= 4; column++ {
			at, h, bare := column, usually[column], false
			switch rapid.IntRange(0, 19).Draw(t, "oddity") {
			case 0:
				continue
			case 1:
				h = habit.Draw(t, "other")
			case 2:
				at = rapid.IntRange(1, 4).Draw(t, "elsewhere")
			case 3:
				bare = true
			}
			rows[r].cells = append(rows[r].cells, written{at, habits[h].attributes, rapid.SampledFrom(habits[h].insides).Draw(t, "inside"), bare})
		}
	}
	return rows
}

// sheetOf writes rows below a header; spaces says how many stand in the tags of a row.
func sheetOf(rows []writtenRow, spaces func(row int) int) string {
	var b strings.Builder
	b.WriteString(plain("|a|b|c"))
	for i, row := range rows {
		fmt.Fprintf(&b, `<row%*sr="%d"%s>`, spaces(i), "", row.number, row.attributes)
		for _, cell := range row.cells {
			b.WriteString(cell.in(row.number, spaces(i)))
		}
		b.WriteString(`</row>`)
	}
	return b.String()
}

// TestHabitsNeverShow compares sheets whose rows and cells are written in the same way one after the other, as they are read fastest, with the same
// in another spelling in each row, and with a workbook whose strings are no dictionary.
func TestHabitsNeverShow(t *testing.T) {
	const styles = `<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>`
	items := `<si><t>Zoé</t></si><si><t>Léa</t></si><si/>` + strings.Repeat(`<si><t>Zoé</t></si>`, 9) + `<si><t>last</t></si>`
	rapid.Check(t, func(rt *rapid.T) {
		rows := drawRows(rt)
		one := func(int) int { return 1 }
		options := Options{HeaderRow: rowNumber(1), BlockSize: rapid.SampledFrom([]int{0, 300}).Draw(rt, "size")}
		got := mustRead(t, book{styles: styles, strings: items, sheets: []bookSheet{{rows: sheetOf(rows, one)}}}.bytes(t), options)
		for name, b := range map[string]book{
			"another spelling in each row": {styles: styles, strings: items, sheets: []bookSheet{{rows: sheetOf(rows, func(row int) int { return 1 + row%2 })}}},
			"no dictionary": {
				styles: styles, strings: items + `<si><t>` + strings.Repeat("x", longItem+1) + `</t></si>`,
				sheets: []bookSheet{{rows: sheetOf(rows, one)}},
			},
		} {
			want := mustRead(t, b.bytes(t), options)
			if !reflect.DeepEqual(got, want) {
				rt.Fatalf("%s\n%+v %+v\n%s%s\n%s:\n%+v %+v\n%s%s", sheetOf(rows, one), got.Facts, got.Facts.Workbook, got.show(), got.showDamage(), name,
					want.Facts, want.Facts.Workbook, want.show(), want.showDamage())
			}
		}
	})
}

// TestNamesWithoutColumn: such a cell follows the one before it, or is the first of its row; in which column the last one like it was says nothing.
func TestNamesWithoutColumn(t *testing.T) {
	rows := plain("|a|b" + strings.Repeat("\n|#1|#2", input.SampleRows))
	above := input.SampleRows + 1
	for i, cells := range []string{
		`<c r="A%[1]d"/><c r="%[1]d"><v>3</v></c>`, `<c r="%[1]d"><v>4</v></c>`, `<c r="B%[1]d"><v>5</v></c><c r="%[1]d"><v>6</v></c>`,
	} {
		number := above + 1 + i
		rows += fmt.Sprintf(`<row r="%d">`+cells+`</row>`, number)
	}
	got := mustRead(t, book{sheets: []bookSheet{{rows: rows}}}.bytes(t), Options{HeaderRow: rowNumber(1)})
	got.Records = got.Records[input.SampleRows:]
	want := fmt.Sprintf("%d@%d [\"#3\" \"∅\"]\n%d@%d/3 [\"∅\" \"∅\"]\n%d@%d [\"#5\" \"#6\"]\n", above, above+1, above+1, above+2, above+2, above+3)
	if got.show() != want {
		t.Errorf("%swant\n%s", got.show(), want)
	}
}
