package hvdlint_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// pinnedPages are where users are told which release to use, beside the defaults of action.yml and templates/gitlab.yml.
var pinnedPages = []string{"docs/installing.md", "docs/installer.fr.md", "templates/gitlab.yml"}

var pinned = regexp.MustCompile(`(?:cogwg/hvdlint@v|hvdlint/v|rev: v|HVDLINT_VERSION: |hvdlint:|hvdlint_|VERSION=)([0-9]+\.[0-9]+\.[0-9]+)`)

// Whoever copies a line from one page and a line from another gets one release.
func TestPinnedVersionsAgree(t *testing.T) {
	want := *readAction(t).Inputs["version"].Default
	if got := readGitlab(t).Variables["HVDLINT_VERSION"]; got != want {
		t.Errorf("templates/gitlab.yml has %s, action.yml %s", got, want)
	}
	for _, name := range pinnedPages {
		matches := pinned.FindAllStringSubmatch(read(t, name), -1)
		if len(matches) == 0 {
			t.Errorf("%s names no release", name)
		}
		for _, match := range matches {
			if match[1] != want {
				t.Errorf("%s says %q, action.yml %s", name, match[0], want)
			}
		}
	}
}

func TestReleaseNotesAreThoseOfTheVersion(t *testing.T) {
	needs(t, "bash", "awk")
	notes := func(changelog, version string) (string, bool) {
		t.Helper()
		folder := t.TempDir()
		if err := os.Mkdir(filepath.Join(folder, "release"), 0o755); err != nil {
			t.Fatal(err)
		}
		for name, text := range map[string]string{"release/notes": read(t, "release/notes"), "CHANGELOG.md": changelog} {
			if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o700); err != nil {
				t.Fatal(err)
			}
		}
		out, err := exec.CommandContext(t.Context(), "bash", filepath.Join(folder, "release", "notes"), version).Output()
		return strings.TrimSpace(string(out)), err == nil
	}
	const changelog = "# Changelog\n\n## Unreleased\n\n- c\n\n## 1.2.0 - 2026-12-01\n\n### Added\n\n- b\n\n## [1.1.0]\n\n- a\n\n## 1.0.0\n\n"
	for _, test := range []struct {
		version, want string
		ok            bool
	}{
		{"1.2.0", "### Added\n\n- b", true},
		{"1.1.0", "- a", true},
		{"1.0.0", "", false},
		{"1.2", "", false},
		{"2.0.0", "", false},
	} {
		if got, ok := notes(changelog, test.version); ok != test.ok || got != test.want {
			t.Errorf("%s: %q, %t", test.version, got, ok)
		}
	}
}

// A cask names its manual pages one by one.
func TestCaskHasEachManualPage(t *testing.T) {
	var file struct {
		Casks []struct{ Manpages []string } `yaml:"homebrew_casks"`
	}
	if err := yaml.Unmarshal([]byte(read(t, ".goreleaser.yml")), &file); err != nil || len(file.Casks) != 1 {
		t.Fatalf("%d casks: %v", len(file.Casks), err)
	}
	folder := t.TempDir()
	runFromSources(t, []string{"help", "--man", folder})
	pages, err := filepath.Glob(filepath.Join(folder, "man1", "*.1"))
	if err != nil || len(pages) == 0 {
		t.Fatalf("%d pages: %v", len(pages), err)
	}
	var want []string
	for _, page := range pages {
		want = append(want, "man/man1/"+filepath.Base(page))
	}
	if got := slices.Sorted(slices.Values(file.Casks[0].Manpages)); !slices.Equal(got, want) {
		t.Errorf("manpages in .goreleaser.yml have to be:\n      - %s", strings.Join(want, "\n      - "))
	}
}

// workflow is what the tests read of a workflow of GitHub Actions; actionlint in .ci/run reads the rest.
type workflow struct {
	Permissions map[string]string
	Jobs        map[string]struct {
		Permissions map[string]string
		Steps       []struct{ Uses, Run string }
	}
}

// A tag of an action can be moved to other code, a commit cannot; and a token can do no more than a job needs.
func TestWorkflowsArePinnedAndHaveFewRights(t *testing.T) {
	commit := regexp.MustCompile(`^actions/[a-z-]+(/[a-z-]+)?@[0-9a-f]{40}$`)
	names, err := filepath.Glob(".github/workflows/*.yml")
	if err != nil || len(names) < 2 {
		t.Fatalf("workflows %v: %v", names, err)
	}
	for _, name := range names {
		var w workflow
		if err := yaml.Unmarshal([]byte(read(t, name)), &w); err != nil {
			t.Fatal(err)
		}
		if len(w.Permissions) != 1 || w.Permissions["contents"] != "read" {
			t.Errorf("%s: permissions %v, want contents to be read and no more", name, w.Permissions)
		}
		for id, job := range w.Jobs {
			for _, step := range job.Steps {
				if step.Uses != "" && !commit.MatchString(step.Uses) {
					t.Errorf("%s, job %s: %s is not pinned by its commit", name, id, step.Uses)
				}
				if strings.Contains(step.Run, "${{") {
					t.Errorf("%s, job %s: an expression in a script: %s", name, id, step.Run)
				}
			}
		}
	}
}
