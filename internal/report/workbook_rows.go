package report

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"io"

	"github.com/xuri/excelize/v2"

	"github.com/cogwg/hvdlint/internal/spill"
)

// sheetRows are the rows of a sheet, written by excelize into a workbook of their own, which is given up once they are in a temporary file.
// excelize keeps up to 16 MiB of each sheet in memory until the whole workbook is saved: with a hundred tables that would be gigabytes.
type sheetRows struct {
	file   *excelize.File
	stream *excelize.StreamWriter
}

// rowsHere is the only cell of the sheet in the workbook of the report, in whose place the rows are written.
const rowsHere = "rows-here"

// newSheetRows begins the rows of a sheet. Their styles have the numbers that they have in every workbook of this package.
func newSheetRows() (*sheetRows, error) {
	file := excelize.NewFile()
	_, err := newBookStyles(file)
	if err == nil {
		var stream *excelize.StreamWriter
		if stream, err = file.NewStreamWriter(file.GetSheetName(0)); err == nil {
			return &sheetRows{file, stream}, nil
		}
	}
	return nil, errors.Join(err, file.Close())
}

// close gives up what was not kept.
func (r *sheetRows) close() error { return r.file.Close() }

// keep ends the rows and appends them to a temporary file, of which it returns the part that they are.
func (r *sheetRows) keep(to *spill.Temporary) (*io.SectionReader, error) {
	if err := r.stream.Flush(); err != nil {
		return nil, err
	}
	start, err := to.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, err
	}
	w := bufio.NewWriterSize(to, 1<<16)
	r.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return &rowParts{zip.NewWriter(io.Discard), w} })
	if err := errors.Join(r.file.Write(io.Discard), w.Flush()); err != nil {
		return nil, err
	}
	end, err := to.Seek(0, io.SeekEnd)
	return io.NewSectionReader(to, start, end-start), err
}

// rowParts takes the rows out of the part of a workbook that has them, and leaves everything else.
type rowParts struct {
	*zip.Writer
	to io.Writer
}

// Create begins a part.
func (p *rowParts) Create(name string) (io.Writer, error) {
	if name == "xl/worksheets/sheet1.xml" {
		return &rowTaker{to: p.to}, nil
	}
	return io.Discard, nil
}

// rowTaker passes on what stands inside the element of the rows.
type rowTaker struct {
	to     io.Writer
	held   []byte
	inside bool
	done   bool
}

func (t *rowTaker) Write(p []byte) (int, error) {
	if t.done {
		return len(p), nil
	}
	t.held = append(t.held, p...)
	const begins, ends = "<sheetData>", "</sheetData>"
	if !t.inside {
		at := bytes.Index(t.held, []byte(begins))
		if at < 0 {
			return len(p), nil // what stands before is short
		}
		t.held, t.inside = t.held[at+len(begins):], true
	}
	pass := max(0, len(t.held)-len(ends))
	if at := bytes.Index(t.held, []byte(ends)); at >= 0 {
		pass, t.done = at, true
	}
	if _, err := t.to.Write(t.held[:pass]); err != nil {
		return 0, err
	}
	t.held = append(t.held[:0], t.held[pass:]...)
	return len(p), nil
}
