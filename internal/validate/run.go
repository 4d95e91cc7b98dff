package validate

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/table"
	"github.com/cogwg/hvdlint/internal/waiver"
)

// found is what one stretch of shards, or all so far, found.
type found struct {
	sequence int
	records  int64
	excluded int64
	looked   []int64       // by record check: the records it saw
	counts   []chainCounts // by chain
	tallies  []tally
	names    map[waiver.Hash]waiver.Identity // of one stretch: what candidates to be recorded are known by
	states   []lint.State
	damage   []table.Damage // of one stretch
	damaged  table.Resource // of all so far: the counts and first places of their damage
}

// close gives back what the states hold outside memory. States that were finished hold nothing.
func (f *found) close() {
	for _, state := range f.states {
		if closer, ok := state.(io.Closer); ok {
			_ = closer.Close() // a temporary file that stays open costs nothing but itself
		}
	}
}

// pass reads a resource once and judges it with a plan on all cores.
type pass struct {
	plan    *plan
	states  []stateLink
	samples int
	jobs    int
	again   bool          // a second look: cells are judged for their status alone
	full    []atomic.Bool // see collector
	stream  *stream       // nil: nobody listens
	only    *wantedPlaces // nil: all failing places are counted; else these are described
	counted *counted      // nil: nobody wants to know
	keep    int           // places of damage kept of each kind; 0: all
}

func (p *plan) newPass(options *Options, states []stateLink, again bool) *pass {
	jobs := options.Jobs
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	return &pass{
		plan: p, counted: options.counted, states: states, samples: options.shown, keep: options.MaxSamples, jobs: jobs, again: again,
		full: make([]atomic.Bool, fullOf(candidate, len(p.slots), len(p.slots))),
	}
}

func (p *pass) newFound(sequence int) *found {
	f := &found{
		sequence: sequence, looked: make([]int64, len(p.plan.records)), counts: make([]chainCounts, len(p.plan.chains)),
		tallies: make([]tally, len(p.plan.slots)), states: make([]lint.State, len(p.states)),
	}
	for i, c := range p.plan.chains {
		f.counts[i].stopped = make([]int64, len(c.links))
	}
	for i, s := range p.states {
		f.states[i] = s.check.New()
	}
	return f
}

// stretch is consecutive shards that one worker judges into one found. What states know of groups that come in no order is added up there, and merged
// once for all the shards.
type stretch struct {
	sequence int
	shards   chan input.Shard // closed behind the last
}

// A stretch ends when it has stretchRecords records or [input.Ahead] shards, and with a shard of one record: that may be a long one, which takes much
// memory while it waits. The first stretches are shorter, so that a small file keeps all cores busy.
const stretchRecords = 1 << 16

// run reads all shards and returns what they found together. Shards are decoded and judged in any order and merged in theirs.
func (p *pass) run(ctx context.Context, reader input.Reader) (*found, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	stretches := make(chan stretch)
	results := make(chan *found)
	// A slow stretch holds up the merge; tokens bound what may pile up behind it.
	tokens := make(chan struct{}, p.jobs+2)
	var producer, workers sync.WaitGroup
	producer.Go(func() {
		defer close(stretches)
		if err := p.cut(ctx, reader, stretches, tokens); err != nil {
			cancel(err)
		}
	})
	for range p.jobs {
		workers.Go(func() {
			if err := p.work(ctx, stretches, results); err != nil {
				cancel(err)
			}
		})
	}
	go func() {
		workers.Wait()
		close(results)
	}()
	total, err := p.merge(results, tokens)
	if err != nil {
		cancel(err)
		for f := range results { // let the workers go
			f.close()
		}
	}
	producer.Wait()
	if cause := context.Cause(ctx); cause != nil {
		total.close()
		return nil, cause
	}
	return total, nil
}

// cut reads all shards and hands them out in stretches.
func (p *pass) cut(ctx context.Context, reader input.Reader, stretches chan<- stretch, tokens chan<- struct{}) (err error) {
	defer recovered("reading", &err)
	for sequence := 0; ; sequence++ {
		select {
		case tokens <- struct{}{}:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
		shard, err := reader.Next(ctx)
		if err != nil {
			return unlessEOF(err)
		}
		s := stretch{sequence, make(chan input.Shard, input.Ahead)}
		select {
		case stretches <- s:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
		if err := p.fill(ctx, reader, s, shard); err != nil {
			return unlessEOF(err)
		}
	}
}

// fill gives a stretch its shards, the first of which is read already.
func (p *pass) fill(ctx context.Context, reader input.Reader, s stretch, shard input.Shard) (err error) {
	defer close(s.shards)
	records := int64(0)
	for range min(1<<min(s.sequence/p.jobs, 16), input.Ahead) {
		if shard == nil {
			if shard, err = reader.Next(ctx); err != nil {
				return err
			}
		}
		_, n := shard.Records()
		s.shards <- shard // there is room for all
		shard = nil
		if records += n; records >= stretchRecords || n == 1 {
			break
		}
	}
	return nil
}

func unlessEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

func (p *pass) work(ctx context.Context, stretches <-chan stretch, results chan<- *found) (err error) {
	defer recovered("judging", &err)
	w := p.newWorker()
	for s := range stretches {
		f := p.newFound(s.sequence)
		w.collector.tallies = f.tallies
		if w.excepting != nil {
			w.excepting.names = nil
		}
		for shard := range s.shards {
			if err := w.shard(ctx, shard, f); err != nil {
				f.close()
				return err
			}
		}
		if w.excepting != nil {
			f.names = w.excepting.names
		}
		select {
		case results <- f:
		case <-ctx.Done():
			f.close()
			return context.Cause(ctx)
		}
	}
	return nil
}

// shard judges the batches of a shard; one without a record that the pass is for is not decoded.
func (w *worker) shard(ctx context.Context, shard input.Shard, f *found) error {
	first, n := shard.Records()
	if w.pass.only != nil && !w.pass.only.in(first, n) {
		w.pass.counted.addRecords(int(n))
		shard.Skip()
		return nil
	}
	return shard.Batches(func(b *table.Batch) error {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		w.batch(b, f)
		w.pass.counted.addRecords(b.Len)
		return nil
	})
}

// merge joins results in order of sequence.
func (p *pass) merge(results <-chan *found, tokens <-chan struct{}) (*found, error) {
	total := p.newFound(-1)
	waiting := map[int]*found{}
	defer func() {
		for _, f := range waiting { // behind a stretch that never came
			f.close()
		}
	}()
	next := 0
	for f := range results {
		waiting[f.sequence] = f
		for waiting[next] != nil {
			f := waiting[next]
			delete(waiting, next)
			next++
			if err := p.join(total, f); err != nil {
				f.close()
				return total, err
			}
			<-tokens
		}
	}
	return total, nil
}

func (p *pass) join(total, next *found) (err error) {
	defer recovered("merging", &err)
	total.records += next.records
	total.excluded += next.excluded
	for i := range next.counts {
		total.counts[i].merge(&next.counts[i])
	}
	for i, n := range next.looked {
		total.looked[i] += n
	}
	for i := range next.tallies {
		if err := p.addTally(i, &total.tallies[i], &next.tallies[i], next.names); err != nil {
			return err
		}
	}
	if err := p.stream.flush(); err != nil {
		return err
	}
	for i, state := range next.states {
		if err := total.states[i].Merge(state); err != nil {
			return fmt.Errorf("merging %s: %w", p.states[i].settlement.requirement.ID, err)
		}
	}
	for _, damage := range next.damage {
		total.damaged.AddDamage(damage, p.keep)
	}
	return nil
}

// recovered turns a panic into an error: a fault of ours must not look like one of the data, nor take other files with it.
func recovered(doing string, err *error) {
	if fault := recover(); fault != nil {
		*err = fmt.Errorf("%w while %s: %v\n%s", errInternal, doing, fault, debug.Stack())
	}
}
