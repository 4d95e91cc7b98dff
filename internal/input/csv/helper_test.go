package csv

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/table"
)

// record is what a test sees of a record.
type record struct {
	Number, Line int64
	Width        int
	Cells        []string // an absent cell is "∅", one without a value "␀"
	Damaged      []int    // columns of damaged cells, from 1
}

// reading is all that reading a text gives.
type reading struct {
	Facts   *table.Resource
	Records []record
}

// read reads text as the engine does, decoding shards in the order that order makes of their number; nil: as they come.
func read(ctx context.Context, text string, options Options, order func(n int) []int) (*reading, error) {
	return readFacts(ctx, strings.NewReader(text), &table.Resource{}, options, order)
}

func readFacts(ctx context.Context, text io.Reader, facts *table.Resource, options Options, order func(n int) []int) (*reading, error) {
	if order != nil && options.Blocks == 0 {
		options.Blocks = 1 << 15
	}
	r, err := Open(ctx, text, facts, options)
	if err != nil {
		return nil, err
	}
	var shards []input.Shard
	got := &reading{Facts: r.Resource()}
	byShard := map[int][]record{}
	damage := map[int][]table.Damage{}
	decode := func(i int, s input.Shard) error {
		return s.Batches(func(b *table.Batch) error {
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
			if err := decode(len(shards)-1, s); err != nil {
				return nil, err
			}
		}
	}
	if order != nil {
		for _, i := range order(len(shards)) {
			if err := decode(i, shards[i]); err != nil {
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
	ragged, kinds := false, make([]bool, len(b.Columns))
	var records []record
	for i := range b.Len {
		r := record{Number: b.Record(i), Line: b.Line(i), Width: len(b.Columns)}
		if b.Widths != nil {
			r.Width = int(b.Widths[i])
			ragged = ragged || r.Width != len(b.Columns)
		}
		for c := range b.Columns {
			cell := b.Columns[c].Cell(i)
			text := string(cell.Text)
			if cell.Kind == table.Absent {
				text = "∅" + text
			}
			if cell.Kind == table.Null {
				text = null + text
			}
			if cell.Kind == table.Damaged {
				r.Damaged = append(r.Damaged, c+1)
			}
			kinds[c] = kinds[c] || cell.Kind != table.Text
			if (cell.Kind == table.Absent) != (c >= r.Width) {
				return nil, fmt.Errorf("record %d, column %d: kind %d in a record of %d cells", r.Number, c+1, cell.Kind, r.Width)
			}
			r.Cells = append(r.Cells, text)
		}
		records = append(records, r)
	}
	for c := range b.Columns {
		if b.Columns[c].Kinds != nil && !kinds[c] {
			return nil, fmt.Errorf("column %d has kinds without need", c+1)
		}
	}
	if b.Widths != nil && !ragged {
		return nil, errors.New("widths without need")
	}
	return records, nil
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

// show writes records one a line, cells between bars.
func (r *reading) show() string {
	var b bytes.Buffer
	for _, r := range r.Records {
		fmt.Fprintf(&b, "%d@%d", r.Number, r.Line)
		if r.Width != len(r.Cells) {
			fmt.Fprintf(&b, "/%d", r.Width)
		}
		fmt.Fprintf(&b, " %q\n", r.Cells)
	}
	return b.String()
}

func (r *reading) showDamage() string {
	var b bytes.Buffer
	for _, d := range r.Facts.Damaged {
		fmt.Fprintf(&b, "%s offset %d record %d line %d column %d %q\n", d.Kind, d.Offset, d.Record, d.Line, d.Column, d.Value)
	}
	return b.String()
}

func line(n int) *int { return &n }
