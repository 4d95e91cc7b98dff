package xlsx

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/table"
)

// written is a cell in pieces: <c r="A2" t="s"><v>1</v></c>.
type written struct {
	column     int
	attributes string // behind the name
	inside     string
}

// in writes the cell into row number of a sheet, with so many spaces before its name.
func (w written) in(row, spaces int) string {
	return fmt.Sprintf(`<c%*sr=%q%s>%s</c>`, spaces, "", table.CellName(w.column, int64(row)), w.attributes, w.inside)
}

// habits are ways to write a cell.
var habits = []struct {
	attributes string
	insides    []string
}{
	{` t="s"`, []string{`<v>0</v>`, `<v>1</v>`, `<v>2</v>`, `<v>3</v>`, `<v>12</v>`, `<v>01</v>`, `<v>14</v>`, `<v>12345678</v>`, `<v> 1 </v>`, `<v></v>`, `<v>x</v>`, `<f>A1</f><v>1</v>`}},
	{``, []string{`<v>0</v>`, `<v>7</v>`, `<v>1920</v>`, `<v>007</v>`, `<v>1234567</v>`, `<v>12345678</v>`, `<v>1.5</v>`, `<v>-3</v>`, `<v>1E3</v>`, `<v> 2 </v>`, `<v></v>`, `<v>a</v>`, `<v/>`, `<f>1</f>`}},
	{` s="1"`, []string{`<v>42370</v>`, `<v>42370.5</v>`, `<v>0</v>`, `<v>x</v>`}},
	{` t="inlineStr"`, []string{`<is><t>Zoé</t></is>`, `<is><t>a&amp;b</t></is>`, `<is><t></t></is>`, `<is><t>1234567</t></is>`, `<is><r><t>x</t></r></is>`, "<is><t>Zo\xe9</t></is>"}},
	{` t="str"`, []string{`<v>x</v>`, `<v></v>`, `<v>5</v>`}},
	{` t="b"`, []string{`<v>0</v>`, `<v>1</v>`, `<v>2</v>`}},
	{` t="e"`, []string{`<v>#REF!</v>`}},
	{` t="q"`, []string{`<v>1</v>`}},
}

// drawRows draws rows below a header of three columns: cells that are mostly of one kind down a column, some missing, twice, out of order or
// outside the table.
func drawRows(t *rapid.T) [][]written {
	habit := rapid.IntRange(0, len(habits)-1)
	var usually [5]int
	for i := range usually {
		usually[i] = habit.Draw(t, "usual")
	}
	rows := make([][]written, rapid.IntRange(1, 30).Draw(t, "rows"))
	for r := range rows {
		for column := 1; column <= 4; column++ {
			at, h := column, usually[column]
			switch rapid.IntRange(0, 19).Draw(t, "oddity") {
			case 0:
				continue
			case 1:
				h = habit.Draw(t, "other")
			case 2:
				at = rapid.IntRange(1, 4).Draw(t, "elsewhere")
			}
			rows[r] = append(rows[r], written{at, habits[h].attributes, rapid.SampledFrom(habits[h].insides).Draw(t, "inside")})
		}
	}
	return rows
}

// sheetOf writes rows below a header; spaces says how many stand in the tags of a row's cells.
func sheetOf(rows [][]written, spaces func(row int) int) string {
	var b strings.Builder
	b.WriteString(plain("a|b|c"))
	for r, cells := range rows {
		number := r + 2 + r/20*90 // so that the number of digits changes
		fmt.Fprintf(&b, `<row r="%d">`, number)
		for _, cell := range cells {
			b.WriteString(cell.in(number, spaces(r)))
		}
		b.WriteString(`</row>`)
	}
	return b.String()
}

// TestHabitsNeverShow compares sheets whose cells are written in the same way row by row, as they are read fastest, with the same cells in another
// spelling in each row, and with a workbook whose strings are no dictionary.
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
			if !reflect.DeepEqual(got.Records, want.Records) || got.showDamage() != want.showDamage() {
				rt.Fatalf("%s\n%s%s\n%s:\n%s%s", sheetOf(rows, one), got.show(), got.showDamage(), name, want.show(), want.showDamage())
			}
		}
	})
}
