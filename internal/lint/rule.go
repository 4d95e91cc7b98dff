// Package lint holds the words that rules are written in.
//
// A rule is a value: an id that names one kind of defect, a page in each language, and a function that binds it to one
// requirement on one resource. What it binds to is a check, and a check is either pure (facts, one cell, one record
// decide) or mergeable (a [State]); never anything else. That property is what lets the engine memoise verdicts, use
// all cores and judge dictionaries once, with a report that does not depend on how the work was cut.
//
// Rules see neither files, formats nor reports.
package lint

import (
	"io/fs"
	"slices"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// Family groups rules by what they look at; it is also the folder a rule lives in.
type Family string

// The families.
const (
	FileFamily    Family = "file"
	HeaderFamily  Family = "header"
	CellFamily    Family = "cell"
	RecordFamily  Family = "record"
	TableFamily   Family = "table"
	DatasetFamily Family = "dataset"
)

// Stage orders the checks on a field, so that one defect is one finding. A cell that fails Presence or Type goes no
// further; one that fails Form goes on with its mended value; of the Constraint checks the first that fails is told.
type Stage uint8

// The stages, in the order in which they run.
const (
	Structure  Stage = iota // files, headers, and records that are no observations
	Presence                // is there a value
	Form                    // padding, control characters, composed form, mojibake
	Type                    // is it a value of the field's type; specific spellings (suppression, grouping) before wrong-type
	Constraint              // is it an allowed value
	Relation                // do the fields of a record agree
	Group                   // do the records of a table agree
)

// Status is where a rule stands in its life.
type Status string

// The statuses of a rule.
const (
	Preview    Status = "preview"
	Stable     Status = "stable"
	Deprecated Status = "deprecated"
)

// Rule is one kind of defect.
type Rule struct {
	ID string // names the defect in kebab case, never reused
	// Aliases are ids that the rule had before. Standards, waivers and people may still use them.
	Aliases []string
	Family  Family
	Stage   Stage
	Since   string // the version of the tool that brought it
	Status  Status
	// Optional names the roles whose fields a table may lack; a column without values stands in for them.
	Optional []string
	// Historic says that the rule compares with the earlier edition of the table. It is not bound when there is none.
	Historic bool
	// Anchor names the roles whose fields a defect is known by where it is about several records and only stands at the first of them, which
	// is another one once the table is sorted anew; a role that a requirement lacks is none. Empty: by requirement and field alone; nil: by
	// its record.
	Anchor []string
	// Frictionless is the error type that reports in that format use; empty when there is none.
	Frictionless string
	// Pages holds <id>.en.md and <id>.fr.md; see [Rule.Page].
	Pages fs.FS
	// Bind makes the check for one requirement. It returns a nil Check when the requirement cannot apply to the bound
	// fields, and an error when the requirement is written wrongly: that is a fault of the standard, never of the data.
	Bind func(*Binding) (Check, error)
}

// Find returns the rule of a list that has that id, or had it before, or nil.
func Find(rules []*Rule, id string) *Rule {
	for _, r := range rules {
		if r.ID == id || slices.Contains(r.Aliases, id) {
			return r
		}
	}
	return nil
}

// Check is exactly one of [DatasetCheck], [ResourceCheck], [CellCheck], [RecordCheck] and [TableCheck].
type Check interface{ check() }

// DatasetCheck judges which resources there are, once all of them have been read. Its defects say in [Location.Resource] which
// resource they are about, if they are about one.
type DatasetCheck func(*Dataset) []Defect

// ResourceCheck judges the facts that source, input and binding observed, once everything has been read.
type ResourceCheck func(*Resource) []Defect

// CellCheck judges one cell. It is pure: text and kind decide, so that one verdict serves every equal cell. Its
// functions may be called from many goroutines and must not keep the cell.
//
// Cells without a value reach only checks of the Presence stage.
type CellCheck struct {
	// Fails reports whether the cell has the defect. It is the hot path: no allocation for a cell that passes.
	Fails func(table.Cell) bool
	// Explain describes the defect of a cell that fails. Only cells that will be shown are explained.
	Explain func(table.Cell) Defect
	// Mend returns the value that later stages judge instead; only for the Form stage. The result may alias the cell.
	// nil, or a nil result: the cell cannot be mended and goes no further.
	Mend func(table.Cell) []byte
	// Safe holds the bytes that cannot make a cell fail: a cell made only of them passes without a call, whatever its kind, if it has at
	// least Least bytes and at most Most. nil: none. Most 0: however many.
	Safe        *ByteSet
	Least, Most int
}

// RecordCheck judges one record by some of its columns. It is pure.
type RecordCheck struct {
	Fails   func(Record) bool
	Explain func(Record) Defect
	// Sift marks the records of a batch that Fails has to see, and reports whether there are any; all others pass without a call. For
	// checks that a look down one column at a time decides for nearly all records. suspects has one entry per record, all false
	// before. nil: Fails sees every record.
	Sift func(b *table.Batch, suspects []bool) bool
	// Excludes says that a record that fails is no observation: nothing else is told of it and groups pass over it. Only for
	// the Structure stage, whose checks see every record; checks of the Relation stage see only records that are left.
	Excludes bool
}

// Record is record I of a batch.
type Record struct {
	*table.Batch
	I int
}

// TableCheck judges many records together. New makes an empty state; it may be called from many goroutines.
type TableCheck struct{ New func() State }

// State is what a table check knows about a run of consecutive records.
//
// Laws, tested as properties: merging in any grouping gives the same result as observing everything in order; the size
// of batches and shards never shows; there are no float sums, no random samples and no clock; samples are the smallest
// positions, never the first to arrive.
type State interface {
	// Observe adds the records of a batch that follow those seen before. It passes over excluded records and cells
	// without a usable value.
	Observe(*table.Batch)
	// Merge adds a state of the same check that saw the records that follow. next is not used afterwards.
	Merge(next State) error
	// Finish gives the result. Nothing may be observed or merged afterwards.
	Finish() (Result, error)

	// The same state can travel: what is unmarshalled merges and finishes as the original would.
	MarshalBinary() ([]byte, error)
	UnmarshalBinary([]byte) error
}

// Reviewer is a State that, once everything is merged, may need to see the records again: uniqueness by hashes finds
// candidates first and names them in a second look.
type Reviewer interface {
	State
	// Review returns the check for the second look, whose result takes the place of this state's, or false when
	// none is needed and Finish gives the result. The state of a second look may ask for another one.
	Review() (again TableCheck, needed bool, err error)
}

// Result is what a State found.
type Result struct {
	Tested  int64    // records looked at
	Failed  int64    // places that fail, exact
	Defects []Defect // the first of them by position, at most Binding.Samples
	// CantTell says why no judgement was possible; zero when one was.
	CantTell message.Text
}

func (DatasetCheck) check()  {}
func (ResourceCheck) check() {}
func (CellCheck) check()     {}
func (RecordCheck) check()   {}
func (TableCheck) check()    {}
