package validate_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
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
					run := checkNamed(t, filepath.Join(folder, kind, file.Name()), s)
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
			run := checkNamed(t, filepath.Join(folder, file.Name()), s)
			for _, a := range run.Assertions {
				passed[a.Requirement] = passed[a.Requirement] || a.Outcome == report.Passed
			}
		}
		for _, r := range s.Requirements {
			if !passed[r.ID] && !strings.HasPrefix(r.ID, "history/") { // two files show those
				t.Errorf("%s@%s: no valid example passes %s", s.Name, s.Version, r.ID)
			}
		}
	}
}

// checkNamed checks the only dataset that a file is, or that a folder with a descriptor holds.
func checkNamed(t *testing.T, path string, s *standard.Standard) report.Run {
	t.Helper()
	datasets, unfound, err := source.Expand(t.Context(), []string{path}, source.Options{})
	if err != nil || len(datasets) != 1 || len(unfound) > 0 {
		t.Fatalf("%s: %d datasets, not found: %v, error: %v", path, len(datasets), unfound, err)
	}
	run, err := validate.Check(t.Context(), datasets[0], validate.Options{Rules: rules.All(), Standard: s})
	if err != nil {
		t.Fatal(err)
	}
	return run
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
