package report

import (
	"slices"

	"github.com/cogwg/hvdlint/internal/message"
)

// frictionlessError is an error of a task. Which keys there are depends on the shape of its type; nil is left out.
type frictionlessError struct {
	Type        string   `json:"type"`
	Title       string   `json:"title"`
	Description string   `json:"description"` // CKAN shows it as HTML: nothing of the data may be in it
	Message     string   `json:"message"`
	Tags        []string `json:"tags"`
	Note        string   `json:"note"`

	Labels              []string `json:"labels,omitempty"`
	RowNumbers          []int64  `json:"rowNumbers,omitempty"`
	Label               *string  `json:"label,omitempty"`
	Cells               []string `json:"cells,omitzero"`
	RowNumber           *int64   `json:"rowNumber,omitempty"`
	Cell                *string  `json:"cell,omitempty"`
	FieldName           *string  `json:"fieldName,omitempty"`
	FieldNumber         *int     `json:"fieldNumber,omitempty"`
	FieldNames          []string `json:"fieldNames,omitzero"`
	FieldCells          []string `json:"fieldCells,omitzero"`
	ReferenceName       *string  `json:"referenceName,omitempty"`
	ReferenceFieldNames []string `json:"referenceFieldNames,omitzero"`
}

// shape is what an error is about, which decides its tags and keys.
type shape uint8

const (
	shapeResource shape = iota
	shapeFile
	shapeTable
	shapeHeader
	shapeLabel
	shapeRow
	shapeCell
)

// tags are those that frictionless-py gives the errors of each shape.
var tags = map[shape][]string{
	shapeResource: {}, shapeFile: {"#file"}, shapeTable: {"#table"}, shapeHeader: {"#table", "#header"},
	shapeLabel: {"#table", "#header", "#label"}, shapeRow: {"#table", "#row"}, shapeCell: {"#table", "#row", "#cell"},
}

// frictionlessType is an error type: its title, which is that of frictionless-py in English, and what it means.
type frictionlessType struct {
	shape       shape
	title, text message.Text
}

// error is a finding as an error of a task; ofRule is the type that the rule of its bundle has, if any.
func (f *frictionless) error(task *frictionlessTask, b *bundle, ofRule string, finding *Finding) frictionlessError {
	id := frictionlessTypeOf(ofRule, task, finding)
	kind := frictionlessTypes[id]
	f.of = b.resource
	at := clip(f.entry(entry{first: finding, last: finding, places: finding.places()}), messageLimit)
	if fix := said(finding.Fixes.In(f.language)); fix != "" {
		at += ". " + f.say(textToldFix, as("fix", fix))
	}
	e := frictionlessError{
		Type: id, Title: kind.title.In(f.language), Description: kind.text.In(f.language), Message: at, Tags: tags[kind.shape],
		Note: said(finding.Messages.In(f.language)),
	}
	switch kind.shape {
	case shapeHeader, shapeLabel:
		e.Labels, e.RowNumbers = task.Labels, []int64{headerRow(b.resource)}
	case shapeRow, shapeCell:
		e.Cells, e.RowNumber = cellsOf(task, finding), new(rowNumber(b.resource, finding))
	}
	switch {
	case kind.shape == shapeLabel:
		e.label(task, finding)
	case kind.shape == shapeCell:
		e.cell(task, finding)
	case id == "foreign-key":
		e.reference(b, finding)
	}
	return e
}

// frictionlessTypeOf is the type for a finding: that of its rule, unless the finding has no place that such errors have. Of a rule
// without a type it is the general one for the place: what fails a must is an error, whatever Frictionless calls it.
func frictionlessTypeOf(id string, task *frictionlessTask, f *Finding) string {
	if expected, found := intParam(f, "expected"), intParam(f, "found"); id == "missing-cell" && found > expected {
		id = "extra-cell"
	}
	kind, known := frictionlessTypes[id]
	isCell := id == "missing-cell" || id == "extra-cell" || f.Column > 0 || slices.Contains(task.Labels, f.Field) && f.Field != ""
	switch {
	case known && kind.shape != shapeRow && kind.shape != shapeCell:
		return id
	case known && f.Record > 0 && (kind.shape == shapeRow || isCell):
		return id
	case f.Record > 0 && isCell:
		return "cell-error"
	case f.Record > 0:
		return "row-error"
	case f.Column > 0:
		return "label-error"
	}
	return "table-error"
}

// label says which label an error is about: a missing one would come after the last.
func (e *frictionlessError) label(task *frictionlessTask, f *Finding) {
	number, label := f.Column, ""
	if number == 0 {
		number = len(task.Labels) + 1
	} else if number <= len(task.Labels) {
		label = task.Labels[number-1]
	}
	e.Label, e.FieldName, e.FieldNumber = &label, new(exact(f.Field)), &number
}

// cell says which cell an error is about. Of a record of another width it is the first that is missing, or too many.
func (e *frictionlessError) cell(task *frictionlessTask, f *Finding) {
	number, value, name := f.Column, "", exact(f.Field)
	switch e.Type {
	case "missing-cell":
		number = intParam(f, "found") + 1
	case "extra-cell":
		number = intParam(f, "expected") + 1
	}
	if number == 0 {
		number = slices.Index(task.Labels, f.Field) + 1
	}
	if f.Value != nil {
		value = exact(*f.Value)
	}
	if name == "" && number <= len(task.Labels) && number > 0 {
		name = task.Labels[number-1]
	}
	e.Cell, e.FieldName, e.FieldNumber = &value, &name, &number
}

// reference says what a key without a match refers to, as far as the report knows.
func (e *frictionlessError) reference(b *bundle, f *Finding) {
	e.FieldNames, e.FieldCells, e.ReferenceFieldNames = []string{}, []string{}, []string{}
	for _, field := range b.assertion.Fields {
		e.FieldNames = append(e.FieldNames, exact(field))
	}
	if f.Value != nil {
		e.FieldCells = append(e.FieldCells, exact(*f.Value))
	}
	e.ReferenceName = new("")
}

// cellsOf are the cells of a record, in their columns. The report holds a few of some records; the others are "…".
func cellsOf(task *frictionlessTask, f *Finding) []string {
	cells := []string{}
	column := f.Column
	if f.Excerpt != nil {
		from := 0
		if f.Excerpt.Column >= 0 && column > f.Excerpt.Column {
			from = column - 1 - f.Excerpt.Column
		}
		cells = placeholders(cells, from)
		for _, cell := range f.Excerpt.Cells {
			cells = append(cells, exact(cell))
		}
	} else if column > 0 {
		cells = placeholders(cells, column-1)
		value := "…"
		if f.Value != nil {
			value = exact(*f.Value)
		}
		cells = append(cells, value)
	}
	return placeholders(cells, min(len(task.Labels), cellLimit))
}

// cellLimit is the number of cells of a record that are filled up with placeholders.
const cellLimit = 256

func placeholders(cells []string, n int) []string {
	for len(cells) < min(n, cellLimit) {
		cells = append(cells, "…")
	}
	return cells
}

// headerRow is the number of the header among the rows of a table.
func headerRow(r *Resource) int64 {
	if r != nil && r.Dialect != nil {
		return max(r.Dialect.HeaderLine, 1)
	}
	return 1
}

// rowNumber is the number of a record among the rows of a table, the header being one: in frictionless-py rows above it count too.
func rowNumber(r *Resource, f *Finding) int64 {
	switch {
	case r != nil && r.Format == formatXLSX && f.Line > 0:
		return f.Line
	case r != nil && r.Format == formatCSV && r.Dialect != nil:
		return r.Dialect.HeaderLine + f.Record
	}
	return f.Record + 1
}

// intParam is a whole number among the parameters of a finding; 0: it is not there.
func intParam(f *Finding, name string) int {
	switch n := f.Params[name].(type) {
	case int:
		return n
	case int64:
		return int(n)
	}
	return 0
}
