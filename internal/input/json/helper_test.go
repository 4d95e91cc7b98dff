package json

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/table"
)

// record is what a test sees of a record.
type record struct {
	Number, Line int64
	Width        int
	Cells        []string // see showCell
}

// reading is all that reading a text gives.
type reading struct {
	Facts   *table.Resource
	Records []record
	Again   bool // it took a survey
}

// read reads text as the engine does: again behind a survey when need be, and decoding shards in the order that order makes of their
// number; nil: as they come.
func read(ctx context.Context, text string, options Options, order func(n int) []int) (*reading, error) {
	got, err := readOnce(ctx, text, options, order)
	if !errors.Is(err, input.ErrLabels) && !errors.Is(err, input.ErrBroken) {
		return got, err
	}
	if options.Survey, err = Examine(ctx, strings.NewReader(text), &table.Resource{}, options); err != nil {
		return nil, err
	}
	if got, err = readOnce(ctx, text, options, order); err != nil {
		return nil, fmt.Errorf("behind a survey: %w", err)
	}
	got.Again = true
	return got, nil
}

func readOnce(ctx context.Context, text string, options Options, order func(n int) []int) (*reading, error) {
	if order != nil {
		options.Blocks = 1 << 12
	}
	r, err := Open(ctx, strings.NewReader(text), &table.Resource{}, options)
	if err != nil {
		return nil, err
	}
	var shards []input.Shard
	got := &reading{Facts: r.Resource()}
	byShard := map[int][]record{}
	damage := map[int][]table.Damage{}
	decode := func(i int) error {
		return shards[i].Batches(func(b *table.Batch) error {
			damage[i] = append(damage[i], b.Damage...)
			records, err := recordsOf(b, len(r.Resource().Header.Labels))
			byShard[i] = append(byShard[i], records...)
			return err
		})
	}
	for {
		s, err := r.Next(ctx)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		shards = append(shards, s)
		if order == nil {
			if err := decode(len(shards) - 1); err != nil {
				return nil, err
			}
		}
	}
	if order != nil {
		for _, i := range order(len(shards)) {
			if err := decode(i); err != nil {
				return nil, err
			}
		}
	}
	for i := range shards {
		got.Records = append(got.Records, byShard[i]...)
		for _, d := range damage[i] {
			got.Facts.AddDamage(d, options.Samples)
		}
	}
	return got, r.Close()
}

// recordsOf copies the records of a batch and checks what batches promise.
func recordsOf(b *table.Batch, width int) ([]record, error) {
	if len(b.Columns) != max(width, 1) {
		return nil, fmt.Errorf("%d columns, %d labels", len(b.Columns), width)
	}
	ragged := false
	var records []record
	for i := range b.Len {
		r := record{Number: b.Record(i), Line: b.Line(i), Width: len(b.Columns)}
		if b.Widths != nil {
			r.Width = int(b.Widths[i])
			ragged = ragged || r.Width != len(b.Columns)
		}
		for c := range b.Columns {
			cell := b.Columns[c].Cell(i)
			if cell.Kind == table.Absent != (c >= r.Width) {
				return nil, fmt.Errorf("record %d, column %d: kind %d in a record of %d cells", r.Number, c+1, cell.Kind, r.Width)
			}
			r.Cells = append(r.Cells, showCell(cell))
		}
		records = append(records, r)
	}
	for c := range b.Columns {
		if kinds := b.Columns[c].Kinds; kinds != nil && !slices.ContainsFunc(kinds, func(k table.Kind) bool { return k != table.Text }) {
			return nil, fmt.Errorf("column %d has kinds without need", c+1)
		}
	}
	if b.Widths != nil && !ragged {
		return nil, errors.New("widths without need")
	}
	return records, nil
}

// showCell shows text in quotation marks, numbers and booleans bare, nested values as their text, null as null, absent cells as ∅, and a
// damaged cell behind an exclamation mark.
func showCell(cell table.Cell) string {
	text := string(cell.Text)
	switch cell.Kind {
	case table.Null:
		return "null" + text
	case table.Absent:
		return "∅" + text
	case table.Text:
		return fmt.Sprintf("%q", text)
	case table.Damaged:
		return fmt.Sprintf("!%q", text)
	}
	return text
}

// mustRead reads text that has no fault of ours.
func mustRead(t testing.TB, text string, options Options) *reading {
	t.Helper()
	got, err := read(t.Context(), text, options, nil)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// show writes records one a line: number@line, the number of cells as written where it is not that of the labels, and the cells.
func (r *reading) show() string {
	var b strings.Builder
	for _, r := range r.Records {
		fmt.Fprintf(&b, "%d@%d", r.Number, r.Line)
		if r.Width != len(r.Cells) {
			fmt.Fprintf(&b, "/%d", r.Width)
		}
		fmt.Fprintf(&b, " %s\n", strings.Join(r.Cells, " "))
	}
	return b.String()
}

func (r *reading) showDamage() string {
	var b strings.Builder
	for _, d := range r.Facts.Damaged {
		fmt.Fprintf(&b, "%s offset %d record %d line %d column %d %q\n", d.Kind, d.Offset, d.Record, d.Line, d.Column, d.Value)
	}
	return b.String()
}

// lines takes the indentation of a table of tests off what is expected.
func lines(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}

func row(n int) *int { return &n }
