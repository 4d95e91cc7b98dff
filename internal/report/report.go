// Package report holds the one value that every output is made from, and the outputs.
//
// A [Report] has no clock, host or absolute path in its body: the same input, standard and options give the same bytes.
// Everything said to people is there in both languages; keys and codes are never translated.
package report

import (
	"slices"

	"github.com/cogwg/hvdlint/internal/message"
)

// SchemaVersion is the version of the JSON form, raised when a key changes its meaning or goes away.
const SchemaVersion = 1

// Report is what a command produces: one run for each dataset and standard version.
type Report struct {
	SchemaVersion int          `json:"schemaVersion"`
	Tool          Tool         `json:"tool"`
	Runs          []Run        `json:"runs"`
	Environment   *Environment `json:"environment,omitempty"` // left out by --reproducible
}

// Tool says what made the report.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	Commit  string `json:"commit,omitempty"`
}

// Environment is all that differs from run to run.
type Environment struct {
	Started         string  `json:"started"` // RFC 3339, UTC
	DurationSeconds float64 `json:"durationSeconds"`
	OS              string  `json:"os"`
	Arch            string  `json:"arch"`
	CPUs            int     `json:"cpus"`
	Directory       string  `json:"directory,omitempty"`
}

// Verdict is the answer to "does this dataset meet the standard?".
type Verdict string

// The verdicts. Conforms means: no failed must, and nothing left unread. ConformsWithExceptions means that it is so only because the
// user waived failing places, left requirements out or lowered their level; see [Run.Judged].
const (
	Conforms               Verdict = "conforms"
	ConformsWithExceptions Verdict = "conforms-with-exceptions"
	DoesNotConform         Verdict = "does-not-conform"
	CouldNotCheck          Verdict = "could-not-check"
)

// Run is one dataset against one version of a standard.
type Run struct {
	Standard   Standard    `json:"standard"`
	Dataset    Dataset     `json:"dataset"`
	Verdict    Verdict     `json:"verdict"`
	Resources  []Resource  `json:"resources"`
	Assertions []Assertion `json:"assertions"`
	// Findings are the failing places that count. Waived and Known are those that do not.
	Findings []Finding `json:"findings"`
	Waived   []Finding `json:"waived,omitempty"`
	Known    []Finding `json:"known,omitempty"`
	Waivers  []Waiver  `json:"waivers,omitempty"`
	Baseline *Baseline `json:"baseline,omitempty"`
	Totals   Totals    `json:"totals"`
	// Truncated gives for each requirement the number of failing places that count and are not among the findings.
	Truncated map[string]int64 `json:"truncated"`
	// Options are the choices of the user that shaped the run.
	Options Options `json:"options"`
}

// NoStandard is the name of the standard that holds only what every table must meet. People are told its title instead.
const NoStandard = "none"

// Standard is the version the run was measured against.
type Standard struct {
	Name       string         `json:"name"`
	Version    string         `json:"version,omitempty"`
	Status     string         `json:"status,omitempty"`
	Title      message.Text   `json:"title"`
	Provenance *message.Text  `json:"provenance,omitempty"`
	Digest     string         `json:"digest,omitempty"`
	Parameters map[string]any `json:"parameters,omitempty"`
}

// Dataset is what was checked.
type Dataset struct {
	Name         string `json:"name"`
	Path         string `json:"path,omitempty"`   // of the archive or descriptor that the tables come from; empty: they are files by themselves
	SHA256       string `json:"sha256,omitempty"` // of the descriptor; empty: there is none
	Publisher    string `json:"publisher,omitempty"`
	Jurisdiction string `json:"jurisdiction,omitempty"`
}

// Options are the choices of the user that shaped a run.
type Options struct {
	Supplied   map[string]string `json:"supplied,omitempty"` // --set
	Unused     map[string]string `json:"unused,omitempty"`   // --set of fields that the file has
	Encoding   string            `json:"encoding,omitempty"`
	Delimiter  string            `json:"delimiter,omitempty"`
	HeaderRow  *int              `json:"headerRow,omitempty"`
	Sheet      string            `json:"sheet,omitempty"`
	Records    string            `json:"recordsPath,omitempty"`
	Dialect    map[string]any    `json:"dialect,omitempty"` // a Table Dialect descriptor
	Schema     string            `json:"schema,omitempty"`  // file of --schema as the user named it; the digest of the standard is its own
	MaxSamples int               `json:"maxSamples"`        // 0: all
	Previous   *Previous         `json:"previous,omitempty"`
	Select     []string          `json:"select,omitempty"` // patterns of requirements and rules: the only ones to test
	Ignore     []string          `json:"ignore,omitempty"` // patterns of those to leave out
	Levels     map[string]string `json:"levels,omitempty"` // by requirement: must, should or may
	Waivers    *ExceptionsFile   `json:"waivers,omitempty"`
	Baseline   *ExceptionsFile   `json:"baseline,omitempty"`
	Date       string            `json:"date,omitempty"` // on which waivers are in force or not, as 2026-11-26; empty: there are none
}

// Previous is the earlier edition that a run was compared with.
type Previous struct {
	Path   string `json:"path"`             // as the user named it
	SHA256 string `json:"sha256,omitempty"` // of the bytes as they are stored; empty: they were not read, or are those of several files
}

// Resource is one table as it was read.
type Resource struct {
	Name        string    `json:"name"`
	Path        string    `json:"path"`
	Format      string    `json:"format"`
	Compression string    `json:"compression,omitempty"`
	Sheet       *Sheet    `json:"sheet,omitempty"`
	Pointer     *string   `json:"pointer,omitempty"` // JSON Pointer of the array of records; nil: the format has none
	Encoding    *Encoding `json:"encoding,omitempty"`
	Dialect     *Dialect  `json:"dialect,omitempty"`
	Bytes       int64     `json:"bytes"`
	SHA256      string    `json:"sha256"` // of the bytes as they are stored
	Records     int64     `json:"records"`
	Fields      []Field   `json:"fields"`
	Unread      *Unread   `json:"unread,omitempty"`
}

// Sheet is the sheet of a workbook that was read, and those there are.
type Sheet struct {
	Name string       `json:"name"`
	Why  message.Text `json:"why"`
	All  []SheetEntry `json:"all"`
}

// SheetEntry is one sheet of a workbook.
type SheetEntry struct {
	Name   string `json:"name"`
	Hidden bool   `json:"hidden"`
	Data   bool   `json:"data"`            // it holds a table
	Range  string `json:"range,omitempty"` // that its cells fill, as "A1:F120"
}

// Encoding is how the characters are stored.
type Encoding struct {
	Name       string       `json:"name"`
	BOM        bool         `json:"bom"`
	Confidence int          `json:"confidence"` // percent
	Why        message.Text `json:"why"`
}

// Dialect is how a text table is written.
type Dialect struct {
	Delimiter  string       `json:"delimiter"`
	Quote      string       `json:"quote,omitempty"`
	LineEnding string       `json:"lineEnding"`
	HeaderLine int64        `json:"headerLine"` // 0: no header
	Why        message.Text `json:"why"`
}

// Field is a field of the standard and where it was found.
type Field struct {
	Name     string `json:"name,omitempty"`     // empty: a column the standard does not know
	Header   string `json:"header,omitempty"`   // as written
	Column   int    `json:"column,omitempty"`   // from 1; 0: not in the file
	Match    string `json:"match"`              // "label", "alias", "folded", "near", "supplied", "missing", "unknown", "repeated"
	Supplied string `json:"supplied,omitempty"` // value of --set
	// Label is what the header would call a field that has no column.
	Label *message.Text `json:"label,omitempty"`
}

// HasFields reports whether a standard has any of the fields of a table: each is told, found or missing. Where it has none, as the one of
// [NoStandard], no column is in it or not.
func HasFields(fields []Field) bool {
	return slices.ContainsFunc(fields, func(f Field) bool { return f.Name != "" })
}

// Unread is why a resource, or its rest, was not read.
type Unread struct {
	Reason   string       `json:"reason"`
	Messages message.Text `json:"messages"`
	Record   int64        `json:"record,omitempty"` // how far reading came
	Line     int64        `json:"line,omitempty"`
}

// Outcome is one of EARL's five words.
type Outcome string

// The outcomes.
const (
	Passed       Outcome = "passed"
	Failed       Outcome = "failed"
	CantTell     Outcome = "cantTell"
	Inapplicable Outcome = "inapplicable"
	Untested     Outcome = "untested"
)

// Assertion is the outcome of one requirement on one resource.
type Assertion struct {
	Requirement string        `json:"requirement"`
	Rule        string        `json:"rule"`
	Level       string        `json:"level"`              // must, should, may
	OwnLevel    string        `json:"ownLevel,omitempty"` // of the standard, where the user chose another
	LeftOut     bool          `json:"leftOut,omitempty"`  // by the user; untested
	Resource    string        `json:"resource"`
	Fields      []string      `json:"fields"`
	Outcome     Outcome       `json:"outcome"`
	Reason      *message.Text `json:"reason,omitempty"` // of every outcome but passed and failed
	Statement   message.Text  `json:"statement"`
	Title       message.Text  `json:"title"`          // of the rule's page
	Unit        Unit          `json:"unit,omitempty"` // what Tested and Failed count
	Tested      int64         `json:"tested"`
	Failed      int64         `json:"failed"` // places, exact
	// Waived and Known are those of the failed places that a waiver accepts or the baseline knows. They do not count.
	Waived int64 `json:"waived,omitempty"`
	Known  int64 `json:"known,omitempty"`
}

// Unit is what a requirement is tested on, in the plural. Empty: places of any kind.
type Unit string

// The units.
const (
	UnitRecords Unit = "records"
	UnitValues  Unit = "values"
	UnitGroups  Unit = "groups" // of records, such as those of one year
)

// Finding is one place that fails, or a group of places that share a defect.
type Finding struct {
	Requirement string         `json:"requirement"`
	Rule        string         `json:"rule"`
	Severity    string         `json:"severity"` // error, warning, note
	Resource    string         `json:"resource"`
	Record      int64          `json:"record,omitempty"`
	Line        int64          `json:"line,omitempty"`
	Column      int            `json:"column,omitempty"`
	Field       string         `json:"field,omitempty"`
	Cell        string         `json:"cell,omitempty"`     // of a sheet, as "B12"
	Pointer     string         `json:"pointer,omitempty"`  // JSON Pointer, of one JSON text a line from the start of the line
	RowGroup    int            `json:"rowGroup,omitempty"` // of a Parquet file, from 1
	Value       *string        `json:"value,omitempty"`    // as written, shortened after 1,000 characters; nil: not about a value
	Count       int64          `json:"count"`              // places this finding tells of: 1, or the size of a group
	Params      map[string]any `json:"params,omitempty"`
	Messages    message.Text   `json:"messages"`
	Fixes       message.Text   `json:"fixes"`
	Related     []Related      `json:"related,omitempty"`
	// Excerpt is the record as written, by cells, for outputs that show the place.
	Excerpt *Excerpt `json:"excerpt,omitempty"`
	Waiver  int      `json:"waiver,omitempty"` // number, from 1, of the waiver of the run that accepts it; 0: none
}

// Excerpt is a few cells of the record around the place.
type Excerpt struct {
	Labels []string `json:"labels"`
	Cells  []string `json:"cells"`
	Column int      `json:"column"` // index into Cells of the cell in question, -1: the whole record
}

// Related is another place that belongs to a finding.
type Related struct {
	Record   int64        `json:"record,omitempty"`
	Line     int64        `json:"line,omitempty"`
	Column   int          `json:"column,omitempty"`
	Field    string       `json:"field,omitempty"`
	Cell     string       `json:"cell,omitempty"`
	Pointer  string       `json:"pointer,omitempty"`
	RowGroup int          `json:"rowGroup,omitempty"`
	Messages message.Text `json:"messages"`
}

// Totals counts by severity the failing places that count, exact whatever was capped, and the waivers that are a problem themselves.
type Totals struct {
	Error   int64 `json:"error"`
	Warning int64 `json:"warning"`
	Note    int64 `json:"note"`
}
