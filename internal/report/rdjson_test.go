package report

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
)

func TestRDJSON(t *testing.T) { goldens(t, "rdjson", message.Languages[:]...) }

// reviewdog keeps what stands on changed lines, so each finding is there with its own.
func TestRDJSONHasAllFindings(t *testing.T) {
	r := reportOf(ontario())
	var result rdResult
	if err := json.Unmarshal(written(t, "rdjson", r, message.English), &result); err != nil {
		t.Fatal(err)
	}
	if got, want := len(result.Diagnostics), len(r.Runs[0].Findings); got != want || result.Severity != "ERROR" {
		t.Errorf("%d diagnostics of severity %s, want %d", got, result.Severity, want)
	}
	if said := result.Diagnostics[0].Message; !strings.HasSuffix(said, "213 more failing places are not shown.") {
		t.Errorf("the first says %q", said)
	}
}
