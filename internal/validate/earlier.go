package validate

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
)

// earlier lets checks see the records of the earlier edition of a table. It belongs to one goroutine.
type earlier struct {
	ctx     context.Context
	dataset *source.Dataset
	options Options // those of the run, without an earlier edition of its own, and with everything detected: it may be of another format
	// opened are the tables by path: each requirement reads them anew, and what comes from standard input or the Web comes once. nil: it
	// cannot be read.
	opened map[string]*source.Source
}

// isHistoric reports whether a requirement compares with the earlier edition.
func (o *Options) isHistoric(r standard.Requirement) bool {
	rule := lint.Find(o.Rules, r.Rule)
	return rule != nil && rule.Historic
}

// lacksEarlier reports whether a requirement compares with an earlier edition that there is not.
func (o *Options) lacksEarlier(r standard.Requirement) bool {
	return o.earlier == nil && o.isHistoric(r)
}

// newEarlier refuses a standard that says nothing of earlier editions.
func newEarlier(ctx context.Context, options *Options) (*earlier, error) {
	if !slices.ContainsFunc(options.Standard.Requirements, options.isHistoric) {
		return nil, message.NewFault(faultNoHistory)
	}
	own := *options
	own.Previous, own.elsewhere, own.Progress = nil, nil, nil
	own.Dialect, own.Delimiter, own.HeaderRow, own.Sheet, own.Records, own.Source.Encoding = nil, "", nil, "", "", ""
	return &earlier{ctx: ctx, dataset: options.Previous, options: own, opened: map[string]*source.Source{}}, nil
}

// look shows the records of the earlier edition of the table of a name to a check of some of its fields, and returns the state that saw all of
// them; nil: there is no such table, or it cannot be read.
func (e *earlier) look(name, resource string, names []string, check func([]lint.Field) lint.TableCheck) (lint.State, error) {
	in, ok := e.inputOf(name)
	if !ok {
		return nil, nil
	}
	opened, err := e.open(in)
	if opened == nil || err != nil {
		return nil, err
	}
	o := &opening{Source: opened, declared: in.Declared, options: &e.options}
	var state lint.State
	err = o.untilLearned(e.ctx, func() (err error) {
		state, err = o.look(e.ctx, resource, names, true, check)
		return err
	})
	if err == nil {
		err = sourceFault(e.ctx, opened.Sum(e.ctx))
	}
	return unlessUnreadable(state, err)
}

// open opens a table once; nil: it cannot be read.
func (e *earlier) open(in source.Input) (*source.Source, error) {
	if opened, ok := e.opened[in.Path]; ok {
		return opened, nil
	}
	opened, _, err := source.Open(e.ctx, in, sourceOptions(in, &e.options))
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", in.Path, err)
	}
	e.opened[in.Path] = opened
	return opened, nil
}

// close closes what was opened.
func (e *earlier) close() error {
	var all []error
	for _, opened := range e.opened {
		if opened != nil {
			all = append(all, opened.Close())
		}
	}
	return errors.Join(all...)
}

// inputOf returns the table of a name, or the only one there is.
func (e *earlier) inputOf(name string) (source.Input, bool) {
	inputs := e.dataset.Inputs
	if len(inputs) == 1 {
		return inputs[0], true
	}
	at := slices.IndexFunc(inputs, func(in source.Input) bool {
		return in.Declared != nil && in.Declared.Name == name || source.Name(in.Path) == name
	})
	if at < 0 {
		return source.Input{}, false
	}
	return inputs[at], true
}

// describe says what the run was compared with; nil: nothing.
func (e *earlier) describe() *report.Previous {
	if e == nil {
		return nil
	}
	p := &report.Previous{Path: e.dataset.Path}
	if len(e.dataset.Inputs) == 1 {
		if opened := e.opened[e.dataset.Inputs[0].Path]; opened != nil {
			p.SHA256, _, _ = opened.Digest()
		}
	}
	return p
}

var faultNoHistory = message.Text{
	EN: "there is nothing to compare with an earlier edition: the standard has no primary key, which tells records apart",
	FR: "il n’y a rien à comparer avec une édition précédente\u00a0: la norme n’a pas de clé primaire, qui distingue les enregistrements",
}
