package validate

import (
	"context"
	"errors"
	"io"
	"sync/atomic"
	"testing"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// What is kept of damage does not grow with the file: each shard brings places, and the first of all of them are kept.
func TestDamageOfManyShardsIsCounted(t *testing.T) {
	p := &pass{plan: &plan{}, keep: 3}
	total := p.newFound(-1)
	for shard := range int64(100) {
		next := p.newFound(int(shard))
		for i := range int64(3) {
			next.damage = append(next.damage, table.Damage{Kind: table.StrayQuote, Offset: 10*shard + i})
		}
		next.damage = append(next.damage, table.Damage{Kind: table.StrayQuote, Count: 4})
		if err := p.join(total, next); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(total.damaged.Damaged); n != 3 {
		t.Errorf("%d places are kept", n)
	}
	facts := &table.Resource{}
	(&opening{Source: &source.Source{}, options: &Options{MaxSamples: 3}}).complete(facts, total)
	if facts.Damage[table.StrayQuote] != 700 || len(facts.Damaged) != 3 || facts.Damaged[2].Offset != 2 {
		t.Errorf("%v, %+v", facts.Damage, facts.Damaged)
	}
}

// closing is a state that notes whether it was closed.
type closing struct {
	lint.State
	closed *atomic.Int64
	fault  error
}

func (c closing) Observe(*table.Batch)   {}
func (c closing) Merge(lint.State) error { return c.fault }
func (c closing) Close() error           { c.closed.Add(1); return nil }

// manyShards is a reader of shards of one record.
type manyShards struct{ left int }

func (m *manyShards) Resource() *table.Resource { return nil }
func (m *manyShards) Close() error              { return nil }

func (m *manyShards) Next(context.Context) (input.Shard, error) {
	if m.left--; m.left < 0 {
		return nil, io.EOF
	}
	return oneRecord{}, nil
}

type oneRecord struct{}

func (oneRecord) Records() (first, n int64) { return 1, 1 }
func (oneRecord) Skip()                     {}

func (oneRecord) Batches(yield func(*table.Batch) error) error {
	return yield(&table.Batch{First: 1, Len: 1})
}

// A pass that ends early closes the states of all shards, which may hold temporary files.
func TestEveryStateOfAFailedPassIsClosed(t *testing.T) {
	fault := errors.New("no space left")
	for _, jobs := range []int{1, 4} {
		var made, closed atomic.Int64
		state := lint.TableCheck{New: func() lint.State {
			made.Add(1)
			return closing{closed: &closed, fault: fault}
		}}
		s := &settlement{requirement: &standard.Requirement{ID: "example"}}
		p := (&plan{}).newPass(&Options{Jobs: jobs}, []stateLink{{check: state, settlement: s}}, false)
		if _, err := p.run(t.Context(), &manyShards{left: 50}); !errors.Is(err, fault) {
			t.Errorf("got %v", err)
		}
		if made.Load() != closed.Load() {
			t.Errorf("%d states were made and %d closed", made.Load(), closed.Load())
		}
	}
}
