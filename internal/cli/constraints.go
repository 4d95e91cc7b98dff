package cli

import (
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
)

// inWords says what a field takes: its type, then each constraint. A pattern is shown only where no description says in
// words what it means.
func inWords(f *standard.Field) []message.Text {
	words := []message.Text{typeTitle(f.Type)}
	add := func(text message.Text, params ...message.Param) { words = append(words, text.Format(params...)) }
	c := &f.Constraints
	if c.Required {
		add(textRequired)
	}
	if c.Unique {
		add(textUnique)
	}
	bound := func(value string, text message.Text) {
		if value != "" {
			add(text, message.P("value", value))
		}
	}
	bound(c.Minimum, textAtLeast)
	bound(c.ExclusiveMinimum, textMoreThan)
	bound(c.Maximum, textAtMost)
	bound(c.ExclusiveMaximum, textLessThan)
	if c.MinLength != nil {
		add(textMinLength, message.P("n", *c.MinLength))
	}
	if c.MaxLength != nil {
		add(textMaxLength, message.P("n", *c.MaxLength))
	}
	if values := f.Values(); len(values) > 0 {
		add(textEnum, message.P("values", wordList(values)))
	}
	if c.Pattern != "" && f.Description.IsZero() {
		add(textPattern, message.P("pattern", shown(c.Pattern)))
	}
	if f.Example != "" {
		add(textExample, message.P("value", shown(f.Example)))
	}
	return words
}

// typeTitle names a type of Table Schema v2 for a reader.
func typeTitle(name string) message.Text {
	titles := map[string]message.Text{
		"string": textTypeString, "integer": textTypeInteger, "number": textTypeNumber, "boolean": textTypeBoolean,
		"date": textTypeDate, "datetime": textTypeDateTime, "time": textTypeTime, "year": textTypeYear,
		"yearmonth": textTypeYearMonth, "duration": textTypeDuration, "list": textTypeList, "array": textTypeArray,
		"object": textTypeObject, "geopoint": textTypeGeopoint, "geojson": textTypeGeoJSON, "any": textTypeAny,
	}
	if title, ok := titles[name]; ok {
		return title
	}
	return message.Same(name)
}
