package cli

import (
	"context"
	"slices"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/source"
)

// found is what the paths of a command lead to.
type found struct {
	datasets []source.Dataset
	unfound  []source.Unfound // paths that lead to no dataset
}

// inputs are those of all datasets.
func (f *found) inputs() []source.Input {
	var inputs []source.Input
	for i := range f.datasets {
		inputs = append(inputs, f.datasets[i].Inputs...)
	}
	return inputs
}

// paths are those under which reports tell of the files, and of the archives and descriptors that they come from.
func (f *found) paths() []string {
	var paths []string
	for _, in := range f.inputs() {
		paths = append(paths, in.Path)
	}
	for _, u := range f.allUnfound() {
		paths = append(paths, u.Path)
	}
	for i := range f.datasets {
		if f.datasets[i].IsContainer() {
			paths = append(paths, f.datasets[i].Path)
		}
	}
	return paths
}

// allUnfound are the paths that lead nowhere, of the command and of descriptors.
func (f *found) allUnfound() []source.Unfound {
	all := slices.Clone(f.unfound)
	for i := range f.datasets {
		all = append(all, f.datasets[i].Unfound...)
	}
	return all
}

// find finds what the paths of a command lead to. It has to be closed.
func (a *app) find(ctx context.Context, args []string, options source.Options) (*found, error) {
	datasets, unfound, err := source.Expand(ctx, args, options)
	if ctx.Err() != nil {
		return nil, interrupted(err)
	}
	if err != nil {
		return nil, cannot(err, textEngineFailed, message.P("path", shown(args[0])))
	}
	return &found{datasets: datasets, unfound: unfound}, nil
}

// previous finds the earlier edition of the only dataset of a command; nil: none is named. It has to be closed.
func (a *app) previous(ctx context.Context, path string, of []planned, options source.Options) (*source.Dataset, error) {
	if path == "" {
		return nil, nil
	}
	if n := len(of); n > 1 {
		return nil, wrongUsage(textPreviousOfMany, message.P("n", n))
	}
	earlier, err := a.find(ctx, []string{path}, options)
	if err != nil {
		return nil, err
	}
	for _, u := range earlier.allUnfound() {
		earlier.close()
		return nil, wrongUsage(textPreviousUnread, message.P("path", shown(u.Path)), message.P("cause", u.Unread.Text))
	}
	if n := len(earlier.datasets); n != 1 {
		earlier.close()
		return nil, wrongUsage(textPreviousMany, message.P("path", shown(path)), message.P("n", n))
	}
	return &earlier.datasets[0], nil
}

// close removes what was downloaded to look into it. That it cannot be removed is no reason to hold back a report.
func (f *found) close() {
	for i := range f.datasets {
		_ = f.datasets[i].Close()
	}
}
