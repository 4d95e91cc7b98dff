package hvdlint_test

import (
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// action is what the tests read of action.yml.
type action struct {
	Inputs map[string]struct {
		Description string
		Default     *string
	}
	Outputs map[string]struct{ Description, Value string }
	Runs    struct {
		Using string
		Steps []actionStep
	}
}

type actionStep struct {
	ID, Shell, Run string
	Env            map[string]string
}

func readAction(t *testing.T) *action {
	t.Helper()
	text, err := os.ReadFile("action.yml")
	if err != nil {
		t.Fatal(err)
	}
	var a action
	if err := yaml.Unmarshal(text, &a); err != nil {
		t.Fatal(err)
	}
	if a.Runs.Using != "composite" || len(a.Runs.Steps) == 0 {
		t.Fatal("action.yml is no composite action with steps")
	}
	return &a
}

var expression = regexp.MustCompile(`\$\{\{\s*(\S+)\s*\}\}`)

// An input that stands in a script would be run as a part of it.
func TestActionKeepsInputsOutOfScripts(t *testing.T) {
	a := readAction(t)
	used := map[string]bool{}
	for _, step := range a.Runs.Steps {
		if step.Shell != "bash" || expression.MatchString(step.Run) || strings.Contains(step.Run, "${{") {
			t.Errorf("step %s: shell %q, or an expression in its script", step.ID, step.Shell)
		}
		for _, value := range step.Env {
			for _, match := range expression.FindAllStringSubmatch(value, -1) {
				used[match[1]] = true
			}
		}
	}
	for name, input := range a.Inputs {
		if input.Description == "" || input.Default == nil {
			t.Errorf("input %s has no description or no default", name)
		}
		if !used["inputs."+name] {
			t.Errorf("input %s reaches no step", name)
		}
	}
	for _, want := range []string{"version", "standard", "paths", "config", "format", "fail-on", "lang", "args"} {
		if _, ok := a.Inputs[want]; !ok {
			t.Errorf("no input %s", want)
		}
	}
}

// ranAction is what an action left behind.
type ranAction struct {
	failed         bool
	log, workspace string
	outputs        map[string]string
	summary, path  string
}

// runAction runs the steps of the action one after the other, as a runner does, in a folder with two tables.
func runAction(t *testing.T, r *release, inputs, runner map[string]string) ranAction {
	t.Helper()
	return runActionIn(t, r, map[string]string{"good.csv": "a,b\n1,2\n", "bad; touch pwned.csv": "a,a\n1,2\n"}, inputs, runner)
}

func runActionIn(t *testing.T, r *release, tables, inputs, runner map[string]string) ranAction {
	t.Helper()
	a := readAction(t)
	home, temp, workspace := r.serve(t), t.TempDir(), t.TempDir()
	for name, text := range tables {
		if err := os.WriteFile(filepath.Join(workspace, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	values := map[string]string{"github.token": "token"}
	for name, input := range a.Inputs {
		values["inputs."+name] = *input.Default
	}
	for name, value := range inputs {
		values["inputs."+name] = value
	}
	fill := func(text string) string {
		return expression.ReplaceAllStringFunc(text, func(match string) string { return values[expression.FindStringSubmatch(match)[1]] })
	}
	files := map[string]string{}
	for _, name := range []string{"GITHUB_OUTPUT", "GITHUB_PATH", "GITHUB_STEP_SUMMARY"} {
		files[name] = filepath.Join(temp, strings.ToLower(name))
	}
	ran := ranAction{workspace: workspace, outputs: map[string]string{}}
	for _, step := range a.Runs.Steps {
		environment := map[string]string{
			"PATH": os.Getenv("PATH"), "HOME": home, "CURL_HOME": home, "RUNNER_TEMP": temp, "RUNNER_OS": "Linux", "RUNNER_ARCH": "X64",
			"GITHUB_ACTIONS": "true", "CI": "true",
		}
		maps.Copy(environment, files)
		maps.Copy(environment, runner)
		for name, value := range step.Env {
			environment[name] = fill(value)
		}
		script := filepath.Join(temp, step.ID+".sh")
		if err := os.WriteFile(script, []byte(step.Run), 0o600); err != nil {
			t.Fatal(err)
		}
		cmd := exec.CommandContext(t.Context(), "bash", "--noprofile", "--norc", "-e", "-o", "pipefail", script)
		cmd.Dir, cmd.Env = workspace, nil
		for name, value := range environment {
			cmd.Env = append(cmd.Env, name+"="+value)
		}
		out, err := cmd.CombinedOutput()
		ran.log += string(out)
		for line := range strings.Lines(read(t, files["GITHUB_OUTPUT"])) {
			name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "=")
			values["steps."+step.ID+".outputs."+name] = value
		}
		if err := os.RemoveAll(files["GITHUB_OUTPUT"]); err != nil {
			t.Fatal(err)
		}
		if err != nil {
			if _, ok := errors.AsType[*exec.ExitError](err); !ok {
				t.Fatal(err)
			}
			ran.failed = true
			break
		}
	}
	for name, output := range a.Outputs {
		ran.outputs[name] = fill(output.Value)
	}
	ran.summary, ran.path = read(t, files["GITHUB_STEP_SUMMARY"]), read(t, files["GITHUB_PATH"])
	return ran
}

// read returns what a file holds; nothing when it is not there.
func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	return string(text)
}

func TestActionChecks(t *testing.T) {
	if testing.Short() {
		t.Skip("downloads the whole program again and again")
	}
	needs(t, "bash", "curl", "tar", "unzip")
	r := newRelease(t, "9.8.7")
	for _, test := range []struct {
		name           string
		inputs, runner map[string]string
		failed         bool
		conforms, log  string // log: what has to be in it
	}{
		{"conforms", map[string]string{"paths": "good.csv"}, nil, false, "true", ""},
		{"findings", map[string]string{"paths": "good.csv\nbad; touch pwned.csv\n"}, nil, true, "false", "::error file=bad"},
		{"findings that fail nothing", map[string]string{"paths": ".", "fail-on": "never"}, nil, false, "false", "::error"},
		{"a pattern", map[string]string{"paths": "g*.csv"}, nil, false, "true", ""},
		{"another format", map[string]string{"paths": "good.csv", "format": "tap"}, nil, false, "true", "TAP version 14"},
		{"French", map[string]string{"paths": "good.csv", "format": "text", "lang": "fr"}, nil, false, "true", "conforme à"},
		{"further arguments", map[string]string{"paths": "good.csv", "format": "text", "args": "--output\nfurther report.txt\n--max-samples=3"}, nil, false, "true", "further report.txt"},
		{"no such path", map[string]string{"paths": "gone.csv"}, nil, true, "false", "gone.csv"},
		{"wrong usage", map[string]string{"paths": "good.csv", "fail-on": "sometimes"}, nil, true, "", "sometimes"},
		{"macOS", map[string]string{"paths": "good.csv"}, map[string]string{"RUNNER_OS": "macOS", "RUNNER_ARCH": "ARM64"}, false, "true", ""},
		{"Windows", map[string]string{"paths": "good.csv"}, map[string]string{"RUNNER_OS": "Windows"}, false, "true", ""},
		{"version with v", map[string]string{"paths": "good.csv", "version": "v9.8.7"}, nil, false, "true", ""},
		{"a system without a release", nil, map[string]string{"RUNNER_OS": "Plan9"}, true, "", "no release for Plan9"},
		{"a processor without a release", nil, map[string]string{"RUNNER_ARCH": "RISCV64"}, true, "", "no release for RISCV64"},
		{"a version that is not there", map[string]string{"version": "9.8.6"}, nil, true, "", "version 9.8.6 cannot be downloaded"},
	} {
		t.Run(test.name, func(t *testing.T) {
			inputs := map[string]string{"version": "9.8.7", "standard": "none"}
			maps.Copy(inputs, test.inputs)
			ran := runAction(t, r, inputs, test.runner)
			if ran.failed != test.failed || ran.outputs["conforms"] != test.conforms || !strings.Contains(ran.log, test.log) {
				t.Errorf("failed %t, conforms %q, log:\n%s", ran.failed, ran.outputs["conforms"], ran.log)
			}
			if test.conforms == "" {
				return
			}
			if !strings.Contains(read(t, ran.outputs["report"]), `"version": "9.8.7"`) || !strings.Contains(read(t, ran.outputs["sarif"]), "sarif-2.1.0") {
				t.Errorf("reports %q and %q are not there", ran.outputs["report"], ran.outputs["sarif"])
			}
			if strings.Count(ran.summary, "<sub>hvdlint 9.8.7</sub>") != 1 {
				t.Errorf("summary:\n%s", ran.summary)
			}
			if _, err := os.Stat(strings.TrimSpace(ran.path)); err != nil {
				t.Errorf("the program is not on the path: %v", err)
			}
		})
	}
}

func TestActionRefusesWhatIsNotTheRelease(t *testing.T) {
	needs(t, "bash", "curl", "tar")
	for _, test := range []struct {
		name string
		harm func(*release)
		log  string
	}{
		{"another archive", func(r *release) { r.files["hvdlint_9.8.7_linux_amd64.tar.gz"] = []byte("else") }, "the SHA-256 of hvdlint_9.8.7_linux_amd64.tar.gz"},
		{"no digest of it", func(r *release) { r.files["checksums.txt"] = []byte("0  hvdlint.zip\n") }, "the SHA-256 of hvdlint_9.8.7_linux_amd64.tar.gz"},
		{"no digests", func(r *release) { delete(r.files, "checksums.txt") }, "cannot be downloaded"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := &release{version: "9.8.7", files: map[string][]byte{"hvdlint_9.8.7_linux_amd64.tar.gz": tarred(t, "hvdlint", []byte("#!/bin/sh\ntouch ran\n"))}}
			r.sum()
			test.harm(r)
			ran := runAction(t, r, map[string]string{"version": "9.8.7"}, nil)
			if !ran.failed || !strings.Contains(ran.log, test.log) {
				t.Errorf("failed %t, log:\n%s", ran.failed, ran.log)
			}
			if _, err := os.Stat(filepath.Join(ran.workspace, "ran")); err == nil {
				t.Error("it was run")
			}
		})
	}
}

func TestActionChoosesPaths(t *testing.T) {
	needs(t, "bash", "curl", "tar")
	r := shownArguments(t)
	for _, test := range []struct {
		name, paths, config string
		file                bool // whether the workspace has a configuration
		want                string
	}{
		{"nothing said", "", "", false, bracketed("--", ".") + "language"},
		{"a configuration in the folder", "", "", true, bracketed("--") + "language"},
		{"a configuration named", "", "data.yaml", false, bracketed("--config", "data.yaml", "--") + "language"},
		{"paths", "a.csv\nb.csv", "", true, bracketed("--", "a.csv", "b.csv") + "language"},
	} {
		files := map[string]string{}
		if test.file {
			files[".hvdlint.yaml"] = "version: 1\n"
		}
		ran := runActionIn(t, r, files, map[string]string{"version": "9.8.7", "paths": test.paths, "config": test.config}, nil)
		if ran.failed || !strings.Contains(ran.log, test.want) {
			t.Errorf("%s: log:\n%swant in it:\n%s", test.name, ran.log, test.want)
		}
	}
}

// gh is a stand-in: it says yes or no, and shows what it was asked.
func TestActionAsksForTheAttestation(t *testing.T) {
	needs(t, "bash", "curl", "tar")
	r := shownArguments(t)
	for status, failed := range map[string]bool{"0": false, "1": true} {
		folder := t.TempDir()
		script := "#!/bin/sh\necho \"asked: $*, with $GH_TOKEN\"\nexit " + status + "\n"
		if err := os.WriteFile(filepath.Join(folder, "gh"), []byte(script), 0o700); err != nil {
			t.Fatal(err)
		}
		inputs := map[string]string{"version": "9.8.7", "attestation": "true"}
		ran := runAction(t, r, inputs, map[string]string{"PATH": folder + string(os.PathListSeparator) + os.Getenv("PATH")})
		asked := regexp.MustCompile(`asked: attestation verify \S+/hvdlint_9\.8\.7_linux_amd64\.tar\.gz --repo cogwg/hvdlint, with token`)
		if ran.failed != failed || !asked.MatchString(ran.log) {
			t.Errorf("gh says %s: failed %t, log:\n%s", status, ran.failed, ran.log)
		}
	}
}

// injections are inputs that would do something if a shell, or hvdlint, took them for more than a text.
var injections = []string{
	`"; touch pwned; "`, `'; touch pwned; '`, "$(touch pwned)", "`touch pwned`", "x\ntouch pwned\n", `\"; touch pwned #`, "${IFS}touch pwned", "*", "~",
	"--output=pwned", "-o", "::error::pwned", "x\"\nPROGRAM=touch\n", "END\ntouch pwned\nEND", "$HOME", "a b\tc", `\n`,
}

// Each input is one argument, or one a line, whatever it says.
func TestActionTakesInputsAsText(t *testing.T) {
	needs(t, "bash", "curl", "tar")
	r := shownArguments(t)
	for _, hostile := range injections {
		t.Run(hostile, func(t *testing.T) {
			ran := runAction(t, r, map[string]string{
				"version": "9.8.7", "paths": hostile, "standard": hostile, "config": hostile, "format": hostile, "fail-on": hostile, "lang": hostile,
				"args": hostile,
			}, nil)
			lines := bracketed(strings.FieldsFunc(hostile, func(r rune) bool { return r == '\n' })...)
			for _, want := range []string{
				bracketed("--format", hostile, "-o", "-", "--standard", hostile, "--config", hostile, "--fail-on", hostile) + lines + bracketed("--") + lines,
				"language <" + hostile + ">\n",
			} {
				if ran.failed || !strings.Contains(ran.log, want) {
					t.Errorf("log:\n%swant in it:\n%s", ran.log, want)
				}
			}
			harmless(t, ran)
		})
	}
}

func TestActionTakesVersionAsText(t *testing.T) {
	needs(t, "bash", "curl", "tar")
	r := shownArguments(t)
	for _, hostile := range append(injections, "", "latest", "1.2", "../../../else/releases/download/v9.8.7", "9.8.7 ", "9.8.7/..") {
		ran := runAction(t, r, map[string]string{"version": hostile}, nil)
		if !ran.failed || ran.log != "::error title=hvdlint::version is not one like 1.2.3\n" {
			t.Errorf("%q: failed %t, log:\n%s", hostile, ran.failed, ran.log)
		}
		harmless(t, ran)
	}
}

// shownArguments is a release of a program that shows its arguments, each on a line in brackets.
func shownArguments(t *testing.T) *release {
	t.Helper()
	script := "#!/bin/sh\nfor argument; do printf '<%s>\\n' \"$argument\"; done\nprintf 'language <%s>\\n' \"$HVDLINT_LANG\"\n"
	r := &release{version: "9.8.7", files: map[string][]byte{"hvdlint_9.8.7_linux_amd64.tar.gz": tarred(t, "hvdlint", []byte(script))}}
	r.sum()
	return r
}

func bracketed(arguments ...string) string {
	text := ""
	for _, argument := range arguments {
		text += "<" + argument + ">\n"
	}
	return text
}

// harmless fails when an input left a file in the workspace.
func harmless(t *testing.T, ran ranAction) {
	t.Helper()
	if entries, err := os.ReadDir(ran.workspace); err != nil || len(entries) != 2 {
		t.Errorf("the workspace holds %v: %v", entries, err)
	}
}

func TestActionIsSoundShell(t *testing.T) {
	needs(t, "shellcheck")
	for _, step := range readAction(t).Runs.Steps {
		cmd := exec.CommandContext(t.Context(), "shellcheck", "--shell=bash", "--severity=warning", "-")
		cmd.Stdin = strings.NewReader(step.Run)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("step %s: %v\n%s", step.ID, err, out)
		}
	}
}
