package json

import (
	"context"
	"errors"
	"io"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/table"
)

// Survey is what only a complete reading finds out. It is the same however the text is cut.
type Survey struct {
	// Names are the names of all records, in order of first appearance; one more than a table may have columns at most.
	Names []string
	// Stop is the first record that is broken inside; nil: there is none.
	Stop *Stop
}

func (s *Survey) stop() *Stop {
	if s == nil {
		return nil
	}
	return s.Stop
}

// Stop is where the reading of a broken text has to end.
type Stop struct {
	Damage table.Damage
	Unread table.Unread
}

// Examine reads a whole text, in order, for the names of all its records and for the first one that is broken. It is for a text whose
// reading ended with input.ErrLabels or input.ErrBroken; facts are not changed. It returns input.ErrEncoding as Open does.
func Examine(ctx context.Context, text io.Reader, facts *table.Resource, options Options) (*Survey, error) {
	scratch := *facts
	scratch.Damage, scratch.Damaged, scratch.Unread = nil, nil, nil
	survey := &Survey{}
	options.Survey = nil
	r, err := open(ctx, text, &scratch, options, survey)
	if err != nil {
		return nil, err
	}
	for {
		s, err := r.Next(ctx)
		if errors.Is(err, io.EOF) {
			return survey, nil
		}
		if err != nil {
			return nil, err
		}
		// Behind a broken record nothing is decoded, but the encoding is still put to the proof: whether that or the broken record is
		// met first on several cores must not show.
		if err := s.Batches(func(*table.Batch) error { return context.Cause(ctx) }); err != nil && !errors.Is(err, input.ErrBroken) {
			return nil, err
		}
	}
}

// stopAt says why reading stops at offset at of a text that starts at a spot. record is the one that cannot be read; 0: none.
func (r *reader) stopAt(f fault, text []byte, at int, from spot, record int64) *Stop {
	here := from.behind(text[:at])
	read := record - 1
	if record == 0 {
		read = r.records
	}
	return &Stop{
		Damage: table.Damage{Kind: f.kind(), Offset: here.offset, Record: record, Line: here.line, Value: input.Excerpt(text, at)},
		Unread: table.Unread{Reason: f.reason(), Line: here.line, Record: read, Text: f.text(here.line, here.offset-here.feed, r.cutter.limit)},
	}
}
