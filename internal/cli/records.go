package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/input/csv"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// printRecords prints the records of one file as NDJSON. The engine reads the file first, so that encoding, delimiter and
// header are those that "check" would find; the records are then read with them.
func (a *app) printRecords(ctx context.Context, f *inspectFlags, bare *standard.Standard, inputs []source.Input, unfound []source.Unfound) error {
	if n := len(inputs) + len(unfound); n != 1 {
		return wrongUsage(textOneFileForRecords, message.P("n", n))
	}
	if len(unfound) == 1 {
		return unreadable(unfound[0].Path, unfound[0].Unread.Text)
	}
	in := inputs[0]
	options := a.engineOptions(f.reading, bare)
	if in.IsStdin() {
		copied, done, err := spool(ctx, a.env.Stdin)
		if err != nil {
			return trouble(ctx, in.Path, err)
		}
		defer done()
		options.Source.Stdin = copied
	}
	c := &checker{app: a, options: options, quiet: f.quiet, files: 1}
	run, err := c.one(ctx, in)
	if err != nil {
		return err
	}
	resource := &run.Resources[0]
	if resource.Dialect == nil {
		return unreadable(in.Path, unreadText(resource))
	}
	if err := a.rereadRecords(ctx, in, options.Source, resource, f.records.limit); err != nil {
		return err
	}
	if resource.Unread != nil {
		return unreadable(in.Path, resource.Unread.Messages)
	}
	return nil
}

func unreadText(r *report.Resource) message.Text {
	if r.Unread == nil {
		return textNotChecked
	}
	return r.Unread.Messages
}

// unreadable is the failure of a file that cannot be read, where no report tells it.
func unreadable(path string, why message.Text) error {
	return &failure{code: exitFailed, text: message.Text{EN: shown(path).EN + colon.EN + " " + why.EN, FR: shown(path).FR + colon.FR + " " + why.FR}}
}

// spool copies standard input to a temporary file, because it is read twice. Each of its readings starts at the beginning.
// When ctx ends, so does the copying, though nothing can wake a read that waits for input.
func spool(ctx context.Context, stdin io.Reader) (again io.Reader, done func(), err error) {
	file, err := os.CreateTemp("", "hvdlint-*")
	if err != nil {
		return nil, nil, err
	}
	done = func() { _ = errors.Join(file.Close(), os.Remove(file.Name())) }
	type copied struct {
		size int64
		err  error
	}
	result := make(chan copied, 1)
	go func() {
		// The wrapper hides ReadFrom, so that the closed file ends the copying with the next block.
		size, err := io.Copy(struct{ io.Writer }{file}, stdin)
		result <- copied{size, err}
	}()
	select {
	case <-ctx.Done():
		err = context.Cause(ctx)
	case c := <-result:
		if err = c.err; err == nil {
			return &rereader{file: file, size: c.size}, done, nil
		}
	}
	done()
	return nil, nil, err
}

// rereader starts again at the beginning after each end.
type rereader struct {
	file io.ReaderAt
	size int64
	at   int64
}

func (r *rereader) Read(p []byte) (int, error) {
	if r.at >= r.size {
		r.at = 0
		return 0, io.EOF
	}
	n, err := r.file.ReadAt(p[:min(int64(len(p)), r.size-r.at)], r.at)
	r.at += int64(n)
	if errors.Is(err, io.EOF) && n > 0 {
		err = nil
	}
	return n, err
}

// errEnough ends the reading of records.
var errEnough = errors.New("enough records")

// trouble is the failure of an error while records are read: that the user ended it, or one of ours.
func trouble(ctx context.Context, path string, err error) error {
	if ctx.Err() != nil {
		return &failure{code: exitFailed, text: textInterrupted, err: err}
	}
	return cannot(err, textEngineFailed, message.P("path", shown(path)))
}

// rereadRecords reads the file with what was found out about it and prints its records; limit -1 means all.
func (a *app) rereadRecords(ctx context.Context, in source.Input, options source.Options, found *report.Resource, limit int64) error {
	options.Encoding = found.Encoding.Name
	opened, why, err := source.Open(ctx, in, options)
	if err != nil {
		return trouble(ctx, in.Path, err)
	}
	if why != nil {
		return unreadable(in.Path, why.Text)
	}
	err = a.recordsOf(ctx, opened, found.Dialect, limit)
	if err = errors.Join(err, opened.Close()); err == nil || closedPipe(err) || a.stdout.err != nil {
		return err
	}
	return trouble(ctx, in.Path, err)
}

func (a *app) recordsOf(ctx context.Context, opened *source.Source, dialect *report.Dialect, limit int64) (err error) {
	text, err := opened.Text(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, text.Close()) }()
	header := int(dialect.HeaderLine)
	options := csv.Options{Delimiter: dialect.Delimiter, HeaderRow: &header, Settled: true}
	reader, err := csv.Open(ctx, text, opened.Facts(), options)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	w := bufio.NewWriterSize(a.stdout, 1<<16)
	if err := writeRecords(ctx, w, reader, limit); err != nil {
		return err
	}
	return w.Flush()
}

// writeRecords prints records in their order until the limit or the end.
func writeRecords(ctx context.Context, w io.Writer, reader input.Reader, limit int64) error {
	r := newRecordWriter(w, reader.Resource().Header.Labels, limit)
	for !r.full() {
		shard, err := reader.Next(ctx)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := shard.Batches(r.batch); err != nil && !errors.Is(err, errEnough) {
			return err
		}
	}
	return nil
}

// recordWriter prints records as JSON objects, one on a line.
type recordWriter struct {
	w     io.Writer
	keys  [][]byte // quoted, with their colon
	line  []byte
	left  int64
	bound bool // left counts
}

func newRecordWriter(w io.Writer, labels []string, limit int64) *recordWriter {
	r := &recordWriter{w: w, left: limit, bound: limit >= 0}
	for _, key := range keysOf(labels) {
		r.keys = append(r.keys, append(appendJSON(nil, []byte(key)), ':'))
	}
	return r
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
