package validate

import (
	"bytes"
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
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// found is what one shard, or all shards so far, found.
type found struct {
	sequence int
	records  int64
	excluded int64
	looked   []int64       // by record check: the records it saw
	counts   []chainCounts // by chain
	tallies  []tally
	states   []lint.State
	damage   []table.Damage
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
	again   bool // a second look: cells are judged for their status alone
	full    []atomic.Bool
}

func (p *plan) newPass(options *Options, states []stateLink, again bool) *pass {
	jobs := options.Jobs
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	return &pass{plan: p, states: states, samples: options.MaxSamples, jobs: jobs, again: again, full: make([]atomic.Bool, len(p.slots))}
}

func (p *pass) newFound(sequence int) *found {
	f := &found{sequence: sequence, counts: make([]chainCounts, len(p.plan.chains)), looked: make([]int64, len(p.plan.records)), states: make([]lint.State, len(p.states))}
	for i, c := range p.plan.chains {
		f.counts[i].stopped = make([]int64, len(c.links))
	}
	for i, s := range p.states {
		f.states[i] = s.check.New()
	}
	return f
}

type numbered struct {
	sequence int
	shard    input.Shard
}

// run reads all shards and returns what they found together. Shards are decoded and judged in any order and merged in theirs.
func (p *pass) run(ctx context.Context, reader input.Reader) (*found, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	shards := make(chan numbered)
	results := make(chan *found)
	// A slow shard holds up the merge; tokens bound what may pile up behind it.
	tokens := make(chan struct{}, 4*p.jobs+4)
	var producer, workers sync.WaitGroup
	producer.Go(func() {
		defer close(shards)
		if err := cut(ctx, reader, shards, tokens); err != nil {
			cancel(err)
		}
	})
	for range p.jobs {
		workers.Go(func() {
			if err := p.work(ctx, shards, results); err != nil {
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
		for range results { // let the workers go
		}
	}
	producer.Wait()
	if cause := context.Cause(ctx); cause != nil {
		total.close()
		return nil, cause
	}
	return total, nil
}

func cut(ctx context.Context, reader input.Reader, shards chan<- numbered, tokens chan<- struct{}) (err error) {
	defer recovered("reading", &err)
	for sequence := 0; ; sequence++ {
		select {
		case tokens <- struct{}{}:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
		shard, err := reader.Next(ctx)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		select {
		case shards <- numbered{sequence, shard}:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

func (p *pass) work(ctx context.Context, shards <-chan numbered, results chan<- *found) (err error) {
	defer recovered("judging", &err)
	w := p.newWorker()
	for n := range shards {
		f := p.newFound(n.sequence)
		w.collector.tallies = make([]tally, len(p.plan.slots))
		err := n.shard.Batches(func(b *table.Batch) error {
			if ctx.Err() != nil {
				return context.Cause(ctx)
			}
			w.batch(b, f)
			return nil
		})
		if err != nil {
			return err
		}
		f.tallies = w.collector.tallies
		select {
		case results <- f:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	return nil
}

// merge joins results in order of sequence.
func (p *pass) merge(results <-chan *found, tokens <-chan struct{}) (*found, error) {
	total := p.newFound(-1)
	total.tallies = make([]tally, len(p.plan.slots))
	waiting := map[int]*found{}
	next := 0
	for f := range results {
		waiting[f.sequence] = f
		for waiting[next] != nil {
			f := waiting[next]
			delete(waiting, next)
			next++
			if err := p.join(total, f); err != nil {
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
		t := &total.tallies[i]
		t.add(next.tallies[i], p.samples)
		if p.samples > 0 && len(t.places) >= p.samples {
			p.full[i].Store(true)
		}
	}
	for i, state := range next.states {
		if err := total.states[i].Merge(state); err != nil {
			return fmt.Errorf("merging %s: %w", p.states[i].settlement.requirement.ID, err)
		}
	}
	total.damage = append(total.damage, next.damage...)
	return nil
}

// recovered turns a panic into an error: a fault of ours must not look like one of the data, nor take other files with it.
func recovered(doing string, err *error) {
	if fault := recover(); fault != nil {
		*err = fmt.Errorf("%w while %s: %v\n%s", errInternal, doing, fault, debug.Stack())
	}
}

// worker judges batches. It belongs to one goroutine.
type worker struct {
	pass      *pass
	judges    []indexedJudge
	collector *collector
	excluded  []bool
	nulls     []table.Status
	columns   []table.Column
}

// indexedJudge is the judge of the plan's chain at index.
type indexedJudge struct {
	*columnJudge
	index int
}

// columns are the columns that the states of a pass look at. A state that names no fields looks at all of them.
func (p *pass) columns() map[int]bool {
	used := map[int]bool{}
	for _, s := range p.states {
		if len(s.settlement.fields) == 0 {
			for column := range p.plan.columns {
				used[column] = true
			}
		}
		for _, column := range s.settlement.located {
			used[column] = true
		}
		for _, name := range s.settlement.fields {
			if column, ok := p.plan.header.position[name]; ok {
				used[column] = true
			}
		}
	}
	return used
}

func (p *pass) newWorker() *worker {
	w := &worker{pass: p, collector: newCollector(len(p.plan.slots), p.samples, p.full)}
	w.collector.off = p.again
	used := p.columns()
	for i, c := range p.plan.chains {
		if !p.again || used[c.column] {
			w.judges = append(w.judges, indexedJudge{newColumnJudge(c), i})
		}
	}
	return w
}

// batch judges one batch: records that are no observations, then cells, then records, then groups.
func (w *worker) batch(b *table.Batch, f *found) {
	plan := w.pass.plan
	f.records += int64(b.Len)
	f.damage = append(f.damage, b.Damage...)
	w.addMade(b)
	for i := range plan.records {
		if l := &plan.records[i]; l.before {
			f.looked[i] += w.records(b, l, f)
		}
	}
	for _, judge := range w.judges {
		judge.run(b, &f.counts[judge.index], func(record int, cell table.Cell, fails uint64) { w.cell(b, judge.chain, record, cell, fails) })
	}
	if !w.pass.again {
		for i := range plan.records {
			if l := &plan.records[i]; !l.before {
				f.looked[i] += w.records(b, l, f)
			}
		}
	}
	for _, state := range f.states {
		state.Observe(b)
	}
}

// addMade appends the made columns to those of the file.
func (w *worker) addMade(b *table.Batch) {
	b.Excluded, b.Made = nil, 0
	plan := w.pass.plan
	if len(plan.made) == 0 {
		return
	}
	w.columns = append(w.columns[:0], b.Columns[:plan.columns]...)
	for _, m := range plan.made {
		if m.null {
			for len(w.nulls) < b.Len {
				w.nulls = append(w.nulls, table.Missing)
			}
			m.column.Status = w.nulls[:b.Len]
		}
		w.columns = append(w.columns, m.column)
	}
	b.Columns, b.Made = w.columns, len(plan.made)
}

// records judges the records of a batch and returns how many there were.
func (w *worker) records(b *table.Batch, l *recordLink, f *found) (looked int64) {
	for i := range b.Len {
		if b.IsExcluded(i) {
			continue
		}
		looked++
		record := lint.Record{Batch: b, I: i}
		if !l.check.Fails(record) {
			continue
		}
		if w.collector.count(l.slot) {
			w.collector.keep(w.recordPlace(b, l, i))
		}
		if l.check.Excludes {
			w.exclude(b, i)
			f.excluded++
		}
	}
	return looked
}

func (w *worker) exclude(b *table.Batch, i int) {
	if b.Excluded == nil {
		if cap(w.excluded) < b.Len {
			w.excluded = make([]bool, b.Len)
		}
		w.excluded = w.excluded[:b.Len]
		clear(w.excluded)
		b.Excluded = w.excluded
	}
	b.Excluded[i] = true
}

func (w *worker) recordPlace(b *table.Batch, l *recordLink, i int) place {
	p := place{slot: l.slot, defect: l.check.Explain(lint.Record{Batch: b, I: i})}
	p.defect.At.Record, p.defect.At.Line = b.Record(i), b.Line(i)
	column := p.defect.At.Column - 1
	if column >= 0 && column < w.pass.plan.columns {
		if p.defect.Value == "" {
			p.defect.Value = shorten(b.Columns[column].Text(i))
		}
		w.name(&p.defect, column)
	} else {
		p.defect.At.Column = 0
	}
	return p
}

// name fills in what the column of a defect is called.
func (w *worker) name(defect *lint.Defect, column int) {
	c := w.pass.plan.header.columns[column]
	defect.At.Label = c.Label
	if c.Field != nil && c.Repeats == 0 && defect.At.Field == "" {
		defect.At.Field = c.Field.Name
	}
}

// cell counts a failing cell for each of the links it fails.
func (w *worker) cell(b *table.Batch, c *chain, i int, cell table.Cell, fails uint64) {
	written := cell.Text
	for k := range c.links {
		if fails>>k == 0 {
			return
		}
		l := &c.links[k]
		if fails>>k&1 == 1 {
			if w.collector.count(l.slot) {
				w.collector.keep(w.cellPlace(b, c, l, i, cell, written))
			}
			// What comes after a form check fails with the mended text.
			if l.stage == lint.Form && l.check.Mend != nil {
				if mended := l.check.Mend(cell); mended != nil {
					cell.Text = mended
				}
			}
		}
	}
}

// cellPlace describes a failing cell, whose text may be mended by an earlier stage already, as it was written.
func (w *worker) cellPlace(b *table.Batch, c *chain, l *link, i int, cell table.Cell, written []byte) place {
	p := place{slot: l.slot, defect: l.check.Explain(cell)}
	p.defect.At = lint.Location{Record: b.Record(i), Line: b.Line(i), Column: c.column + 1, Field: p.defect.At.Field}
	w.name(&p.defect, c.column)
	if p.defect.Value == "" {
		p.defect.Value = shorten(written)
		if !bytes.Equal(written, cell.Text) {
			p.defect.Params = append(p.defect.Params, message.P("value", shorten(cell.Text)))
		}
	}
	return p
}
