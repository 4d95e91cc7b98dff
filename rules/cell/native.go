package cell

import (
	"strconv"

	"github.com/cogwg/hvdlint/internal/calendar"
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// asText makes the check of a rule about values that stand as text where their format has a kind of its own for them. Only a text
// that reads as a value of the field's type fails: others are wrong-type's and its neighbours'. The value goes on as it is.
func asText(of *valueType, explain func(table.Cell) lint.Defect) lint.CellCheck {
	return lint.CellCheck{
		Fails:   func(c table.Cell) bool { return written(c) && of.accepts(c) },
		Explain: explain,
		Mend:    func(c table.Cell) []byte { return c.Text },
	}
}

// kindNames are what native values are called in a sentence, with an article.
var kindNames = map[table.Kind]message.Text{
	table.Number:   {EN: "a number", FR: "un nombre"},
	table.Boolean:  {EN: "a yes-or-no value", FR: "une valeur oui ou non"},
	table.Date:     {EN: "a date", FR: "une date"},
	table.Time:     {EN: "a time of day", FR: "une heure"},
	table.DateTime: {EN: "a date and time", FR: "une date avec l’heure"},
}

// explainNative says what a native value is that is not of the field's type.
func explainNative(f *standard.Field, of *valueType, c table.Cell, params []message.Param, suggest func(variant, suggestion string) lint.Defect) lint.Defect {
	kind, known := kindNames[c.Kind]
	switch {
	case !known:
		return defect("", params...)
	case c.Kind == table.Number && of.number != nil:
		return explainNumber(of, string(c.Text), params, suggest)
	}
	params = append(params, message.P("kind", kind))
	meant, ok := momentOf(c)
	if !ok {
		return defect("held", params...)
	}
	if number, ok := numberShownAsDate(&meant); ok && (f.Type == "integer" || f.Type == "year") {
		return suggest("year-as-date", number)
	}
	text := ""
	if f.Type == "integer" || f.Type == "year" || f.Type == "yearmonth" {
		text = writeAs(f, of, &meant)
	}
	if text == "" || !of.accepts(table.Cell{Text: []byte(text)}) {
		return defect("held", params...)
	}
	return defect("held-suggestion", append(params, message.P("suggestion", text))...)
}

// momentOf reads a native date.
func momentOf(c table.Cell) (moment, bool) {
	switch c.Kind {
	case table.Date:
		return nativeDate.read(c.Text)
	case table.DateTime:
		return nativeDateTime.read(c.Text)
	}
	return moment{}, false
}

// numberShownAsDate returns the year that a spreadsheet shows as a date of 1904 or 1905 when its cell has a date format: sheets count
// days from 30 December 1899 (ECMA-376 part 1, 18.17.4.1).
func numberShownAsDate(m *moment) (string, bool) {
	days := calendar.DayNumber(m.year, m.month, m.day) - calendar.DayNumber(1899, 12, 30)
	return strconv.FormatInt(days, 10), m.isMidnight() && days >= 1800 && days <= 2100
}
