package xlsx

import (
	"context"
	"errors"
	"io"
	"slices"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/table"
)

// describe fills in the header and what else the first rows show of the sheet that is read.
func (r *reader) describe(ctx context.Context, s *sheet, c *candidate, options *headerOptions) error {
	l, sample := c.layout, c.sample
	r.columns, r.start, r.beside, r.until = l.columns, l.start, l.beside, l.below
	r.taken, r.rectangle = r.start-1, sample.rectangle()
	r.facts.Dialect.Why = l.why
	header := &r.facts.Header
	header.Forced = options.row != nil
	header.Labels = make([]string, l.columns.width())
	if l.columns.first > 1 {
		for column := l.columns.first; column <= l.columns.last; column++ {
			header.Columns = append(header.Columns, column)
		}
	}
	top := l.top()
	if l.header > 0 && len(sample.rows) > 0 {
		rows := options.rows
		if len(rows) == 0 {
			rows = []int{int(l.header)}
		}
		top = int64(rows[0])
		labels, err := r.readLabels(ctx, s, sample, rows, options.join)
		if err != nil {
			return err
		}
		header.Labels, header.Found = labels, true
		r.facts.Dialect.HeaderLine = l.header
	}
	if len(sample.rows) == 0 {
		top = sample.last + 1
	}
	header.Above = aboveLines(sample, top)
	header.AboveCount = top - 1
	for _, hidden := range sample.hidden {
		for column := max(hidden.first, l.columns.first); column <= min(hidden.last, l.columns.last); column++ {
			r.facts.Workbook.HiddenColumns = append(r.facts.Workbook.HiddenColumns, column)
		}
	}
	r.showTables()
	return nil
}

// aboveLines returns the first lines above row top; those that are not stored are empty.
func aboveLines(sample *sample, top int64) []table.Line {
	var lines []table.Line
	for number := int64(1); number < top && number <= input.AboveLimit; number++ {
		line := table.Line{Number: number}
		for _, rows := range [][]sampleRow{sample.before, sample.rows} {
			if i := slices.IndexFunc(rows, func(r sampleRow) bool { return r.number == number }); i >= 0 {
				line = rows[i].line()
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// readLabels joins the labels of the header's rows.
func (r *reader) readLabels(ctx context.Context, s *sheet, sample *sample, numbers []int, join string) ([]string, error) {
	width := r.columns.width()
	rows := make([][]string, len(numbers))
	for i, number := range numbers {
		rows[i] = make([]string, width)
		if at := slices.IndexFunc(sample.rows, func(r sampleRow) bool { return r.number == int64(number) }); at >= 0 {
			rows[i] = sample.rows[at].between(r.columns)
		}
	}
	labels := joinLabels(rows, join)
	if len(rows) == 1 {
		return labels, nil
	}
	merged, err := r.mergedIn(ctx, s, numbers)
	if err != nil {
		return nil, err
	}
	for i, number := range numbers[:len(numbers)-1] {
		for _, m := range merged {
			if m.firstRow == int64(number) {
				spread(rows[i], m.firstColumn-r.columns.first, m.lastColumn-r.columns.first)
			}
		}
	}
	if spread := joinLabels(rows, join); areDifferent(spread) {
		return spread, nil
	}
	return labels, nil
}

// spread writes the label of the first of some columns to the empty ones behind it.
func spread(row []string, first, last int) {
	if first < 0 || first >= len(row) {
		return
	}
	for i := first + 1; i <= min(last, len(row)-1); i++ {
		if row[i] == "" {
			row[i] = row[first]
		}
	}
}

func areDifferent(labels []string) bool {
	seen := map[string]bool{}
	for _, label := range labels {
		if label != "" && seen[fold(label)] {
			return false
		}
		seen[fold(label)] = true
	}
	return true
}

// mergedIn returns the ranges merged in some rows. A sheet tells them behind its rows, so that they have to be passed first.
func (r *reader) mergedIn(ctx context.Context, s *sheet, rows []int) ([]*tableRange, error) {
	source, closer, err := r.book.archive.open(s.part)
	if err != nil {
		return nil, err
	}
	defer closer.Close() // which never fails
	c, err := newCutter(source, r.book.limits.Element)
	for err == nil && !c.ended {
		if err = context.Cause(ctx); err == nil {
			err = c.fill(r.blockSize)
		}
		c.drop(len(c.rows))
	}
	if err != nil {
		return nil, refusePart(s.part, err)
	}
	var merged []*tableRange
	err = c.merged(ctx, func(m *tableRange) {
		if m.firstColumn < m.lastColumn && slices.Contains(rows, int(m.firstRow)) && len(merged) < maxColumns {
			merged = append(merged, m)
		}
	})
	if err != nil && isOurs(err) {
		return nil, err
	}
	return merged, nil
}

// merged calls yield with each merged range. The rows have been passed.
func (c *cutter) merged(ctx context.Context, yield func(*tableRange)) error {
	if c.stop != nil {
		return nil
	}
	c.at = min(max(c.at, 0), len(c.text))
	for n := 0; ; n++ {
		tag, err := c.tag("mergeCell", c.limit)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if n%(1<<12) == 0 && ctx.Err() != nil {
			return context.Cause(ctx)
		}
		value, _ := attribute(tag, "ref")
		if m, ok := parseRange(string(value)); ok {
			yield(m)
		}
	}
}
