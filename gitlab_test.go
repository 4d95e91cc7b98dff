package hvdlint_test

import (
	"bytes"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// gitlabJob is what the tests read of templates/gitlab.yml.
type gitlabJob struct {
	Variables map[string]string
	Script    []string
	Artifacts struct {
		When    string
		Paths   []string
		Reports map[string]string
	}
}

func readGitlab(t *testing.T) *gitlabJob {
	t.Helper()
	text, err := os.ReadFile("templates/gitlab.yml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Hvdlint gitlabJob }
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	if err := decoder.Decode(&file); err != nil {
		t.Fatal(err)
	}
	return &file.Hvdlint
}

// runGitlab runs the job's script with the shell of the smallest images, in a folder with one table that has a defect.
func runGitlab(t *testing.T, r *release, variables map[string]string) (folder, log string, code int) {
	t.Helper()
	job, home := readGitlab(t), r.serve(t)
	folder = t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "bad.csv"), []byte("a,a\n1,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	environment := map[string]string{"PATH": os.Getenv("PATH"), "HOME": home, "CURL_HOME": home, "GITLAB_CI": "true", "CI": "true"}
	maps.Copy(environment, job.Variables)
	maps.Copy(environment, variables)
	cmd := exec.CommandContext(t.Context(), "sh", "-c", strings.Join(job.Script, "\n"))
	cmd.Dir = folder
	for name, value := range environment {
		cmd.Env = append(cmd.Env, name+"="+value)
	}
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return folder, string(out), cmd.ProcessState.ExitCode()
}

func TestGitlabTemplateChecks(t *testing.T) {
	needs(t, "sh", "curl", "tar", "awk", "sha256sum")
	if testing.Short() {
		t.Skip("downloads the whole program")
	}
	variables := map[string]string{"HVDLINT_VERSION": "9.8.7", "HVDLINT_STANDARD": "none", "HVDLINT_LANG": "fr", "HVDLINT_ARGS": "--max-samples=3\n-o\nfurther report.txt"}
	folder, log, code := runGitlab(t, newRelease(t, "9.8.7"), variables)
	if code != 1 || !strings.Contains(log, "non conforme") {
		t.Errorf("exit code %d, log:\n%s", code, log)
	}
	job := readGitlab(t)
	written := append([]string{"further report.txt", job.Artifacts.Reports["codequality"], job.Artifacts.Reports["junit"]}, job.Artifacts.Paths...)
	if job.Artifacts.When != "always" || len(written) < 4 {
		t.Errorf("artifacts %+v", job.Artifacts)
	}
	for _, name := range written {
		if read(t, filepath.Join(folder, name)) == "" {
			t.Errorf("%q was not written; log:\n%s", name, log)
		}
	}
	if report := read(t, filepath.Join(folder, job.Artifacts.Reports["codequality"])); !strings.Contains(report, `"path": "bad.csv"`) {
		t.Errorf("Code Quality names another file:\n%s", report)
	}
}

func TestGitlabTemplateTakesVariablesAsText(t *testing.T) {
	needs(t, "sh", "curl", "tar", "awk", "sha256sum")
	r := shownArguments(t)
	r.files["hvdlint_9.8.7_linux_arm64.tar.gz"] = r.files["hvdlint_9.8.7_linux_amd64.tar.gz"]
	r.sum()
	for _, hostile := range injections {
		variables := map[string]string{"HVDLINT_VERSION": "9.8.7", "HVDLINT_PATHS": hostile, "HVDLINT_STANDARD": hostile, "HVDLINT_ARGS": hostile}
		folder, log, code := runGitlab(t, r, variables)
		lines := bracketed(strings.FieldsFunc(hostile, func(r rune) bool { return r == '\n' })...)
		want := bracketed("--standard", hostile) + lines + bracketed("--") + lines
		if code != 0 || !strings.Contains(log, want) {
			t.Errorf("%q: exit code %d, log:\n%swant in it:\n%s", hostile, code, log, want)
		}
		if entries, err := os.ReadDir(folder); err != nil || len(entries) != 1 {
			t.Errorf("%q: the folder holds %v: %v", hostile, entries, err)
		}
	}
}

func TestGitlabTemplateRefusesWhatIsNotTheRelease(t *testing.T) {
	needs(t, "sh", "curl", "tar", "awk", "sha256sum")
	for name, harm := range map[string]func(*release){
		"another archive": func(r *release) {
			for file := range r.files {
				if file != "checksums.txt" {
					r.files[file] = tarred(t, "hvdlint", []byte("#!/bin/sh\ntouch ran\n"))
				}
			}
		},
		"no digest of it": func(r *release) { r.files["checksums.txt"] = []byte("0  hvdlint.zip\n") },
		"no digests":      func(r *release) { delete(r.files, "checksums.txt") },
	} {
		r := shownArguments(t)
		r.files["hvdlint_9.8.7_linux_arm64.tar.gz"] = r.files["hvdlint_9.8.7_linux_amd64.tar.gz"]
		r.sum()
		harm(r)
		folder, log, code := runGitlab(t, r, map[string]string{"HVDLINT_VERSION": "9.8.7"})
		if code == 0 || strings.Contains(log, "<check>") || read(t, filepath.Join(folder, "ran")) != "" {
			t.Errorf("%s: exit code %d, log:\n%s", name, code, log)
		}
	}
}

func TestGitlabTemplateIsSoundShell(t *testing.T) {
	needs(t, "shellcheck")
	cmd := exec.CommandContext(t.Context(), "shellcheck", "--shell=sh", "--severity=warning", "-")
	cmd.Stdin = strings.NewReader(strings.Join(readGitlab(t).Script, "\n"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
