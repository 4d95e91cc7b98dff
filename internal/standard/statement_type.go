package standard

import (
	"strings"

	"github.com/cogwg/hvdlint/internal/message"
)

// typeStatements say what a value of each type is. geopoint, geojson and the rest have words of their own, because a
// steward need not know that they are types.
var typeStatements = map[string]message.Text{
	"string":    {EN: "`{field}` is text in the format {format}.", FR: "`{field}` est un texte au format {format}."},
	"integer":   {EN: "`{field}` is a whole number.", FR: "`{field}` est un nombre entier."},
	"number":    {EN: "`{field}` is a number.", FR: "`{field}` est un nombre."},
	"boolean":   {EN: "`{field}` is true ({true}) or false ({false}).", FR: "`{field}` dit vrai ({true}) ou faux ({false})."},
	"object":    {EN: "`{field}` is a JSON object.", FR: "`{field}` est un objet JSON."},
	"array":     {EN: "`{field}` is a JSON array.", FR: "`{field}` est un tableau JSON."},
	"date":      {EN: "`{field}` is a date, year first: 2016-12-31.", FR: "`{field}` est une date, année d’abord\u00a0: 2016-12-31."},
	"time":      {EN: "`{field}` is a time of day: 23:59:00.", FR: "`{field}` est une heure du jour\u00a0: 23:59:00."},
	"datetime":  {EN: "`{field}` is a date and time: 2016-12-31T23:59:00Z.", FR: "`{field}` est une date avec l’heure\u00a0: 2016-12-31T23:59:00Z."},
	"year":      {EN: "`{field}` is a year of four digits.", FR: "`{field}` est une année de quatre chiffres."},
	"yearmonth": {EN: "`{field}` is a year and month: 2016-12.", FR: "`{field}` est une année avec le mois\u00a0: 2016-12."},
	"duration":  {EN: "`{field}` is a duration as ISO 8601 writes it: P1Y2M.", FR: "`{field}` est une durée écrite selon ISO 8601\u00a0: P1Y2M."},
	"geopoint":  {EN: "`{field}` is a point, longitude first.", FR: "`{field}` est un point, longitude d’abord."},
	"geojson":   {EN: "`{field}` is a GeoJSON object.", FR: "`{field}` est un objet GeoJSON."},
}

// formatStatements are those of a type in a format that has words of its own.
var formatStatements = map[string]message.Text{
	"string/email":  {EN: "`{field}` is an e-mail address.", FR: "`{field}` est une adresse de courriel."},
	"string/uri":    {EN: "`{field}` is a web address or another URI.", FR: "`{field}` est une adresse Web ou un autre URI."},
	"string/uuid":   {EN: "`{field}` is a UUID.", FR: "`{field}` est un UUID."},
	"string/binary": {EN: "`{field}` is binary data in base64.", FR: "`{field}` contient des données binaires en base64."},
	"date/any":      {EN: "`{field}` is a date.", FR: "`{field}` est une date."},
	"time/any":      {EN: "`{field}` is a time of day.", FR: "`{field}` est une heure du jour."},
	"datetime/any":  {EN: "`{field}` is a date and time.", FR: "`{field}` est une date avec l’heure."},
}

// listStatements are those of lists, by the type of their items.
var listStatements = map[string]message.Text{
	"string":   {EN: "`{field}` is a list of values separated by {delimiter}.", FR: "`{field}` est une liste de valeurs séparées par {delimiter}."},
	"integer":  {EN: "`{field}` is a list of whole numbers separated by {delimiter}.", FR: "`{field}` est une liste de nombres entiers séparés par {delimiter}."},
	"number":   {EN: "`{field}` is a list of numbers separated by {delimiter}.", FR: "`{field}` est une liste de nombres séparés par {delimiter}."},
	"boolean":  {EN: "`{field}` is a list of true and false separated by {delimiter}.", FR: "`{field}` est une liste de true et de false séparés par {delimiter}."},
	"date":     {EN: "`{field}` is a list of dates, year first, separated by {delimiter}.", FR: "`{field}` est une liste de dates, année d’abord, séparées par {delimiter}."},
	"time":     {EN: "`{field}` is a list of times of day separated by {delimiter}.", FR: "`{field}` est une liste d’heures du jour séparées par {delimiter}."},
	"datetime": {EN: "`{field}` is a list of dates with their times separated by {delimiter}.", FR: "`{field}` est une liste de dates avec l’heure séparées par {delimiter}."},
}

// listDelimiters are what common delimiters are called; others are shown.
var listDelimiters = map[string]message.Text{
	",": {EN: "commas", FR: "des virgules"}, ";": {EN: "semicolons", FR: "des points-virgules"}, "|": {EN: "vertical bars", FR: "des barres verticales"},
	"\t": {EN: "tabs", FR: "des tabulations"}, " ": {EN: "spaces", FR: "des espaces"},
}

// commonForms say how values of a type are written that several programs read in several ways.
var commonForms = map[string]message.Text{
	"time":      {EN: "`{field}` is written in the form that every program reads: 23:59:00.", FR: "`{field}` s’écrit sous la forme que tout programme lit\u00a0: 23:59:00."},
	"datetime":  {EN: "`{field}` is written in a form that every program reads: 2016-12-31T23:59:00Z.", FR: "`{field}` s’écrit sous une forme que tout programme lit\u00a0: 2016-12-31T23:59:00Z."},
	"year":      {EN: "`{field}` is written in the form that every program reads: 2016.", FR: "`{field}` s’écrit sous la forme que tout programme lit\u00a0: 2016."},
	"yearmonth": {EN: "`{field}` is written in the form that every program reads: 2016-12.", FR: "`{field}` s’écrit sous la forme que tout programme lit\u00a0: 2016-12."},
}

// datesInFormat are those of dates and times whose descriptor gives a pattern of strptime.
var datesInFormat = map[string]message.Text{
	"date":     {EN: "`{field}` is a date in the format {format}.", FR: "`{field}` est une date au format {format}."},
	"time":     {EN: "`{field}` is a time of day in the format {format}.", FR: "`{field}` est une heure du jour au format {format}."},
	"datetime": {EN: "`{field}` is a date and time in the format {format}.", FR: "`{field}` est une date avec l’heure, au format {format}."},
}

// directives write the directives of strptime with letters, as people do.
var directives = [...]*strings.Replacer{
	message.English: strings.NewReplacer("%%", "%", "%Y", "YYYY", "%m", "MM", "%d", "DD", "%H", "HH", "%M", "MM", "%S", "SS"),
	message.French:  strings.NewReplacer("%%", "%", "%Y", "AAAA", "%m", "MM", "%d", "JJ", "%H", "HH", "%M", "MM", "%S", "SS"),
}

// spellFormat writes the format of a date or time as people do: YYYY-MM-DD for %Y-%m-%d. Other directives stay as they
// are.
func spellFormat(field *Field) message.Text {
	if _, ok := datesInFormat[field.Type]; !ok {
		return message.Same(message.Visible(field.Format))
	}
	return message.Text{
		EN: message.Visible(directives[message.English].Replace(field.Format)),
		FR: message.Visible(directives[message.French].Replace(field.Format)),
	}
}

func (d *fieldDeriver) sayType() message.Text {
	field := d.field
	sentence, ok := formatStatements[field.Type+"/"+field.Format]
	if !ok && field.Format != "" {
		sentence, ok = datesInFormat[field.Type]
	}
	if !ok {
		sentence = typeStatements[field.Type]
	}
	if field.Type == "list" {
		delimiter, known := listDelimiters[field.Delimiter]
		if !known {
			delimiter = quote(message.Visible(field.Delimiter))
		}
		return d.say(listStatements[field.ItemType], message.P("delimiter", delimiter))
	}
	return d.say(sentence, message.P("format", spellFormat(field)),
		message.P("true", message.List(field.TrueValues)), message.P("false", message.List(field.FalseValues)))
}
