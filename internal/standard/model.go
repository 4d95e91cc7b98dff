// Package standard holds standards as data: what a version demands, read strictly from its files and resolved by name.
//
// A standard is never code. Fields are Table Schema v2 descriptors; requirements bind a rule, by its id, to a clause,
// a level and parameters. This package knows rule ids only as words: whether a rule of that name exists and accepts the
// parameters is found out when the requirement is bound.
package standard

import "github.com/cogwg/hvdlint/internal/message"

// Level says how binding a requirement is, in the words of RFC 2119.
type Level uint8

// The levels. A failed must is an error, a failed should a warning, a failed may a note.
const (
	Must Level = iota + 1
	Should
	May
)

// Status is where a version stands in its life.
type Status string

// The statuses. From Candidate on a version's files are frozen.
const (
	Draft      Status = "draft"
	Candidate  Status = "candidate"
	Final      Status = "final"
	Superseded Status = "superseded"
	Withdrawn  Status = "withdrawn"
)

// Standard is one version of one standard.
type Standard struct {
	Name        string
	Version     string // semantic version without a leading v; empty for an ad-hoc schema
	Status      Status
	Title       message.Text
	Description message.Text
	Provenance  message.Text
	Stewards    []message.Text
	Parameters  []Parameter
	File        File
	Resources   []Resource
	// Requirements are all of them: written, derived from the schemas and the file policy, and those every table must
	// meet; in the order in which reports list them. Levels are final, parameters resolved.
	Requirements []Requirement
	// Digest is the SHA-256 of the files that define the version, lower-case hexadecimal.
	Digest string
}

// Parameter is a value that a standard leaves open, with its default.
type Parameter struct {
	Name    string
	Type    string // "integer", "number" or "string"
	Default any    // int64, float64 or string
	Value   any    // the value in force: Default, unless [Standard.With] gave another
	Title   message.Text
}

// File is what a standard demands of the bytes. Zero values demand nothing.
type File struct {
	Formats   []string
	Encoding  string // "utf-8"
	BOM       string // "required", "forbidden" or "either"
	Delimiter string
	Header    int // the physical line the header must stand on: 1, or 0 when nothing is said
}

// Resource is one table of the dataset.
type Resource struct {
	Name    string
	Title   message.Text
	Schema  Schema
	Dialect *Dialect // how its files are written, as a schema or a package declares; nil: it does not say
}

// Schema is a Table Schema v2 descriptor with the properties this project adds.
type Schema struct {
	Fields        []Field
	FieldsMatch   FieldsMatch
	MissingValues []string                // default [""]
	MissingLabels map[string]message.Text // what a missing value says, by value; nil: nothing
	PrimaryKey    []string                // its fields are required, as Table Schema has it
	UniqueKeys    [][]string
	ForeignKeys   []ForeignKey
	Checks        []Check // of a descriptor of others
}

// FieldsMatch says how the fields of the data relate to those of the schema (Table Schema v2, fieldsMatch).
type FieldsMatch string

// The five modes of Table Schema v2.
const (
	Exact    FieldsMatch = "exact"
	Equal    FieldsMatch = "equal"
	Subset   FieldsMatch = "subset"
	Superset FieldsMatch = "superset"
	Partial  FieldsMatch = "partial"
)

// ForeignKey is a reference to another resource; Resource is empty for a reference to itself.
type ForeignKey struct {
	Fields    []string
	Resource  string
	Reference []string
}

// Field is one field of a schema. What a descriptor leaves out is filled with the default of Table Schema when it is read.
type Field struct {
	Name        string
	Label       message.Text // the header spellings that conform, one per language; both equal Name by default
	Aliases     []string     // header spellings seen in the wild
	Title       message.Text
	Description message.Text
	Type        string // Table Schema v2 type; "string" in the v1 habit of leaving it out, "any" only when written
	Format      string
	Example     string

	// How numbers and booleans are written (Table Schema v2).
	DecimalChar string // default "."
	GroupChar   string // default none
	BareNumber  bool   // default true
	TrueValues  []string
	FalseValues []string

	// How lists are written (Table Schema v2).
	ItemType  string // default "string"; empty for other types
	Delimiter string // default ","; empty for other types

	MissingValues []string                // overrides the schema's; nil: the schema's
	MissingLabels map[string]message.Text // what the missing values in force say, by value; nil: nothing
	Constraints   Constraints
	// Categories are the values of a string or an integer field and what they are called.
	Categories        []Category
	CategoriesOrdered *bool // nil: the descriptor does not say
	// RDFType is the URI of a class, for those who export the field: nothing of the data depends on it.
	RDFType string
	// Synonyms maps a spelling seen in the wild to the value it stands for ("Boys" → "M"). Keys are compared after
	// case and accent folding.
	Synonyms map[string]string
	// CodeList is the list that Constraints.Enum, Synonyms and Obsolete are taken from; nil: the descriptor has them.
	CodeList *CodeList
	// Obsolete are those of the synonyms that are codes of former times, with the name of what they stand for.
	Obsolete map[string]message.Text
}

// Category is one of the values of a field (Table Schema v2, categories).
type Category struct {
	Value string       // as the field writes it
	Label message.Text // zero: none
}

// Constraints are Table Schema v2 constraints. Bounds and enumerations are texts as the field writes its values: strings of the
// descriptor as they stand, numbers of JSON with the field's decimal sign, objects and arrays as JSON.
type Constraints struct {
	Required         bool
	Unique           bool
	MinLength        *int
	MaxLength        *int
	Minimum          string // empty: none
	Maximum          string
	ExclusiveMinimum string
	ExclusiveMaximum string
	Pattern          string
	Enum             []string
	JSONSchema       []byte // a JSON Schema as JSON text, which [CompileJSONSchema] compiles; nil: none
}

// Requirement is one testable clause of a version.
type Requirement struct {
	ID        string // never changes: "fields/year/type", "rank-is-competition"
	Level     Level
	Rule      string // id of the rule that tests it
	Resource  string // name of the resource; empty: each
	Statement message.Text
	// Fields names the fields the rule looks at, by role: {"rank": ["rank"], "within": ["year", "sex"]}. A rule about
	// one field has the single role "field".
	Fields map[string][]string
	// Params are the rule's parameters, with references to the standard's parameters replaced by their values.
	Params map[string]any
	// Derived is true for what follows from the schema or the file policy and is not written as a requirement.
	Derived bool
	// Untested says why nothing tests the requirement, whatever the catalogue has; zero: its rule does.
	Untested message.Text
	// See names where the clause comes from: a row of reference/domain.md ("N17"), a clause of another text. May be empty.
	See string

	// params are the parameters as written, with references unresolved, for [Standard.With].
	params map[string]any
}
