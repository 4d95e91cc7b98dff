package report

import (
	"cmp"
	"errors"
	"slices"

	"github.com/xuri/excelize/v2"

	"github.com/cogwg/hvdlint/internal/message"
)

// findingColumn is a column of the findings sheet and its width in characters.
type findingColumn struct {
	title message.Text
	width float64
}

// findingColumns are the columns of the findings sheet; with waivers or a baseline there is one more.
func findingColumns(hasStatus bool) []findingColumn {
	columns := []findingColumn{
		{columnSeverity, 15},
		{columnRequirement, 28},
		{columnRule, 30},
		{columnTable, 22},
		{columnLine, 9},
		{columnRecord, 15},
		{columnMark, 14},
		{columnField, 18},
		{columnValue, 24},
		{columnWrong, 60},
		{columnFix, 60},
		{columnCount, 9},
	}
	if hasStatus {
		columns = slices.Insert(columns, 1, findingColumn{columnStatus, 12})
	}
	return columns
}

// findingsSheet is the sheet of findings: a row for each, worst first.
type findingsSheet struct {
	*bookSheet
	linkColumn int   // from 1, whose cells lead to the marked cells
	unlinked   int64 // findings with a marked cell, but without a link to it
	left       int64 // rows that did not fit
}

func (b *workbook) writeFindings() error {
	var widths []float64
	var head []any
	columns := findingColumns(b.hasStatus)
	for _, column := range columns {
		widths = append(widths, column.width)
		head = append(head, styled(b.styles.head, message.Capital(column.title.In(b.language))))
	}
	sheet, err := b.sheetOf(b.findings, widths...)
	if err != nil {
		return err
	}
	s := &findingsSheet{bookSheet: sheet}
	s.linkColumn = 1 + slices.IndexFunc(columns, func(c findingColumn) bool { return c.title == columnMark })
	if err := errors.Join(freeze(s.stream, 1), s.write(head...)); err != nil {
		return err
	}
	for i := range b.report.Runs {
		if err := s.run(i); err != nil {
			return err
		}
	}
	if err := s.end(len(head)); err != nil {
		return err
	}
	return s.stream.Flush()
}

func (s *findingsSheet) run(run int) error {
	r := &s.report.Runs[run]
	for _, b := range r.apart(s.language) {
		if err := s.finding(r, &toldGroup{*b.group(), statusNew}, b.findings[0], b.resource.Path); err != nil {
			return err
		}
	}
	groups := toldOf(r)
	for i := range groups {
		if err := s.group(run, &groups[i]); err != nil {
			return err
		}
	}
	return nil
}

// group writes what one requirement found, and how much of it the report does not hold.
func (s *findingsSheet) group(run int, g *toldGroup) error {
	r := &s.report.Runs[run]
	if at := (firstOf{run, g.assertion.Requirement, g.assertion.Resource}); s.first[at] == 0 {
		s.first[at] = s.row + 1
	}
	for _, f := range g.findings {
		if err := s.finding(r, g, f, ""); err != nil {
			return err
		}
	}
	if rest := s.rest(&g.group, textNotInWorkbook); rest != nil {
		return s.finding(r, g, rest, "")
	}
	return nil
}

// finding writes the row of a finding, and the link to the cell that is marked for it; file is one that is no table of the run.
func (s *findingsSheet) finding(run *Run, g *toldGroup, f *Finding, file string) error {
	if s.row >= s.limits.rows-1 {
		s.left++
		return nil
	}
	style := s.styles.mark(g.look())
	r := run.resource(f.Resource)
	t := s.copyOf(r)
	marked, where := s.markOf(t, f)
	text := func(value string) any { return styled(s.styles.value, s.fit(value)) }
	field := ""
	if f.Field != "" {
		field = r.called(f.Field, f.Column, s.language)
	}
	var value any
	if f.Value != nil {
		value = text(short(*f.Value))
	}
	table := file
	switch {
	case t != nil:
		table = t.sheet
	case r != nil:
		table = cmp.Or(r.Path, r.Name)
	}
	cells := []any{
		styled(style.header, message.Capital(severityWord(f.Severity).In(s.language))), text(short(f.Requirement)),
		text(said(cmp.Or(g.assertion.Title.In(s.language), f.Rule))), text(short(table)), numberCell(s.styles.ordinal, f.Line), numberCell(s.styles.ordinal, f.Record),
		where, text(short(field)), value, text(said(f.Messages.In(s.language))), text(said(f.Fixes.In(s.language))),
		styled(s.styles.count, f.places()),
	}
	if s.hasStatus {
		cells = slices.Insert(cells, 1, any(styled(s.styles.cell, statusWord(g.status).In(s.language))))
	}
	if err := s.write(cells...); err != nil || marked == nil {
		return err
	}
	linked, err := s.link(s.linkColumn, t.sheet, marked.row, marked.column)
	if !linked {
		s.unlinked++
	}
	return err
}

// markOf returns the mark of a finding in the copy of its table (nil: there is none) and the cell that names the place.
func (s *findingsSheet) markOf(t *tableCopy, f *Finding) (marked *mark, where any) {
	if t != nil {
		if m := t.marks.of[f]; m != nil && m.row > 0 {
			style := s.styles.link
			if s.links >= s.limits.links {
				style = s.styles.value
			}
			return m, styled(style, cellName(m.column, m.row))
		}
	}
	switch {
	case f.RowGroup > 0:
		where = styled(s.styles.value, s.say(textRowGroup, ordinal("group", int64(f.RowGroup))))
	case cmp.Or(f.Cell, f.Pointer) != "":
		where = styled(s.styles.value, s.fit(short(cmp.Or(f.Cell, f.Pointer))))
	}
	return nil, where
}

// fit cuts a text of the report to what a cell holds. Nothing is lost by it: such texts were shortened before.
func (b *workbook) fit(text string) string {
	fit, _ := bookText([]byte(text), b.limits.characters, func(int) string { return excerptMark })
	return fit
}

// numberCell is a number from 1; 0 is none.
func numberCell(style int, n int64) any {
	if n == 0 {
		return nil
	}
	return styled(style, n)
}

// end says what has no row or no link, and makes the sheet one that can be filtered.
func (s *findingsSheet) end(columns int) error {
	last := s.row
	if s.left > 0 {
		text := s.say(textFindingsLeft, message.P("n", s.left))
		s.cut(s.say(textAt, as("place", s.name), as("message", text)))
		if err := s.write(styled(s.styles.strong, text)); err != nil {
			return err
		}
	}
	if s.unlinked > 0 {
		text := s.say(textFindingsUnlinked, message.P("n", s.unlinked), message.P("limit", s.limits.links))
		s.cut(s.say(textAt, as("place", s.name), as("message", text)))
		if err := s.addNote(s.name, s.linkColumn, 1, []excelize.RichTextRun{{Text: text}}); err != nil {
			return err
		}
	}
	return s.file.AutoFilter(s.name, cellName(1, 1)+":"+cellName(columns, max(last, 1)), nil)
}
