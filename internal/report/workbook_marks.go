package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/cogwg/hvdlint/internal/message"
)

// lookExcepted is how places look that do not count.
const lookExcepted = "excepted"

// look is how the places are marked: as a severity, or as what does not count.
func (g *toldGroup) look() string {
	if g.status != statusNew {
		return lookExcepted
	}
	return g.severity
}

// mark is a cell of a copy that findings are about.
type mark struct {
	look        string // of the worst of them
	findings    []told
	noted       bool
	row, column int // in the copy, from 1; row 0: the cell is not in it
}

// told is a finding and what became of it.
type told struct {
	*Finding
	status string
}

// rank orders what is told of one cell, the worst first.
func (t told) rank() int {
	if t.status != statusNew {
		return severityRank("")
	}
	return severityRank(t.Severity)
}

// spotKey is a place of a table: a cell of a record, or of a line outside records. A column is 0 when a whole record or line is meant.
type spotKey struct {
	record, line int64
	column       int
}

// tableMarks are the marks of one table.
type tableMarks struct {
	of      map[*Finding]*mark
	records map[int64][]placed // marks of cells by record
	others  []placed           // marks of the header and of lines around the table
}

// placed is a mark and its place in the table.
type placed struct {
	*mark
	at spotKey
}

// marksOf gathers the findings of one table by cell, and chooses those cells that have a note: of each requirement in turn the first one that
// has none, up to a limit.
func marksOf(run *Run, r *Resource, notes int) *tableMarks {
	m := &tableMarks{of: map[*Finding]*mark{}, records: map[int64][]placed{}}
	byPlace := map[spotKey]*mark{}
	var groups []toldGroup
	for _, g := range toldOf(run) {
		g.findings = slices.DeleteFunc(slices.Clone(g.findings), func(f *Finding) bool { return f.Resource != r.Name })
		groups = append(groups, g)
		for _, f := range g.findings {
			at := keyOf(f)
			if byPlace[at] == nil {
				byPlace[at] = &mark{look: g.look()}
				m.add(placed{byPlace[at], at})
			}
			of := byPlace[at]
			of.findings, m.of[f] = append(of.findings, told{f, g.status}), of
		}
	}
	for turn := 0; notes > 0; turn++ {
		more := false
		for _, g := range groups {
			if turn >= len(g.findings) {
				continue
			}
			more = true
			if of := m.of[g.findings[turn]]; !of.noted && notes > 0 {
				of.noted = true
				notes--
			}
		}
		if !more {
			break
		}
	}
	return m
}

// keyOf is the place of a finding. What is said of all values of a field is said at its header.
func keyOf(f *Finding) spotKey {
	switch {
	case f.places() > 1:
		return spotKey{column: f.Column}
	case f.Record > 0:
		return spotKey{record: f.Record, column: f.Column}
	}
	return spotKey{line: f.Line, column: f.Column}
}

func (m *tableMarks) add(p placed) {
	if p.at.record > 0 {
		m.records[p.at.record] = append(m.records[p.at.record], p)
		return
	}
	m.others = append(m.others, p)
}

// notedFindings is the number of findings that a note tells of.
const notedFindings = 5

// note is what is said at a marked cell.
func (t *tableCopy) note(findings []told) []excelize.RichTextRun {
	var runs []excelize.RichTextRun
	add := func(text string, bold bool) {
		runs = append(runs, excelize.RichTextRun{Text: sheetText([]byte(text)), Font: &excelize.Font{Bold: bold, Size: 9, Family: "Tahoma", Color: "000000"}})
	}
	for i, f := range findings[:min(len(findings), notedFindings)] {
		if i > 0 {
			add("\n\n", false)
		}
		lead, _ := t.severity(f.Severity)
		switch f.status {
		case statusWaived:
			lead = leadWaived
		case statusKnown:
			lead = leadKnown
		}
		add(message.Capital(lead.In(t.language))+" ", true)
		add(said(f.Messages.In(t.language)), false)
		if w := t.run.waiverOf(f.Finding); w != nil {
			add("\n"+wordReason.In(t.language)+message.Colon.In(t.language)+" ", true)
			add(said(w.Reason.In(t.language)), false)
		}
		if f.places() > 1 {
			add("\n"+t.say(textMarkedAtHeader), false)
		}
		if fix := said(f.Fixes.In(t.language)); fix != "" {
			add("\n"+message.Capital(leadFix.In(t.language))+" ", true)
			add(fix, false)
		}
	}
	if n := len(findings) - notedFindings; n > 0 {
		add("\n\n"+t.say(textMore, message.P("n", n)), false)
	}
	return runs
}

// The size of notes in pixels, and how many of their characters make a line.
const (
	noteWidth   = 320
	noteLine    = 16
	noteLetters = 52
	noteLines   = 24 // at most
)

// addNote puts a note at a cell.
func (b *workbook) addNote(sheet string, column, row int, runs []excelize.RichTextRun) error {
	var text strings.Builder
	for _, r := range runs {
		text.WriteString(r.Text)
	}
	lines := 1
	for line := range strings.SplitSeq(text.String(), "\n") {
		lines += 1 + len([]rune(line))/noteLetters
	}
	return b.file.AddComment(sheet, excelize.Comment{
		Cell: cellName(column, row), Author: cmp.Or(b.report.Tool.Name, "hvdlint"), Paragraph: runs,
		Width: noteWidth, Height: uint(noteLine * min(lines, noteLines)),
	})
}
