package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/table"
	"github.com/cogwg/hvdlint/internal/validate"
)

// printRecords prints the records of one table as NDJSON, as the engine reads them for "check".
func (a *app) printRecords(ctx context.Context, f *inspectFlags, all []planned, found *found) error {
	if all[0].options.Sheet == validate.AllSheets {
		return wrongUsage(textOneSheetForRecords)
	}
	inputs, unfound := found.inputs(), found.allUnfound()
	if n := len(inputs) + len(unfound); n != 1 {
		return wrongUsage(textOneFileForRecords, message.P("n", n))
	}
	if len(unfound) == 1 {
		return unreadable(unfound[0].Path, unfound[0].Unread.Text)
	}
	in, options := inputs[0], all[0].options
	p := a.newProgress(f.quiet, []source.Input{in})
	options.Progress = p.update()
	w := bufio.NewWriterSize(a.stdout, 1<<16)
	r := &recordWriter{w: w, left: f.records.limit, bound: f.records.limit >= 0}
	unread, err := validate.Records(ctx, in, options, func(facts *table.Resource, b *table.Batch) error {
		p.erase()
		r.label(facts.Header.Labels)
		return r.batch(b)
	})
	p.erase()
	if err == nil || errors.Is(err, errEnough) {
		err = w.Flush()
	}
	switch {
	case err == nil && unread != nil:
		return unreadable(in.Path, unread.Text)
	case err == nil, closedPipe(err), a.stdout.err != nil:
		return err
	}
	return trouble(ctx, in.Path, err)
}

// unreadable is the failure of a file that cannot be read, where no report tells it.
func unreadable(path string, why message.Text) error {
	return &failure{code: exitFailed, text: message.Text{EN: shown(path).EN + message.Colon.EN + " " + why.EN, FR: shown(path).FR + message.Colon.FR + " " + why.FR}}
}

// errEnough ends the reading of records.
var errEnough = errors.New("enough records")

// trouble is the failure of an error while records are read: that the user ended it, a wrong choice, or one of ours.
func trouble(ctx context.Context, path string, err error) error {
	if ctx.Err() != nil {
		return interrupted(err)
	}
	return engineFailure(path, err)
}

// recordWriter prints records as JSON objects, one on a line.
type recordWriter struct {
	w     io.Writer
	keys  [][]byte // quoted, with their colon
	line  []byte
	left  int64
	bound bool // left counts
}

// label takes the labels of the columns, once.
func (r *recordWriter) label(labels []string) {
	if r.keys != nil {
		return
	}
	r.keys = [][]byte{}
	for _, key := range keysOf(labels) {
		r.keys = append(r.keys, append(appendJSON(nil, []byte(key)), ':'))
	}
}

func (r *recordWriter) full() bool { return r.bound && r.left == 0 }

func (r *recordWriter) batch(b *table.Batch) error {
	for i := range b.Len {
		if r.full() {
			return errEnough
		}
		r.left--
		r.line = append(r.line[:0], '{')
		for c := range b.Columns {
			if c >= len(r.keys) {
				break
			}
			if c > 0 {
				r.line = append(r.line, ',')
			}
			r.line = append(r.line, r.keys[c]...)
			r.line = appendCell(r.line, b.Columns[c].Cell(i))
		}
		r.line = append(r.line, '}', '\n')
		if _, err := r.w.Write(r.line); err != nil {
			return err
		}
	}
	return nil
}

// keysOf makes the labels of a header fit for an object: a label without characters becomes column_3, after its place, and one
// that was there before gets a number, as in name_2.
func keysOf(labels []string) []string {
	keys := make([]string, len(labels))
	taken := map[string]bool{}
	for _, label := range labels {
		taken[label] = true
	}
	seen := map[string]bool{}
	for i, label := range labels {
		key, base, n := label, label, 2
		if strings.TrimSpace(label) == "" {
			base, n = "column", i+1
			key = fmt.Sprintf("%s_%d", base, n)
		}
		for seen[key] || key != label && taken[key] {
			key = fmt.Sprintf("%s_%d", base, n)
			n++
		}
		seen[key] = true
		keys[i] = key
	}
	return keys
}
