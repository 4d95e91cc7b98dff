package cli

import (
	"cmp"
	"io"
	"slices"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/spill"
	"github.com/cogwg/hvdlint/internal/validate"
	"github.com/cogwg/hvdlint/internal/waiver"
)

// findings keeps the lines of every failing place in a temporary file until the reports are written: a table may turn out to be another one
// than it was read as, and then what was said of it does not hold.
type findings struct {
	file    *spill.Temporary
	lines   *report.NDJSONWriter
	waivers *waiver.List
	runs    []toldRun
	pending map[string]int64 // places by requirement that may not hold
	held    int64            // size of the file up to which everything holds
	err     error            // of the file
}

// toldRun is what was told of a run: its part of the file, and the number of places by requirement.
type toldRun struct {
	from, to int64
	told     map[string]int64
}

// findings begins the lines for outputs that want them; nil: none does. They have to be closed.
func (a *app) findings(outputs []reportOutput, options *validate.Options) (*findings, error) {
	if !slices.ContainsFunc(outputs, func(o reportOutput) bool { return o.format.Every }) {
		return nil, nil
	}
	file, err := spill.NewTemporary(options.Source.TempDir)
	if err != nil {
		return nil, cannot(err, textNoTemporary, message.P("cause", whyNot(err)))
	}
	return &findings{file: file, lines: report.NewNDJSONWriter(file), waivers: options.Waivers, pending: map[string]int64{}}, nil
}

// begin begins a run with these options, and listens to it.
func (f *findings) begin(dataset string, options *validate.Options) {
	if f == nil {
		return
	}
	f.runs = append(f.runs, toldRun{from: f.held, to: f.held, told: map[string]int64{}})
	options.Findings = f
	f.lines.Begin(report.Standard{Name: options.Standard.Name, Version: options.Standard.Version}, dataset, options.Waivers != nil || options.Baseline != nil)
}

// drop takes a run back that could not be made.
func (f *findings) drop() {
	if f == nil {
		return
	}
	last := len(f.runs) - 1
	f.held = f.runs[last].from
	f.runs = f.runs[:last]
	f.Forget()
}

// Tell writes a line, see [validate.Listener].
func (f *findings) Tell(path string, standing validate.Standing, of *report.Finding) {
	status, line := "", 0
	if standing != validate.Counts {
		status = string(standing)
	}
	if n := of.Waiver; n > 0 {
		line = f.waivers.Waivers[n-1].Line
	}
	f.pending[of.Requirement] += of.Count
	f.lines.Finding(path, status, line, of)
}

// Hold keeps the lines so far, see [validate.Listener].
func (f *findings) Hold() {
	f.lines.Flush()
	var err error
	f.held, err = f.file.Seek(0, io.SeekCurrent)
	f.err = cmp.Or(f.err, err)
	run := &f.runs[len(f.runs)-1]
	run.to = f.held
	for id, n := range f.pending {
		run.told[id] += n
	}
	clear(f.pending)
}

// Forget takes the lines back since the last Hold, see [validate.Listener].
func (f *findings) Forget() {
	f.lines.Flush()
	clear(f.pending)
	_, err := f.file.Seek(f.held, io.SeekStart)
	f.err = cmp.Or(f.err, f.file.Truncate(f.held), err)
}

// copyTo writes the lines of all runs, each with the line that ends it.
func (f *findings) copyTo(w io.Writer, rep *report.Report) error {
	f.lines.Flush()
	if f.err != nil {
		return f.err
	}
	for i := range rep.Runs {
		part := &f.runs[i]
		if _, err := io.Copy(w, io.NewSectionReader(f.file, part.from, part.to-part.from)); err != nil {
			return err
		}
		end := report.NewNDJSONWriter(w)
		end.End(&rep.Runs[i], part.missing(&rep.Runs[i]))
		if err := end.Close(); err != nil {
			return err
		}
	}
	return nil
}

// missing are the failing places by requirement that were not told.
func (t *toldRun) missing(run *report.Run) map[string]int64 {
	missing := map[string]int64{}
	for i := range run.Assertions {
		if a := &run.Assertions[i]; a.Outcome == report.Failed {
			missing[a.Requirement] += a.Failed
		}
	}
	for id := range missing {
		if missing[id] -= t.told[id]; missing[id] <= 0 {
			delete(missing, id)
		}
	}
	return missing
}

// close removes the temporary file.
func (f *findings) close() {
	if f != nil {
		_ = f.file.Close() // what it held was copied
	}
}
