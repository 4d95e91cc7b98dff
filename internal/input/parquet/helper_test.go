package parquet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/table"
)

// reading is all that reading a file gives.
type reading struct {
	Facts   *table.Resource
	Numbers []int64
	Records [][]table.Cell
}

// read reads file as the engine does, decoding shards in the order that order makes of their number; nil: as they come.
func read(ctx context.Context, file []byte, options Options, order func(n int) []int) (*reading, error) {
	options.panics = true
	r, err := Open(ctx, bytes.NewReader(file), int64(len(file)), &table.Resource{}, options)
	if err != nil {
		return nil, err
	}
	var shards []input.Shard
	for {
		s, err := r.Next(ctx)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		shards = append(shards, s)
	}
	sequence := make([]int, len(shards))
	for i := range sequence {
		sequence[i] = i
	}
	if order != nil {
		sequence = order(len(shards))
	}
	parts := make([]reading, len(shards))
	damage := make([][]table.Damage, len(shards))
	for _, i := range sequence {
		if err := shards[i].Batches(func(b *table.Batch) error {
			damage[i] = append(damage[i], b.Damage...)
			return parts[i].take(b, r.Resource())
		}); err != nil {
			return nil, err
		}
	}
	got := &reading{Facts: r.Resource()}
	for i := range parts {
		got.Numbers = append(got.Numbers, parts[i].Numbers...)
		got.Records = append(got.Records, parts[i].Records...)
		for _, d := range damage[i] {
			got.Facts.AddDamage(d, options.Samples)
		}
	}
	return got, r.Close()
}

// take copies the records of a batch and checks what batches promise.
func (r *reading) take(b *table.Batch, facts *table.Resource) error {
	if len(b.Columns) != len(facts.Header.Labels) || b.Len == 0 {
		return fmt.Errorf("%d records of %d columns, %d labels", b.Len, len(b.Columns), len(facts.Header.Labels))
	}
	for i := range b.Len {
		record := make([]table.Cell, len(b.Columns))
		for c := range b.Columns {
			column := &b.Columns[c]
			if column.Kinds != nil && len(column.Kinds) != len(column.Spans) {
				return fmt.Errorf("column %d: %d kinds, %d spans", c+1, len(column.Kinds), len(column.Spans))
			}
			if n := max(len(column.Index), len(column.Spans)); column.Index == nil && n != b.Len || column.Index != nil && len(column.Index) != b.Len {
				return fmt.Errorf("column %d: %d cells of %d records", c+1, n, b.Len)
			}
			cell := column.Cell(i)
			if cell.Kind == table.Null && len(cell.Text) > 0 {
				return fmt.Errorf("column %d: a null %q", c+1, cell.Text)
			}
			record[c] = table.Cell{Text: append([]byte{}, cell.Text...), Kind: cell.Kind}
		}
		r.Numbers = append(r.Numbers, b.Record(i))
		r.Records = append(r.Records, record)
	}
	return nil
}

func mustRead(t testing.TB, file []byte, options Options) *reading {
	t.Helper()
	got, err := read(t.Context(), file, options, nil)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// visit calls see for each batch of file, and returns the facts.
func visit(t testing.TB, file []byte, options Options, see func(*table.Batch)) *table.Resource {
	t.Helper()
	r, err := Open(t.Context(), bytes.NewReader(file), int64(len(file)), &table.Resource{}, options)
	if err != nil {
		t.Fatal(err)
	}
	visitReader(t, r, see)
	return r.Resource()
}

func visitReader(t testing.TB, r input.Reader, see func(*table.Batch)) {
	t.Helper()
	for {
		s, err := r.Next(t.Context())
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Batches(func(b *table.Batch) error {
			see(b)
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
}

// open opens file so that panics show.
func open(t testing.TB, file []byte) (input.Reader, error) {
	return Open(t.Context(), bytes.NewReader(file), int64(len(file)), &table.Resource{}, Options{panics: true})
}

// drain reads all records and returns how many there were.
func drain(t testing.TB, r input.Reader) int {
	t.Helper()
	records := 0
	visitReader(t, r, func(b *table.Batch) { records += b.Len })
	return records
}

var kindNames = map[table.Kind]string{
	table.Text: "", table.Null: "null", table.Number: "number", table.Boolean: "boolean", table.Date: "date", table.Time: "time",
	table.DateTime: "datetime", table.Nested: "nested", table.Damaged: "damaged",
}

// show writes a cell as its kind and its text; text has no kind.
func show(cell table.Cell) string {
	return strings.TrimSpace(kindNames[cell.Kind] + " " + string(cell.Text))
}

// cells shows all cells of a column.
func (r *reading) cells(column int) []string {
	var cells []string
	for _, record := range r.Records {
		cells = append(cells, show(record[column]))
	}
	return cells
}

// outcome says in a line how reading ended.
func (r *reading) outcome() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d", len(r.Records))
	if u := r.Facts.Unread; u != nil {
		fmt.Fprintf(&b, " %s after %d", u.Reason, u.Record)
	}
	for _, kind := range []table.DamageKind{table.InvalidBytes, table.OversizeRecord, table.Truncated, table.Syntax} {
		if n := r.Facts.Damage[kind]; n > 0 {
			fmt.Fprintf(&b, " %s:%d", kind, n)
		}
	}
	return b.String()
}

func shuffled(seed uint64) func(int) []int {
	return func(n int) []int { return rand.New(rand.NewPCG(seed, 0)).Perm(n) }
}
