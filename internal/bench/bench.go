// Package bench makes the data that hvdlint is measured on: lists of baby names in the columns of baby-names 1.0.0, of any
// length and in each format, the same bytes for the same options on every machine. (Only Parquet in Snappy depends on the
// processor, whose instructions its compressor uses.)
//
// The lists look like published ones: groups by jurisdiction, year and sex, counts that fall steeply and tie often, a
// tail of names at the smallest count that may be published, and a few suppressed records. A list without defects
// conforms. The command generate writes a list to a file, the command compare measures hvdlint against its peers on it.
package bench

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
)

// Order is the order in which records are written.
type Order string

// The orders.
const (
	Ordered  Order = "ordered"  // by jurisdiction, year, sex and rank, as lists are published
	Shuffled Order = "shuffled" // the same records in a fixed random order; takes 16 bytes of memory a record
)

// Format is how a list is written.
type Format string

// The formats.
const (
	CSV     Format = "csv"
	NDJSON  Format = "ndjson"  // an object a line
	JSON    Format = "json"    // an array of objects
	XLSX    Format = "xlsx"    // a workbook with one sheet, which holds at most [MaxSheetRecords]
	Parquet Format = "parquet" // typed columns; counts, ranks, proportions and statuses may be null
)

// Options say what to write. The zero value is an ordered, unquoted CSV list without defects and without records.
type Options struct {
	Records int64
	Order   Order  // empty: Ordered
	Format  Format // empty: CSV
	// Defective gives every record one defect. The defects are such that a typed reader still loads the file, so that
	// programs which load before they check can be measured on it.
	Defective bool
	// Quoted puts every cell of a CSV list in quotes.
	Quoted bool
	// Pretty gives every member of a JSON array a line of its own, indented.
	Pretty bool
	// Inline writes the texts of a sheet where they stand, as programs do that stream; otherwise each text is written once in a
	// part of its own, as Excel does.
	Inline bool
	// Compression of Parquet: "zstd" (or empty), "snappy" or "none".
	Compression string
	// RowGroup is the number of records in a row group of Parquet; 0: as Arrow has it, 1,048,576.
	RowGroup int64
}

// maxRecords keeps the size of a group well within 32 bits.
const maxRecords = 1_000_000_000

// Write writes a list to w.
func Write(w io.Writer, options Options) error {
	if options.Records < 0 || options.Records > maxRecords {
		return fmt.Errorf("%d records: the number must lie between 0 and %d", options.Records, maxRecords)
	}
	buffer := bufio.NewWriterSize(w, 1<<18)
	to, err := newEncoder(buffer, &options)
	if err != nil {
		return err
	}
	p := newPlan(options.Records)
	out := &rowWriter{to: to, plan: p, defective: options.Defective}
	switch options.Order {
	case Ordered, "":
		err = writeOrdered(out, p)
	case Shuffled:
		err = writeShuffled(out, p)
	default:
		return fmt.Errorf("order %q is neither %q nor %q", options.Order, Ordered, Shuffled)
	}
	if err != nil {
		return err
	}
	return errors.Join(to.close(), buffer.Flush())
}

// encoder writes records in one format. What it was given is valid until record returns.
type encoder interface {
	record(*cells) error
	close() error // writes what follows the last record
}

func newEncoder(w *bufio.Writer, options *Options) (encoder, error) {
	switch options.Format {
	case CSV, "":
		return newCSVEncoder(w, options.Quoted)
	case NDJSON:
		return &ndjsonEncoder{w: w}, nil
	case JSON:
		return newJSONEncoder(w, options.Pretty), nil
	case XLSX:
		return newXLSXEncoder(w, options)
	case Parquet:
		return newParquetEncoder(w, options)
	}
	return nil, fmt.Errorf("there is no format %q", options.Format)
}

func writeOrdered(out *rowWriter, p *plan) error {
	var records []record
	for g := range p.groups {
		records = p.appendGroup(records[:0], g)
		for _, r := range records {
			if err := out.row(r); err != nil {
				return err
			}
		}
	}
	return nil
}

func writeShuffled(out *rowWriter, p *plan) error {
	records := make([]record, 0, p.records)
	for g := range p.groups {
		records = p.appendGroup(records, g)
	}
	random := rand.New(rand.NewPCG(3, 1))
	random.Shuffle(len(records), func(i, j int) { records[i], records[j] = records[j], records[i] })
	for _, r := range records {
		if err := out.row(r); err != nil {
			return err
		}
	}
	return nil
}
