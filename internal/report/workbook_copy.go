package report

import (
	"cmp"
	"errors"
	"io"
	"slices"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// tableCopy is the copy of one table. It stands where it stood: the header on its row and, of a sheet, each record and column on its own, so
// that places have the names that the findings call them by.
type tableCopy struct {
	*workbook
	run      *Run
	resource *Resource
	sheet    string
	marks    *tableMarks

	stream  *excelize.StreamWriter // of what stands around the rows
	writing *sheetRows
	rows    *io.SectionReader // once they are written
	labels  []string
	columns []int  // on the sheet of the copy, from 1, of the columns that fit
	whole   []bool // columns of whole numbers
	header  int    // row
	row     int    // the last one written
	written int64  // records
	values  []any
	cells   []excelize.Cell
	facts   *table.Resource
	unread  *table.Unread
	full    bool // there was no room for all records

	long      int64         // cells that were cut
	wide      int64         // records with more cells than the header
	aroundRow map[int64]int // of the lines around the table that were copied
}

// errNoRoom ends the reading of a table of which no more fits.
var errNoRoom = errors.New("the sheet is full")

func (t *tableCopy) write(run, resource int) (err error) {
	if _, err = t.file.NewSheet(t.sheet); err != nil {
		return err
	}
	if t.stream, err = t.workbook.stream(t.sheet); err != nil {
		return err
	}
	if t.writing, err = newSheetRows(); err != nil {
		return err
	}
	defer func() {
		err = errors.Join(err, t.writing.close())
		t.writing = nil // its memory is wanted for the next table
	}()
	t.marks = marksOf(t.run, t.resource, t.limits.notes)
	t.unread, err = t.records(run, resource, t.batch)
	if t.full = errors.Is(err, errNoRoom); err != nil && !t.full {
		return err
	}
	if t.facts == nil {
		if err := t.begin(&table.Resource{}, &table.Batch{}); err != nil {
			return err
		}
	}
	return t.end()
}

// batch copies records.
func (t *tableCopy) batch(facts *table.Resource, b *table.Batch) error {
	if t.facts == nil {
		if err := t.begin(facts, b); err != nil {
			return err
		}
	}
	for i := range b.Len {
		row := t.row + 1
		if facts.Workbook != nil {
			row = max(row, int(min(b.Line(i), int64(t.limits.rows))))
		}
		if row >= t.limits.rows && facts.Records > t.written+1 || row > t.limits.rows {
			return errNoRoom
		}
		if err := t.record(b, i, row); err != nil {
			return err
		}
	}
	return nil
}

// record writes one record.
func (t *tableCopy) record(b *table.Batch, i, row int) error {
	for c, column := range t.columns {
		t.values[column-1] = nil
		if c >= len(b.Columns) {
			continue
		}
		value, isCut := bookValue(b.Columns[c].Cell(i), t.whole[c], t.limits.characters, t.shortened)
		if isCut {
			t.long++
		}
		switch value.(type) { // a text has the style of the row
		case nil:
		case string:
			t.values[column-1] = value
		default:
			t.cells[c] = excelize.Cell{StyleID: t.styles.number, Value: value}
			t.values[column-1] = &t.cells[c]
		}
	}
	for _, p := range t.marks.records[b.Record(i)] {
		column := t.columnOf(p.at.column)
		p.row, p.column = row, column
		t.values[column-1] = t.marked(t.values[column-1], p.look)
	}
	if b.Widths != nil && int(b.Widths[i]) > len(t.labels) {
		t.wide++
	}
	t.row, t.written = row, t.written+1
	return t.writing.stream.SetRow(cellName(1, row), t.values, excelize.RowOpts{StyleID: t.styles.text})
}

// marked is a value in the style of a mark. Of several marks of a cell the first is the worst, and stays.
func (t *tableCopy) marked(value any, look string) any {
	style := t.styles.mark(look)
	if cell, ok := value.(*excelize.Cell); ok {
		if cell.StyleID == t.styles.number {
			cell.StyleID = style.number
		}
		return cell
	}
	return &excelize.Cell{StyleID: style.text, Value: value}
}

// columnOf is where a column of the table, from 1, stands in the copy. What is about a whole record or a column that is not there stands in
// the first one.
func (t *tableCopy) columnOf(column int) int {
	switch {
	case len(t.columns) == 0:
		return 1
	case column < 1 || column > len(t.columns):
		return t.columns[0]
	}
	return t.columns[column-1]
}

// shortened says at the end of a cell that it is cut.
func (t *tableCopy) shortened(characters int) string {
	return t.say(textCellShortened, message.P("n", characters))
}

// deepest is the lowest row on which a header is left where it stood.
const deepest = 1000

// begin lays the sheet out and writes it down to the header.
func (t *tableCopy) begin(facts *table.Resource, b *table.Batch) error {
	t.facts = facts
	for _, f := range t.resource.Fields {
		if f.Column > 0 {
			t.labels = append(t.labels, f.Header)
		}
	}
	for c := range t.labels {
		column := c + 1
		if c < len(facts.Header.Columns) {
			column = facts.Header.Columns[c]
		}
		if column > t.limits.columns {
			break
		}
		t.columns = append(t.columns, column)
	}
	t.values = make([]any, slices.Max(append([]int{1}, t.columns...)))
	t.cells = make([]excelize.Cell, len(t.columns))
	t.header = 1
	if d := t.resource.Dialect; d != nil && (t.resource.Format == formatCSV || t.resource.Format == formatXLSX) && d.HeaderLine <= deepest {
		t.header = max(1, min(int(d.HeaderLine), t.limits.rows))
	}
	t.measure(facts, b)
	if err := t.setWidths(b); err != nil {
		return err
	}
	if t.header <= frozen {
		if err := freeze(t.stream, t.header); err != nil {
			return err
		}
	}
	t.aroundRow = map[int64]int{}
	for _, line := range facts.Header.Above {
		if line.Number < int64(t.header) {
			if err := t.line(line, int(line.Number)); err != nil {
				return err
			}
		}
	}
	return t.headerRow()
}

// frozen is the number of rows, with the header, that may stay in sight while records move.
const frozen = 8

// measured is the number of records from which widths are taken.
const measured = 100

// measure finds the columns in which each value is a whole number, for formats that have no numbers of their own.
func (t *tableCopy) measure(facts *table.Resource, b *table.Batch) {
	t.whole = make([]bool, len(t.columns))
	if facts.Native.Has(table.Number) {
		return
	}
	for c := range t.columns {
		seen := false
		for i := 0; i < min(b.Len, measured) && c < len(b.Columns); i++ {
			text := b.Columns[c].Text(i)
			if len(text) > 0 {
				t.whole[c] = isWhole(text)
				if seen = true; !t.whole[c] {
					break
				}
			}
		}
		t.whole[c] = t.whole[c] && seen
	}
}

// Widths of columns, in characters; beyond so many columns they are all alike.
const (
	leastColumn    = 9
	widestColumn   = 45
	columnsOfWidth = 200
)

func (t *tableCopy) setWidths(b *table.Batch) error {
	for c, column := range t.columns[:min(len(t.columns), columnsOfWidth)] {
		width := utf8.RuneCountInString(t.labels[c]) + 3 // for the arrow of the filter
		for i := 0; i < min(b.Len, measured) && c < len(b.Columns); i++ {
			width = max(width, utf8.RuneCount(b.Columns[c].Text(i))+1)
		}
		if err := t.stream.SetColWidth(column, column, float64(max(leastColumn, min(width, widestColumn)))); err != nil {
			return err
		}
	}
	return nil
}

// line copies a line around the table, if its row is free.
func (t *tableCopy) line(line table.Line, row int) error {
	if row <= t.row || row > t.limits.rows {
		return nil
	}
	text, isCut := bookText([]byte(line.Text), t.limits.characters, t.shortened)
	if isCut {
		t.long++
	}
	style := t.styles.around
	for _, p := range t.marks.others {
		if p.at.record == 0 && p.at.line == line.Number {
			p.row, p.column, style = row, 1, t.styles.mark(p.look).text
		}
	}
	t.row, t.aroundRow[line.Number] = row, row
	return t.writing.stream.SetRow(cellName(1, row), []any{styled(style, text)})
}

// headerRow writes the labels. The marks of fields, and all others that have no cell of their own, stand there.
func (t *tableCopy) headerRow() error {
	for c, column := range t.columns {
		label := t.labels[c]
		if !t.facts.Header.Found && label == "" {
			label = t.say(textColumn, ordinal("column", int64(c+1)))
		}
		if n := len(t.labels) - len(t.columns); n > 0 && c == len(t.columns)-1 {
			label += " " + t.say(textColumnsHere, message.P("n", n))
		}
		text, _ := bookText([]byte(label), t.limits.characters, t.shortened)
		t.values[column-1] = &excelize.Cell{StyleID: t.styles.header, Value: text}
	}
	worst := map[int]string{}
	for _, p := range t.marks.others {
		if p.row > 0 || t.isBelow(p.at) {
			continue
		}
		column := t.columnOf(p.at.column)
		p.row, p.column = t.header, column
		if worst[column] == "" || severityRank(p.look) < severityRank(worst[column]) {
			worst[column] = p.look
		}
	}
	for column, look := range worst {
		var label any
		if cell, ok := t.values[column-1].(*excelize.Cell); ok {
			label = cell.Value
		}
		t.values[column-1] = &excelize.Cell{StyleID: t.styles.mark(look).text, Value: label}
	}
	t.row = t.header
	return t.writing.stream.SetRow(cellName(1, t.header), t.values)
}

// isBelow reports whether a place is one of the lines below the records.
func (t *tableCopy) isBelow(at spotKey) bool {
	return at.line > 0 && slices.ContainsFunc(t.facts.After, func(l table.Line) bool { return l.Number == at.line })
}

// end writes what stands below the records, and what belongs to the whole sheet.
func (t *tableCopy) end() (err error) {
	last := t.row
	if err := t.below(); err != nil {
		return err
	}
	if err := t.notes(); err != nil {
		return err
	}
	t.tellCuts()
	if len(t.columns) > 0 {
		area := cellName(1, t.header) + ":" + cellName(len(t.values), last)
		if err := t.file.AutoFilter(t.sheet, area, nil); err != nil {
			return err
		}
		if err := t.file.AddIgnoredErrors(t.sheet, area, excelize.IgnoredErrorsNumberStoredAsText); err != nil {
			return err
		}
	}
	if t.rows, err = t.writing.keep(t.workbook.rows); err != nil {
		return err
	}
	if err := t.stream.SetRow(cellName(1, 1), []any{rowsHere}); err != nil {
		return err
	}
	return t.stream.Flush()
}

// below copies the lines below the records, or says how many records are not in the copy.
func (t *tableCopy) below() error {
	if left := t.left(); left > 0 {
		t.row = min(t.row+1, t.limits.rows)
		return t.writing.stream.SetRow(cellName(1, t.row), []any{styled(t.styles.mark(SeverityError).text, t.say(textRecordsNotCopied, message.P("n", left)))})
	}
	for _, line := range t.facts.After {
		row := t.row + 1
		if t.facts.Workbook != nil {
			row = int(min(line.Number, int64(t.limits.rows)+1))
		}
		if err := t.line(line, row); err != nil {
			return err
		}
	}
	return nil
}

// left is the number of records for which there was no room.
func (t *tableCopy) left() int64 {
	if !t.full {
		return 0
	}
	return t.facts.Records - t.written
}

// notes puts the notes at their cells: one for each cell, about all that was found there.
func (t *tableCopy) notes() error {
	type at struct{ row, column int }
	found, noted := map[at][]told{}, map[at]bool{}
	add := func(p placed) {
		key := at{p.row, p.column}
		found[key] = append(found[key], p.findings...)
		noted[key] = noted[key] || p.noted
	}
	for _, p := range t.marks.others {
		add(p)
	}
	for _, of := range t.marks.records {
		for _, p := range of {
			add(p)
		}
	}
	var order []at
	for key := range noted {
		if noted[key] && key.row > 0 {
			order = append(order, key)
		}
	}
	slices.SortFunc(order, func(a, b at) int { return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.column, b.column)) })
	for _, key := range order {
		findings := found[key]
		slices.SortStableFunc(findings, func(a, b told) int { return cmp.Compare(a.rank(), b.rank()) })
		if err := t.addNote(t.sheet, key.column, key.row, t.note(findings)); err != nil {
			return err
		}
	}
	return nil
}
