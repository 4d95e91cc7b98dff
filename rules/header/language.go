package header

import (
	"cmp"
	"strings"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
)

// rightName returns the name a field should have in this header: in the header's language or, when it does not show, in
// that of whoever reads the message.
func rightName(r *lint.Resource, field *standard.Field) message.Text {
	label := labels(field)
	label = message.Text{EN: message.Visible(label.EN), FR: message.Visible(label.FR)}
	if language, ok := languageOf(r.Columns); ok {
		return message.Same(label.In(language))
	}
	return label
}

// headersIn are what a header in one language is called.
var headersIn = [...]message.Text{
	message.English: {EN: "an English header", FR: "un en-tête en anglais"},
	message.French:  {EN: "a French header", FR: "un en-tête en français"},
}

// bothNames are the right name of a field (label), its name in the other language (other), and the header in which that
// one would be right (header).
func bothNames(r *lint.Resource, field *standard.Field) []message.Param {
	label := labels(field)
	other := message.Text{EN: message.Visible(label.FR), FR: message.Visible(label.EN)}
	header := message.Text{EN: headersIn[message.French].EN, FR: headersIn[message.English].FR}
	switch language, ok := languageOf(r.Columns); {
	case ok && language == message.English:
		other, header = message.Same(other.EN), headersIn[message.French]
	case ok:
		other, header = message.Same(other.FR), headersIn[message.English]
	}
	return []message.Param{message.P("label", rightName(r, field)), message.P("other", other), message.P("header", header)}
}

// languageOf returns the language that most labels are in: of those that are right to the letter or, when these do not
// decide, of all whose language can be told.
func languageOf(columns []lint.Column) (message.Language, bool) {
	var exact, all int // English labels less French ones
	for _, column := range columns {
		lead := 0
		switch english, french := languages(column); {
		case english && !french:
			lead = 1
		case french && !english:
			lead = -1
		}
		all += lead
		if column.Match == lint.LabelMatch {
			exact += lead
		}
	}
	switch lead := cmp.Or(exact, all); {
	case lead > 0:
		return message.English, true
	case lead < 0:
		return message.French, true
	}
	return message.English, false
}

// labels returns the two spellings that conform, the field's name where a standard gives none.
func labels(field *standard.Field) message.Text {
	label := field.Label
	if label.EN == "" {
		label.EN = field.Name
	}
	if label.FR == "" {
		label.FR = field.Name
	}
	return label
}

// languages says which languages a header label is in: one, both ("Year/Année"), or neither when the two spellings of
// its field do not differ or it is a spelling of no known language.
func languages(column lint.Column) (english, french bool) {
	if column.Field == nil {
		return false, false
	}
	label := labels(column.Field)
	en, fr := message.Fold(label.EN), message.Fold(label.FR)
	if en == fr {
		return false, false
	}
	for part := range strings.SplitSeq(column.Label, "/") {
		switch message.Fold(part) {
		case en:
			english = true
		case fr:
			french = true
		}
	}
	return english, french
}
