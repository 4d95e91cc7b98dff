package report

import (
	"crypto/sha256"
	_ "embed" // the template and the style
	"encoding/base64"
	"fmt"
	"html/template"
	"io"

	"github.com/cogwg/hvdlint/internal/message"
)

//go:embed html.tmpl
var htmlTemplate string

//go:embed html.css
var htmlStyle string

// HTML writes the report as one page that needs nothing else: no network, no script. It holds both languages; a switch shows
// one of them, at first the one of the options. All values are escaped by html/template, made visible and shortened; of long
// reports each requirement shows fewer places, and says how many it does not show.
func HTML(w io.Writer, r *Report, options TextOptions) error {
	return writeHTML(w, r, options, message.Languages[:]...)
}

// htmlIn returns [HTML] with one language and no switch.
func htmlIn(l message.Language) func(w io.Writer, r *Report, options TextOptions) error {
	return func(w io.Writer, r *Report, options TextOptions) error {
		options.Language = l
		return writeHTML(w, r, options, l)
	}
}

// htmlDocument is all that the template writes.
type htmlDocument struct {
	Language string // that is shown at first
	Title    string
	Policy   string
	Style    template.CSS
	Switch   bool
	Parts    []htmlPart
}

// htmlPart is the whole report in one language.
type htmlPart struct {
	Language string
	W        htmlWords
	Shown    bool // at first
	Several  bool
	htmlVerdict
	Runs []htmlRun
	Tool []htmlFact
}

// htmlVerdict is a verdict, how its sentence goes on, and the icon that goes with it.
type htmlVerdict struct{ Icon, Verdict, Rest string }

func writeHTML(w io.Writer, r *Report, options TextOptions, languages ...message.Language) error {
	page, err := template.New("").Option("missingkey=error").Parse(htmlTemplate)
	if err != nil {
		return fmt.Errorf("reading the template of the report: %w", err)
	}
	document := htmlDocument{
		Language: options.Language.String(), Policy: contentPolicy(htmlStyle),
		Style:  template.CSS(htmlStyle), //nolint:gosec // ours, embedded
		Switch: len(languages) > 1,
	}
	for _, l := range languages {
		o := options
		o.Language = l
		part := newHTMLView(r, o).part(r)
		if part.Shown = l == options.Language; part.Shown {
			document.Title = htmlTitle(&part)
		}
		document.Parts = append(document.Parts, part)
	}
	if err := page.ExecuteTemplate(w, "document", &document); err != nil {
		return fmt.Errorf("writing the report as HTML: %w", err)
	}
	return nil
}

// contentPolicy allows a page its own style and nothing else: no script, no form, nothing from elsewhere.
func contentPolicy(style string) string {
	digest := sha256.Sum256([]byte(style))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(digest[:]) +
		"'; img-src data:; base-uri 'none'; form-action 'none'"
}

func htmlTitle(part *htmlPart) string {
	name := ""
	if len(part.Runs) == 1 {
		name = part.Runs[0].Name + " – "
	}
	return name + part.Verdict + " – hvdlint"
}

// htmlView turns a report into what the template writes in one language.
type htmlView struct {
	*page
	words    htmlWords
	rulePage func(rule string) message.Text
	limit    int               // of places shown of each requirement
	anchors  map[string]string // of the rules whose page was folded in
}

// The numbers of places and rows that a page shows, so that the longest report opens.
const (
	htmlPlaces    = 20    // of each requirement
	htmlAllPlaces = 100   // of each requirement, when the user asked for all
	htmlSum       = 2_000 // of all requirements together; more than it when there are more requirements
	htmlRows      = 2_000 // of a table
)

func newHTMLView(r *Report, options TextOptions) *htmlView {
	v := &htmlView{page: newPage(nil, options), words: htmlWordsIn(options.Language), rulePage: func(id string) message.Text { return options.rule(id).Body }, anchors: map[string]string{}}
	groups, all := 0, options.Samples < 0
	for i := range r.Runs {
		groups += len(groupsOf(&r.Runs[i]))
		all = all || options.Samples == 0 && r.Runs[i].Options.MaxSamples == 0
	}
	v.limit = htmlPlaces
	switch {
	case options.Samples > 0:
		v.limit = min(options.Samples, htmlAllPlaces)
	case all:
		v.limit = htmlAllPlaces
	}
	v.limit = min(v.limit, max(1, htmlSum/max(groups, 1)))
	return v
}

func (v *htmlView) part(r *Report) htmlPart {
	part := htmlPart{Language: v.language.String(), W: v.words, Several: len(r.Runs) > 1, Tool: v.toolFacts(r)}
	told := map[string]bool{}
	for i := range r.Runs {
		run := v.run(&r.Runs[i], fmt.Sprintf("%s-%d", part.Language, i+1), part.Several)
		if told[run.Standard] {
			run.Status, run.Meaning = "", ""
		}
		told[run.Standard] = true
		part.Runs = append(part.Runs, run)
	}
	switch len(r.Runs) {
	case 0:
		part.htmlVerdict = htmlVerdict{Icon: "none", Verdict: message.Capital(textNothingChecked.In(v.language))}
	case 1:
		part.htmlVerdict = part.Runs[0].htmlVerdict
	default:
		part.htmlVerdict = htmlVerdict{Icon: verdictIcon(r.Verdict()), Verdict: v.summarySentence(r)}
	}
	return part
}

func verdictIcon(verdict Verdict) string {
	switch verdict {
	case Conforms, ConformsWithExceptions:
		return "good"
	case DoesNotConform:
		return "error"
	}
	return "unread"
}

// Lengths, in characters, after which texts are cut.
const (
	cellLength     = 120
	nameLength     = 300
	sentenceLength = 2_000
)

// shown makes a text of any length fit to be shown: visible, in one line, cut after a number of characters.
func shown(s string, length int) string {
	if head, isCut := cut(s, length); isCut {
		return sentence(head) + excerptMark
	}
	return sentence(s)
}

// said is a sentence of the report in the language of the view.
func (v *htmlView) said(text message.Text) string { return shown(text.In(v.language), sentenceLength) }

func (v *htmlView) number(n int64) string { return message.Number(v.language, n) }
