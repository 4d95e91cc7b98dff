package report

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
)

func TestNDJSON(t *testing.T) { goldens(t, "ndjson", message.English) }

// Lines of findings hold what the JSON report holds, and each run ends with a line of its own.
func TestNDJSONHoldsTheFindings(t *testing.T) {
	for name, r := range sampleReports() {
		runs, findings := 0, 0
		for line := range bytes.Lines(written(t, "ndjson", r, message.English)) {
			var finding ndjsonFinding
			if err := json.Unmarshal(line, &finding); err != nil {
				t.Fatalf("%s: %v in %s", name, err, line)
			}
			if finding.Type == "run" {
				runs, findings = runs+1, 0
				continue
			}
			if finding.Status != "" && finding.Status != "new" {
				continue
			}
			want := r.Runs[runs].Findings[findings]
			if finding.Messages != want.Messages || finding.Line != want.Line || finding.Requirement != want.Requirement {
				t.Errorf("%s: run %d, finding %d is %+v", name, runs, findings, finding)
			}
			findings++
		}
		if runs != len(r.Runs) {
			t.Errorf("%s: %d lines of runs, want %d", name, runs, len(r.Runs))
		}
	}
}
