package validate

import (
	"context"
	"errors"
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
	options Options           // those of the run, without an earlier edition of its own, and with everything detected: it may be of another format
	sums    map[string]string // SHA-256 of what was read, by path
}

// newEarlier refuses a standard that says nothing of earlier editions.
func newEarlier(ctx context.Context, options *Options) (*earlier, error) {
	historic := func(r standard.Requirement) bool {
		return slices.ContainsFunc(options.Rules, func(rule *lint.Rule) bool { return rule.ID == r.Rule && rule.Historic })
	}
	if !slices.ContainsFunc(options.Standard.Requirements, historic) {
		return nil, message.NewFault(faultNoHistory)
	}
	own := *options
	own.Previous, own.elsewhere, own.Progress = nil, nil, nil
	own.Dialect, own.Delimiter, own.HeaderRow, own.Sheet, own.Records, own.Source.Encoding = nil, "", nil, "", "", ""
	return &earlier{ctx: ctx, dataset: options.Previous, options: own, sums: map[string]string{}}, nil
}

// look shows the records of the earlier edition of the table of a name to a check of some of its fields, and returns the state that saw all of
// them; nil: there is no such table, or it cannot be read.
func (e *earlier) look(name, resource string, names []string, check func([]lint.Field) lint.TableCheck) (state lint.State, err error) {
	in, ok := e.inputOf(name)
	if !ok {
		return nil, nil
	}
	opened, unread, err := source.Open(e.ctx, in, sourceOptions(in, &e.options))
	if err != nil || unread != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, opened.Close()) }()
	o := &opening{Source: opened, declared: in.Declared, options: &e.options}
	for {
		state, err := o.look(e.ctx, resource, names, true, check)
		again, err := o.learn(e.ctx, err)
		if again {
			continue
		}
		if err == nil {
			err = sourceFault(e.ctx, opened.Sum(e.ctx))
		}
		if _, ok := errors.AsType[*sourceError](err); ok {
			return nil, nil
		}
		e.sums[in.Path], _, _ = opened.Digest()
		return state, err
	}
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
		p.SHA256 = e.sums[e.dataset.Inputs[0].Path]
	}
	return p
}

var faultNoHistory = message.Text{
	EN: "there is nothing to compare with an earlier edition: the standard has no primary key, which tells records apart",
	FR: "il n’y a rien à comparer avec une édition précédente\u00a0: la norme n’a pas de clé primaire, qui distingue les enregistrements",
}
