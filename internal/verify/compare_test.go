package verify

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
)

func pointer[T any](v T) *T { return &v }

// sample is a run with everything that a run can have.
func sample() *report.Run {
	text := message.Text{EN: "is wrong", FR: "est faux"}
	finding := report.Finding{
		Requirement: "fields/count/minimum", Rule: "below-minimum", Severity: "error", Resource: "names", Record: 2, Line: 3, Column: 5, Field: "count",
		Cell: "E3", Pointer: "/1/count", RowGroup: 1, Value: pointer("-1"), Count: 1, Params: map[string]any{"minimum": int64(0), "values": []string{"a", "b"}},
		Messages: text, Fixes: text, Related: []report.Related{{Record: 1, Line: 2, Column: 5, Field: "count", Cell: "E2", Pointer: "/0/count", RowGroup: 1, Messages: text}},
		Excerpt: &report.Excerpt{Labels: []string{"count"}, Cells: []string{"-1"}, Column: 0}, Waiver: 1,
	}
	return &report.Run{
		Standard: report.Standard{
			Name: "baby-names", Version: "1.0.0", Status: "draft", Title: text, Provenance: &text, Digest: strings.Repeat("a", 64),
			Parameters: map[string]any{"suppression_threshold": 5},
		},
		Dataset: report.Dataset{Name: "names", Path: "names.zip", SHA256: strings.Repeat("b", 64), Publisher: "NS", Jurisdiction: "NS"},
		Verdict: report.DoesNotConform,
		Resources: []report.Resource{{
			Name: "names", Path: "names.zip!names.csv", Format: "csv", Compression: "gzip", Pointer: pointer("/records"), Bytes: 99, SHA256: strings.Repeat("c", 64), Records: 2,
			Sheet:    &report.Sheet{Name: "Names", Why: text, All: []report.SheetEntry{{Name: "Names", Hidden: true, Data: true, Range: "A1:E3"}}},
			Encoding: &report.Encoding{Name: "utf-8", BOM: true, Confidence: 100, Why: text},
			Dialect:  &report.Dialect{Delimiter: ",", Quote: `"`, LineEnding: "lf", HeaderLine: 1, Why: text},
			Fields:   []report.Field{{Name: "count", Header: "Count", Column: 5, Match: "folded", Supplied: "1"}},
			Unread:   &report.Unread{Reason: "damaged", Messages: text, Record: 1, Line: 2},
		}},
		Assertions: []report.Assertion{
			{
				Requirement: "fields/count/minimum", Rule: "below-minimum", Level: "must", OwnLevel: "should", LeftOut: true, Resource: "names", Fields: []string{"count"},
				Outcome: report.Failed, Reason: &text, Statement: text, Title: text, Unit: report.UnitValues, Tested: 2, Failed: 3, Waived: 1, Known: 1,
			},
			{Requirement: "primaryKey", Rule: "duplicate-key", Level: "must", Resource: "names", Fields: []string{}, Outcome: report.Passed, Tested: 2},
		},
		Findings: []report.Finding{finding}, Waived: []report.Finding{finding}, Known: []report.Finding{finding},
		Waivers: []report.Waiver{{
			Requirement: "fields/count/minimum", Scope: report.WaiverScope{Field: "count", Key: map[string][]string{"year": {"2016"}}, File: "names.csv"}, Reason: text,
			Owner: "NS", Date: "2026-11-26", Expires: "2027-01-01", Line: 3, Count: 1, State: report.WaiverInForce, Messages: &text, Fixes: &text,
		}},
		Baseline: &report.Baseline{Path: "baseline.json", SHA256: strings.Repeat("d", 64), Known: 1, New: 1, Gone: 1, Notes: []message.Text{text}},
		Totals:   report.Totals{Error: 1, Warning: 2, Note: 3}, Truncated: map[string]int64{"primaryKey": 4},
		Options: report.Options{
			Supplied: map[string]string{"year": "2016"}, Unused: map[string]string{"sex": "F"}, Encoding: "utf-8", Delimiter: ",", HeaderRow: pointer(1), Sheet: "Names",
			Records: "/records", Dialect: map[string]any{"delimiter": ","}, Schema: "schema.json", MaxSamples: 20,
			Previous: &report.Previous{Path: "old.csv", SHA256: strings.Repeat("e", 64)},
		},
	}
}

// read returns a run as it is read from a report.
func read(t *testing.T, tree any) *report.Run {
	t.Helper()
	text, err := json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(strings.NewReader(string(text)))
	decoder.UseNumber()
	var run report.Run
	if err := decoder.Decode(&run); err != nil {
		t.Fatal(err)
	}
	return &run
}

func TestNothingDiffers(t *testing.T) {
	for _, sameTool := range []bool{true, false} {
		if d := Compare(read(t, sample()), sample(), sameTool); d.Count != 0 || d.Wording != 0 || len(d.List) != 0 {
			t.Errorf("%+v", d)
		}
	}
	// Nothing and an empty list are the same.
	empty := sample()
	empty.Assertions[1].Fields, empty.Findings[0].Related, empty.Resources[0].Fields = nil, []report.Related{}, nil
	other := sample()
	other.Findings[0].Related, other.Resources[0].Fields = nil, []report.Field{}
	if d := Compare(empty, other, true); d.Count != 0 {
		t.Errorf("%+v", d)
	}
}

// Whatever in a run is changed, it is noticed; sentences by the version that wrote them.
func TestEveryChangeIsNoticed(t *testing.T) {
	changed := 0
	var change func(path string, node any, put func(any))
	tree := treeOf(textOf(sample()))
	try := func(path string, put func(any), was, is any) {
		changed++
		put(is)
		run := read(t, tree)
		put(was)
		if d := Compare(run, sample(), true); d.Count == 0 || len(d.List) == 0 {
			t.Errorf("%s: nobody notices that it is %v", path, is)
		}
		sentence := strings.HasSuffix(path, "/en") || strings.HasSuffix(path, "/fr")
		if d := Compare(run, sample(), false); sentence != (d.Count == 0) || sentence != (d.Wording > 0) {
			t.Errorf("%s, of another version: %+v", path, d)
		}
	}
	change = func(path string, node any, put func(any)) {
		switch v := node.(type) {
		case map[string]any:
			for key, value := range v {
				change(path+"/"+key, value, func(is any) { v[key] = is })
			}
		case []any:
			for i, value := range v {
				change(fmt.Sprintf("%s/%d", path, i), value, func(is any) { v[i] = is })
			}
		case string:
			try(path, put, v, v+"x")
		case json.Number:
			try(path, put, v, "9"+v)
		case bool:
			try(path, put, v, !v)
		}
	}
	change("", tree, func(any) {})
	if changed < 150 {
		t.Errorf("only %d changes were tried", changed)
	}
}

func TestDifferencesAreNamed(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*report.Run)
		want   string
	}{
		{"the verdict", func(r *report.Run) { r.Verdict = report.Conforms }, `run   /verdict conforms→does-not-conform`},
		{"a total", func(r *report.Run) { r.Totals.Error = 0 }, `run   /totals/error 0→1`},
		{"what is hidden", func(r *report.Run) { r.Truncated = nil }, `run   /truncated <nil>→map[primaryKey:4]`},
		{"a count", func(r *report.Run) { r.Assertions[1].Tested = 3 }, `assertion primaryKey names /tested 3→2`},
		{"a requirement that is gone", func(r *report.Run) { r.Assertions = r.Assertions[:1] }, `assertion primaryKey names check`},
		{"a requirement too many", func(r *report.Run) { r.Assertions = append(r.Assertions, report.Assertion{Requirement: "x"}) }, `assertion x  report`},
		{"requirements in another order", func(r *report.Run) { slices.Reverse(r.Assertions) }, ``},
		{"a value", func(r *report.Run) { r.Findings[0].Value = pointer("-2") }, `finding fields/count/minimum names 2 /value -2→-1`},
		{"a place", func(r *report.Run) { r.Findings[0].Record = 9 }, "finding fields/count/minimum names 9 report\nfinding fields/count/minimum names 2 check"},
		{"the same place twice", func(r *report.Run) { r.Known = append(r.Known, r.Known[0]) }, `finding fields/count/minimum names 2 report`},
		{"a file", func(r *report.Run) { r.Resources[0].SHA256 = "0" }, `resource  names /sha256 0→` + strings.Repeat("c", 64)},
		{"another parameter", func(r *report.Run) { r.Findings[0].Params = map[string]any{"minimum": 0, "values": []string{"a"}} }, `finding fields/count/minimum names 2 /params/values/1 <nil>→b`},
	} {
		t.Run(test.name, func(t *testing.T) {
			run := sample()
			test.change(run)
			var lines []string
			for _, d := range Compare(run, sample(), true).List {
				line := fmt.Sprintf("%s %s %s", d.Part, d.Requirement, d.Resource)
				if d.Record > 0 {
					line += fmt.Sprint(" ", d.Record)
				}
				if d.Only != "" {
					line += " " + string(d.Only)
				} else {
					line += fmt.Sprintf(" %s %v→%v", d.Property, d.Was, d.Is)
				}
				lines = append(lines, line)
			}
			if got := strings.Join(lines, "\n"); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

// All differences are counted, and a few are kept; no value is kept that is longer than a sentence can show.
func TestDifferencesAreBounded(t *testing.T) {
	run, again := sample(), sample()
	for i := range 10_000 {
		run.Findings = append(run.Findings, report.Finding{Requirement: strings.Repeat("x", 9), Record: int64(i + 1)})
	}
	d := Compare(run, again, true)
	if d.Count != 10_000 || len(d.List) != listed {
		t.Errorf("%d counted, %d kept", d.Count, len(d.List))
	}
	run = sample()
	run.Findings[0].Value = pointer(strings.Repeat("é", 1_000_000))
	run.Options.Supplied = map[string]string{}
	again.Options.Supplied = map[string]string{}
	for i := range 1000 {
		again.Options.Supplied[fmt.Sprint(i)] = "x"
	}
	for _, d := range Compare(run, again, true).List {
		if n := len(textOf(d)); n > 3*briefLength {
			t.Errorf("%s: %d bytes", d.Property, n)
		}
	}
}

func TestJudge(t *testing.T) {
	same, other := strings.Repeat("a", 64), strings.Repeat("b", 64)
	for _, test := range []struct {
		name      string
		files     []Compared
		change    func(*report.Run)
		status    Status
		substance string
	}{
		{"the same", []Compared{{Path: "a", File: "a", SHA256: same, Actual: same}}, func(*report.Run) {}, Verified, ""},
		{"other results", []Compared{{Path: "a", File: "a", SHA256: same, Actual: same}}, func(r *report.Run) { r.Findings = nil }, ResultDiffers, ""},
		{"other bytes, other places", []Compared{{Path: "a", File: "a", SHA256: same, Actual: other}}, func(r *report.Run) { r.Findings[0].Record = 9 }, DigestDiffers, "true"},
		{"other bytes, other counts", []Compared{{Path: "a", File: "a", SHA256: same, Actual: other}}, func(r *report.Run) { r.Assertions[0].Failed++ }, DigestDiffers, "false"},
		{"other bytes, another verdict", []Compared{{Path: "a", File: "a", SHA256: same, Actual: other}}, func(r *report.Run) { r.Verdict = report.Conforms }, DigestDiffers, "false"},
		{"no digest", []Compared{{Path: "a", File: "a"}}, func(*report.Run) {}, Verified, ""},
		{"a file that is gone", []Compared{{Path: "a", SHA256: same}}, func(*report.Run) {}, DigestDiffers, "true"},
		{"a file more", []Compared{{File: "a", Actual: same}}, func(*report.Run) {}, DigestDiffers, "true"},
	} {
		t.Run(test.name, func(t *testing.T) {
			run := sample()
			test.change(run)
			r := Run{Files: test.files}
			r.Judge(run, sample(), true)
			got := ""
			if r.SameSubstance != nil {
				got = fmt.Sprint(*r.SameSubstance)
			}
			if r.Status != test.status || got != test.substance {
				t.Errorf("%s %s", r.Status, got)
			}
		})
	}
}

func TestSettle(t *testing.T) {
	for _, test := range []struct {
		statuses  []Status
		strangers int
		want      Status
	}{
		{nil, 0, CannotVerify},
		{[]Status{LeftOut}, 0, CannotVerify},
		{[]Status{LeftOut, Verified}, 0, Verified},
		{[]Status{Verified}, 1, CannotVerify},
		{[]Status{ResultDiffers, Verified}, 0, ResultDiffers},
		{[]Status{ResultDiffers, DigestDiffers}, 0, DigestDiffers},
		{[]Status{StandardDiffers, DigestDiffers}, 0, StandardDiffers},
		{[]Status{CannotVerify, StandardDiffers}, 0, CannotVerify},
	} {
		r := Result{Strangers: make([]Stranger, test.strangers)}
		for _, s := range test.statuses {
			r.Runs = append(r.Runs, Run{Status: s})
		}
		if r.Settle(); r.Status != test.want {
			t.Errorf("%v, %d strangers: %s, want %s", test.statuses, test.strangers, r.Status, test.want)
		}
	}
}
