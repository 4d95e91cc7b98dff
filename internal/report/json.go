package report

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// JSON writes the report in the form that report.schema.json describes (see [Schema]): two spaces of indentation, keys in a
// fixed order, no escapes for HTML, empty lists as [], a line ending at the end. The same report gives the same bytes.
//
// Text that is not valid UTF-8 is written with U+FFFD for each byte that is wrong. The report itself stays as it is.
func JSON(w io.Writer, r *Report) error {
	if err := writeJSON(w, withLists(r), "  "); err != nil {
		return fmt.Errorf("writing the report as JSON: %w", err)
	}
	return nil
}

// writeJSON writes a value and a line ending, without escapes for HTML. Characters that cannot be seen, and move or reorder others where a
// text is shown, are escaped: to a program they are the same.
func writeJSON(w io.Writer, value any, indent string) error {
	encoder := json.NewEncoder(escaping{w})
	encoder.SetIndent("", indent)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}

// withLists returns a copy of the report in which no list and no map of the JSON form is nil. It copies only what it changes.
func withLists(r *Report) *Report {
	c := *r
	if c.SchemaVersion == 0 {
		c.SchemaVersion = SchemaVersion
	}
	c.Runs = listed(r.Runs)
	for i := range c.Runs {
		run := &c.Runs[i]
		run.Resources, run.Assertions = listed(run.Resources), listed(run.Assertions)
		if run.Findings == nil || slices.ContainsFunc(run.Findings, lacksList) {
			run.Findings = listed(run.Findings) // there may be millions
		}
		if run.Truncated == nil {
			run.Truncated = map[string]int64{}
		}
		for k := range run.Resources {
			run.Resources[k].Fields = listed(run.Resources[k].Fields)
		}
		for k := range run.Assertions {
			run.Assertions[k].Fields = listed(run.Assertions[k].Fields)
		}
		fillExcerpts(run.Findings)
		for _, list := range []*[]Finding{&run.Waived, &run.Known} {
			if slices.ContainsFunc(*list, lacksList) {
				*list = slices.Clone(*list)
				fillExcerpts(*list)
			}
		}
	}
	return &c
}

func fillExcerpts(findings []Finding) {
	for k := range findings {
		if e := findings[k].Excerpt; lacksList(findings[k]) {
			findings[k].Excerpt = &Excerpt{Labels: listed(e.Labels), Cells: listed(e.Cells), Column: e.Column}
		}
	}
}

func lacksList(f Finding) bool {
	return f.Excerpt != nil && (f.Excerpt.Labels == nil || f.Excerpt.Cells == nil)
}

// listed returns a copy of a list that is never nil.
func listed[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return slices.Clone(list)
}

// escaping escapes in JSON texts what [unseen] names. Each of them comes in one piece, as an encoder writes it.
type escaping struct{ io.Writer }

func (e escaping) Write(text []byte) (int, error) {
	var escaped []byte
	from := 0
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf && text[i] != 0x7f {
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		if unseen(r) {
			escaped = append(escaped, text[from:i]...)
			for _, unit := range utf16.AppendRune(nil, r) {
				escaped = fmt.Appendf(escaped, `\u%04x`, unit)
			}
			from = i + size
		}
		i += size
	}
	if escaped == nil {
		return e.Writer.Write(text)
	}
	if _, err := e.Writer.Write(append(escaped, text[from:]...)); err != nil {
		return 0, err
	}
	return len(text), nil
}

// unseen reports whether a character other than those of ASCII is a control or a format character, or ends a line or a paragraph.
func unseen(r rune) bool {
	switch {
	case r < 0xa0:
		return true
	case r < 0x600:
		return r == 0xad
	}
	return unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp)
}
