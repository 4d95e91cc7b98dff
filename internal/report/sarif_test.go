package report

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
)

func TestSARIF(t *testing.T) { goldens(t, "sarif", message.Languages[:]...) }

// sarifOf reads a log back, strictly.
func sarifOf(t *testing.T, r *Report) sarifRun {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(string(written(t, "sarif", r, message.English))))
	decoder.DisallowUnknownFields()
	var log sarifLog
	if err := decoder.Decode(&log); err != nil {
		t.Fatal(err)
	}
	if log.Version != "2.1.0" || len(log.Runs) != 1 {
		t.Fatalf("version %q, %d runs", log.Version, len(log.Runs))
	}
	return log.Runs[0]
}

// What the specification and GitHub ask of every log.
func TestSARIFIsSound(t *testing.T) {
	samples := sampleReports()
	samples["places"] = places()
	for name, r := range samples {
		run := sarifOf(t, r)
		prints := map[string]bool{}
		for i, result := range run.Results {
			if run.Tool.Driver.Rules[result.RuleIndex].ID != result.RuleID {
				t.Errorf("%s: result %d has another rule than its index says", name, i)
			}
			if len(result.Locations) == 0 || len(result.Locations) > sarifLocations {
				t.Errorf("%s: result %d has %d locations", name, i, len(result.Locations))
			}
			for _, at := range slices.Concat(result.Locations, result.RelatedLocations) {
				artifact := at.PhysicalLocation.ArtifactLocation
				if at.PhysicalLocation.Region.StartLine < 1 {
					t.Errorf("%s: result %d is on line %d", name, i, at.PhysicalLocation.Region.StartLine)
				}
				if artifact.Index == nil || run.Artifacts[*artifact.Index].Location.URI != artifact.URI {
					t.Errorf("%s: result %d has an artifact that is not listed, %s", name, i, artifact.URI)
				}
			}
			fingerprint := result.PartialFingerprints["hvdlint/v1"]
			if fingerprint == "" || prints[fingerprint] {
				t.Errorf("%s: the fingerprint of result %d is not its own", name, i)
			}
			prints[fingerprint] = true
		}
		for _, rule := range run.Tool.Driver.Rules {
			if rule.ShortDescription.Text == "" || rule.FullDescription.Text == "" || rule.Help.Text == "" {
				t.Errorf("%s: rule %s lacks a text", name, rule.ID)
			}
		}
		if got, want := run.Invocations[0].ExecutionSuccessful, r.Verdict() != CouldNotCheck; got != want {
			t.Errorf("%s: executionSuccessful is %v", name, got)
		}
	}
}

// A record more above a finding, another value in it, a later version of the standard: the same alert.
func TestSARIFFingerprintsStayWithTheDefect(t *testing.T) {
	before := sarifOf(t, reportOf(ontario()))
	moved := ontario()
	moved.Standard.Version = "1.1.0"
	for i := range moved.Findings {
		f := &moved.Findings[i]
		f.Line, f.Record, f.Value, f.Messages = f.Line+1, f.Record+1, pointer("other"), message.Same("other")
	}
	after := sarifOf(t, reportOf(moved))
	for i := range before.Results {
		a, b := before.Results[i].PartialFingerprints, after.Results[i].PartialFingerprints
		if a["hvdlint/v1"] != b["hvdlint/v1"] || a["primaryLocationLineHash"] != b["primaryLocationLineHash"] {
			t.Errorf("result %d: %v, then %v", i, a, b)
		}
	}
	if one, two := sarifOf(t, reportOf(ontario(), ontario())), 2*len(before.Results); len(one.Results) != two {
		t.Errorf("two runs of one file have %d results, want %d", len(one.Results), two)
	}
}

func TestSARIFTellsWhatGitHubHasNoRoomFor(t *testing.T) {
	run := newSample("wide.csv", 10, noSupplied)
	for i := range sarifResults + 7 {
		level := "may"
		if i%2 == 1 {
			level = "must"
		}
		run.fail(Assertion{Requirement: fmt.Sprint("fields/", i, "/type"), Rule: "wrong-type", Level: level, Tested: 10, Failed: 1}, Finding{Line: 2})
	}
	many := make([]Finding, sarifLocations+20)
	for i := range many {
		many[i] = Finding{Line: int64(i + 2), Record: int64(i + 1)}
	}
	run.fail(Assertion{Requirement: "long", Rule: "wrong-type", Level: "must", Tested: 1000, Failed: 500}, many...)
	log := sarifOf(t, reportOf(run.Run))
	if len(log.Results) != sarifResults {
		t.Errorf("%d results", len(log.Results))
	}
	if last := log.Results[len(log.Results)-1]; last.Level != SeverityNote {
		t.Errorf("the last result is of severity %s", last.Level)
	}
	var told []string
	for _, n := range log.Invocations[0].ToolExecutionNotifications {
		told = append(told, n.Message.Text)
	}
	// 500 places fail and 100 are located.
	want := []string{
		"8 results are left out, the least severe, because GitHub shows no more than 5,000",
		"wide.csv: 400 failing places are counted, but not located here; --max-samples 0 locates more",
	}
	if !slices.Equal(told, want) {
		t.Errorf("told %q", told)
	}
	for _, result := range log.Results {
		if result.Properties["requirement"] == "long" && (len(result.Locations) != sarifLocations || result.Properties["places"] != 500.0) {
			t.Errorf("%d locations, %v places", len(result.Locations), result.Properties["places"])
		}
	}
}

// A file of as many results as there is room for, each with as many places as there may be, stays below what GitHub takes.
func TestSARIFStaysBelowWhatGitHubTakes(t *testing.T) {
	run := newSample("wide.csv", 10, noSupplied)
	for i := range sarifResults {
		places := make([]Finding, sarifLocations)
		for k := range places {
			places[k] = Finding{Line: int64(i*k + 2), Record: int64(i*k + 1), Column: i, Field: "year", Messages: message.Same(fmt.Sprint("“", i*k, "” is wrong"))}
		}
		run.fail(Assertion{Requirement: fmt.Sprint("fields/", i, "/type"), Rule: "wrong-type", Level: "must", Tested: 1000, Failed: sarifLocations}, places...)
	}
	var out bytes.Buffer
	packed := gzip.NewWriter(&out)
	if err := SARIF(packed, reportOf(run.Run), TextOptions{}); err != nil {
		t.Fatal(err)
	}
	if err := packed.Close(); err != nil {
		t.Fatal(err)
	}
	if out.Len() > 10_000_000 {
		t.Errorf("%d bytes in gzip", out.Len())
	}
}

func TestURIOf(t *testing.T) {
	for _, test := range []struct{ path, want string }{
		{"data/names.csv", "data/names.csv"},
		{"données 2016/#1?.csv", "donn%C3%A9es%202016/%231%3F.csv"},
		{"a:b.csv", "./a:b.csv"},
		{"../names.csv", "../names.csv"},
		{"/srv/names.csv", "file:///srv/names.csv"},
		{"C:/data/names.csv", "file:///C:/data/names.csv"},
		{"https://example.org/a b.csv?x=1", "https://example.org/a%20b.csv?x=1"},
		{"caf\xe9.csv", "caf%E9.csv"},
	} {
		if got := uriOf(test.path); got != test.want {
			t.Errorf("%q: %q, want %q", test.path, got, test.want)
		}
	}
}

func TestFileOf(t *testing.T) {
	for _, test := range []struct{ path, want string }{
		{"./data/names.csv", "data/names.csv"},
		{"all.ZIP!data/names.csv", "all.ZIP"},
		{"wow!.csv", "wow!.csv"},
		{"datapackage.json#names", "datapackage.json"},
		{"-", "stdin"},
	} {
		if got := fileOf(test.path); got != test.want {
			t.Errorf("%q: %q, want %q", test.path, got, test.want)
		}
	}
}
