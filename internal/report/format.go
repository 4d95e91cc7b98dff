package report

import (
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// Format is one way to write a report. A new format is one file of this package and one entry of [Formats].
type Format struct {
	// Name is what --format takes.
	Name string
	// Extensions are the file extensions that choose the format, in lower case with their dot.
	Extensions []string
	// Binary says that what is written is nothing for a terminal.
	Binary bool
	// Data says that the format copies the tables and wants [TextOptions.Records], and more places than others show. Such a format writes
	// nothing before it has everything; of others, whoever calls them has to see to that.
	Data bool
	// Every says that the format has every failing place, however many: whoever calls it writes them with [NDJSONWriter] while they are
	// found. Write has those of the report alone.
	Every bool
	// Write writes the whole report. Formats for programs that hold both languages leave the options aside.
	Write func(w io.Writer, r *Report, options TextOptions) error
}

// Records hands the records of a table to yield in order, batch by batch, with the facts of the table; run and resource are indexes of
// [Report.Runs] and [Run.Resources]. An error of yield ends the reading and is returned. What could not be read again is returned, after the
// records before it.
type Records func(run, resource int, yield func(*table.Resource, *table.Batch) error) (*table.Unread, error)

// Formats lists the output formats, the one for people first because it is the default.
func Formats() []Format {
	return []Format{
		{Name: "text", Extensions: []string{".txt"}, Write: Text},
		{Name: "json", Extensions: []string{".json"}, Write: func(w io.Writer, r *Report, _ TextOptions) error { return JSON(w, r) }},
		{Name: "html", Extensions: []string{".html", ".htm"}, Write: HTML},
		{Name: "html-en", Write: htmlIn(message.English)},
		{Name: "html-fr", Write: htmlIn(message.French)},
		{Name: "markdown", Extensions: []string{".md"}, Write: Markdown},
		{Name: "badge", Extensions: []string{".svg"}, Write: Badge},
		{Name: "sarif", Extensions: []string{".sarif"}, Write: SARIF},
		{Name: "github", Write: GitHub},
		{Name: "gitlab", Write: GitLab},
		{Name: "junit", Extensions: []string{".xml"}, Write: JUnit},
		{Name: "rdjson", Extensions: []string{".rdjson"}, Write: RDJSON},
		{Name: "tap", Extensions: []string{".tap"}, Write: TAP},
		{Name: "csv", Extensions: []string{".csv"}, Write: CSV},
		{Name: "csv-plain", Write: csvPlain},
		{Name: "xlsx", Extensions: []string{".xlsx"}, Binary: true, Data: true, Write: XLSX},
		{Name: "ndjson", Extensions: []string{".ndjson", ".jsonl"}, Every: true, Write: func(w io.Writer, r *Report, _ TextOptions) error { return NDJSON(w, r) }},
		{Name: "frictionless", Write: Frictionless},
		{Name: "ckan", Write: CKAN},
		{Name: "ckan-canada", Write: CKANCanada},
		{Name: "jsonld", Extensions: []string{".jsonld"}, Write: JSONLD},
	}
}

// FormatNames returns the names of [Formats], in their order.
func FormatNames() []string {
	var names []string
	for _, f := range Formats() {
		names = append(names, f.Name)
	}
	return names
}

// FormatNamed returns the format of that name.
func FormatNamed(name string) (Format, bool) {
	for _, f := range Formats() {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}

// FormatOfFile returns the format that the extension of a file name chooses, in any case.
func FormatOfFile(name string) (Format, bool) {
	extension := strings.ToLower(filepath.Ext(name))
	for _, f := range Formats() {
		if slices.Contains(f.Extensions, extension) {
			return f, true
		}
	}
	return Format{}, false
}
