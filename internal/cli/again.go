package cli

import (
	"context"
	"errors"
	"slices"

	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/table"
	"github.com/cogwg/hvdlint/internal/validate"
)

// copiedSamples is the number of places of each requirement that are kept for outputs that mark them in a copy of the data, unless somebody
// says how many.
const copiedSamples = 1000

// copiesData reports whether one of the outputs copies the data.
func copiesData(outputs []reportOutput) bool {
	return slices.ContainsFunc(outputs, func(o reportOutput) bool { return o.format.Data })
}

// forCopies sees to it that inputs can be read a second time, and that there is more to mark unless somebody chose how much. The function that
// it returns ends that.
func forCopies(options *validate.Options, chosen bool) (end func()) {
	if !chosen {
		options.MaxSamples = copiedSamples
	}
	keep := &source.Keep{}
	options.Source.Keep = keep
	return func() { _ = keep.Close() } // that a copy cannot be removed is no reason to hold back a report
}

// again reads the tables of a report again, for outputs that copy them.
type again struct {
	*app
	report *report.Report
	runs   []planned // those of the report
	quiet  bool
}

// errEdited ends the reading of a file that is not the one that was checked.
var errEdited = errors.New("the file changed after it was checked")

// records is [report.Records] under a context.
func (a *again) records(ctx context.Context) report.Records {
	return func(run, resource int, yield func(*table.Resource, *table.Batch) error) (*table.Unread, error) {
		of, planned := &a.report.Runs[run].Resources[resource], &a.runs[run]
		if planned.dataset != nil {
			for _, in := range planned.dataset.Inputs {
				if in.Path == of.Path {
					return a.read(ctx, in, of, planned.options, yield)
				}
			}
		}
		return &table.Unread{Reason: "not-found", Text: textNothingToCopy}, nil
	}
}

// read reads one table, unless its file changed.
func (a *again) read(
	ctx context.Context, in source.Input, of *report.Resource, options validate.Options, yield func(*table.Resource, *table.Batch) error,
) (*table.Unread, error) {
	if of.Sheet != nil {
		options.Sheet = of.Sheet.Name
	}
	p := a.newProgress(a.quiet, []source.Input{in})
	options.Progress = p.update()
	unread, err := validate.Records(ctx, in, options, func(facts *table.Resource, b *table.Batch) error {
		if facts.SHA256 != of.SHA256 {
			return errEdited
		}
		return yield(facts, b)
	})
	p.erase()
	switch {
	case errors.Is(err, errEdited):
		return &table.Unread{Reason: "changed", Text: textEdited}, nil
	case err != nil && ctx.Err() != nil:
		return nil, interrupted(err)
	}
	return unread, err
}
