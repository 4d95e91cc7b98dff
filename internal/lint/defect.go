package lint

import "github.com/cogwg/hvdlint/internal/message"

// Defect is one place that has the rule's defect, before requirement, severity and language are known.
type Defect struct {
	// Variant chooses one of the page's variants of message and fix; empty: the page's own.
	Variant string
	// Params fill the message. {value} (the cell as written) and {field} (the field's name) are always there for cell
	// checks; a rule adds its own.
	Params []message.Param
	// At says where. The engine fills it for cell and record checks; a record check sets Column to point at a cell.
	At Location
	// Value is the value as written; the engine fills it for cell checks, and for record checks that set a Column.
	Value string
	// Count is the number of places that this defect tells of; 0 means 1.
	Count int64
	// Related are other places that belong to it, such as the first record with the same key.
	Related []Related
}

// Location is a place in a resource. Zero values mean: not in a record, a line, a column.
type Location struct {
	// Resource is the name of a resource; only for defects of a dataset. The others belong to the resource at hand.
	Resource string

	Record int64  // from 1
	Line   int64  // physical line, from 1
	Column int    // from 1
	Field  string // name of the field, as the standard names it
	Label  string // the header as written, when there is no field
}

// Related is a place that belongs to a defect and why it is named.
type Related struct {
	At   Location
	Text message.Text // "first seen here"
}
