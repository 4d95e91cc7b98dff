package file

import (
	"strings"

	"github.com/cogwg/hvdlint/internal/message"
)

// format is what people call a format of [table.Resource], and how the names of its files end.
type format struct {
	name, title string
	content     message.Text // "the content is …"
	extension   string       // the usual one
}

var formats = []format{
	{"csv", "CSV", message.Text{EN: "delimited text (CSV)", FR: "du texte délimité (CSV)"}, ".csv"},
	{"xlsx", "XLSX", message.Text{EN: "an Excel workbook (XLSX)", FR: "un classeur Excel (XLSX)"}, ".xlsx"},
	{"json", "JSON", message.Text{EN: "JSON", FR: "du JSON"}, ".json"},
	{"ndjson", "NDJSON", message.Text{EN: "one JSON text a line (NDJSON)", FR: "un texte JSON par ligne (NDJSON)"}, ".ndjson"},
	{"geojson", "GeoJSON", message.Text{EN: "GeoJSON", FR: "du GeoJSON"}, ".geojson"},
	{"parquet", "Parquet", message.Text{EN: "a Parquet file", FR: "un fichier Parquet"}, ".parquet"},
}

// formatOf returns the format of that name; one that is not known goes by its name in capitals.
func formatOf(name string) format {
	for _, f := range formats {
		if strings.EqualFold(f.name, name) {
			return f
		}
	}
	title := strings.ToUpper(name)
	return format{name: name, title: title, content: message.Same(title), extension: "." + strings.ToLower(name)}
}
