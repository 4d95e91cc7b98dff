package xlsx

import (
	"context"
	"io"
	"slices"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/table"
)

// heldBytes bounds the memory for rows that are kept back because they may be notes.
const heldBytes = 8 << 20

// Next implements [input.Reader]. It waits while too many shards are not decoded yet.
func (r *reader) Next(ctx context.Context) (input.Shard, error) {
	if r.done {
		return nil, io.EOF
	}
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	var s *shard
	select {
	case s = <-r.free:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	n, err := r.cut(ctx)
	if err != nil || n == 0 {
		r.free <- s
		if err == nil {
			err = r.finish(ctx)
		}
		if err != nil {
			return nil, err
		}
		return nil, io.EOF
	}
	if s == nil {
		s = &shard{}
	}
	s.reader, s.from, s.record = r, r.taken+1, r.records+1
	s.text, s.rows = r.cutter.take(n, s.text, s.rows)
	r.looked -= n
	r.taken = s.rows[n-1].number
	r.records += r.recordsBetween(s.from, r.taken)
	r.noteHidden(s.rows)
	return s, nil
}

// cut reads on until there are rows that are certainly records, and returns how many; 0: there are no more.
func (r *reader) cut(ctx context.Context) (int, error) {
	c := r.cutter
	for {
		if err := r.look(); err != nil {
			return 0, err
		}
		if c.ended {
			return r.withoutTail()
		}
		if n := r.certain(); n > 0 {
			return n, nil
		}
		if err := context.Cause(ctx); err != nil {
			return 0, err
		}
		c.drop(0) // of empty rows nothing stays
		size := r.blockSize
		if n := len(c.rows); n > 0 {
			size = max(size, c.rows[n-1].end/2)
		}
		if err := c.fill(size); err != nil {
			return 0, err
		}
	}
}

// certain returns how many of the rows are followed by so many others that they cannot be notes.
func (r *reader) certain() int {
	rows := r.cutter.rows
	n, bytes := len(rows), 0
	for held := 0; n > 0 && held < input.TailRows; held++ {
		bytes += rows[n-1].end - rows[n-1].start
		if bytes > heldBytes {
			break
		}
		n--
	}
	return n
}

// look looks at the rows that have come since the last time: those above the table and those to pass over are dropped, and behind empty
// rows another table may start.
func (r *reader) look() error {
	c := r.cutter
	kept := r.looked
	for i := r.looked; i < len(c.rows); i++ {
		row := c.rows[i]
		if row.number < r.start || r.isComment(row.number) {
			continue
		}
		if r.below == nil && len(r.beside) > 0 {
			belongs, err := r.belongs(row)
			if err != nil {
				return err
			}
			if !belongs {
				continue
			}
		}
		if r.below == nil {
			starts, err := r.startsTable(row)
			if err != nil {
				return err
			}
			if starts == nil {
				c.rows[kept] = row
				kept++
				continue
			}
			r.below = starts
		}
		r.below.lastRow = row.number
	}
	c.rows = c.rows[:kept]
	r.looked = kept
	return nil
}

// belongs reports whether a row has a cell in the table, where others stand beside it, and notes how far down those go.
func (r *reader) belongs(row row) (bool, error) {
	cells, err := r.parser.sample(r.cutter.text[row.start:row.end], input.AboveSize)
	belongs := false
	for _, c := range cells {
		if r.columns.has(c.column) {
			belongs = true
		}
		for _, t := range r.beside {
			if c.column >= t.firstColumn && c.column <= t.lastColumn {
				t.lastRow = max(t.lastRow, row.number)
			}
		}
	}
	return belongs, err
}

func (r *reader) isComment(number int64) bool {
	_, found := slices.BinarySearch(r.comments, number)
	return found
}

// startsTable returns where another table starts if a row is its first; nil otherwise.
func (r *reader) startsTable(row row) (*tableRange, error) {
	last := max(r.filled, r.start-1)
	r.gap = r.gap || r.filled > 0 && r.recordsBetween(last+1, row.number-1) > 0
	r.filled = row.number
	far := row.number-last-1 > r.book.limits.Gap
	if !r.gap && !far && row.number != r.until {
		return nil, nil
	}
	cells, err := r.parser.sample(r.cutter.text[row.start:row.end], input.AboveSize)
	if err != nil || len(cells) == 0 {
		return nil, err
	}
	if far || row.number == r.until || r.isHeader(row.number, cells) {
		return &tableRange{row.number, row.number, cells[0].column, cells[len(cells)-1].column}, nil
	}
	r.gap = len(cells) == 1 // a title may stand between
	return nil, nil
}

// isHeader reports whether a row behind an empty one is the header of another table: it has labels of this table in their columns again, or
// the standard knows several.
func (r *reader) isHeader(number int64, cells []sampleCell) bool {
	labels := r.facts.Header.Labels
	again, filled := 0, 0
	for _, c := range cells {
		if c.kind != table.Text {
			return false
		}
		column := c.column - r.columns.first
		if column < 0 || column >= len(labels) {
			continue
		}
		filled++
		if label := fold(labels[column]); label != "" && label == fold(c.text) {
			again++
		}
	}
	if filled < 2 {
		return false
	}
	row := sampleRow{number: number, cells: cells}
	return again > 1 && 2*again >= filled || r.book.labels != nil && r.book.labels(row.between(r.columns)) > 1
}

// recordsBetween returns the number of records from one row of the sheet to another.
func (r *reader) recordsBetween(first, last int64) int64 {
	from, _ := slices.BinarySearch(r.comments, first)
	to, _ := slices.BinarySearch(r.comments, last+1)
	return last - first + 1 - int64(to-from)
}

func (r *reader) noteHidden(rows []row) {
	book := r.facts.Workbook
	for i := range rows {
		if rows[i].hidden {
			if book.HiddenRows++; book.FirstHiddenRow == 0 {
				book.FirstHiddenRow = rows[i].number
			}
		}
	}
}

// withoutTail returns how many of the last rows are records; the others go to the facts. Where reading had to stop, it is not known what
// would have come, and all are.
func (r *reader) withoutTail() (int, error) {
	rows := r.cutter.rows
	if len(rows) == 0 || r.cutter.stop != nil {
		return len(rows), nil
	}
	last := rows[len(rows)-1].number
	first := max(r.taken+1, last-input.TailRows+1)
	if n := r.certain(); n > 0 {
		first = max(first, rows[n-1].number+1)
	}
	var tail []input.Row
	lines := map[int64]table.Line{}
	for number, i := first, 0; number <= last; number++ {
		for rows[i].number < number {
			i++
		}
		one := input.Row{Number: number, Cells: make([]string, r.columns.width())}
		if rows[i].number == number {
			cells, err := r.parser.sample(r.cutter.text[rows[i].start:rows[i].end], input.AboveSize)
			if err != nil {
				return 0, err
			}
			row := sampleRow{number: number, cells: cells}
			one.Cells = row.between(r.columns)
			lines[number] = row.line()
		}
		tail = append(tail, one)
	}
	end := last - int64(input.FindTail(tail, r.columns.width()))
	n := len(rows)
	for n > 0 && rows[n-1].number > end {
		n--
	}
	end = r.taken
	if n > 0 {
		end = rows[n-1].number
	}
	r.facts.AfterCount = last - end
	for number := end + 1; number <= last && len(r.facts.After) < input.AboveLimit; number++ {
		line := lines[number]
		line.Number = number
		r.facts.After = append(r.facts.After, line)
	}
	r.cutter.rows, r.looked = rows[:n], n
	return n, nil
}

// finish completes the facts.
func (r *reader) finish(ctx context.Context) error {
	r.done = true
	f, c := r.facts, r.cutter
	f.Records = r.records
	if c.stop != nil {
		f.AddDamage(table.Damage{Kind: c.stop.kind, Offset: (c.stop.row - 1) * maxColumns, Record: r.records + 1, Line: c.stop.row}, r.samples)
		f.Unread = &table.Unread{Reason: "damaged-workbook", Text: c.stop.text, Line: c.stop.row, Record: r.records}
	}
	book := f.Workbook
	r.grow(&book.Sheets[book.Sheet])
	touched := tableRange{r.start, max(r.taken, r.start), r.columns.first, r.columns.last}
	if f.Header.Found {
		touched.firstRow = f.Dialect.HeaderLine
	}
	err := c.merged(ctx, func(m *tableRange) {
		if m.firstRow == m.lastRow && m.firstColumn == m.lastColumn {
			return
		}
		if m.firstRow > touched.lastRow || m.lastRow < touched.firstRow || m.firstColumn > touched.lastColumn || m.lastColumn < touched.firstColumn {
			return
		}
		const kept = 10
		if book.MergedCount++; book.MergedCount <= kept {
			book.Merged = append(book.Merged, m.String())
		}
	})
	if err != nil && isOurs(err) {
		return err
	}
	r.showTables()
	return nil
}

// grow gives the sheet the range that has turned out.
func (r *reader) grow(s *table.Sheet) {
	if r.rectangle == nil {
		return
	}
	whole := *r.rectangle
	whole.lastRow = max(whole.lastRow, r.filled)
	if r.below != nil {
		whole.lastRow = max(whole.lastRow, r.below.lastRow)
	}
	s.Range = whole.String()
}

// showTables lists the further tables.
func (r *reader) showTables() {
	var tables []string
	for _, t := range r.beside {
		tables = append(tables, t.String())
	}
	if r.below != nil {
		tables = append(tables, r.below.String())
	}
	r.facts.Workbook.Tables = tables
}
