package xlsx

import (
	"slices"
	"strings"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// layout is where the table stands on a sheet.
type layout struct {
	columns columnRange
	header  int64 // row of the header, the last one if there are several; 0: none
	start   int64 // row of the first record
	why     message.Text
	beside  []*tableRange // further tables beside it
	below   int64         // row in which a defined table starts below it; 0: none
	known   int           // labels that the standard knows
	records int           // rows in the sample that fill at least two cells, or one in a table of one column
	values  bool          // some cell below the header is a number, a date or a boolean
}

// layoutOptions are what is said about the layout.
type layoutOptions struct {
	row      *int  // of the header, as in [Options]
	first    int64 // row from which on the sheet is looked at
	labels   func([]string) int
	comments []int64 // rows to pass over
}

// findLayout finds the table in a sample. Runs of columns with an empty one between them are one table, unless one of them repeats
// labels of another, as tables side by side do, or is much shorter, as legends are. Then the one of which the standard knows the most
// labels is read, or else the first, unless another has more than twice as many cells.
func findLayout(s *sample, tables []*tableRange, options *layoutOptions) *layout {
	rows := slices.DeleteFunc(slices.Clone(s.rows), func(r sampleRow) bool { return slices.Contains(options.comments, r.number) })
	runs := columnRuns(rows)
	if len(runs) == 0 {
		l := &layout{columns: columnRange{1, 1}, start: 1}
		l.why = input.FindLayout(nil, input.LayoutOptions{HeaderRow: options.row, Sheet: true}).Why
		if options.row != nil && *options.row > 0 {
			l.start = int64(*options.row) + 1
		}
		return l
	}
	whole := columnRange{runs[0].first, runs[len(runs)-1].last}
	groups := splitRuns(rows, runs, lay(rows, whole, options).header, tables)
	best, known, cells := 0, 0, 0
	for i, group := range groups {
		k, n := weighGroup(rows, group, options.labels)
		if i == 0 || k > known || k == known && n > 2*cells {
			best, known, cells = i, k, n
		}
	}
	l := lay(rows, groups[best], options)
	l.trim(rows)
	for i, group := range groups {
		if i != best {
			l.beside = append(l.beside, l.rangeOf(rows, group))
		}
	}
	l.addDefined(tables)
	l.measure(rows, options.labels)
	return l
}

// columnRuns returns the runs of columns that are filled in rows with several cells: titles do not count.
func columnRuns(rows []sampleRow) []columnRange {
	filled := map[int]int{}
	for _, least := range []int{2, 1} {
		for _, r := range rows {
			if len(r.cells) < least {
				continue
			}
			for _, c := range r.cells {
				filled[c.column]++
			}
		}
		if len(filled) > 0 {
			break
		}
	}
	columns := make([]int, 0, len(filled))
	for column := range filled {
		columns = append(columns, column)
	}
	slices.Sort(columns)
	var runs []columnRange
	for _, column := range columns {
		if n := len(runs); n > 0 && runs[n-1].last == column-1 {
			runs[n-1].last = column
			continue
		}
		runs = append(runs, columnRange{column, column})
	}
	return runs
}

// lay finds the header of the table in a run of columns.
func lay(rows []sampleRow, columns columnRange, options *layoutOptions) *layout {
	found := input.FindLayout(inputRows(rows, columns), input.LayoutOptions{HeaderRow: options.row, Labels: options.labels, Sheet: true})
	l := &layout{columns: columns, start: found.Row, why: found.Why}
	if found.Header {
		l.header, l.start = found.Row, found.Row+1
	}
	return l
}

// inputRows returns the rows as the search for the header wants them: all as wide as the table, with some of the empty rows between.
func inputRows(rows []sampleRow, columns columnRange) []input.Row {
	var list []input.Row
	for i := range rows {
		if i > 0 && rows[i].number > rows[i-1].number+1 {
			list = append(list, input.Row{Number: rows[i].number - 1, Cells: make([]string, columns.width())})
		}
		list = append(list, input.Row{Number: rows[i].number, Cells: rows[i].between(columns)})
	}
	return list[:min(len(list), input.SampleRows)]
}

// splitRuns puts runs together to tables.
func splitRuns(rows []sampleRow, runs []columnRange, header int64, tables []*tableRange) []columnRange {
	groups := []columnRange{runs[0]}
	for _, run := range runs[1:] {
		last := &groups[len(groups)-1]
		separate := inDifferentTables(*last, run, tables) || run.last > run.first && last.last > last.first && isFarLonger(rows, header, *last, run)
		for _, group := range groups {
			separate = separate || repeatsLabels(rows, header, group, run)
		}
		if separate {
			groups = append(groups, run)
		} else {
			last.last = run.last
		}
	}
	return groups
}

// inDifferentTables reports whether runs of columns belong to different defined tables.
func inDifferentTables(a, b columnRange, tables []*tableRange) bool {
	of := func(columns columnRange) *tableRange {
		for _, t := range tables {
			if t.firstColumn <= columns.last && columns.first <= t.lastColumn {
				return t
			}
		}
		return nil
	}
	left, right := of(a), of(b)
	return left != right && left != nil && right != nil && left.lastColumn < right.firstColumn
}

// isFarLonger reports whether one of two runs of columns has more than twice the rows of the other.
func isFarLonger(rows []sampleRow, header int64, a, b columnRange) bool {
	count := func(columns columnRange) int {
		n := 0
		for i := range rows {
			if rows[i].number > header && countFilled(rows[i].between(columns)) > 0 {
				n++
			}
		}
		return n
	}
	left, right := count(a), count(b)
	return left > 2*right || right > 2*left
}

// repeatsLabels reports whether at least half of the labels of one run of columns stand above the other too.
func repeatsLabels(rows []sampleRow, header int64, a, b columnRange) bool {
	i := slices.IndexFunc(rows, func(r sampleRow) bool { return r.number == header })
	if i < 0 {
		return false
	}
	labels, again, filled := map[string]bool{}, 0, 0
	for _, label := range rows[i].between(a) {
		labels[fold(label)] = true
	}
	for _, label := range rows[i].between(b) {
		if label = fold(label); label != "" {
			filled++
			if labels[label] {
				again++
			}
		}
	}
	return again > 0 && 2*again >= filled
}

func fold(label string) string { return strings.ToLower(strings.TrimSpace(label)) }

func countFilled(texts []string) int {
	n := 0
	for _, text := range texts {
		if strings.TrimSpace(text) != "" {
			n++
		}
	}
	return n
}

// weighGroup says what speaks for reading a table: the labels that the standard knows, and the number of its cells.
func weighGroup(rows []sampleRow, columns columnRange, labels func([]string) int) (known, cells int) {
	for i := range rows {
		texts := rows[i].between(columns)
		cells += countFilled(texts)
		if labels != nil && i < input.HeaderRows {
			known = max(known, labels(texts))
		}
	}
	return known, cells
}

// trim cuts off columns at both ends that have no label and are filled in less than half of the records. What stands in them makes
// these records wider than the table.
func (l *layout) trim(rows []sampleRow) {
	filled := map[int]int{}
	records := 0
	for i := range rows {
		if rows[i].number < l.start {
			continue
		}
		inside := false
		for _, c := range rows[i].cells {
			if l.columns.has(c.column) {
				filled[c.column]++
				inside = true
			}
		}
		if inside {
			records++
		}
	}
	labelled := map[int]bool{}
	for i := range rows {
		if rows[i].number == l.header {
			for _, c := range rows[i].cells {
				labelled[c.column] = true
			}
		}
	}
	belongs := func(column int) bool {
		n := filled[column]
		return labelled[column] || n > 0 && (l.header == 0 || 2*n >= records)
	}
	first, last := l.columns.first, l.columns.last
	for first < last && !belongs(first) {
		first++
	}
	for last > first && !belongs(last) {
		last--
	}
	if belongs(first) {
		l.columns = columnRange{first, last}
	}
}

// top returns the first row of the table.
func (l *layout) top() int64 {
	if l.header > 0 {
		return l.header
	}
	return l.start
}

// rangeOf returns the rectangle of the table in other columns, as far as the sample shows it.
func (l *layout) rangeOf(rows []sampleRow, columns columnRange) *tableRange {
	r := &tableRange{firstRow: l.top(), lastRow: l.top(), firstColumn: columns.first, lastColumn: columns.last}
	for i := range rows {
		if countFilled(rows[i].between(columns)) > 0 {
			r.lastRow = max(r.lastRow, rows[i].number)
		}
	}
	return r
}

// addDefined looks at the tables defined on the sheet: one that starts below the header in the same columns ends the table, and one
// in other columns stands beside it.
func (l *layout) addDefined(tables []*tableRange) {
	for _, t := range tables {
		switch {
		case t.firstColumn > l.columns.last || t.lastColumn < l.columns.first:
			known := slices.ContainsFunc(l.beside, func(b *tableRange) bool { return t.firstColumn <= b.lastColumn && b.firstColumn <= t.lastColumn })
			if !known {
				l.beside = append(l.beside, t)
			}
		case t.firstRow > l.start && (l.below == 0 || t.firstRow < l.below):
			l.below = t.firstRow
		}
	}
	slices.SortFunc(l.beside, func(a, b *tableRange) int { return a.firstColumn - b.firstColumn })
}

// measure counts what tells a table from notes.
func (l *layout) measure(rows []sampleRow, labels func([]string) int) {
	width := l.columns.width()
	for i := range rows {
		r := &rows[i]
		if r.number == l.header && labels != nil {
			l.known = labels(r.between(l.columns))
		}
		if r.number < l.start {
			continue
		}
		if n := countFilled(r.between(l.columns)); n > 1 || n == 1 && width == 1 {
			l.records++
		}
		for _, c := range r.cells {
			l.values = l.values || c.kind != table.Text && c.kind != table.Error && c.kind != table.Damaged
		}
	}
}

// isTable reports whether the sheet holds a table, and not notes or a list of contents.
func (l *layout) isTable() bool {
	width := l.columns.width()
	return l.records > 0 && (l.known > 1 || l.known > 0 && width == 1 || width > 1 && l.values || width > 2 && l.records > 1)
}

// joinLabels joins the labels of a header of several rows, given by row.
func joinLabels(rows [][]string, join string) []string {
	labels := make([]string, len(rows[0]))
	for column := range labels {
		var parts []string
		for _, row := range rows {
			if row[column] != "" {
				parts = append(parts, row[column])
			}
		}
		labels[column] = strings.Join(parts, join)
	}
	return labels
}
