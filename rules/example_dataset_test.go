package rules_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
)

// An example of a rule about which tables there are has in its yaml block the names of the standard's resources, and in a block "dataset" one
// line for each file: its path and, behind a colon, the resource that it is. In a block "package" each file begins with a line
// "--- name"; one of them is datapackage.json. Workbooks and Parquet files are written as in blocks of their own, with the options behind
// the name.

// packageOf writes the files of a package and finds the dataset that they are. Paths are told as they stand in the descriptor.
func packageOf(t *testing.T, example lint.Example) source.Dataset {
	t.Helper()
	t.Chdir(t.TempDir())
	for _, file := range strings.Split("\n"+example.Data+"\n", "\n--- ")[1:] {
		head, text, _ := strings.Cut(file, "\n")
		name, options, _ := strings.Cut(head, " ")
		member := lint.Example{Format: strings.TrimPrefix(filepath.Ext(name), "."), Options: options, Data: strings.TrimSuffix(text, "\n")}
		data, _ := exampleData(t, member)
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	datasets, unfound, err := source.Expand(t.Context(), []string{"datapackage.json"}, source.Options{})
	if err != nil || len(datasets) != 1 || len(unfound) > 0 {
		t.Fatalf("%d datasets, not found: %v, error: %v", len(datasets), unfound, err)
	}
	return datasets[0]
}

// checkDataset runs such an example, in both languages.
func checkDataset(t *testing.T, rule *lint.Rule, english, french lint.Example) {
	t.Helper()
	check, err := rule.Bind(&lint.Binding{Requirement: &standard.Requirement{ID: "example", Rule: rule.ID}})
	if err != nil {
		t.Fatal(err)
	}
	defects := check.(lint.DatasetCheck)(datasetOf(t, english))
	if outcome := map[bool]string{true: "failed", false: "passed"}[len(defects) > 0]; outcome != english.Outcome {
		t.Errorf("the outcome is %s, want %s", outcome, english.Outcome)
	}
	for l, example := range map[message.Language]lint.Example{message.English: english, message.French: french} {
		page := readPage(t, rule, l)
		var got []string
		for _, d := range defects {
			text, _ := page.Say(d.Variant)
			got = append(got, message.Fill(l, text, append(slices.Clone(d.Params), message.P("value", d.Value))))
		}
		if !slices.Equal(got, example.Findings) {
			t.Errorf("%s findings:\n%s\nwant:\n%s", l, strings.Join(got, "\n"), strings.Join(example.Findings, "\n"))
		}
	}
}

func datasetOf(t *testing.T, example lint.Example) *lint.Dataset {
	t.Helper()
	var parts struct{ Resources []string }
	if err := yaml.Unmarshal([]byte(example.Standard), &parts); err != nil {
		t.Fatal(err)
	}
	d := &lint.Dataset{Standard: &standard.Standard{}}
	for _, name := range parts.Resources {
		d.Standard.Resources = append(d.Standard.Resources, standard.Resource{Name: name})
	}
	bound := map[*standard.Resource]bool{}
	for line := range strings.SplitSeq(example.Data, "\n") {
		path, name, _ := strings.Cut(line, ": ")
		resource := d.Standard.Resource(name)
		bound[resource] = true
		d.Members = append(d.Members, lint.Member{Path: path, Bound: resource})
	}
	for i := range d.Standard.Resources {
		if resource := &d.Standard.Resources[i]; !bound[resource] {
			d.Missing = append(d.Missing, resource)
		}
	}
	return d
}
