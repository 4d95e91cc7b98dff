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
	Status   string `json:"status,omitempty"` // "new", "waived" or "known", with waivers or a baseline
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

// NDJSON writes the findings as JSON texts, one a line, in both languages. Each run ends with a line that has its verdict, its exact
// totals, how many places of each requirement are not among its findings, and what was not read.
func NDJSON(w io.Writer, r *Report) error {
	out := bufio.NewWriter(w)
	for i := range r.Runs {
		if err := ndjsonLines(out, &r.Runs[i]); err != nil {
			return fmt.Errorf("writing the findings as NDJSON: %w", err)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing the findings as NDJSON: %w", err)
	}
	return nil
}

func ndjsonLines(w io.Writer, run *Run) error {
	paths := map[string]string{}
	end := ndjsonRun{
		Type: "run", Dataset: run.Dataset.Name, Standard: run.Standard.Name, Version: run.Standard.Version, Verdict: run.Verdict,
		Totals: run.Totals, Truncated: run.Truncated, Unread: []ndjsonUnread{},
		Waivers: run.Waivers, Baseline: run.Baseline,
	}
	if end.Truncated == nil {
		end.Truncated = map[string]int64{}
	}
	for i := range run.Resources {
		resource := &run.Resources[i]
		paths[resource.Name] = resource.Path
		if resource.Unread != nil {
			end.Unread = append(end.Unread, ndjsonUnread{resource.Path, *resource.Unread})
		}
	}
	status := ""
	if run.hasExceptions() {
		status = "new"
	}
	for _, list := range []struct {
		findings []Finding
		status   string
	}{{run.Findings, status}, {run.Waived, "waived"}, {run.Known, "known"}} {
		for _, f := range list.findings {
			if lacksList(f) {
				f.Excerpt = &Excerpt{Labels: listed(f.Excerpt.Labels), Cells: listed(f.Excerpt.Cells), Column: f.Excerpt.Column}
			}
			line := ndjsonFinding{
				Type: "finding", Dataset: run.Dataset.Name, Standard: run.Standard.Name, Version: run.Standard.Version, Path: paths[f.Resource],
				Status: list.status, Finding: f,
			}
			if err := writeJSON(w, line, ""); err != nil {
				return err
			}
		}
	}
	return writeJSON(w, end, "")
}
