package report

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/cogwg/hvdlint/internal/message"
)

// group writes what one requirement found and returns the number of failing places that it does not show.
func (p *page) group(run *Run, g *group) (hidden int64) {
	p.of = run.resource(g.assertion.Resource)
	lead, ink := p.severity(g.severity)
	title := sentence(g.assertion.Title.In(p.language))
	p.paragraph(0, lead.In(p.language), ink, cmp.Or(title, visible(g.assertion.Rule)))
	p.paragraph(2, "", nil, p.requirement(&g.assertion, len(run.Resources) > 1))
	p.paragraph(2, "", nil, sentence(g.assertion.Statement.In(p.language)))

	all := g.entries()
	shown := all
	if limit := p.limit(run); limit >= 0 && len(all) > limit {
		shown = all[:limit]
	}
	if len(shown) > 0 {
		p.line("")
	}
	once := oneFix(shown)
	hidden = g.assertion.Failed
	for i, e := range shown {
		hidden -= e.places
		p.paragraph(2, "", nil, p.entry(e))
		p.related(e.first)
		if i == 0 && e.first.Excerpt != nil && !p.noExcerpts {
			p.excerpt(e.first.Excerpt, ink)
		}
		if !once {
			p.fix(4, e.first)
		}
	}
	if hidden > 0 {
		p.paragraph(2, "", p.ink.faint, p.say(textMore, message.P("n", hidden)))
	}
	if once && len(shown) > 0 {
		p.fix(2, shown[0].first)
	}
	return hidden
}

// limit is the number of entries to show of each requirement, -1 for all.
func (p *page) limit(run *Run) int {
	switch {
	case p.samples < 0, p.samples == 0 && run.Options.MaxSamples == 0:
		return -1
	case p.samples == 0:
		return defaultSamples
	}
	return p.samples
}

// requirement names the requirement and says how often it fails, of how many.
func (p *page) requirement(a *Assertion, several bool) string {
	params := []message.Param{
		as("requirement", visible(a.Requirement)), as("resource", visible(a.Resource)), as("count", p.count(a)),
	}
	several = several && a.Resource != ""
	switch alone := a.Tested <= 1 && a.Failed <= 1; {
	case several && alone:
		return p.say(textRequirementIn, params...)
	case several:
		return p.say(textRequirementInCount, params...)
	case alone:
		return p.say(textRequirement, params...)
	}
	return p.say(textRequirementCount, params...)
}

// count says how many places fail, and what share of all that is when there is a whole to speak of.
func (p *page) count(a *Assertion) string {
	if a.Tested <= 1 || a.Failed > a.Tested {
		return p.say(textPlaces, message.P("n", a.Failed))
	}
	text := textSharePlaces
	switch a.Unit {
	case UnitRecords:
		text = textShareRecords
	case UnitValues:
		text = textShareValues
	case UnitGroups:
		text = textShareGroups
	}
	return p.say(text, message.P("n", a.Failed), message.P("tested", a.Tested), as("share", p.share(a.Failed, a.Tested)))
}

// share writes a part of a whole in percent with one decimal. It never rounds some to none, nor nearly all to all.
func (p *page) share(part, whole int64) string {
	thousandths := int64(float64(part)/float64(whole)*1000 + 0.5)
	text := textPercent
	switch {
	case part == whole:
		return p.say(text, message.P("n", 100))
	case thousandths == 0:
		text, thousandths = textUnderPercent, 1
	case thousandths == 1000:
		text, thousandths = textOverPercent, 999
	}
	number := p.say(textDecimal, message.P("whole", thousandths/10), message.P("tenth", thousandths%10))
	return p.say(text, as("n", number))
}

// entry is where and what, as one sentence.
func (p *page) entry(e entry) string {
	said := sentence(e.first.Messages.In(p.language))
	where := p.where(e)
	switch {
	case where == "":
		return said
	case e.isGroup():
		return p.say(textFirstAt, as("place", where), as("message", said))
	}
	return p.say(textAt, as("place", where), as("message", said))
}

// isGroup reports whether an entry is one finding that tells of several places.
func (e *entry) isGroup() bool { return e.first.places() > 1 }

// where names the places of an entry, of a group the first one. It is empty for what has no place.
func (p *page) where(e entry) string {
	at := e.first.spot()
	switch {
	case e.isGroup():
		// The message of a group names its field.
		at.column, at.field, at.cell = 0, "", ""
	case e.first != e.last:
		return p.stretch(e)
	}
	return p.place(at)
}

// spot is a place of a finding.
type spot struct {
	line, record int64
	column       int
	field        string
	cell         string
	rowGroup     int
}

func (f *Finding) spot() spot {
	return spot{line: f.Line, record: f.Record, column: f.Column, field: f.Field, cell: f.Cell, rowGroup: f.RowGroup}
}

func (r *Related) spot() spot {
	return spot{line: r.Line, record: r.Record, column: r.Column, field: r.Field, cell: r.Cell, rowGroup: r.RowGroup}
}

// place names a place: "line 75525, record 75523, first_name", on a sheet "cell C12, record 11, first_name". The column of a
// field is named as the header of the table names it, and by its number too when no record is named, because the header is then meant. A field
// that the table lacks is no place: what is said of it names it.
func (p *page) place(at spot) string {
	var parts []string
	switch {
	case at.cell != "":
		parts = append(parts, p.say(textCell, as("cell", at.cell)))
	case at.line > 0:
		parts = append(parts, p.say(p.lineOrRow(textLine, textRowAt), ordinal("line", at.line)))
	}
	if at.record > 0 {
		parts = append(parts, p.say(textRecord, ordinal("record", at.record)))
	}
	if at.rowGroup > 0 {
		parts = append(parts, p.say(textRowGroup, ordinal("group", int64(at.rowGroup))))
	}
	return p.join(parts, at)
}

// stretch names the places of several records in a row.
func (p *page) stretch(e entry) string {
	var parts []string
	switch {
	case e.first.Line > 0 && e.first.Line == e.last.Line:
		parts = append(parts, p.say(p.lineOrRow(textLine, textRowAt), ordinal("line", e.first.Line)))
	case e.first.Line > 0:
		parts = append(parts, p.say(p.lineOrRow(textLines, textRows), ordinal("line", e.first.Line), ordinal("last", e.last.Line)))
	}
	if e.first.Record > 0 {
		parts = append(parts, p.say(textRecords, ordinal("record", e.first.Record), ordinal("last", e.last.Record)))
	}
	return p.join(parts, e.first.spot())
}

// lineOrRow chooses what the lines of the table at hand are called.
func (p *page) lineOrRow(line, row message.Text) message.Text {
	if p.of.isSheet() {
		return row
	}
	return line
}

func (p *page) join(parts []string, at spot) string {
	if at.column > 0 && at.cell == "" && (at.field == "" || at.record == 0) {
		parts = append(parts, p.say(textColumn, ordinal("column", int64(at.column))))
	}
	if at.field != "" && !p.of.lacks(at.field) {
		parts = append(parts, visible(p.of.called(at.field, at.column, p.language)))
	}
	return strings.Join(parts, ", ")
}

// related names the other places of a finding that its message does not name itself.
func (p *page) related(f *Finding) {
	said := f.Messages.In(p.language)
	for i := range f.Related {
		r := &f.Related[i]
		if r.Record > 0 && mentions(said, r.Record) && (r.Line == 0 || mentions(said, r.Line)) {
			continue
		}
		where := p.place(r.spot())
		p.paragraph(4, "", nil, p.say(textAt, as("place", where), as("message", sentence(r.Messages.In(p.language)))))
	}
}

// mentions reports whether a text has the number n, and not only as a part of a longer one.
func mentions(text string, n int64) bool {
	digits := strconv.FormatInt(n, 10)
	digitAt := func(i int) bool { return i >= 0 && i < len(text) && isDigit(rune(text[i])) }
	for start := 0; ; {
		at := strings.Index(text[start:], digits)
		if at < 0 {
			return false
		}
		at += start
		if !digitAt(at-1) && !digitAt(at+len(digits)) {
			return true
		}
		start = at + 1
	}
}

func (p *page) fix(indent int, f *Finding) {
	p.paragraph(indent, leadFix.In(p.language), p.ink.good, sentence(f.Fixes.In(p.language)))
}
