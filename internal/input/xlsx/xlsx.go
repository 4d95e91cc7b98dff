// Package xlsx reads a table from a sheet of an Excel workbook (Office Open XML, ECMA-376, transitional and strict).
//
// What counts as the table:
//
//   - the sheet is the one that is named, or the first visible one whose labels the standard knows best, or that holds a table at all;
//   - the header is looked for among the first rows, as in text; the table may start in any column, and columns that are empty from the header on
//     are no part of it at either end;
//   - each row of the sheet below the header is a record, also one that is not stored; formatted rows without content at the end
//     are none, nor are notes behind the last record;
//   - of several tables on one sheet the first is read, and the others are named in the facts: tables side by side that repeat labels or
//     are far shorter (see findLayout), and tables below an empty row, which start with labels that come again or that the standard
//     knows, are defined as tables, or start more than ten thousand rows further down;
//   - a cell merged over several columns of the header labels the first one. Where the header has several rows, a label of an upper row
//     that is merged over several columns is a part of the label of each, unless that makes labels alike.
//
// Cells keep the kind that the sheet gives them; see cellParser. Numbers that a style shows as dates or times are ISO 8601 text,
// never that of a locale; elapsed time ([h]:mm) is the text of an ISO 8601 duration. See appendMoment.
//
// excelize reads what stands around the cells; the cells themselves are streamed. Cutting ([reader.Next]) inflates the sheet and finds
// its rows; decoding (Shard.Batches) is parallel. What is wrong with a cell comes with its batch; what ends the reading is added to
// the facts with the io.EOF of Next.
package xlsx

import (
	"context"
	"errors"
	"io"
	"strconv"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// Options are the choices of the user and the engine. The zero value detects everything.
type Options struct {
	// Sheet is the name of the sheet, or its number from 1; empty: the dialect says, or it is chosen.
	Sheet string
	// HeaderRow is the number of the header's row on the sheet; 0: the table has none, and its first row is a record; nil: the dialect
	// says, or it is detected.
	HeaderRow *int
	// Labels tells how many of some labels the standard knows, which helps to find the sheet and the header; may be nil.
	Labels func([]string) int
	// Dialect is what a descriptor declares; may be nil. Of it count sheetName, sheetNumber, header, headerRows, headerJoin and
	// commentRows.
	Dialect *standard.Dialect
	// TempDir is the folder of temporary files; empty: the system's.
	TempDir string
	// BlockSize is the number of bytes of XML read at a time; 0: 256 KiB. It never shows in the result.
	BlockSize int
	// Blocks is the greatest number of shards cut and not yet decoded; 0: two for each processor and two more. Next
	// waits while there are as many.
	Blocks int
	// Samples is the number of places kept of each kind of damage; 0: all. Counts are always exact.
	Samples int
	// Memory is the number of bytes of memory for shared strings, at most 2 GiB; 0: 64 MiB. The rest goes to temporary files until Close.
	Memory int
	// Limits bound what the file may ask for.
	Limits Limits
}

const defaultBlockSize = 256 << 10

type reader struct {
	facts     *table.Resource
	book      *workbook
	blockSize int
	samples   int
	done      bool

	source    io.Closer // of the sheet's part
	cutter    *cutter
	parser    cellParser // for what is looked at in order
	columns   columnRange
	rectangle *tableRange // that the cells of the sheet fill, as far as the sample shows; nil: none
	start     int64       // row of the first record
	comments  []int64     // rows to pass over, sorted
	looked    int         // rows of the cutter that have been looked at
	gap       bool        // nothing but empty rows and a title since the last record
	filled    int64       // number of the last row looked at
	taken     int64       // number of the last row handed out
	records   int64       // handed out
	below     *tableRange
	until     int64 // row in which a defined table ends this one; 0: none

	beside   []*tableRange // further tables; cutting makes their last rows grow, and decoding looks at their columns
	free     chan *shard
	decoders input.Spares[decoder]
	items    *dictionary // nil: the shared strings are none
}

// Open finds the sheet and its table and fills in the dialect and the header. What is wrong with the file is facts.Unread of a reader that
// ends at once. It does not close file, which is used until the reader is closed; shards are decoded before that.
func Open(ctx context.Context, file io.ReaderAt, size int64, facts *table.Resource, options Options) (input.Reader, error) {
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	options.Limits.settle()
	r := &reader{
		facts:     facts,
		blockSize: input.Positive(options.BlockSize, defaultBlockSize),
		samples:   options.Samples,
		free:      input.Blocks[*shard](options.Blocks),
	}
	facts.Native = table.KindsOf(table.Number, table.Boolean, table.Date, table.Time, table.DateTime)
	r.decoders = make(input.Spares[decoder], cap(r.free))
	err := r.begin(ctx, file, size, &options)
	if refused, ok := errors.AsType[*refusal](err); ok {
		facts.Unread = refused.unread
		r.done = true
		return r, nil
	}
	if err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return r, nil
}

// begin opens the workbook, chooses the sheet and goes to its first record.
func (r *reader) begin(ctx context.Context, file io.ReaderAt, size int64, options *Options) error {
	a, err := openArchive(file, size, options.Limits)
	if err != nil {
		return err
	}
	if r.book, err = openWorkbook(ctx, a, options); err != nil {
		return err
	}
	r.items = newDictionary(r.book.strings)
	r.parser = cellParser{book: r.book, strings: r.book.strings.reader()}
	book := &table.Workbook{Date1904: r.book.date1904}
	r.facts.Workbook = book
	header := headerOf(options)
	r.comments = header.comments
	candidates, err := survey(ctx, r.book, book, &header.layoutOptions)
	if err != nil {
		return err
	}
	wanted := wantedSheet(options)
	book.Forced = wanted != ""
	if book.Sheet, book.Why, err = choose(r.book, book, candidates, wanted); err != nil {
		r.facts.Workbook = nil // no sheet is read, so nothing can be said of it and of the others
		return err
	}
	chosen, s := &candidates[book.Sheet], &r.book.sheets[book.Sheet]
	if chosen.sample == nil && chosen.err == nil {
		if err := chosen.look(ctx, r.book, s, &header.layoutOptions); err != nil {
			return err
		}
	}
	if chosen.err != nil {
		return chosen.err
	}
	if err := r.describe(ctx, s, chosen, header); err != nil {
		return err
	}
	return r.openSheet(s)
}

func (r *reader) openSheet(s *sheet) error {
	source, closer, err := r.book.archive.open(s.part)
	if err != nil {
		return err
	}
	r.source = closer
	if r.cutter, err = newCutter(source, r.book.limits.Element); err != nil {
		return refusePart(s.part, err)
	}
	return nil
}

// wantedSheet returns the name or number of the sheet that was asked for.
func wantedSheet(options *Options) string {
	switch d := options.Dialect; {
	case options.Sheet != "" || d == nil:
		return options.Sheet
	case d.SheetName != "":
		return d.SheetName
	case d.SheetNumber > 0:
		return strconv.Itoa(d.SheetNumber)
	}
	return ""
}

// headerOptions are what is said about the header.
type headerOptions struct {
	layoutOptions
	rows []int  // of the header, sorted; the last one is layoutOptions.row
	join string // between the parts of a label
}

func headerOf(options *Options) *headerOptions {
	h := &headerOptions{join: options.Dialect.Join()}
	h.row, h.labels, h.first = options.HeaderRow, options.Labels, 1
	if h.row != nil {
		h.first = max(1, int64(*h.row))
	}
	d := options.Dialect
	if d == nil {
		return h
	}
	for _, row := range d.CommentRows {
		h.comments = append(h.comments, int64(row))
	}
	switch {
	case h.row != nil:
	case d.Header != nil && !*d.Header:
		h.row = new(int)
	case len(d.HeaderRows) > 0:
		h.rows = d.HeaderRows
		h.row, h.first = &h.rows[len(h.rows)-1], int64(h.rows[0])
	}
	return h
}

// Resource implements [input.Reader].
func (r *reader) Resource() *table.Resource { return r.facts }

// Close implements [input.Reader].
func (r *reader) Close() error {
	r.done = true
	var errs []error
	if r.source != nil {
		errs = append(errs, r.source.Close())
		r.source = nil
	}
	if r.book != nil {
		errs = append(errs, r.book.strings.close())
		r.book = nil
	}
	return errors.Join(errs...)
}
