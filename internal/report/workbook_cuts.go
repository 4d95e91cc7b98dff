package report

import (
	"github.com/cogwg/hvdlint/internal/message"
)

// tellCuts notes what of the table is not in its copy, and what is not marked in it.
func (t *tableCopy) tellCuts() {
	cut := func(text message.Text, n int64) {
		if n > 0 {
			t.cut(t.say(textAt, as("place", t.sheet), as("message", t.say(text, message.P("n", n)))))
		}
	}
	if t.unread != nil {
		reason := sentence(t.unread.Text.In(t.language))
		t.cut(t.say(textAt, as("place", t.sheet), as("message", t.say(textNotCopied, as("reason", reason)))))
	}
	cut(textRecordsNotCopied, t.left())
	cut(textColumnsNotCopied, int64(len(t.labels)-len(t.columns)))
	cut(textCellsShortened, t.long)
	cut(textCellsBeyond, t.wide)
	cut(textLinesNotCopied, t.facts.Header.AboveCount+t.facts.AfterCount-int64(len(t.aroundRow)))
	hidden, unmarked, unnoted := t.uncounted()
	cut(textPlacesNotMarked, hidden)
	cut(textMarksNotCopied, unmarked)
	cut(textMarksWithoutNote, unnoted)
}

// uncounted counts the failing places that the report does not hold, the findings whose cell is not in the copy, and the marked cells without
// a note.
func (t *tableCopy) uncounted() (hidden, unmarked, unnoted int64) {
	for _, g := range toldOf(t.run) {
		if g.assertion.Resource == t.resource.Name {
			hidden += g.hidden()
		}
	}
	count := func(p placed) {
		switch {
		case p.row == 0:
			unmarked += int64(len(p.findings))
		case !p.noted:
			unnoted++
		}
	}
	for _, p := range t.marks.others {
		count(p)
	}
	for _, of := range t.marks.records {
		for _, p := range of {
			count(p)
		}
	}
	return hidden, unmarked, unnoted
}
