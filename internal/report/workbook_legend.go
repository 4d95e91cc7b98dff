package report

import "github.com/cogwg/hvdlint/internal/message"

// legend shows how cells are marked.
func (s *summarySheet) legend() error {
	if len(s.tables) == 0 {
		return nil
	}
	if err := s.heading(s.say(textMarks)); err != nil {
		return err
	}
	type entry struct {
		look        string
		word, about message.Text
	}
	entries := []entry{
		{SeverityError, wordError, textMarkError}, {SeverityWarning, wordWarning, textMarkWarning}, {SeverityNote, wordNote, textMarkNote},
	}
	if s.hasStatus {
		entries = append(entries, entry{lookExcepted, wordExceptions, textMarkExcepted})
	}
	for _, e := range entries {
		if s.full() {
			return nil
		}
		word := message.Capital(e.word.In(s.language))
		if err := s.write(styled(s.styles.mark(e.look).header, word), styled(s.styles.value, s.fit(s.say(e.about)))); err != nil {
			return err
		}
	}
	return nil
}

// exceptions lists the waivers, and what the baseline knows.
func (s *summarySheet) exceptions(i int) error {
	run := &s.report.Runs[i]
	if !run.hasExceptions() {
		return nil
	}
	if err := s.heading(wordExceptions.In(s.language)); err != nil {
		return err
	}
	for _, fact := range s.baselineFacts(run.Baseline) {
		if err := s.line(fact.Name, fact.Value); err != nil {
			return err
		}
	}
	if len(run.Waivers) == 0 || s.full() {
		return nil
	}
	var head []any
	for _, text := range []message.Text{wordRequirement, wordReason, wordState, wordOwner, wordUntil, wordPlaces, wordScope} {
		head = append(head, styled(s.styles.head, text.In(s.language)))
	}
	if err := s.write(head...); err != nil {
		return err
	}
	for k := range run.Waivers {
		if s.full() {
			return nil
		}
		w := s.waiver(&run.Waivers[k])
		var row []any
		for _, text := range []string{w.Requirement, w.Reason, w.State, w.Owner, w.Until, w.Places, w.Scope} {
			row = append(row, styled(s.styles.value, s.fit(text)))
		}
		if err := s.write(row...); err != nil {
			return err
		}
	}
	return nil
}
