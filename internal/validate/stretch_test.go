package validate

import (
	"context"
	"errors"
	"io"
	"testing"

	"github.com/cogwg/hvdlint/internal/input"
)

// countedShards is a reader of shards with some numbers of records.
type countedShards struct {
	input.Reader
	records []int64
}

type countedShard struct {
	input.Shard
	records int64
}

func (s countedShard) Records() (first, n int64) { return 1, s.records }

func (r *countedShards) Next(context.Context) (input.Shard, error) {
	if len(r.records) == 0 {
		return nil, io.EOF
	}
	shard := countedShard{records: r.records[0]}
	r.records = r.records[1:]
	return shard, nil
}

// What waits in a stretch is bounded by its shards and records, and one long record does not wait with others behind it.
func TestStretches(t *testing.T) {
	for _, c := range []struct {
		name     string
		sequence int
		records  []int64
		want     int // shards
	}{
		{"the first ones are short", 1, []int64{100, 100, 100}, 1},
		{"then they grow", 3, []int64{100, 100, 100}, 2},
		{"up to a number of shards", 100, []int64{9, 8, 7, 6, 5, 4, 3, 2, 9, 8}, input.Ahead},
		{"or of records", 100, []int64{stretchRecords - 1, 2, 3, 4}, 2},
		{"or a long record", 100, []int64{100, 1, 1, 100}, 2},
		{"or the end", 100, []int64{100, 100, 100}, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := &pass{jobs: 2}
			s := stretch{c.sequence, make(chan input.Shard, input.Ahead)}
			if err := p.fill(t.Context(), &countedShards{records: c.records}, s, nil); err != nil && !errors.Is(err, io.EOF) {
				t.Fatal(err)
			}
			if got := len(s.shards); got != c.want {
				t.Errorf("%d shards, want %d", got, c.want)
			}
		})
	}
}
