package cli

import (
	"context"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/source"
)

// found is what the paths of a command lead to.
type found struct {
	datasets []source.Dataset
	inputs   []source.Input // of all datasets
	unfound  []source.Unfound
}

// find finds what the paths of a command lead to. It has to be closed.
func (a *app) find(ctx context.Context, args []string, options source.Options) (*found, error) {
	datasets, unfound, err := source.Expand(ctx, args, options)
	if ctx.Err() != nil {
		return nil, &failure{code: exitFailed, text: textInterrupted, err: err}
	}
	if err != nil {
		return nil, cannot(err, textEngineFailed, message.P("path", shown(args[0])))
	}
	f := &found{datasets: datasets, unfound: unfound}
	for i := range datasets {
		f.inputs = append(f.inputs, datasets[i].Inputs...)
		f.unfound = append(f.unfound, datasets[i].Unfound...)
	}
	return f, nil
}

// close removes what was downloaded to look into it. That it cannot be removed is no reason to hold back a report.
func (f *found) close() {
	for i := range f.datasets {
		_ = f.datasets[i].Close()
	}
}
