package validate

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/table"
)

// checked is one table of a dataset with the outcomes of its requirements.
type checked struct {
	facts    *table.Resource
	plan     *plan
	declared *source.Declared // by a descriptor; nil: nothing
	digest   string           // by the algorithm of the declared hash; empty: not known
}

// unreadable makes the outcomes of a table that could not be read at all.
func unreadable(facts *table.Resource, options *Options) (*checked, error) {
	p, err := newPlan(options, facts)
	if err != nil {
		return nil, err
	}
	options.forget()
	options.name(facts)
	for _, s := range p.settled {
		if s.requirement.Rule != "unreadable-file" {
			s.failed, s.places, s.supplied = 0, nil, 0 // supplied values are nothing without records
			s.settle(report.Untested, textUnread)
		}
	}
	if err := p.except(options, facts); err != nil {
		return nil, err
	}
	p.gather(facts, (&pass{plan: p}).newFound(0), nil)
	if err := p.reckonFacts(); err != nil {
		return nil, err
	}
	if err := p.conclude(facts, options); err != nil {
		return nil, err
	}
	options.hold()
	options.named = append(options.named, facts.Name)
	return &checked{facts: facts, plan: p}, nil
}

// checkTable checks one table of an opened source. It reads it again when a reading finds out that it was begun on wrong
// premises.
func checkTable(ctx context.Context, o *opening) (*checked, error) {
	var table *checked
	err := o.untilLearned(ctx, func() (err error) {
		table, err = o.checkOnce(ctx)
		return err
	})
	if fault, ok := errors.AsType[*sourceError](err); ok {
		return unreadable(unreadFacts(o.Facts().Path, nameOf(o.declared), source.Explain(fault.err)), o.options)
	}
	return table, err
}

// checkOnce reads the table with what is believed of it: once, and again for states that want a second look.
func (o *opening) checkOnce(ctx context.Context) (result *checked, err error) {
	defer recovered("settling", &err)
	options := o.options
	first, err := o.read(ctx)
	if err != nil {
		return nil, err
	}
	options.forget()
	p, err := newPlan(options, first.facts)
	if err != nil {
		return nil, errors.Join(err, first.close())
	}
	options.name(first.facts)
	if err := p.except(options, first.facts); err != nil {
		return nil, errors.Join(err, first.close())
	}
	pass := p.newPass(options, p.states, false)
	pass.stream = p.newStream(options, first.facts)
	total, err := pass.run(ctx, first.Reader)
	if err != nil {
		return nil, errors.Join(err, first.close())
	}
	defer total.close()
	if err := errors.Join(o.digest(ctx, first), first.close()); err != nil {
		return nil, err
	}
	o.complete(first.facts, total)
	results, err := p.results(ctx, o, total)
	if err != nil {
		return nil, err
	}
	if err := p.tellUntold(ctx, o, total); err != nil {
		return nil, err
	}
	p.gather(first.facts, total, results)
	if err := p.reckonLoose(ctx, o); err != nil {
		return nil, err
	}
	if err := p.conclude(first.facts, options); err != nil {
		return nil, err
	}
	if err := p.show(ctx, o); err != nil {
		return nil, err
	}
	options.hold()
	options.named = append(options.named, first.facts.Name)
	return &checked{facts: first.facts, plan: p}, nil
}

// digest makes sure that the digest is known: bytes behind the last record belong to it.
func (o *opening) digest(ctx context.Context, r *reading) error {
	if r.text == nil {
		return sourceFault(ctx, o.Sum(ctx))
	}
	_, err := io.Copy(io.Discard, r.text)
	return err
}

// complete adds to the facts what is known only after the last byte.
func (o *opening) complete(facts *table.Resource, total *found) {
	samples := o.options.MaxSamples
	facts.SHA256, facts.Bytes, _ = o.Digest()
	hidden := maps.Clone(total.damaged.Damage)
	for _, damage := range total.damaged.Damaged {
		facts.AddDamage(damage, samples)
		hidden[damage.Kind]--
	}
	for kind, n := range hidden {
		if n > 0 {
			facts.AddDamage(table.Damage{Kind: kind, Count: n}, samples)
		}
	}
	invalid := o.InvalidBytes()
	for _, damage := range invalid {
		facts.AddDamage(damage, samples)
	}
	if more := o.InvalidCount() - int64(len(invalid)); more > 0 {
		facts.Damage[table.InvalidBytes] += more
	}
}

// results finishes the states, reading the table again, and once more, for those that want it.
func (p *plan) results(ctx context.Context, o *opening, total *found) (map[*settlement]lint.Result, error) {
	results := map[*settlement]lint.Result{}
	again, err := finishAll(results, p.states, total.states)
	for err == nil && len(again) > 0 {
		again, err = p.lookAgain(ctx, o, results, again)
	}
	return results, err
}

// lookAgain reads the table again for the links, and returns those that want to see it once more.
func (p *plan) lookAgain(ctx context.Context, o *opening, results map[*settlement]lint.Result, links []stateLink) ([]stateLink, error) {
	r, err := o.read(ctx)
	if err != nil {
		return nil, err
	}
	total, err := p.newPass(o.options, links, true).run(ctx, r.Reader)
	if err != nil {
		return nil, errors.Join(err, r.close())
	}
	defer total.close()
	if err := r.close(); err != nil {
		return nil, err
	}
	return finishAll(results, links, total.states)
}

// finishAll finishes states and returns the links of those that want another look.
func finishAll(results map[*settlement]lint.Result, links []stateLink, states []lint.State) (again []stateLink, err error) {
	for i, link := range links {
		if reviewer, ok := states[i].(lint.Reviewer); ok {
			check, needed, err := reviewer.Review()
			if err != nil {
				return nil, fmt.Errorf("reviewing %s: %w", link.settlement.requirement.ID, err)
			}
			if needed {
				again = append(again, stateLink{check: check, settlement: link.settlement})
				continue
			}
		}
		if err := finish(results, link, states[i]); err != nil {
			return nil, err
		}
	}
	return again, nil
}

func finish(results map[*settlement]lint.Result, link stateLink, state lint.State) error {
	result, err := state.Finish()
	if err != nil {
		return fmt.Errorf("finishing %s: %w", link.settlement.requirement.ID, err)
	}
	results[link.settlement] = result
	return nil
}
