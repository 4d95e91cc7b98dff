package report

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/cogwg/hvdlint/internal/message"
)

// CSV writes the findings as a table for spreadsheets, in one language: a row for each finding, for what was not read, and for the
// places of a requirement that the report does not hold. With waivers or a baseline there is a column more, the status: new, waived or known. Excel needs the byte order mark to see UTF-8. Lines end with CR LF (RFC 4180).
func CSV(w io.Writer, r *Report, options TextOptions) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return fmt.Errorf("writing the findings as CSV: %w", err)
	}
	return csvPlain(w, r, options)
}

// csvPlain is [CSV] without the byte order mark, which programs would take for a part of the first label.
func csvPlain(w io.Writer, r *Report, options TextOptions) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	c := csvTable{page: newPage(nil, options), out: out, hasStatus: r.hasExceptions()}
	c.header()
	for i := range r.Runs {
		c.rows(&r.Runs[i])
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("writing the findings as CSV: %w", err)
	}
	return nil
}

type csvTable struct {
	*page
	out       *csv.Writer
	hasStatus bool
}

func (c *csvTable) header() {
	var row []string
	for _, column := range []message.Text{
		columnDataset, columnFile, columnTable, columnSeverity, columnRequirement, columnRule, columnLine, columnRecord, columnColumn,
		columnField, columnPlace, columnValue, columnCount, columnMessage, columnFix,
	} {
		row = append(row, column.In(c.language))
	}
	if c.hasStatus {
		row = append(row, columnStatus.In(c.language))
	}
	c.write(row)
}

// rows writes the findings of a run in their order, those that count first.
func (c *csvTable) rows(run *Run) {
	for _, b := range run.apart(c.language) {
		c.finding(run, b.findings[0], b.resource.Path, wordNew)
	}
	c.list(run, run.Findings, groupsOf(run), wordNew)
	c.list(run, run.Waived, waivedGroups(run), wordWaived)
	c.list(run, run.Known, knownGroups(run), wordKnown)
}

// list writes findings, and what the report does not hold of their groups.
func (c *csvTable) list(run *Run, findings []Finding, groups []group, status message.Text) {
	for i := range findings {
		c.finding(run, &findings[i], "", status)
	}
	for i := range groups {
		if rest := c.rest(&groups[i], textMorePlaces); rest != nil {
			c.finding(run, rest, "", status)
		}
	}
}

// finding writes a row; path is that of a file which is no table of the run.
func (c *csvTable) finding(run *Run, f *Finding, path string, status message.Text) {
	if r := run.resource(f.Resource); r != nil {
		path = r.Path
	}
	value := ""
	if f.Value != nil {
		value = short(*f.Value)
	}
	row := []string{
		short(run.Dataset.Name), short(path), short(f.Resource), severityWord(f.Severity).In(c.language), short(f.Requirement), short(f.Rule),
		number(f.Line), number(f.Record), number(int64(f.Column)), short(f.Field), c.placeOf(f), value,
		number(f.places()), said(f.Messages.In(c.language)), said(f.Fixes.In(c.language)),
	}
	if c.hasStatus {
		row = append(row, status.In(c.language))
	}
	c.write(row)
}

// placeOf is what the format of the table calls the place, if it has a word of its own.
func (c *csvTable) placeOf(f *Finding) string {
	if f.RowGroup > 0 {
		return c.say(textRowGroup, ordinal("group", int64(f.RowGroup)))
	}
	return short(cmp.Or(f.Cell, f.Pointer))
}

// write writes a row in which no cell is a formula. Errors stay in the writer.
func (c *csvTable) write(row []string) {
	for i, cell := range row {
		row[i] = noFormula(cell)
	}
	_ = c.out.Write(row)
}

// noFormula puts an apostrophe before a cell that a spreadsheet would compute (OWASP, "CSV Injection"): also where blanks come first, and
// for the wide forms of the signs. It shows, because the cell of a CSV file is text to it; that is the price.
func noFormula(cell string) string {
	if first := strings.TrimLeft(cell, " \u00a0"); first != "" && strings.ContainsAny(first[:1], "=+-@\t\r\n") ||
		strings.HasPrefix(first, "＝") || strings.HasPrefix(first, "＋") || strings.HasPrefix(first, "－") || strings.HasPrefix(first, "＠") {
		return "'" + cell
	}
	return cell
}

// number writes a number from 1; 0 is none.
func number(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}
