package validate

import (
	"context"
	"errors"
	"fmt"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
)

// elsewhere lets the checks of one table of a dataset see the records of another one. It belongs to one goroutine.
type elsewhere struct {
	ctx     context.Context
	dataset *source.Dataset
	options Options // without sight of other tables, so that two that refer to each other do not go round in circles
}

// look shows the records of the tables that are a resource of the standard to a check of some of its fields, and returns the state
// that saw all of them; nil: there is no such table, or it lacks a field or cannot be read.
func (e *elsewhere) look(resource string, names []string, check func([]lint.Field) lint.TableCheck) (lint.State, error) {
	var all lint.State
	for _, in := range e.dataset.Inputs {
		state, err := e.lookInto(in, resource, names, check)
		switch {
		case err != nil:
			return nil, err
		case state == nil:
		case all == nil:
			all = state
		default:
			if err := all.Merge(state); err != nil {
				return nil, fmt.Errorf("merging what %s holds: %w", resource, err)
			}
		}
	}
	return all, nil
}

func (e *elsewhere) lookInto(in source.Input, resource string, names []string, check func([]lint.Field) lint.TableCheck) (state lint.State, err error) {
	opened, unread, err := source.Open(e.ctx, in, sourceOptions(in, &e.options))
	if err != nil || unread != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, opened.Close()) }()
	o := &opening{Source: opened, declared: in.Declared, options: &e.options, sheet: e.options.Sheet}
	if o.sheet == AllSheets {
		o.sheet = e.sheetOf(opened, resource)
	}
	err = o.untilLearned(e.ctx, func() (err error) {
		state, err = o.look(e.ctx, resource, names, false, check)
		return err
	})
	return unlessUnreadable(state, err)
}

// sheetOf returns the sheet of a workbook that is a resource, by its name; empty: the one that the reader chooses.
func (e *elsewhere) sheetOf(opened *source.Source, resource string) string {
	o := &opening{Source: opened, options: &e.options}
	r, err := o.read(e.ctx)
	if err != nil {
		return "" // the reading that follows meets it too
	}
	defer func() { _ = r.close() }() // nothing was written
	if r.facts.Workbook == nil {
		return ""
	}
	for _, sheet := range r.facts.Workbook.Sheets {
		if sheet.Data && resourceNamed(e.options.Standard, sheet.Name) == resource {
			return sheet.Name
		}
	}
	return ""
}

// look reads the table once for a state, if it is the resource. partial: it may lack fields.
func (o *opening) look(ctx context.Context, resource string, names []string, partial bool, check func([]lint.Field) lint.TableCheck) (lint.State, error) {
	r, err := o.read(ctx)
	if err != nil {
		return nil, err
	}
	p, fields, err := o.fieldsOf(r, resource, names, partial)
	if fields == nil || err != nil {
		return nil, errors.Join(err, r.close())
	}
	settlement := &settlement{requirement: &standard.Requirement{ID: resource}, fields: names}
	total, err := p.newPass(o.options, []stateLink{{check: check(fields), settlement: settlement}}, true).run(ctx, r.Reader)
	if err := errors.Join(err, r.close()); err != nil {
		return nil, err
	}
	return total.states[0], nil
}

// fieldsOf finds fields of a resource in the table; nil: it is another one, or lacks one of them. partial: those that it lacks have column -1.
func (o *opening) fieldsOf(r *reading, resource string, names []string, partial bool) (*plan, []lint.Field, error) {
	is := resourceOf(o.options.Standard, r.facts)
	if is == nil || is.Name != resource || r.facts.Unread != nil {
		return nil, nil, nil
	}
	p, err := newPlan(o.options, r.facts)
	if err != nil {
		return nil, nil, err
	}
	var fields []lint.Field
	for _, name := range names {
		column, ok := p.header.position[name]
		if made, supplied := p.madeFor[name]; !ok && partial && supplied && p.supplied[name] != "" {
			column, ok = made, true
		}
		if !ok && !partial {
			return nil, nil, nil
		}
		if !ok {
			column = -1
		}
		fields = append(fields, lint.Field{Field: p.schema.Field(name), Column: column})
	}
	return p, fields, nil
}
