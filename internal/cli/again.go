package cli

import (
	"context"
	"errors"

	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/table"
	"github.com/cogwg/hvdlint/internal/validate"
)

// checked is a dataset and how it was checked, so that its tables can be read again in the same way.
type checked struct {
	dataset *source.Dataset
	options validate.Options
}

// again reads the tables of a report again, for outputs that copy them.
type again struct {
	*app
	report *report.Report
	runs   []checked // those of the report, as far as they have data
	quiet  bool
}

// errEdited ends the reading of a file that is not the one that was checked.
var errEdited = errors.New("the file changed after it was checked")

// records is [report.Records] under a context.
func (a *again) records(ctx context.Context) report.Records {
	return func(run, resource int, yield func(*table.Resource, *table.Batch) error) (*table.Unread, error) {
		if run >= len(a.runs) {
			return &table.Unread{Reason: "not-found", Text: textNothingToCopy}, nil
		}
		of := &a.report.Runs[run].Resources[resource]
		for _, in := range a.runs[run].dataset.Inputs {
			if in.Path == of.Path {
				return a.read(ctx, in, of, a.runs[run].options, yield)
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
	p := a.progress(in.Path, 1, 1, a.quiet)
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
