package lint

import (
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// Resource is what a [ResourceCheck] judges: the facts observed, and how the header was bound to the schema.
type Resource struct {
	*table.Resource
	Schema *standard.Schema // nil when the standard has no fields
	// Columns has one entry per column of the header.
	Columns []Column
	// Supplied holds the fields given on the command line because the file lacks them.
	Supplied map[string]string
	// Wide is set when the table has one column per year, sex or category instead of one record each.
	Wide *Wide
}

// Column is a column of the header and the field it was bound to.
type Column struct {
	Label string          // as written
	Field *standard.Field // nil when no field fits
	Match Match           // how it was found
	// Repeats is the number, from 1, of an earlier column bound to the same field or spelled the same; 0: none. Only
	// the first of them is read as the field.
	Repeats int
}

// Match says how near a header label is to the field it was bound to.
type Match uint8

// The matches, from none to exact. Everything between them is a misnamed field.
const (
	NoMatch    Match = iota
	NearMatch        // a near spelling: "fist_name"
	FoldMatch        // equal but for case, accents, spaces and punctuation: "First Name"
	AliasMatch       // a spelling the standard lists as seen in the wild
	LabelMatch       // the label of one of the two languages, to the letter
)

// Wide describes a table that spreads a field over many columns.
type Wide struct {
	Columns []int    // the columns that stand for values, from 1
	Field   string   // name of the field whose values they are ("year"); empty when unknown
	Values  []string // their labels
	Total   int      // the column of totals, from 1; 0: none
	// Holds is the name of the field that the cells hold ("count"); empty when unknown.
	Holds string
}
