package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
)

// inspectLine is one line of the text that "inspect" prints: what, the answer, and why.
type inspectLine struct {
	what   message.Text
	answer string
	why    message.Text
}

// writeInspected prints one resource for reading.
func (a *app) writeInspected(r *inspectedJSON, blankBefore bool) {
	if blankBefore {
		fmt.Fprintln(a.stdout)
	}
	fmt.Fprintln(a.stdout, a.colors.heading.Sprint(shown(r.Path).EN))
	lines := a.factLines(&r.Resource)
	for _, around := range []struct {
		what  message.Text
		found []message.Text
	}{{textAbove, r.Above}, {textBelow, r.Below}, {textBeside, r.Tables}} {
		for _, text := range around.found {
			lines = append(lines, inspectLine{what: around.what, answer: text.In(a.lang)})
		}
	}
	if r.Unread != nil {
		lines = append(lines, inspectLine{what: textUnread, answer: r.Unread.Messages.In(a.lang)})
	}
	left := 0
	for _, l := range lines {
		left = max(left, runewidth.StringWidth(l.what.In(a.lang)+message.Colon.In(a.lang)))
	}
	for _, l := range lines {
		name := l.what.In(a.lang) + message.Colon.In(a.lang)
		pad := strings.Repeat(" ", left-runewidth.StringWidth(name)+1)
		indent := strings.Repeat(" ", left+3)
		a.writeHanging("  "+name+pad, l.answer, indent)
		if !l.why.IsZero() {
			a.writeHanging(indent, message.Capital(a.sentence(l.why)), indent)
		}
	}
	if r.Unread == nil || slices.ContainsFunc(r.Fields, func(f report.Field) bool { return f.Column > 0 }) {
		a.writeInspectedFields(r.Fields) // of a file that was not read it is not known which columns it lacks
	}
}

// writeHanging prints text after a first piece and further lines after indent.
func (a *app) writeHanging(first, text, indent string) {
	for i, line := range wrap(text, a.width-runewidth.StringWidth(indent)) {
		if i > 0 {
			first = indent
		}
		fmt.Fprintln(a.stdout, strings.TrimRight(first+line, " "))
	}
}

// factLines lists what was detected. What is empty was never reached.
func (a *app) factLines(r *report.Resource) []inspectLine {
	if r.Format == "" {
		return nil
	}
	lines := []inspectLine{{what: textFormat, answer: r.Format}}
	if r.Compression != "" {
		lines = append(lines, inspectLine{what: textPacked, answer: r.Compression})
	}
	lines = append(lines,
		inspectLine{what: textSize, answer: a.say(textBytes, message.P("n", r.Bytes))},
		inspectLine{what: message.Same("SHA-256"), answer: r.SHA256})
	lines = append(lines, a.sheetLines(r.Sheet)...)
	if e := r.Encoding; e != nil {
		answer := a.say(textConfidence, message.P("name", e.Name), message.P("percent", e.Confidence))
		lines = append(lines,
			inspectLine{what: textEncoding, answer: answer, why: e.Why},
			inspectLine{what: textBOM, answer: a.yesNo(e.BOM)})
	}
	lines = append(lines, a.dialectLines(r)...)
	return append(lines, inspectLine{what: textRecords, answer: message.Number(a.lang, r.Records)})
}

// sheetLines tell which sheet of a workbook was read, and of the others whether they hold tables.
func (a *app) sheetLines(s *report.Sheet) []inspectLine {
	if s == nil {
		return nil
	}
	lines := []inspectLine{{what: textSheet, answer: message.Visible(s.Name), why: s.Why}}
	var others []string
	for _, sheet := range s.All {
		text := textSheetOther
		switch {
		case sheet.Name == s.Name:
			continue
		case sheet.Data && sheet.Hidden:
			text = textSheetHidden
		case sheet.Data:
			text = textSheetData
		}
		others = append(others, a.say(text, message.P("name", sheet.Name), message.P("range", sheet.Range)))
	}
	if len(others) > 0 {
		lines = append(lines, inspectLine{what: textOtherSheet, answer: strings.Join(others, ", ")})
	}
	return lines
}

// dialectLines tell how the table is written, each format in its own terms.
func (a *app) dialectLines(r *report.Resource) []inspectLine {
	d := r.Dialect
	if d == nil {
		return nil
	}
	switch {
	case r.Format == source.CSV:
		return []inspectLine{
			{what: textDelimiter, answer: a.character(d.Delimiter)},
			{what: textQuote, answer: a.character(d.Quote)},
			{what: textLineEnding, answer: a.lineEnding(d.LineEnding)},
			{what: textHeader, answer: a.headerLine(d.HeaderLine, textOnLine), why: d.Why},
		}
	case r.Sheet != nil:
		return []inspectLine{{what: textHeader, answer: a.headerLine(d.HeaderLine, textRow), why: d.Why}}
	case r.Pointer != nil:
		pointer := message.Visible(*r.Pointer)
		if pointer == "" {
			pointer = textWholeText.In(a.lang)
		}
		return []inspectLine{{what: textPointer, answer: pointer, why: d.Why}}
	}
	return []inspectLine{{what: textHeader, answer: textNamesInside.In(a.lang), why: d.Why}}
}

func (a *app) yesNo(yes bool) string {
	if yes {
		return textYes.In(a.lang)
	}
	return textNo.In(a.lang)
}

func (a *app) character(c string) string {
	switch c {
	case "":
		return textNone.In(a.lang)
	case "\t":
		return textTab.In(a.lang)
	case " ":
		return textSpace.In(a.lang)
	}
	return message.Visible(c)
}

func (a *app) lineEnding(name string) string {
	switch name {
	case "":
		return textNoEnding.In(a.lang)
	case "mixed":
		return textMixed.In(a.lang)
	}
	return strings.ToUpper(name)
}

func (a *app) headerLine(line int64, on message.Text) string {
	if line == 0 {
		return textNoHeader.In(a.lang)
	}
	return a.say(on, message.P("line", line))
}

// writeInspectedFields lists the columns of the file and how each was bound, then the fields that have none.
func (a *app) writeInspectedFields(fields []report.Field) {
	if len(fields) == 0 {
		return
	}
	fmt.Fprintln(a.stdout, "  "+textColumns.In(a.lang)+message.Colon.In(a.lang))
	left := 0
	rows := make([][3]string, 0, len(fields))
	hasFields := report.HasFields(fields)
	for i := range fields {
		row := a.fieldRow(&fields[i])
		if !hasFields && fields[i].Match == "unknown" {
			row[2] = ""
		}
		left = max(left, runewidth.StringWidth(row[1]))
		rows = append(rows, row)
	}
	for _, row := range rows {
		pad := strings.Repeat(" ", left-runewidth.StringWidth(row[1])+2)
		fmt.Fprintln(a.stdout, strings.TrimRight(fmt.Sprintf("  %4s  %s%s%s", row[0], row[1], pad, row[2]), " "))
	}
}

// fieldRow is the number of a column, its label, and what it was taken for.
func (a *app) fieldRow(f *report.Field) [3]string {
	number, label := "-", textNotThere.In(a.lang)
	if f.Column > 0 {
		number, label = fmt.Sprint(f.Column), message.Visible(f.Header)
		if strings.TrimSpace(f.Header) == "" {
			label = textBlankLabel.In(a.lang)
		}
	}
	texts := map[string]message.Text{
		"label": textMatchLabel, "alias": textMatchAlias, "folded": textMatchFolded, "near": textMatchNear,
		"supplied": textMatchSupplied, "missing": textMatchMissing, "unknown": textMatchUnknown, "repeated": textMatchRepeated,
	}
	text, ok := texts[f.Match]
	if !ok {
		text = message.Same(f.Match)
	}
	return [3]string{number, label, a.say(text, message.P("name", f.Name), message.P("value", f.Supplied))}
}
