package report

import (
	"strings"

	"github.com/cogwg/hvdlint/internal/message"
)

// Columns of the table of verdicts are tableGap apart; the dataset has at least tableName characters, or the table becomes a list.
const (
	tableGap  = 2
	tableName = 16
)

// table writes one line for each run: dataset, standard when they differ, verdict, errors, warnings, notes. Names of datasets
// may be cut when they were told in full above.
func (p *page) table(runs []Run, told bool) {
	different := differentStandards(runs)
	head := []string{headDataset.In(p.language)}
	if different {
		head = append(head, headStandard.In(p.language))
	}
	numbers := len(head) + 1 // the first column of numbers
	head = append(head, headVerdict.In(p.language), headErrors.In(p.language), headWarnings.In(p.language), headNotes.In(p.language))
	rows := [][]string{head}
	for i := range runs {
		r := &runs[i]
		row := []string{p.heading(r)}
		if different {
			row = append(row, standardName(&r.Standard, p.language))
		}
		verdict, _, _ := p.verdictWords(r)
		row = append(row, verdict.In(p.language))
		for _, n := range []int64{r.Totals.Error, r.Totals.Warning, r.Totals.Note} {
			row = append(row, message.Number(p.language, n))
		}
		rows = append(rows, row)
	}
	widths, ok := p.tableWidths(rows, told)
	if !ok {
		p.list(runs, different)
		return
	}
	for i, row := range rows {
		line := p.tableRow(row, widths, numbers)
		if i == 0 {
			line = p.ink.faint.Sprint(line)
		}
		p.line(line)
	}
}

// tableWidths measures the columns, narrows the first if it may so that all fit, and reports whether they do.
func (p *page) tableWidths(rows [][]string, narrow bool) (widths []int, ok bool) {
	widths = make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], p.measure.StringWidth(cell))
		}
	}
	room := p.width
	for _, w := range widths[1:] {
		room -= tableGap + w
	}
	ok = widths[0] <= room || narrow && room >= tableName
	widths[0] = min(widths[0], room)
	return widths, ok
}

// tableRow writes texts to the left and numbers to the right of their columns. Of a path that is too long, the end is kept.
func (p *page) tableRow(row []string, widths []int, numbers int) string {
	var b strings.Builder
	for i, cell := range row {
		if i > 0 {
			b.WriteString(strings.Repeat(" ", tableGap))
		}
		if over := p.measure.StringWidth(cell) - widths[i]; over > 0 {
			cell = p.measure.TruncateLeft(cell, over+1, excerptMark)
		}
		if i >= numbers {
			b.WriteString(p.measure.FillLeft(cell, widths[i]))
		} else {
			b.WriteString(p.measure.FillRight(cell, widths[i]))
		}
	}
	return strings.TrimRight(b.String(), " ")
}

// list is the table for narrow lines: a sentence for each run.
func (p *page) list(runs []Run, different bool) {
	for i := range runs {
		r := &runs[i]
		verdict, _, _ := p.verdictWords(r)
		text := textRow
		if different {
			text = textRowStandard
		}
		p.paragraph(0, "", nil, p.say(text, as("dataset", p.heading(r)), as("standard", standardName(&r.Standard, p.language)),
			message.P("verdict", verdict), as("totals", p.totals(r.Totals))))
	}
}
