package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/cogwg/hvdlint/internal/message"
)

// TextOptions say how an output for people is written. The zero value is English, without colour, 80 characters wide.
type TextOptions struct {
	Language message.Language
	// Color adds ANSI colours. Nothing is said by colour alone.
	Color bool
	// Width is the number of characters of a line, at least 20; 0: 80. A word that is longer has a line of its own and exceeds it.
	Width int
	// Quiet leaves only the end: the verdict, or the table of verdicts when there are several runs.
	Quiet bool
	// Samples is the number of places shown for each requirement; 0: five, or all when the run kept all findings
	// (Options.MaxSamples 0); negative: all that the report has.
	Samples int
	// NoExcerpts leaves out the records as written, which a screen reader makes little of.
	NoExcerpts bool
	// Records reads the tables again, for formats that copy them. Nil: they cannot be read.
	Records Records
	// Rules says what the catalogue knows of a rule, for formats that pass it on: of one it does not know, nothing. Nil: of none.
	Rules func(id string) RuleInfo
	// Published reports whether a version of a standard, with just this digest, is one that the program brings along. Nil: none is.
	Published func(name, version, digest string) bool
}

// RuleInfo is what the catalogue knows of a rule.
type RuleInfo struct {
	Title message.Text
	// Body is the rule's page: Markdown.
	Body message.Text
	// Frictionless is the error type that reports in that format use; empty when there is none.
	Frictionless string
}

// rule looks a rule up.
func (o *TextOptions) rule(id string) RuleInfo {
	if o.Rules == nil {
		return RuleInfo{}
	}
	return o.Rules(id)
}

// The values of zero options.
const (
	defaultWidth   = 80
	leastWidth     = 20 // of narrower lines nobody gets anything
	defaultSamples = 5
)

// Text writes the report for a person at a terminal, in one language. Every value is made visible: nothing in a report can
// move the cursor, change colours or reorder a line. It returns the first error of writing.
func Text(w io.Writer, r *Report, options TextOptions) error {
	out := bufio.NewWriter(w)
	p := newPage(out, options)
	several := len(r.Runs) > 1
	if !options.Quiet {
		told := map[string]bool{}
		for i := range r.Runs {
			p.gap()
			p.run(&r.Runs[i], several, told)
		}
	}
	switch {
	case len(r.Runs) == 0:
		p.paragraph(0, "", nil, textNothingChecked.In(p.language))
	case several:
		p.gap()
		p.table(r.Runs, !options.Quiet)
		p.gap()
		p.summary(r)
	case options.Quiet:
		p.verdict(&r.Runs[0], 0)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing the report as text: %w", err)
	}
	return nil
}

// run writes the block of one run. Of several, one that has nothing to tell is two lines. What stands behind a standard is
// told once: told has the standards of which it was.
func (p *page) run(r *Run, several bool, told map[string]bool) {
	p.paragraph(0, "", p.ink.heading, p.heading(r))
	groups := groupsOf(r)
	if several && r.Verdict == Conforms && len(groups) == 0 && !r.hasExceptions() && !r.hasChoices() {
		p.verdict(r, 2)
		return
	}
	name := standardName(&r.Standard, p.language)
	p.standard(&r.Standard, name, told[name])
	told[name] = true
	for i := range r.Resources {
		p.resource(r, &r.Resources[i])
	}
	p.supplied(leadSupplied, r.Options.Supplied)
	p.supplied(leadUnused, r.Options.Unused)
	p.choices(r)
	if r.Options.Previous != nil {
		p.paragraph(2, leadPrevious.In(p.language), nil, visible(r.Options.Previous.Path))
	}
	hidden := int64(0)
	for i := range groups {
		p.gap()
		hidden += p.group(r, &groups[i])
	}
	p.gap()
	p.tellExceptions(r)
	p.outcomes(r)
	p.notShown(hidden)
	if len(r.Assertions) > 0 || hidden > 0 {
		p.gap()
	}
	p.verdict(r, 0)
}

// heading is the file, or the name of a dataset of several tables.
func (p *page) heading(r *Run) string {
	if len(r.Resources) != 1 || r.Resources[0].Path == "" {
		return visible(r.Dataset.Name)
	}
	if r.Resources[0].Path == "-" {
		return textStandardInput.In(p.language)
	}
	return visible(r.Resources[0].Path)
}

// standardName is name, version and status: "baby-names 1.0.0 (draft)".
func standardName(s *Standard, l message.Language) string {
	if s.Name == NoStandard {
		return sentence(s.Title.In(l))
	}
	name := visible(s.Name)
	if s.Version != "" {
		name += " " + visible(s.Version)
	}
	if s.Status == "" {
		return name
	}
	status, _ := statusTexts(s.Status)
	return message.Fill(l, textWithStatus.In(l), []message.Param{as("standard", name), message.P("status", status)})
}

// statusTexts are the word for a status and what a reader should know about it, if anything.
func statusTexts(status string) (word, meaning message.Text) {
	switch status {
	case "draft":
		return textDraft, textMayChange
	case "candidate":
		return textCandidate, textMayChange
	case "final":
		return textFinal, message.Text{}
	case "superseded":
		return textSuperseded, textReplaced
	case "withdrawn":
		return textWithdrawn, textNotInUse
	}
	return message.Same(visible(status)), message.Text{}
}

func (p *page) standard(s *Standard, name string, told bool) {
	if title := sentence(s.Title.In(p.language)); title != "" && title != name {
		name = p.say(textWithTitle, as("standard", name), as("title", title))
	}
	p.paragraph(2, leadStandard.In(p.language), nil, name)
	word, meaning := statusTexts(s.Status)
	if told || meaning.IsZero() {
		return
	}
	if s.Provenance != nil {
		meaning = *s.Provenance
	}
	p.paragraph(2, word.In(p.language)+message.Colon.In(p.language), nil, sentence(meaning.In(p.language)))
}

// resource says how a table was read, and why so when the reader may wonder.
func (p *page) resource(run *Run, r *Resource) {
	if len(run.Resources) > 1 {
		p.paragraph(2, leadTable.In(p.language), nil, visible(cmp.Or(r.Path, r.Name)))
	}
	if r.Unread == nil || r.Records > 0 {
		p.paragraph(2, leadRecords.In(p.language), nil, message.Number(p.language, r.Records))
	}
	p.paragraph(2, leadReadAs.In(p.language), nil, p.readAs(r))
	if e := r.Encoding; e != nil && (e.Name != "utf-8" || e.Confidence < plainConfidence) {
		p.paragraph(2, leadWhyEncoding.In(p.language), nil, sentence(p.howSure(e, e.Why.In(p.language))))
	}
	if r.Sheet != nil && len(r.Sheet.All) > 1 {
		p.paragraph(2, leadWhySheet.In(p.language), nil, sentence(r.Sheet.Why.In(p.language)))
	}
	if d := r.Dialect; d != nil && r.isUnusual() {
		p.paragraph(2, leadWhyDelimiter.In(p.language), nil, sentence(d.Why.In(p.language)))
	}
	if r.Unread != nil {
		p.unread(run, r)
	}
}

// isUnusual reports whether a reader may wonder why a table was read so.
func (r *Resource) isUnusual() bool {
	switch r.Format {
	case formatCSV:
		return r.Dialect.Delimiter != "," || r.Dialect.HeaderLine != 1
	case formatXLSX:
		return r.Dialect.HeaderLine != 1
	}
	return r.Pointer != nil && *r.Pointer != ""
}

// plainConfidence is how sure, in percent, UTF-8 must be for the reasons to be left out.
const plainConfidence = 90

func (p *page) readAs(r *Resource) string {
	var facts []string
	if r.Format != "" {
		facts = append(facts, strings.ToUpper(visible(r.Format)))
	}
	if r.Compression != "" {
		facts = append(facts, visible(r.Compression))
	}
	if r.Sheet != nil {
		facts = append(facts, p.say(textSheet, as("sheet", visible(r.Sheet.Name))))
	}
	if r.Pointer != nil && *r.Pointer != "" {
		facts = append(facts, p.say(textPointer, as("pointer", visible(*r.Pointer))))
	}
	if e := r.Encoding; e != nil {
		facts = append(facts, p.encoding(e))
	}
	if d := r.Dialect; d != nil {
		if d.Delimiter != "" {
			facts = append(facts, p.say(delimiterText(d.Delimiter), message.P("delimiter", d.Delimiter)))
		}
		if header := p.header(r); header != "" {
			facts = append(facts, header)
		}
	}
	return strings.Join(facts, ", ")
}

// header says where the header of a table with a dialect stands; empty: its format has none.
func (p *page) header(r *Resource) string {
	switch d := r.Dialect; {
	case d.HeaderLine > 0 && r.Format == formatXLSX:
		return p.say(textHeaderOnRow, ordinal("line", d.HeaderLine))
	case d.HeaderLine > 0:
		return p.say(textHeaderOnLine, ordinal("line", d.HeaderLine))
	case r.Format == formatCSV || r.Format == formatXLSX:
		return textNoHeader.In(p.language)
	}
	return ""
}

// howSure adds to why an encoding is thought to be that one how sure it is, unless it is certain.
func (p *page) howSure(e *Encoding, why string) string {
	if e.Confidence < 100 {
		return p.say(textSure, as("why", why), message.P("percent", e.Confidence))
	}
	return why
}

// encoding names an encoding as people write it.
func (p *page) encoding(e *Encoding) string {
	name := visible(e.Name)
	if !strings.HasPrefix(name, "windows") && !strings.HasPrefix(name, "macintosh") {
		name = strings.ToUpper(name)
	}
	if e.BOM {
		name = p.say(textBOM, as("encoding", name))
	}
	return name
}

// The formats whose tables are lines or rows, as a resource has them.
const (
	formatCSV  = "csv"
	formatXLSX = "xlsx"
)

// isSheet reports whether a resource is a sheet, whose lines are rows.
func (r *Resource) isSheet() bool { return r != nil && r.Format == formatXLSX }

// lacks reports whether a field of the standard has neither a column nor a value given by the user.
func (r *Resource) lacks(field string) bool {
	return r != nil && slices.ContainsFunc(r.Fields, func(f Field) bool { return f.Name == field && f.Match == "missing" })
}

// called is what people call a field: the header of the column with that number, from 1, or else of the column that the field has; of a
// field without one what the standard calls it in their language. They look for what stands in their file.
func (r *Resource) called(field string, column int, l message.Language) string {
	if r == nil {
		return field
	}
	for _, f := range r.Fields {
		switch {
		case f.Header != "" && (f.Column == column || column == 0 && f.Name == field):
			return f.Header
		case f.Label != nil && f.Name == field:
			return f.Label.In(l)
		}
	}
	return field
}

func delimiterText(delimiter string) message.Text {
	switch delimiter {
	case ",":
		return textCommas
	case ";":
		return textSemicolons
	case "\t":
		return textTabs
	case "|":
		return textVerticalBars
	}
	return textSeparatedBy
}

// unread says why a table, or its rest, was not read, unless a finding says it below, and how far reading came.
func (p *page) unread(run *Run, r *Resource) {
	u := r.Unread
	said := run.tellsUnread(r, p.language)
	text := sentence(u.Messages.In(p.language))
	switch to := p.readTo(u); {
	case to != "" && said:
		text = to
	case to != "":
		text = p.say(textAt, as("place", to), as("message", text))
	case said:
		return
	}
	p.paragraph(2, u.lead().In(p.language), p.ink.error, text)
}

// lead says whether nothing was read, or not all.
func (u *Unread) lead() message.Text {
	if u.Record > 0 {
		return leadReadInPart
	}
	return leadNotRead
}

// readTo says how far reading came; empty: nothing was read.
func (p *page) readTo(u *Unread) string {
	switch {
	case u.Record == 0:
		return ""
	case u.Line == 0:
		return p.say(textReadToRecord, ordinal("record", u.Record))
	}
	return p.say(textReadTo, ordinal("record", u.Record), ordinal("line", u.Line))
}

func (p *page) supplied(lead message.Text, values map[string]string) {
	var pairs []string
	for _, field := range slices.Sorted(maps.Keys(values)) {
		pairs = append(pairs, p.say(textSupplied, as("field", visible(field)), as("value", visible(values[field]))))
	}
	if len(pairs) > 0 {
		p.paragraph(2, lead.In(p.language), nil, strings.Join(pairs, ", "))
	}
}
