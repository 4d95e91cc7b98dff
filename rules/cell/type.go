package cell

import (
	"bytes"
	"encoding/json"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// valueType knows the values of a field's type and format (Table Schema v2, Field Types).
type valueType struct {
	accepts func(table.Cell) bool
	// Exactly one of these is set for the types they describe.
	number *numberForm
	date   *dateForm
	words  *booleanForm
	list   *listForm
}

// typeOf returns the type of a field, or nil when every text is one of its values. A format that the type does not have
// or that cannot be read is an error of the standard.
func typeOf(f *standard.Field) (*valueType, error) {
	switch f.Type {
	case "integer", "number":
		form := numberFormOf(f)
		return &valueType{accepts: form.accepts, number: &form}, nil
	case "date", "time", "datetime", "year", "yearmonth":
		form, err := dateFormOf(f)
		if err != nil {
			return nil, err
		}
		return &valueType{accepts: form.accepts, date: form}, nil
	case "boolean":
		form := booleanFormOf(f)
		return &valueType{accepts: form.accepts, words: form}, nil
	case "duration":
		return textType(func(text []byte) bool {
			_, ok := parseDuration(text)
			return ok
		}), nil
	case "object":
		return nestedType(func(text []byte) bool { return isJSON(text, '{') }), nil
	case "array":
		return nestedType(func(text []byte) bool { return isJSON(text, '[') }), nil
	case "geojson":
		return geoJSONType(f)
	case "geopoint":
		return geoPointType(f)
	case "list":
		form, err := listFormOf(f)
		if err != nil {
			return nil, err
		}
		return &valueType{accepts: form.accepts, list: form}, nil
	case "string":
		return stringType(f)
	}
	return nil, nil
}

func textType(is func([]byte) bool) *valueType {
	return &valueType{accepts: func(c table.Cell) bool { return c.Kind == table.Text && is(c.Text) }}
}

func nestedType(is func([]byte) bool) *valueType {
	return &valueType{accepts: func(c table.Cell) bool { return (c.Kind == table.Text || c.Kind == table.Nested) && is(c.Text) }}
}

// stringType knows the formats of Table Schema v2. A format it does not know is a hint for other tools and demands nothing.
func stringType(f *standard.Field) (*valueType, error) {
	switch f.Format {
	case "email":
		return textType(isEmail), nil
	case "uri":
		return textType(isURI), nil
	case "uuid":
		return textType(isUUID), nil
	case "binary":
		return textType(isBase64), nil
	}
	return nil, nil
}

func geoJSONType(f *standard.Field) (*valueType, error) {
	switch f.Format {
	case "":
		return nestedType(isGeoJSON), nil
	case "topojson":
		return nestedType(func(text []byte) bool { return hasJSONType(text, "Topology") }), nil
	}
	return nil, noFormat(f)
}

func geoPointType(f *standard.Field) (*valueType, error) {
	read, ok := pointForms[f.Format]
	if !ok {
		return nil, noFormat(f)
	}
	is := func(text []byte) bool {
		lon, lat, ok := read(text)
		return ok && isPoint(lon, lat)
	}
	if f.Format == "" {
		return textType(is), nil
	}
	return nestedType(is), nil
}

// noFormat makes an error about a format that the field's type does not have.
func noFormat(f *standard.Field) error {
	return message.NewFault(message.Text{
		EN: "format of field {field}: the type {type} has no format “{format}”",
		FR: "format du champ {field}\u00a0: le type {type} n’a pas de format «\u00a0{format}\u00a0»",
	}, message.P("field", f.Name), message.P("type", f.Type), message.P("format", f.Format))
}

// booleanForm is how a field writes its booleans.
type booleanForm struct{ yes, no []string }

// booleanFormOf takes the words of the field, or the defaults of Table Schema v2.
func booleanFormOf(f *standard.Field) *booleanForm {
	form := &booleanForm{yes: f.TrueValues, no: f.FalseValues}
	if form.yes == nil {
		form.yes = []string{"true", "True", "TRUE", "1"}
	}
	if form.no == nil {
		form.no = []string{"false", "False", "FALSE", "0"}
	}
	return form
}

func (f *booleanForm) accepts(c table.Cell) bool {
	switch c.Kind {
	case table.Boolean:
		return true
	case table.Text, table.Number:
		return isOneOf(c.Text, f.yes) || isOneOf(c.Text, f.no)
	}
	return false
}

// value returns what the cell says; ok is false for no boolean.
func (f *booleanForm) value(c table.Cell) (value, ok bool) {
	switch {
	case c.Kind == table.Boolean:
		return string(c.Text) == "true", true
	case isOneOf(c.Text, f.yes):
		return true, true
	}
	return false, isOneOf(c.Text, f.no)
}

func isOneOf(text []byte, list []string) bool {
	for _, s := range list {
		if string(text) == s {
			return true
		}
	}
	return false
}

// isJSON reports whether text is a JSON value that opens with the given bracket.
func isJSON(text []byte, open byte) bool {
	text = bytes.TrimSpace(text)
	return len(text) > 0 && text[0] == open && json.Valid(text)
}
