// Package validate is the engine: it plans the checks of a standard on a resource, runs them over the batches on all
// cores, merges what they found in order, and settles the outcome of each requirement.
package validate

import (
	"context"
	"errors"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
)

// Options shape a run. The zero value checks structure and format alone, on one core, keeping every finding.
type Options struct {
	Rules    []*lint.Rule       // the catalogue
	Standard *standard.Standard // nil: what every table must meet, and nothing else
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

// UsageError is a wrong choice of the user that only shows when a file is bound: a supplied value that its field does
// not allow, a field that the standard does not have.
type UsageError struct{ Err error }

func (e *UsageError) Error() string { return e.Err.Error() }
func (e *UsageError) Unwrap() error { return e.Err }

// Check checks one input against one version. Everything wrong with the data is in the run; an error is a fault of the
// standard, of the options, or ours. A cancelled context ends the check with its error.
func Check(ctx context.Context, in source.Input, options Options) (report.Run, error) {
	return report.Run{}, errors.ErrUnsupported
}
