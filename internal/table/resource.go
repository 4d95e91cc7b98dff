package table

import (
	"slices"

	"github.com/cogwg/hvdlint/internal/message"
)

// Resource is one table of a dataset as source and input saw it: plain facts, no judgement. It is complete once the
// last record has been read.
type Resource struct {
	Name        string // file name without folder and extension, or as a descriptor says
	Path        string // as the user named it, with forward slashes; "archive.zip!names.csv" for a member; "-" for standard input
	Extension   string // in lower case with its point, of the stored name without that of a compression; empty: none
	Format      string // "csv", "json", "ndjson", "geojson", "xlsx" or "parquet"
	Compression string // "gzip", "zstd", "bzip2" or "xz"; empty: none
	Bytes       int64
	SHA256      string // lower-case hexadecimal, of the bytes as they are stored; of a member of an archive, of its own bytes

	Encoding Encoding // of text formats
	Dialect  Dialect
	Header   Header
	Endings  Endings
	Records  int64
	// Native are the kinds, beside Text, that the format itself has. In a format without numbers of its own a number
	// written as text is no defect.
	Native Kinds
	// After holds the rows below the last record (notes, sources, blank rows), at most ten of them; AfterCount is exact.
	After      []Line
	AfterCount int64

	Workbook *Workbook // of sheets; nil otherwise
	Tree     *Tree     // of JSON; nil otherwise
	// RowGroups has for each row group of a Parquet file the number of its first record.
	RowGroups []int64

	// Damage counts every damage by kind; Damaged keeps the first ones by position.
	Damage  map[DamageKind]int64
	Damaged []Damage

	// Unread says why reading ended before the end of the data; nil when everything was read.
	Unread *Unread
}

// Encoding is how the characters of a text format are stored and how we know.
type Encoding struct {
	Name       string       // "utf-8", "windows-1252", "iso-8859-1", "macintosh", "cp850", "utf-16le", "utf-16be"; IANA preferred names in lower case
	BOM        bool         // the file starts with a byte order mark
	Confidence int          // percent
	Why        message.Text // one sentence
	Forced     bool         // named by the user
	// FirstOffset is the offset of the first byte that is not ASCII, FirstLine its physical line; -1 and 0 when there is none.
	FirstOffset int64
	FirstLine   int64
}

// Dialect is how a text table is written and how we know (Table Dialect's terms).
type Dialect struct {
	Delimiter  string       // one character
	Quote      string       // one character, or empty when no cell is quoted
	LineEnding string       // "lf", "crlf", "cr" or "mixed"
	HeaderLine int64        // physical line of the header, from 1; 0 when there is none
	Why        message.Text // how the delimiter and the header were found
	Forced     bool         // delimiter named by the user
}

// Header is the row of field names.
type Header struct {
	Labels []string // as written, without padding removed; for a table without header: empty strings, one per column
	// Columns has for each column its number on the sheet, from 1; nil when the table starts in the first column and skips none.
	Columns []int
	Found   bool // false when the first row is data
	Forced  bool // the user named the header row
	// AnyCase says that upper and lower case mean the same in labels, because a dialect declares it (CSV Dialect 1.2, caseSensitiveHeader).
	AnyCase bool
	// Above holds the rows above the header (titles, notes, blank rows), at most ten of them; AboveCount is exact.
	Above      []Line
	AboveCount int64
}

// Line is a physical line and its number, from 1.
type Line struct {
	Number int64
	Text   string
}

// Endings counts the line endings outside quoted cells and where each kind was first seen.
type Endings struct {
	LF, CRLF, CR                int64
	FirstLF, FirstCRLF, FirstCR int64 // physical lines; 0 when none
}

// DamageKind names what a reader had to mend, skip or stop at.
type DamageKind string

// The kinds of damage.
const (
	StrayQuote     DamageKind = "stray-quote"     // a quote where RFC 4180 allows none; read as a character
	UnclosedQuote  DamageKind = "unclosed-quote"  // a quoted cell that never ends; read as unquoted from its line on
	InvalidBytes   DamageKind = "invalid-bytes"   // bytes that the encoding in use does not have
	NULBytes       DamageKind = "nul-bytes"       // NUL characters in a text table
	OversizeRecord DamageKind = "oversize-record" // a record longer than the limit; reading stops there
	Truncated      DamageKind = "truncated"       // the container ends before its time; reading stops there
	Syntax         DamageKind = "syntax"          // broken structure of a typed format; reading stops there
	RepeatedName   DamageKind = "repeated-name"   // a JSON object uses a name twice; the last value counts, Value is the name
	FormulaCell    DamageKind = "formula-cell"    // a formula stands in a cell of a sheet; its stored result is read, Value is the formula
	ErrorCell      DamageKind = "error-cell"      // a cell of a sheet holds an error value such as #REF!; its kind is Error
	MissingResult  DamageKind = "missing-result"  // a formula has no stored result; its kind is Damaged, Value is the formula
	BrokenCell     DamageKind = "broken-cell"     // a cell of a sheet cannot be read as what it says it is; its kind is Damaged
)

// Damage is one place where the bytes are not what the format promises, or not what a plain table holds.
type Damage struct {
	Kind   DamageKind
	Offset int64  // byte offset in the decoded text, from 0; on a sheet, the cell's place row by row
	Record int64  // 0 when not in a record
	Line   int64  // physical line, from 1; 0 when unknown
	Column int    // column, from 1; 0 when unknown
	Value  string // a short excerpt
	// Count is not 0 when the entry stands for that many further places of its kind, which are counted and not told.
	Count int64
}

// AddDamage counts d and keeps it if it is among the first samples of its kind by offset; samples 0 keeps all. Damage may be added
// in any order.
func (r *Resource) AddDamage(d Damage, samples int) {
	if r.Damage == nil {
		r.Damage = map[DamageKind]int64{}
	}
	if d.Count > 0 {
		r.Damage[d.Kind] += d.Count
		return
	}
	r.Damage[d.Kind]++
	if samples > 0 && r.Damage[d.Kind] > int64(samples) && r.isBehind(&d) {
		return
	}
	at := len(r.Damaged)
	for at > 0 && r.Damaged[at-1].Offset > d.Offset {
		at--
	}
	r.Damaged = slices.Insert(r.Damaged, at, d)
	if samples <= 0 || r.Damage[d.Kind] <= int64(samples) {
		return
	}
	kept, last := 0, 0
	for i := range r.Damaged {
		if r.Damaged[i].Kind == d.Kind {
			kept, last = kept+1, i
		}
	}
	if kept > samples {
		r.Damaged = slices.Delete(r.Damaged, last, last+1)
	}
}

// isBehind reports whether a damage stands behind all that were kept of its kind.
func (r *Resource) isBehind(d *Damage) bool {
	if n := len(r.Damaged); n > 0 && d.Offset >= r.Damaged[n-1].Offset {
		return true // as most are that come in order: there may be many of another kind behind the last of this one
	}
	for i := len(r.Damaged) - 1; i >= 0; i-- {
		if r.Damaged[i].Kind == d.Kind {
			return d.Offset >= r.Damaged[i].Offset
		}
	}
	return true
}

// Unread is the reason why a resource, or its rest, could not be read.
type Unread struct {
	// Reason is a stable code: "not-found", "permission", "is-directory", "unsupported-format", "encrypted-workbook",
	// "old-workbook", "not-a-table", "io", "too-large", …
	Reason string
	Text   message.Text // one plain sentence in both languages
	// Line and Record say how far reading came; 0 when nothing was read.
	Line, Record int64
}
