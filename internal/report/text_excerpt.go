package report

import (
	"strings"

	"github.com/fatih/color"
)

// An excerpt stands excerptIndent in; its cells are excerptGap apart and at most excerptCell wide, the one in question
// excerptMain.
const (
	excerptIndent = 6
	excerptGap    = 2
	excerptCell   = 24
	excerptMain   = 40
)

// excerptMark stands for cells that are left out.
const excerptMark = "…"

// excerptColumn is a label and a cell, visible and shortened, and the width of the wider one.
type excerptColumn struct {
	label, cell string
	cellWidth   int
	width       int
}

// excerpt writes a few cells of a record under their labels, and points at the one in question.
func (p *page) excerpt(e *Excerpt, ink *color.Color) {
	room := p.width - excerptIndent
	columns := p.excerptColumns(e, room)
	if len(columns) == 0 {
		return
	}
	from, to := fitting(columns, e.Column, room)
	pad := strings.Repeat(" ", excerptIndent)
	labels, cells, caret, start := pad, pad, "", 0
	if from > 0 {
		mark := excerptMark + strings.Repeat(" ", excerptGap)
		labels, cells, start = labels+mark, cells+mark, 1+excerptGap
	}
	for i, c := range columns[from:to] {
		if from+i == e.Column {
			caret = pad + strings.Repeat(" ", start) + ink.Sprint(strings.Repeat("^", max(c.cellWidth, 1)))
		}
		labels += p.measure.FillRight(c.label, c.width+excerptGap)
		cells += p.measure.FillRight(c.cell, c.width+excerptGap)
		start += c.width + excerptGap
	}
	if to < len(columns) {
		labels, cells = labels+excerptMark, cells+excerptMark
	}
	labels = strings.TrimRight(labels, " ")
	p.line("")
	p.line(pad + p.ink.faint.Sprint(strings.TrimPrefix(labels, pad)))
	p.line(cells)
	if caret != "" {
		p.line(caret)
	}
	p.line("")
}

func (p *page) excerptColumns(e *Excerpt, room int) []excerptColumn {
	var columns []excerptColumn
	for i := range max(len(e.Labels), len(e.Cells)) {
		var c excerptColumn
		limit := excerptCell
		if i == e.Column {
			limit = excerptMain
		}
		limit = min(limit, room-2*(1+excerptGap)) // beside it there may be marks on both sides
		if i < len(e.Labels) {
			c.label = p.shorten(noCommand(visible(e.Labels[i])), limit)
		}
		if i < len(e.Cells) {
			c.cell = p.shorten(noCommand(visible(e.Cells[i])), limit)
			if e.Cells[i] == "" {
				c.cell = textEmptyCell.In(p.language)
			}
		}
		c.cellWidth = p.measure.StringWidth(c.cell)
		c.width = max(c.cellWidth, p.measure.StringWidth(c.label))
		columns = append(columns, c)
	}
	return columns
}

// shorten cuts a text to a width, with an ellipsis.
func (p *page) shorten(s string, width int) string {
	if p.measure.StringWidth(s) <= width {
		return s
	}
	return p.measure.Truncate(s, max(width, 1), excerptMark)
}

// fitting returns the largest range of columns that fits into room, grown from the one in question, or from the first, to
// both sides in turn.
func fitting(columns []excerptColumn, main, room int) (from, to int) {
	from = max(0, min(main, len(columns)-1))
	to = from + 1
	used := columns[from].width
	fits := func(from, to, used int) bool {
		if from > 0 {
			used += 1 + excerptGap
		}
		if to < len(columns) {
			used += 1 + excerptGap
		}
		return used <= room
	}
	for left, right := true, true; left || right; {
		if left = left && from > 0; left {
			if n := used + excerptGap + columns[from-1].width; fits(from-1, to, n) {
				from, used = from-1, n
			} else {
				left = false
			}
		}
		if right = right && to < len(columns); right {
			if n := used + excerptGap + columns[to].width; fits(from, to+1, n) {
				to, used = to+1, n
			} else {
				right = false
			}
		}
	}
	return from, to
}
