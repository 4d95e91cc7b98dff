package report

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
)

func TestGitLab(t *testing.T) { goldens(t, "gitlab", message.Languages[:]...) }

func TestGitLabIsSound(t *testing.T) {
	samples := sampleReports()
	samples["places"], samples["twice"] = places(), reportOf(ontario(), ontario())
	for name, r := range samples {
		var issues []gitlabIssue
		if err := json.Unmarshal(written(t, "gitlab", r, message.French), &issues); err != nil || issues == nil {
			t.Errorf("%s: %v, error %v", name, issues, err)
		}
		seen := map[string]bool{}
		for _, issue := range issues {
			if seen[issue.Fingerprint] {
				t.Errorf("%s: GitLab would hide %s", name, issue.Description)
			}
			seen[issue.Fingerprint] = true
			if issue.Location.Lines.Begin < 1 || issue.Location.Path == "" || strings.HasPrefix(issue.Location.Path, "./") {
				t.Errorf("%s: location %v", name, issue.Location)
			}
			if issue.Description == "" || issue.CheckName == "" || !slices.Contains([]string{"info", "minor", "major"}, issue.Severity) {
				t.Errorf("%s: %+v", name, issue)
			}
		}
	}
}
