package cell

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// wrongType finds values that are not of the field's type (Table Schema v2, Field Types, all sixteen with their formats;
// domain F12: Nova Scotia writes years as midnight timestamps). Types whose every text is a value (string without a
// format, any) have nothing to test.
//
// It comes after the rules for particular spellings, so it tells what they do not.
var wrongType = &lint.Rule{
	ID: "wrong-type", Family: lint.CellFamily, Stage: lint.Type, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "type-error", Pages: pages,
	Bind: func(b *lint.Binding) (lint.Check, error) {
		field, err := fieldOf(b, &noParams{})
		if err != nil {
			return nil, err
		}
		of, err := typeOf(field.Field)
		if err != nil {
			return nil, err
		}
		if of == nil {
			return nil, nil
		}
		check := lint.CellCheck{
			Fails:   func(c table.Cell) bool { return !of.accepts(c) },
			Explain: func(c table.Cell) lint.Defect { return explainType(field.Field, of, c) },
		}
		return check, nil
	},
}

// typeNames are what the types are called in a sentence, with an article.
var typeNames = map[string]message.Text{
	"string":    {EN: "a text", FR: "un texte"},
	"integer":   {EN: "a whole number", FR: "un nombre entier"},
	"number":    {EN: "a number", FR: "un nombre"},
	"boolean":   {EN: "a yes-or-no value", FR: "une valeur oui ou non"},
	"date":      {EN: "a date", FR: "une date"},
	"time":      {EN: "a time of day", FR: "une heure"},
	"datetime":  {EN: "a date and time", FR: "une date avec l’heure"},
	"year":      {EN: "a year", FR: "une année"},
	"yearmonth": {EN: "a year and month", FR: "une année et un mois"},
	"duration":  {EN: "a duration", FR: "une durée"},
	"object":    {EN: "a JSON object", FR: "un objet JSON"},
	"array":     {EN: "a JSON array", FR: "un tableau JSON"},
	"list":      {EN: "a list", FR: "une liste"},
	"geopoint":  {EN: "a point on the map", FR: "un point géographique"},
	"geojson":   {EN: "a GeoJSON object", FR: "un objet GeoJSON"},
	"email":     {EN: "an e-mail address", FR: "une adresse courriel"},
	"uri":       {EN: "a web address", FR: "une adresse Web"},
	"uuid":      {EN: "a UUID", FR: "un UUID"},
	"binary":    {EN: "base64 text", FR: "un texte en base64"},
}

// typeExamples are values of the types for fields whose descriptor gives none.
var typeExamples = map[string]string{
	"integer": "2016", "number": "12.5", "date": "2016-05-31", "time": "13:30:00", "datetime": "2016-05-31T13:30:00", "year": "2016",
	"yearmonth": "2016-05", "duration": "P1Y6M", "object": `{"a": 1}`, "array": "[1, 2]", "geopoint": "-73.57, 45.50",
	"geojson": `{"type": "Point", "coordinates": [-73.57, 45.50]}`, "email": "info@example.org", "uri": "https://example.org/",
	"uuid": "123e4567-e89b-12d3-a456-426614174000", "binary": "SGVsbG8=",
}

// typeName is what a field's type and format are called.
func typeName(f *standard.Field) message.Text {
	if f.Type == "string" && f.Format != "" {
		return typeNames[f.Format]
	}
	return typeNames[f.Type]
}

// exampleOf is a value that the field accepts.
func exampleOf(f *standard.Field, of *valueType) string {
	if f.Example != "" && of.accepts(table.Cell{Text: []byte(f.Example)}) {
		return f.Example
	}
	switch {
	case of.words != nil && len(of.words.yes) > 0 && len(of.words.no) > 0:
		return of.words.yes[0] + ", " + of.words.no[0]
	case of.list != nil:
		return of.list.example()
	case of.date != nil && of.date.layouts[0].spelled != "" && !of.date.layouts[0].strict:
		return of.date.layouts[0].spelled
	case of.number != nil && !of.number.whole:
		return "12" + of.number.decimal + "5"
	case f.Type == "string":
		return typeExamples[f.Format]
	case f.Type == "geopoint" && f.Format == "array":
		return "[-73.57, 45.50]"
	case f.Type == "geopoint" && f.Format == "object":
		return `{"lon": -73.57, "lat": 45.50}`
	case f.Type == "geojson" && f.Format == "topojson":
		return `{"type": "Topology", "objects": {}, "arcs": []}`
	}
	return typeExamples[f.Type]
}
