package report

import (
	"fmt"
	"io"
)

// gitlabIssue is an issue of a Code Quality report (docs.gitlab.com, "Code Quality report format").
type gitlabIssue struct {
	Description string         `json:"description"`
	CheckName   string         `json:"check_name"`
	Fingerprint string         `json:"fingerprint"` // of two issues with one fingerprint GitLab shows one
	Severity    string         `json:"severity"`    // info, minor, major, critical, blocker
	Location    gitlabLocation `json:"location"`
}

type gitlabLocation struct {
	Path  string      `json:"path"` // from the root of the repository, without "./"
	Lines gitlabLines `json:"lines"`
}

type gitlabLines struct {
	Begin int64 `json:"begin"`
}

// GitLab writes the report as a Code Quality report of GitLab, in one language: an issue for each requirement, resource and field.
// GitLab wants paths from the root of the repository, so files should be named so.
func GitLab(w io.Writer, r *Report, options TextOptions) error {
	p := newPage(nil, options)
	seen := fingerprints{}
	issues := []gitlabIssue{}
	bundles := bundlesOf(r)
	for i := range bundles {
		b := &bundles[i]
		issues = append(issues, gitlabIssue{
			Description: p.tell(b), CheckName: exact(b.assertion.Rule), Fingerprint: seen.of(b), Severity: gitlabSeverity(b.severity),
			Location: gitlabLocation{Path: exact(b.file()), Lines: gitlabLines{Begin: b.lineOf(b.first())}},
		})
	}
	if err := writeJSON(w, issues, "  "); err != nil {
		return fmt.Errorf("writing the report for GitLab: %w", err)
	}
	return nil
}

// gitlabSeverity is GitLab's word for a severity.
func gitlabSeverity(severity string) string {
	switch severity {
	case SeverityError:
		return "major"
	case SeverityWarning:
		return "minor"
	}
	return "info"
}
