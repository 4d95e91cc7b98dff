// Package bench makes the data that hvdlint is measured on: lists of baby names in the columns of baby-names 1.0.0, of any
// length, the same bytes for the same options on every machine.
//
// The lists look like published ones: groups by jurisdiction, year and sex, counts that fall steeply and tie often, a
// tail of names at the smallest count that may be published, and a few suppressed records. A list without defects
// conforms. The command generate writes a list to a file, the command compare measures hvdlint against its peers on it.
package bench

import (
	"bufio"
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

// Options say what to write. The zero value is an ordered, unquoted list without defects and without records.
type Options struct {
	Records int64
	Order   Order // empty: Ordered
	// Defective gives every record one defect. The defects are such that a typed reader still loads the file, so that
	// programs which load before they check can be measured on it.
	Defective bool
	// Quoted puts every cell in quotes.
	Quoted bool
}

// maxRecords keeps the size of a group well within 32 bits.
const maxRecords = 1_000_000_000

// Write writes a list to w.
func Write(w io.Writer, options Options) error {
	if options.Records < 0 || options.Records > maxRecords {
		return fmt.Errorf("%d records: the number must lie between 0 and %d", options.Records, maxRecords)
	}
	p := newPlan(options.Records)
	out := &rowWriter{w: bufio.NewWriterSize(w, 1<<18), plan: p, quoted: options.Quoted, defective: options.Defective}
	if err := out.header(); err != nil {
		return err
	}
	var err error
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
	return out.w.Flush()
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
