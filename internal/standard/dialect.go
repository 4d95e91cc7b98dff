package standard

// Dialect is how a table is written, as a Table Dialect descriptor declares it (Table Dialect 2.0; CSV Dialect 1.2 is a part of it).
// nil pointers and zero values mean that it does not say, so that the reader finds out.
type Dialect struct {
	// Of delimited text.
	Delimiter        *string // one character; the spec's default is a comma
	LineTerminator   *string
	QuoteChar        *string // empty: cells are never quoted
	DoubleQuote      *bool   // a quote inside a quoted cell is written twice
	EscapeChar       *string // one character, which stands before a character to be taken as it is
	NullSequence     *string // what stands for no value
	SkipInitialSpace *bool   // spaces behind a delimiter are no part of the cell

	// Of every table.
	Header              *bool   // false: the first row is a record
	HeaderRows          []int   // rows of the header, from 1, in order, each once; several are joined
	HeaderJoin          *string // between the parts of a label; the spec's default is a space
	CommentRows         []int   // rows to pass over, from 1, in order, each once
	CommentChar         *string // rows that start with it are passed over
	CaseSensitiveHeader *bool   // false: labels are compared without regard to case (CSV Dialect 1.2)

	// Of JSON.
	Property string   // member that holds the records
	ItemType string   // "array" or "object"; empty: either
	ItemKeys []string // names of the members of objects, in the order of the columns

	// Of workbooks and databases.
	SheetNumber int // from 1; 0: not said
	SheetName   string
	Table       string
}

// Join returns what stands between the parts of a label: what d says, or else a space. d may be nil.
func (d *Dialect) Join() string {
	if d == nil || d.HeaderJoin == nil {
		return " "
	}
	return *d.HeaderJoin
}
