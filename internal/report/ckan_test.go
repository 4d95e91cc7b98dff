package report

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
)

func TestCKAN(t *testing.T)       { goldens(t, "ckan", message.English) }
func TestCKANCanada(t *testing.T) { goldens(t, "ckan-canada", message.English) }

// The page of ckanext-validation maps a report to its older form and then asks of it what is asked here; if not, it prints "Invalid
// report" (frictionless-components: Report.tsx, ReportTask.tsx, ReportError.tsx, ReportTable.tsx).
func TestCKANCanShowTheReport(t *testing.T) {
	for name, r := range frictionlessSamples() {
		var both map[string]map[string]any
		if err := json.Unmarshal(written(t, "ckan-canada", r, message.English), &both); err != nil {
			t.Fatal(err)
		}
		if len(both) != 2 || both["en"] == nil || both["fr"] == nil {
			t.Errorf("%s: languages %v", name, both)
		}
		for language, report := range both {
			where := name + " in " + language
			if _, ok := report["warnings"]; !ok {
				t.Errorf("%s: without warnings it is taken for a report of version 4", where)
			}
			if errors := report["errors"].([]any); len(errors) > 0 {
				t.Errorf("%s: an error that belongs to no task makes the whole report invalid", where)
			}
			for _, of := range report["tasks"].([]any) {
				showsTask(t, where, of.(map[string]any))
			}
		}
	}
}

func showsTask(t *testing.T, where string, task map[string]any) {
	t.Helper()
	if task["type"] != "table" {
		t.Errorf("%s: errors of a task that is no table are not shown", where)
	}
	if _, ok := task["labels"].([]any); !ok {
		t.Errorf("%s: labels are %v, not a list", where, task["labels"])
	}
	for _, of := range task["errors"].([]any) {
		e := of.(map[string]any)
		for _, key := range []string{"type", "title", "note", "message", "description"} {
			if text, ok := e[key].(string); !ok || text == "" {
				t.Errorf("%s: %s of an error is %v", where, key, e[key])
			}
		}
		if _, ok := e["tags"].([]any); !ok {
			t.Errorf("%s: tags are %v, not a list", where, e["tags"])
		}
		if cells, ok := e["cells"]; ok {
			for _, cell := range cells.([]any) {
				if _, ok := cell.(string); !ok {
					t.Errorf("%s: the cell %v is no text", where, cell)
				}
			}
		}
		if cell, ok := e["cell"]; ok {
			if _, ok := cell.(string); !ok {
				t.Errorf("%s: the cell %v is no text", where, cell)
			}
		}
	}
}

// A file that cannot be read is an error of its task, and the page shows it.
func TestCKANShowsUnreadFiles(t *testing.T) {
	for name, run := range map[string]Run{"nothing read": unreadable(), "read in part": broken()} {
		report := frictionlessOf(reportOf(run), TextOptions{Rules: sampleRules}, ckanCap)
		if report.Valid || len(report.Tasks) != 1 || len(report.Tasks[0].Errors) == 0 || report.Tasks[0].Errors[0].Type != "source-error" {
			t.Errorf("%s: %+v", name, report)
		}
	}
}

// The page prints every error, so a million are not listed; their number is.
func TestCKANListsAsManyAsThePageBears(t *testing.T) {
	s := newSample("names.csv", 1e6, noSupplied)
	for i := range 20 {
		many := make([]Finding, 150)
		for k := range many {
			many[k] = Finding{Record: int64(k + 1), Line: int64(k + 2), Column: 1}
		}
		s.fail(Assertion{Requirement: fmt.Sprint("r", i), Rule: "wrong-type", Level: "must", Tested: 1e6, Failed: 200_000}, many...)
	}
	task := frictionlessOf(reportOf(s.Run), TextOptions{Rules: sampleRules}, ckanCap).Tasks[0]
	if len(task.Errors) != ckanCap.report || task.Stats.Errors != 4_000_000 {
		t.Errorf("%d errors listed of %d", len(task.Errors), task.Stats.Errors)
	}
	if want := "requirement r0: 200,000 of 1,000,000 places (20.0%): 199,900 more failing places are not shown"; task.Warnings[0] != want {
		t.Errorf("the first warning is %q", task.Warnings[0])
	}
}

// CKAN turns descriptions from Markdown into HTML as they are.
func TestCKANDescriptionsHoldNothingOfTheData(t *testing.T) {
	const value = "<script>alert(1)</script>"
	for _, text := range []string{"ckan", "ckan-canada", "frictionless"} {
		for line := range strings.Lines(string(written(t, text, reportOf(hostile(value)), message.English))) {
			if strings.Contains(line, `"description"`) && strings.Contains(line, "alert") {
				t.Errorf("%s: %s", text, line)
			}
		}
	}
}
