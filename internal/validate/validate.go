// Package validate is the engine: it plans the checks of a standard on a resource, runs them over the batches on all
// cores, merges what they found in order, and settles the outcome of each requirement.
package validate

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/input/csv"
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// Options shape a run. Rules and Standard must be given; the other zero values mean all cores and every finding.
type Options struct {
	Rules    []*lint.Rule       // the catalogue
	Standard *standard.Standard // what the data is measured against
	// Supplied gives values of fields that the file lacks (--set).
	Supplied   map[string]string
	MaxSamples int    // findings kept for each requirement; 0: all
	Jobs       int    // goroutines that decode and judge; 0: one for each processor
	Delimiter  string // one character; empty: detected
	HeaderRow  *int   // physical line of the header, 0 for a table without one; nil: detected
	BlockSize  int    // bytes read at a time; 0: the reader's own choice
	Source     source.Options
	// Progress is called now and then, from one goroutine at a time, with the bytes read so far and their number, 0 when unknown.
	Progress func(read, total int64)
}

// Check checks one input against one version. Everything wrong with the data is in the run, values of
// Options.Supplied that do not conform among it; an error is a fault of the standard ([StandardError]), of the options
// ([UsageError], [message.Fault]), or ours. A cancelled context ends the check with its cause.
func Check(ctx context.Context, in source.Input, options Options) (report.Run, error) {
	sources := options.Source
	sources.Progress = options.Progress
	opened, unread, err := source.Open(ctx, in, sources)
	if err != nil {
		return report.Run{}, fmt.Errorf("opening %s: %w", in.Path, err)
	}
	if unread != nil {
		return Unreadable(in.Path, *unread, options)
	}
	run, err := checkSource(ctx, opened, &options)
	if closed := opened.Close(); err == nil && closed != nil {
		err = fmt.Errorf("closing %s: %w", in.Path, closed)
	}
	return run, err
}

// Unreadable makes the run of an input that could not be read at all.
func Unreadable(path string, unread table.Unread, options Options) (report.Run, error) {
	facts := &table.Resource{Name: source.Name(path), Path: path, Unread: &unread}
	p, err := newPlan(&options, facts)
	if err != nil {
		return report.Run{}, err
	}
	for _, s := range p.settled {
		if s.requirement.Rule != "unreadable-file" {
			s.settle(report.Untested, textUnread)
		}
	}
	p.settle(facts, (&pass{plan: p}).nothing(), nil, options.MaxSamples)
	return p.assemble(facts, &options)
}

// nothing is what a pass over no shards finds.
func (p *pass) nothing() *found {
	f := p.newFound(0)
	f.tallies = make([]tally, len(p.plan.slots))
	return f
}

func checkSource(ctx context.Context, opened *source.Source, options *Options) (report.Run, error) {
	stop := watch(opened, options.Progress)
	defer stop()
	for {
		run, err := checkOnce(ctx, opened, options)
		if errors.Is(err, input.ErrEncoding) && !opened.Settled() {
			err = sourceFault(opened.SniffAll(ctx))
			if err == nil {
				continue
			}
		}
		if fault, ok := errors.AsType[*sourceError](err); ok {
			return Unreadable(opened.Facts().Path, *source.Explain(fault.err), *options)
		}
		return run, err
	}
}

// sourceError is a failure of the system to hand over the bytes of the source. It makes the source unreadable, and is no fault of ours.
type sourceError struct{ err error }

func (e *sourceError) Error() string { return "reading: " + e.err.Error() }
func (e *sourceError) Unwrap() error { return e.err }

// sourceFault marks an error of the source, unless it is the end of the input or of the context.
func sourceFault(err error) error {
	if errors.Is(err, io.EOF) || source.Explain(err) == nil {
		return err
	}
	return &sourceError{err}
}

// sourceText marks the errors of the text it reads, so that they are not taken for those of our own temporary files.
type sourceText struct{ io.ReadCloser }

func (t sourceText) Read(p []byte) (int, error) {
	n, err := t.ReadCloser.Read(p)
	return n, sourceFault(err)
}

// checkOnce reads the source with the encoding it is believed to have: once, and again for states that want a second look.
func checkOnce(ctx context.Context, opened *source.Source, options *Options) (run report.Run, err error) {
	defer recovered("settling", &err)
	first, err := open(ctx, opened, options)
	if err != nil {
		return report.Run{}, err
	}
	p, err := newPlan(options, first.facts)
	if err != nil {
		return report.Run{}, errors.Join(err, first.close())
	}
	total, err := p.newPass(options, p.states, false).run(ctx, first.Reader)
	if err != nil {
		return report.Run{}, errors.Join(err, first.close())
	}
	defer total.close()
	// Bytes behind the last record still belong to the digest.
	_, err = io.Copy(io.Discard, first.text)
	if err := errors.Join(err, first.close()); err != nil {
		return report.Run{}, err
	}
	complete(first.facts, opened, total, options.MaxSamples)
	results, err := p.results(ctx, opened, options, total)
	if err != nil {
		return report.Run{}, err
	}
	p.settle(first.facts, total, results, options.MaxSamples)
	if err := p.show(ctx, opened, options); err != nil {
		return report.Run{}, err
	}
	return p.assemble(first.facts, options)
}

// reading is a source that is being read from its start.
type reading struct {
	input.Reader
	text  io.ReadCloser
	facts *table.Resource
}

func (r *reading) close() error { return errors.Join(r.Reader.Close(), r.text.Close()) }

func open(ctx context.Context, opened *source.Source, options *Options) (*reading, error) {
	text, err := opened.Text(ctx)
	if err != nil {
		return nil, sourceFault(err)
	}
	text = sourceText{text}
	var schema *standard.Schema
	if resource := options.Standard.Resource(""); resource != nil {
		schema = &resource.Schema
	}
	facts := opened.Facts()
	reader, err := csv.Open(ctx, text, facts, csv.Options{
		Delimiter: options.Delimiter, HeaderRow: options.HeaderRow, Labels: knownLabels(schema), BlockSize: options.BlockSize,
		Settled: opened.Settled(), Samples: options.MaxSamples,
	})
	if err != nil {
		return nil, errors.Join(err, text.Close())
	}
	return &reading{Reader: reader, text: text, facts: facts}, nil
}

// complete adds to the facts what is known only after the last byte.
func complete(facts *table.Resource, opened *source.Source, total *found, samples int) {
	facts.SHA256, facts.Bytes, _ = opened.Digest()
	for _, damage := range total.damage {
		facts.AddDamage(damage, samples)
	}
	invalid := opened.InvalidBytes()
	for _, damage := range invalid {
		facts.AddDamage(damage, samples)
	}
	if more := opened.InvalidCount() - int64(len(invalid)); more > 0 {
		facts.Damage[table.InvalidBytes] += more
	}
}

// results finishes the states, reading the source again for those that want it.
func (p *plan) results(ctx context.Context, opened *source.Source, options *Options, total *found) (map[*settlement]lint.Result, error) {
	results := map[*settlement]lint.Result{}
	var again []stateLink
	for i, link := range p.states {
		state := total.states[i]
		if reviewer, ok := state.(lint.Reviewer); ok {
			check, needed, err := reviewer.Review()
			if err != nil {
				return nil, fmt.Errorf("reviewing %s: %w", link.settlement.requirement.ID, err)
			}
			if needed {
				again = append(again, stateLink{check: check, settlement: link.settlement})
				continue
			}
		}
		if err := finish(results, link, state); err != nil {
			return nil, err
		}
	}
	if len(again) == 0 {
		return results, nil
	}
	r, err := open(ctx, opened, options)
	if err != nil {
		return nil, err
	}
	second, err := p.newPass(options, again, true).run(ctx, r.Reader)
	if err := errors.Join(err, r.close()); err != nil {
		return nil, err
	}
	defer second.close()
	for i, link := range again {
		if err := finish(results, link, second.states[i]); err != nil {
			return nil, err
		}
	}
	return results, nil
}

func finish(results map[*settlement]lint.Result, link stateLink, state lint.State) error {
	result, err := state.Finish()
	if err != nil {
		return fmt.Errorf("finishing %s: %w", link.settlement.requirement.ID, err)
	}
	results[link.settlement] = result
	return nil
}

// watch reports progress until the returned function is called.
func watch(opened *source.Source, progress func(read, total int64)) (stop func()) {
	if progress == nil {
		return func() {}
	}
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		ticker := time.NewTicker(200 * time.Millisecond)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				progress(opened.Read(), opened.Size())
			case <-done:
				return
			}
		}
	}()
	return func() {
		close(done)
		<-ended
	}
}
