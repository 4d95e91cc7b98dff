package validate_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/validate"
	"github.com/cogwg/hvdlint/rules"
	"github.com/cogwg/hvdlint/standards"
)

// TestStandardExamples holds each version to its own examples: valid ones conform, and an invalid one fails the requirement it is
// named for and nothing else.
func TestStandardExamples(t *testing.T) {
	all, err := standards.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		folder := filepath.Join("..", "..", "standards", s.Name, s.Version, "examples")
		for _, kind := range []string{"valid", "invalid"} {
			files, err := os.ReadDir(filepath.Join(folder, kind))
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range files {
				t.Run(s.Name+"@"+s.Version+"/"+kind+"/"+file.Name(), func(t *testing.T) {
					run, err := validate.Check(t.Context(), source.One(file.Name(), filepath.Join(folder, kind, file.Name())),
						validate.Options{Rules: rules.All(), Standard: s})
					if err != nil {
						t.Fatal(err)
					}
					want := ""
					if kind == "invalid" {
						want = strings.ReplaceAll(strings.TrimSuffix(file.Name(), filepath.Ext(file.Name())), "--", "/")
					}
					if got := strings.Join(failedRequirements(run), " "); got != want {
						shown, _ := json.MarshalIndent(run.Findings, "", " ")
						t.Errorf("fails %q, want %q\n%s", got, want, shown)
					}
				})
			}
		}
	}
}

// TestStandardExamplesCoverRequirements: every requirement is tested by a valid example and passes, so that one which no file can meet is
// noticed.
func TestStandardExamplesCoverRequirements(t *testing.T) {
	all, err := standards.All()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range all {
		passed := map[string]bool{}
		folder := filepath.Join("..", "..", "standards", s.Name, s.Version, "examples", "valid")
		files, err := os.ReadDir(folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			run, err := validate.Check(t.Context(), source.One(file.Name(), filepath.Join(folder, file.Name())),
				validate.Options{Rules: rules.All(), Standard: s})
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range run.Assertions {
				passed[a.Requirement] = passed[a.Requirement] || a.Outcome == report.Passed
			}
		}
		for _, r := range s.Requirements {
			if !passed[r.ID] {
				t.Errorf("%s@%s: no valid example passes %s", s.Name, s.Version, r.ID)
			}
		}
	}
}

func failedRequirements(run report.Run) []string {
	var failed []string
	for _, a := range run.Assertions {
		if a.Outcome == report.Failed {
			failed = append(failed, a.Requirement)
		}
	}
	return failed
}
