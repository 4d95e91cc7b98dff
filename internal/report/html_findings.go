package report

import (
	"cmp"

	"github.com/cogwg/hvdlint/internal/message"
)

// htmlRequirement is a failed requirement and where it fails.
type htmlRequirement struct {
	ID, Severity, SeverityWord, Title string
	W                                 htmlWords
	About                             string
	Statement                         []htmlSpan
	Fix                               string // of all places alike
	Places, MorePlaces                []htmlPlace
	MoreStart                         int
	MoreSummary                       string
	Hidden                            string
	Rule, PageID                      string
	Page                              []htmlBlock // empty: it stands at PageID, or nowhere
}

// htmlPlace is one finding, or a row of equal ones.
type htmlPlace struct {
	W              htmlWords
	Where, Message string
	Group          bool // Where is the first of several
	Pointer        string
	Excerpt        *htmlExcerpt
	Related        []htmlRelated
	Fix            string
}

// htmlRelated is another place that a finding speaks of.
type htmlRelated struct {
	W                       htmlWords
	Where, Message, Pointer string
}

// htmlExcerpt is a few cells of a record.
type htmlExcerpt struct {
	Caption       string
	Columns       []htmlColumn
	Before, After bool // cells are left out
}

// htmlColumn is one cell of an excerpt under its label.
type htmlColumn struct {
	Label, Cell string
	Empty       string // what stands for an empty cell
	Short       bool   // the cell need not be broken into lines
	Marked      bool
	Here        string // says the mark
}

const (
	htmlOpen      = 5  // places that are shown without unfolding
	htmlColumns   = 12 // of an excerpt
	htmlRelations = 20 // of a finding
)

func (v *htmlView) requirementOf(r *Run, g *group, id string) htmlRequirement {
	v.of = r.resource(g.assertion.Resource)
	a := &g.assertion
	h := htmlRequirement{
		ID: id, Severity: severityOrNote(g.severity), SeverityWord: severityWord(g.severity).In(v.language), W: v.words,
		Title: v.title(v.of, a), About: message.Capital(shown(v.requirement(a, len(r.Resources) > 1), sentenceLength)),
		Statement: htmlSpans(v.said(a.Statement)), Rule: shown(a.Rule, nameLength),
	}
	v.foldPage(&h, a.Rule)
	all := g.entries()
	list := all[:min(len(all), v.limit)]
	once := len(list) > 0 && oneFix(list)
	if once {
		h.Fix = v.said(list[0].first.Fixes)
	}
	hidden := a.Failed
	for i, e := range list {
		hidden -= e.places
		place := v.placeOf(e, once)
		if i < htmlOpen || len(list) <= htmlOpen+1 {
			h.Places = append(h.Places, place)
			continue
		}
		h.MorePlaces = append(h.MorePlaces, place)
	}
	if n := len(h.MorePlaces); n > 0 {
		h.MoreStart, h.MoreSummary = len(h.Places)+1, v.say(textHTMLMorePlaces, message.P("n", n))
	}
	if hidden > 0 {
		h.Hidden = v.say(textHTMLHidden, message.P("n", hidden), message.P("all", a.Failed))
	}
	return h
}

// title is the title of the rule, and the field if there is one: several requirements may have the same rule.
func (v *htmlView) title(of *Resource, a *Assertion) string {
	title := cmp.Or(v.said(a.Title), shown(a.Rule, nameLength), shown(a.Requirement, nameLength))
	if len(a.Fields) != 1 {
		return title
	}
	return v.say(textHTMLTitle, as("title", title), as("field", shown(of.called(a.Fields[0], 0, v.language), nameLength)))
}

// foldPage folds the page of a rule into the first requirement that has it, to which the others link.
func (v *htmlView) foldPage(h *htmlRequirement, rule string) {
	if anchor, ok := v.anchors[rule]; ok {
		h.PageID = anchor
		return
	}
	if body := v.rulePage(rule).In(v.language); body != "" {
		h.Page, h.PageID = htmlBlocks(body), h.ID+"-page"
		v.anchors[rule] = h.PageID
	}
}

func (v *htmlView) placeOf(e entry, once bool) htmlPlace {
	f := e.first
	place := htmlPlace{
		W: v.words, Where: shown(v.where(e), nameLength), Message: v.said(f.Messages), Group: e.isGroup(),
		Pointer: shown(f.Pointer, nameLength), Excerpt: v.excerptOf(e),
	}
	if !place.Group && (f.Line > 0 || f.Record > 0 || f.Cell != "") {
		place.Where = message.Capital(place.Where)
	}
	if !once {
		place.Fix = v.said(f.Fixes)
	}
	for i := range f.Related[:min(len(f.Related), htmlRelations)] {
		r := &f.Related[i]
		place.Related = append(place.Related, htmlRelated{v.words, shown(v.place(r.spot()), nameLength), v.said(r.Messages), shown(r.Pointer, nameLength)})
	}
	return place
}

// excerptOf shows the cells around the one in question, at most [htmlColumns]. Of several records in a row it is the first,
// and says so.
func (v *htmlView) excerptOf(of entry) *htmlExcerpt {
	f := of.first
	e := f.Excerpt
	if e == nil || v.noExcerpts {
		return nil
	}
	n := max(len(e.Labels), len(e.Cells))
	from := max(0, min(e.Column-htmlColumns/2, n-htmlColumns))
	to := min(n, from+htmlColumns)
	if n == 0 {
		return nil
	}
	excerpt := &htmlExcerpt{Caption: v.words["excerpt"], Before: from > 0, After: to < n}
	if of.first != of.last {
		where := v.place(spot{line: f.Line, record: f.Record, rowGroup: f.RowGroup})
		excerpt.Caption = v.say(textAt, as("place", v.words["excerpt"]), as("message", where))
	}
	for i := from; i < to; i++ {
		c := htmlColumn{Marked: i == e.Column, Here: v.words["here"] + message.Colon.In(v.language)}
		if i < len(e.Labels) {
			c.Label = shown(e.Labels[i], cellLength)
		}
		if i < len(e.Cells) {
			c.Cell = shownCell(e.Cells[i])
			_, long := cut(c.Cell, shortCell)
			c.Short = !long
		}
		if c.Cell == "" {
			c.Empty = textEmptyCell.In(v.language)
		}
		excerpt.Columns = append(excerpt.Columns, c)
	}
	return excerpt
}

// shortCell is the number of characters of a cell that is kept in one line.
const shortCell = 12

// shownCell is [shown] for a value, whose blanks at the ends belong to it.
func shownCell(s string) string { return visible(clip(s, cellLength)) }
