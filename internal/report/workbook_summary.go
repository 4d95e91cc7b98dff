package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cogwg/hvdlint/internal/message"
)

// summarySheet is the sheet that opens first: the verdict, what was checked, what the workbook leaves out, and each requirement.
type summarySheet struct{ *bookSheet }

func (b *workbook) writeSummary() error {
	sheet, err := b.sheetOf(b.summary, 34, 70, 14, 18, 15, 15, 15, 15, 15, 15)
	if err != nil {
		return err
	}
	s := &summarySheet{sheet}
	var steps []func() error
	if len(b.report.Runs) != 1 {
		steps = append(steps, s.overall)
	}
	for i := range b.report.Runs {
		steps = append(steps, func() error { return s.verdict(i) })
	}
	steps = append(steps, s.sheets, s.leftOut, s.legend)
	for i := range b.report.Runs {
		steps = append(steps, func() error { return s.requirements(i) }, func() error { return s.exceptions(i) },
			func() error { return s.untested(i) }, func() error { return s.provenance(i) })
	}
	steps = append(steps, func() error { return s.facts(s.words["about"], s.toolFacts(b.report)) }, s.stream.Flush)
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// full reports whether nothing more fits, and sees to it that the last row says so.
func (s *summarySheet) full() bool { return s.row >= s.limits.rows-1 }

// line writes a row of texts, the first one strong.
func (s *summarySheet) line(name, value string) error {
	if s.full() {
		return nil
	}
	if value == "" {
		return s.write(styled(s.styles.strong, s.fit(name)))
	}
	return s.write(styled(s.styles.strong, s.fit(name)), styled(s.styles.value, s.fit(value)))
}

// heading leaves a row free and writes a heading.
func (s *summarySheet) heading(text string) error {
	if s.full() {
		return nil
	}
	if s.row > 0 {
		s.skip()
	}
	return s.write(styled(s.styles.title, s.fit(text)))
}

// verdictStyle is how a verdict looks.
func (s *summarySheet) verdictStyle(v Verdict) int {
	switch v {
	case Conforms:
		return s.styles.good
	case ConformsWithExceptions:
		return s.styles.mark(SeverityWarning).header
	case DoesNotConform:
		return s.styles.mark(SeverityError).header
	}
	return s.styles.unread
}

// overall adds up several runs.
func (s *summarySheet) overall() error {
	text := message.Capital(textNothingChecked.In(s.language))
	if len(s.report.Runs) > 0 {
		text = s.summarySentence(s.report)
	}
	return s.write(styled(s.verdictStyle(s.report.Verdict()), s.fit(text)))
}

// verdict says whether a dataset conforms, and what it is.
func (s *summarySheet) verdict(i int) error {
	if s.full() {
		return nil
	}
	run := &s.report.Runs[i]
	if s.row > 0 {
		s.skip()
	}
	verdict, rest := s.verdictSentence(run)
	err := s.write(styled(s.verdictStyle(run.Verdict), message.Capital(verdict)), styled(s.styles.strong, s.fit(shown(rest, sentenceLength))))
	if err != nil {
		return err
	}
	var about htmlRun
	s.htmlView.facts(&about, run)
	lines := [][2]string{{s.words["dataset"], shown(s.htmlView.heading(run), nameLength)}}
	if len(run.Resources) == 1 {
		lines = append(lines, [2]string{factSHA256.In(s.language), run.Resources[0].SHA256})
	}
	standard := shown(standardName(&run.Standard, s.language), nameLength)
	if title := shown(run.Standard.Title.In(s.language), sentenceLength); run.Standard.Name != NoStandard && title != "" {
		standard = s.say(textWithTitle, as("standard", standard), as("title", title))
	}
	lines = append(lines, [2]string{s.words["standard"], standard}, [2]string{about.Status, about.Meaning})
	for _, u := range about.Unread {
		lines = append(lines, [2]string{u.Name, u.Value})
	}
	for _, l := range lines {
		if l[1] == "" {
			continue
		}
		if err := s.line(l[0], l[1]); err != nil {
			return err
		}
	}
	return s.counts(run)
}

// counts writes the numbers of a run.
func (s *summarySheet) counts(run *Run) error {
	for _, c := range []struct {
		name string
		n    int64
	}{
		{"records", run.records()},
		{"errors", run.Totals.Error},
		{"warnings", run.Totals.Warning},
		{"notes", run.Totals.Note},
		{"requirementsPassed", run.passed()},
	} {
		if s.full() {
			return nil
		}
		if err := s.write(styled(s.styles.strong, s.words[c.name]), styled(s.styles.tally, c.n)); err != nil {
			return err
		}
	}
	return nil
}

// sheets lists the other sheets, with links.
func (s *summarySheet) sheets() error {
	if err := s.heading(s.say(textSheets)); err != nil {
		return err
	}
	list := func(sheet, about string, row int) error {
		if s.full() {
			return nil
		}
		if err := s.write(styled(s.styles.link, sheet), styled(s.styles.value, s.fit(about))); err != nil {
			return err
		}
		_, err := s.link(1, sheet, row, 1)
		return err
	}
	if err := list(s.findings, s.say(textAboutFindings), 1); err != nil {
		return err
	}
	for _, t := range s.tables {
		about := s.say(textAboutCopy, as("path", shown(cmp.Or(t.resource.Path, t.resource.Name), nameLength)))
		if err := list(t.sheet, about, t.header); err != nil {
			return err
		}
	}
	return nil
}

// leftOut says what was cut. What could not be read has no copy, and says so above.
func (s *summarySheet) leftOut() error {
	if len(s.cuts) == 0 {
		return nil
	}
	if err := s.heading(s.say(textLeftOut)); err != nil {
		return err
	}
	for _, text := range s.cuts {
		if s.full() {
			return nil
		}
		if err := s.write(nil, styled(s.styles.value, s.fit(text))); err != nil {
			return err
		}
	}
	return nil
}

// requirements lists each requirement with its outcome: those that failed first, worst first, then those that could not be decided.
func (s *summarySheet) requirements(i int) error {
	run := &s.report.Runs[i]
	title := s.words["requirements"]
	if len(s.report.Runs) > 1 {
		title = s.say(textAt, as("place", title), as("message", shown(s.htmlView.heading(run), nameLength)))
	}
	if err := s.heading(title); err != nil {
		return err
	}
	columns := []string{
		s.words["requirement"], columnStatement.In(s.language), s.words["level"], s.words["outcome"], s.words["failing"], s.words["tested"],
		s.words["share"], columnListed.In(s.language),
	}
	if run.hasExceptions() {
		columns = append(columns, message.Capital(wordWaived.In(s.language)), message.Capital(wordKnown.In(s.language)))
	}
	var head []any
	for _, column := range columns {
		head = append(head, styled(s.styles.head, column))
	}
	if err := s.write(head...); err != nil {
		return err
	}
	groups := groupsOf(run)
	for k := range groups {
		a := groups[k].assertion
		a.Outcome = Failed
		if err := s.requirement(i, &a, groups[k].severity, placesOf(groups[k].findings)); err != nil {
			return err
		}
	}
	for _, other := range run.others() {
		a := *other
		a.Failed = a.Counting()
		if err := s.requirement(i, &a, lookExcepted, 0); err != nil {
			return err
		}
	}
	return nil
}

// requirement writes the row of one requirement; one that failed leads to its findings.
func (s *summarySheet) requirement(i int, a *Assertion, look string, listed int64) error {
	if s.full() {
		return nil
	}
	id := shown(a.Requirement, nameLength)
	if len(s.report.Runs[i].Resources) > 1 && a.Resource != "" {
		id += " (" + shown(a.Resource, nameLength) + ")"
	}
	word := outcomeWord(a.Outcome)
	if look == lookExcepted && a.Outcome == Failed {
		word = wordNotCounted
	}
	outcome := styled(s.styles.cell, message.Capital(word.In(s.language)))
	row := []any{styled(s.styles.value, s.fit(id)), styled(s.styles.value, s.fit(plainWords(s.htmlView.said(a.Statement)))), styled(s.styles.cell, levelWord(a.Level).In(s.language)), outcome}
	var share, shownHere any
	switch a.Outcome {
	case Failed:
		outcome.StyleID = s.styles.mark(look).header
		row[0], row[3] = styled(s.styles.link, s.fit(id)), outcome
		if hasShare(a) && a.Failed > 0 {
			share = styled(s.styles.share, s.share(a.Failed, a.Tested))
		}
		shownHere = styled(s.styles.count, listed)
	case Passed:
	default:
		return s.write(row...)
	}
	row = append(row, styled(s.styles.count, a.Failed), nil, share, shownHere)
	if a.Tested > 0 && a.Failed <= a.Tested {
		row[5] = styled(s.styles.count, a.Tested)
	}
	if a.Waived+a.Known > 0 {
		row = append(row, styled(s.styles.count, a.Waived), styled(s.styles.count, a.Known))
	}
	if err := s.write(row...); err != nil || a.Outcome != Failed {
		return err
	}
	to := s.first[firstOf{i, a.Requirement, a.Resource}]
	_, err := s.link(1, s.findings, min(max(to, 1), s.limits.rows), 1)
	return err
}

// plainWords is a text without the marks of Markdown that statements use.
func plainWords(text string) string {
	var plain strings.Builder
	for _, span := range htmlSpans(text) {
		plain.WriteString(span.Text)
	}
	return plain.String()
}

// untested says what was not tested, and why.
func (s *summarySheet) untested(i int) error {
	settled := s.settled(&s.report.Runs[i])
	if len(settled) == 0 {
		return nil
	}
	if err := s.heading(s.words["settled"]); err != nil {
		return err
	}
	for _, group := range settled {
		name := group.Outcome
		if group.Reason != "" {
			name = s.say(textAt, as("place", name), as("message", group.Reason))
		}
		if err := s.line(name, strings.Join(group.Requirements, ", ")+group.More); err != nil {
			return err
		}
	}
	return nil
}

// provenance says what was checked against what, and how it was read.
func (s *summarySheet) provenance(i int) error {
	for _, facts := range s.htmlView.provenance(&s.report.Runs[i]) {
		if err := s.facts(facts.Caption, facts.Facts); err != nil {
			return err
		}
	}
	return nil
}

func (s *summarySheet) facts(caption string, facts []htmlFact) error {
	facts = slices.DeleteFunc(slices.Clone(facts), func(f htmlFact) bool { return f.Value == "" })
	if len(facts) == 0 {
		return nil
	}
	if err := s.heading(caption); err != nil {
		return err
	}
	for _, f := range facts {
		value := f.Value
		if f.Why != "" {
			value += " – " + f.Why
		}
		if err := s.line(message.Capital(f.Name), value); err != nil {
			return err
		}
	}
	return nil
}
