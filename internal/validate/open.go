package validate

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/cogwg/hvdlint/internal/input"
	"github.com/cogwg/hvdlint/internal/input/csv"
	"github.com/cogwg/hvdlint/internal/input/json"
	"github.com/cogwg/hvdlint/internal/input/parquet"
	"github.com/cogwg/hvdlint/internal/input/xlsx"
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// opening is a source and what is known, before and between readings, of how to read one of its tables.
type opening struct {
	*source.Source
	declared *source.Declared // by a descriptor; nil: nothing
	options  *Options
	sheet    string       // of a workbook; empty: chosen by the reader
	survey   *json.Survey // of a JSON text, once a complete reading was needed
}

// reading is a table that is being read from its start.
type reading struct {
	input.Reader
	text  io.ReadCloser // nil when the format is read from any offset
	facts *table.Resource
}

func (r *reading) close() error {
	err := r.Reader.Close()
	if r.text != nil {
		err = errors.Join(err, r.text.Close())
	}
	return err
}

// read starts a reading.
func (o *opening) read(ctx context.Context) (*reading, error) {
	o.options.counted.begin()
	facts := o.Facts()
	if d := o.dialect(); d != nil && d.CaseSensitiveHeader != nil {
		facts.Header.AnyCase = !*d.CaseSensitiveHeader
	}
	if o.IsText() {
		return o.readText(ctx, facts)
	}
	file, size, err := o.File(ctx)
	if err != nil {
		return nil, sourceFault(ctx, err)
	}
	reader, err := o.openFile(ctx, sourceFile{ctx, file, o.options.counted}, size, facts)
	if err != nil {
		return nil, err
	}
	if w := facts.Workbook; w != nil && o.options.Sheet == AllSheets && w.Sheet < len(w.Sheets) {
		facts.Name, w.All, w.Why = w.Sheets[w.Sheet].Name, true, textAllSheets
	}
	return &reading{Reader: reader, facts: facts}, nil
}

func (o *opening) readText(ctx context.Context, facts *table.Resource) (*reading, error) {
	text, err := o.Text(ctx)
	if err != nil {
		return nil, sourceFault(ctx, err)
	}
	text = sourceText{ctx, text}
	reader, err := o.openText(ctx, text, facts)
	if err != nil {
		return nil, errors.Join(err, text.Close())
	}
	return &reading{Reader: reader, text: text, facts: facts}, nil
}

func (o *opening) openText(ctx context.Context, text io.Reader, facts *table.Resource) (input.Reader, error) {
	options := o.options
	if o.Format() == source.JSON {
		return json.Open(ctx, text, facts, o.jsonOptions())
	}
	return csv.Open(ctx, text, facts, csv.Options{
		Delimiter: options.Delimiter, HeaderRow: options.HeaderRow, Labels: o.labels(), Dialect: o.dialect(),
		BlockSize: options.BlockSize, Settled: o.Settled(), Samples: options.MaxSamples,
	})
}

func (o *opening) jsonOptions() json.Options {
	options := o.options
	return json.Options{
		HeaderRow: options.HeaderRow, Labels: o.labels(), Records: options.Records, Dialect: o.dialect(), Survey: o.survey,
		BlockSize: options.BlockSize, Settled: o.Settled(), Samples: options.MaxSamples,
	}
}

func (o *opening) openFile(ctx context.Context, file io.ReaderAt, size int64, facts *table.Resource) (input.Reader, error) {
	options := o.options
	switch o.Format() {
	case source.XLSX:
		return xlsx.Open(ctx, file, size, facts, xlsx.Options{
			Sheet: o.sheet, HeaderRow: options.HeaderRow, Labels: o.labels(), Dialect: o.dialect(), TempDir: options.Source.TempDir,
			BlockSize: options.BlockSize, Samples: options.MaxSamples,
		})
	case source.Parquet:
		return parquet.Open(ctx, file, size, facts, parquet.Options{Samples: options.MaxSamples})
	}
	return nil, fmt.Errorf("reading %s: there is no reader for %s", facts.Path, facts.Format)
}

// learn finds out what a reading that ended with err was begun without, and reports whether to read again.
func (o *opening) learn(ctx context.Context, err error) (again bool, fault error) {
	if (errors.Is(err, input.ErrLabels) || errors.Is(err, input.ErrBroken)) && o.survey == nil {
		if err = o.examine(ctx); err == nil {
			return true, nil
		}
	}
	if errors.Is(err, input.ErrEncoding) && !o.Settled() {
		err = sourceFault(ctx, o.SniffAll(ctx))
		return err == nil, err
	}
	return false, err
}

// untilLearned reads the table, and again as long as a reading finds out that it was begun on wrong premises.
func (o *opening) untilLearned(ctx context.Context, once func() error) error {
	for {
		if again, err := o.learn(ctx, once()); !again {
			return err
		}
	}
}

// examine reads a JSON text once, in order, for what only a complete reading finds out.
func (o *opening) examine(ctx context.Context) error {
	text, err := o.Text(ctx)
	if err != nil {
		return sourceFault(ctx, err)
	}
	o.survey, err = json.Examine(ctx, sourceText{ctx, text}, o.Facts(), o.jsonOptions())
	return errors.Join(err, text.Close())
}

// dialect is how the table is written: what the user says, or else the descriptor, or else the schema; nil: nothing does.
func (o *opening) dialect() *standard.Dialect {
	switch {
	case o.options.Dialect != nil:
		return o.options.Dialect
	case o.declared != nil && o.declared.Dialect != nil:
		return o.declared.Dialect
	}
	if resource := o.options.Standard.Resource(""); resource != nil {
		return resource.Dialect
	}
	if resource := o.options.Standard.Resource(source.Name(o.Facts().Path)); resource != nil {
		return resource.Dialect
	}
	return nil
}

// labels counts the labels that the standard knows; readers tell a header from data by them.
func (o *opening) labels() func([]string) int {
	var schemas []*standard.Schema
	for i := range o.options.Standard.Resources {
		schemas = append(schemas, &o.options.Standard.Resources[i].Schema)
	}
	return knownLabels(schemas)
}

// sourceError is a failure of the system to hand over the bytes of the source. It makes the source unreadable, and is no fault of ours.
type sourceError struct{ err error }

func (e *sourceError) Error() string { return "reading: " + e.err.Error() }
func (e *sourceError) Unwrap() error { return e.err }

// unlessUnreadable returns a state, or none where an error says that the source cannot be read.
func unlessUnreadable(state lint.State, err error) (lint.State, error) {
	if _, ok := errors.AsType[*sourceError](err); ok {
		return nil, nil
	}
	return state, err
}

// sourceFault marks an error of the source, unless it is the end of the input or comes after that of the context, whose cause may be
// any error.
func sourceFault(ctx context.Context, err error) error {
	if ctx.Err() != nil || errors.Is(err, io.EOF) || source.Explain(err) == nil {
		return err
	}
	return &sourceError{err}
}

// sourceText marks the errors of the text it reads, so that they are not taken for those of our own temporary files.
type sourceText struct {
	ctx context.Context
	io.ReadCloser
}

func (t sourceText) Read(p []byte) (int, error) {
	n, err := t.ReadCloser.Read(p)
	return n, sourceFault(t.ctx, err)
}

// sourceFile does the same for a file that is read from any offset.
type sourceFile struct {
	ctx context.Context
	io.ReaderAt
	counted *counted
}

func (f sourceFile) ReadAt(p []byte, offset int64) (int, error) {
	n, err := f.ReaderAt.ReadAt(p, offset)
	f.counted.addBytes(n)
	return n, sourceFault(f.ctx, err)
}

var textAllSheets = message.Text{
	EN: "All sheets that hold a table were asked for.",
	FR: "Toutes les feuilles qui contiennent un tableau ont été demandées.",
}
