package report

import (
	"bufio"
	"fmt"
	"io"
)

// ndjsonFinding is a line of a finding: where it belongs, then the finding as in report.schema.json.
type ndjsonFinding struct {
	Type     string `json:"type"` // "finding"
	Dataset  string `json:"dataset"`
	Standard string `json:"standard"`
	Version  string `json:"version,omitempty"`
	Path     string `json:"path,omitempty"`
	Status   string `json:"status,omitempty"`     // "new", "waived" or "known", with waivers or a baseline
	Waiver   int    `json:"waiverLine,omitempty"` // line of the file of waivers where the one that accepts it stands
	Finding
}

// ndjsonRun is the line that ends a run.
type ndjsonRun struct {
	Type      string           `json:"type"` // "run"
	Dataset   string           `json:"dataset"`
	Standard  string           `json:"standard"`
	Version   string           `json:"version,omitempty"`
	Verdict   Verdict          `json:"verdict"`
	Totals    Totals           `json:"totals"`
	Truncated map[string]int64 `json:"truncated"`
	Unread    []ndjsonUnread   `json:"unread"`
	Waivers   []Waiver         `json:"waivers,omitempty"`
	Baseline  *Baseline        `json:"baseline,omitempty"`
}

type ndjsonUnread struct {
	Path string `json:"path"`
	Unread
}

// NDJSON writes the findings that the report has as JSON texts, one a line, in both languages. Each run ends with a line that has its
// verdict, its exact totals, how many places of each requirement are not among its findings, and what was not read. Where all failing
// places are wanted, however many, they are written while they are found, see [NDJSONWriter].
func NDJSON(w io.Writer, r *Report) error {
	out := NewNDJSONWriter(w)
	for i := range r.Runs {
		run := &r.Runs[i]
		out.Begin(run.Standard, run.Dataset.Name, run.Options.Waivers != nil || run.Baseline != nil)
		for _, list := range []struct {
			findings []Finding
			status   string
		}{{run.Findings, ""}, {run.Waived, statusWaived}, {run.Known, statusKnown}} {
			for k := range list.findings {
				path, f := "", &list.findings[k]
				if of := run.resource(f.Resource); of != nil {
					path = of.Path
				}
				line := 0
				if w := run.waiverOf(f); w != nil {
					line = int(w.Line)
				}
				out.Finding(path, list.status, line, f)
			}
		}
		out.End(run, run.Truncated)
	}
	return out.Close()
}

// NDJSONWriter writes lines of findings of one run after the other. What goes wrong is told by Close.
type NDJSONWriter struct {
	out       *bufio.Writer
	line      ndjsonFinding
	exception bool // there are waivers or a baseline
	err       error
}

// NewNDJSONWriter returns a writer to w, which has to be closed.
func NewNDJSONWriter(w io.Writer) *NDJSONWriter { return &NDJSONWriter{out: bufio.NewWriter(w)} }

// Begin begins a run; excepted says that it has waivers or a baseline.
func (n *NDJSONWriter) Begin(s Standard, dataset string, excepted bool) {
	n.line = ndjsonFinding{Type: "finding", Dataset: dataset, Standard: s.Name, Version: s.Version}
	n.exception = excepted
}

// Finding writes a finding. Its status is "waived", "known" or, for those that count, empty; waiver is the line of the file of waivers
// where the one that accepts it stands, 0: none does.
func (n *NDJSONWriter) Finding(path, status string, waiver int, f *Finding) {
	if status == "" && n.exception {
		status = statusNew
	}
	line := n.line
	line.Path, line.Status, line.Waiver, line.Finding = path, status, waiver, *f
	line.Finding.Waiver = 0 // a number among the waivers of a report
	if lacksList(line.Finding) {
		line.Excerpt = &Excerpt{Labels: listed(f.Excerpt.Labels), Cells: listed(f.Excerpt.Cells), Column: f.Excerpt.Column}
	}
	n.write(line)
}

// End writes the line that ends a run; truncated is how many places of each requirement were not written.
func (n *NDJSONWriter) End(run *Run, truncated map[string]int64) {
	end := ndjsonRun{
		Type: "run", Dataset: run.Dataset.Name, Standard: run.Standard.Name, Version: run.Standard.Version, Verdict: run.Verdict,
		Totals: run.Totals, Truncated: truncated, Unread: []ndjsonUnread{}, Waivers: run.Waivers, Baseline: run.Baseline,
	}
	if end.Truncated == nil {
		end.Truncated = map[string]int64{}
	}
	for i := range run.Resources {
		if of := &run.Resources[i]; of.Unread != nil {
			end.Unread = append(end.Unread, ndjsonUnread{of.Path, *of.Unread})
		}
	}
	n.write(end)
}

func (n *NDJSONWriter) write(line any) {
	if n.err == nil {
		n.err = writeJSON(n.out, line, "")
	}
}

// Flush hands everything over to what is written to.
func (n *NDJSONWriter) Flush() {
	if err := n.out.Flush(); n.err == nil {
		n.err = err
	}
}

// Close writes what is left and returns the first error.
func (n *NDJSONWriter) Close() error {
	n.Flush()
	if n.err != nil {
		return fmt.Errorf("writing the findings as NDJSON: %w", n.err)
	}
	return nil
}
