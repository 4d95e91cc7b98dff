package validate_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
	"github.com/cogwg/hvdlint/internal/validate"
	"github.com/cogwg/hvdlint/rules"
	"github.com/cogwg/hvdlint/standards"
)

func babyNames(t testing.TB) *standard.Standard {
	t.Helper()
	s, err := standards.Find("baby-names@1")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// checkText checks a text against baby-names.
func checkText(t testing.TB, text string, change func(*validate.Options)) (report.Run, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "names.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	options := validate.Options{Rules: rules.All(), Standard: babyNames(t)}
	if change != nil {
		change(&options)
	}
	return validate.Check(t.Context(), source.One("names.csv", path), options)
}

func mustCheck(t testing.TB, text string, change func(*validate.Options)) report.Run {
	t.Helper()
	run, err := checkText(t, text, change)
	if err != nil {
		t.Fatal(err)
	}
	return run
}

func assertion(t testing.TB, run report.Run, requirement string) report.Assertion {
	t.Helper()
	for _, a := range run.Assertions {
		if a.Requirement == requirement {
			return a
		}
	}
	t.Fatalf("no requirement %s", requirement)
	return report.Assertion{}
}

func rulesFound(run report.Run) []string {
	var found []string
	for _, f := range run.Findings {
		found = append(found, fmt.Sprintf("%s@%d", f.Rule, f.Record))
	}
	return found
}

const header = "jurisdiction,year,sex,first_name,count\n"

func TestConformingTable(t *testing.T) {
	run := mustCheck(t, header+"NS,2016,F,OLIVIA,45\nNS,2016,M,JAMES,29\n", nil)
	if run.Verdict != report.Conforms || len(run.Findings) > 0 {
		t.Errorf("verdict %s, findings %v", run.Verdict, rulesFound(run))
	}
}

func TestOneDefectIsOneFinding(t *testing.T) {
	tests := map[string]struct {
		text string
		want []string
	}{
		"a missing value is not also of the wrong type":          {"NS,,F,OLIVIA,45\n", []string{"missing-value@1"}},
		"a suppression marker is not also of the wrong type":     {"NS,2016,F,OLIVIA,<5\n", []string{"suppression-marker@1"}},
		"grouped digits are not also of the wrong type":          {"NS,2016,F,OLIVIA,\"1,234\"\n", []string{"grouped-number@1"}},
		"padding is told and the trimmed value judged":           {"NS,2016,F,OLIVIA  ,45\n", []string{"padded-value@1"}},
		"padding of a wrong value is told with it":               {"NS,2016, Q,OLIVIA,45\n", []string{"not-in-list@1", "padded-value@1"}},
		"a cell of the wrong type is not also out of range":      {"NS,MMXVI,F,OLIVIA,45\n", []string{"wrong-type@1"}},
		"a short record is not also without values":              {"NS,2016,F\n", []string{"ragged-record@1"}},
		"a blank record is nothing else":                         {",,,,\nNS,2016,F,OLIVIA,45\n", []string{"blank-record@1"}},
		"a record of totals is nothing else, and no group knows": {"NS,,,Total,9999\n", []string{"total-record@1"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			run := mustCheck(t, header+test.text, nil)
			if got := rulesFound(run); strings.Join(got, " ") != strings.Join(test.want, " ") {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestMissingFieldLeavesItsRequirementsUntested(t *testing.T) {
	run := mustCheck(t, "year,sex,first_name,count\n2016,F,OLIVIA,45\n", nil)
	if a := assertion(t, run, "fields/jurisdiction/present"); a.Outcome != report.Failed {
		t.Errorf("presence: %s", a.Outcome)
	}
	for _, id := range []string{"fields/jurisdiction/enum", "primaryKey"} {
		if a := assertion(t, run, id); a.Outcome != report.Untested || a.Reason == nil || !strings.Contains(a.Reason.FR, "administration") {
			t.Errorf("%s: %s, %v", id, a.Outcome, a.Reason)
		}
	}
	if a := assertion(t, run, "fields/rank/minimum"); a.Outcome != report.Inapplicable {
		t.Errorf("an optional field that is absent: %s", a.Outcome)
	}
}

func TestSuppliedFieldIsTested(t *testing.T) {
	text := "year,sex,first_name,count\n2016,F,OLIVIA,45\n2016,F,OLIVIA,45\n"
	run := mustCheck(t, text, func(o *validate.Options) { o.Supplied = map[string]string{"jurisdiction": "NS"} })
	if a := assertion(t, run, "fields/jurisdiction/present"); a.Outcome != report.Failed {
		t.Errorf("the missing field stays a finding: %s", a.Outcome)
	}
	if a := assertion(t, run, "primaryKey"); a.Outcome != report.Failed || a.Failed != 1 {
		t.Errorf("primaryKey: %s, %d", a.Outcome, a.Failed)
	}
	if run.Options.Supplied["jurisdiction"] != "NS" {
		t.Error("the report does not say what was supplied")
	}
}

func TestSuppliedValueIsJudgedOnce(t *testing.T) {
	run := mustCheck(t, "year,sex,first_name,count\n2016,F,OLIVIA,45\n2016,F,EMMA,45\n", func(o *validate.Options) {
		o.Supplied = map[string]string{"jurisdiction": "XX"}
	})
	if a := assertion(t, run, "fields/jurisdiction/enum"); a.Outcome != report.Failed || a.Failed != 1 {
		t.Errorf("fields/jurisdiction/enum: %s, %d", a.Outcome, a.Failed)
	}
}

func TestSuppliedFieldMustBeOfTheStandard(t *testing.T) {
	_, err := checkText(t, "year,sex,first_name,count\n2016,F,OLIVIA,45\n", func(o *validate.Options) {
		o.Supplied = map[string]string{"province": "NS"}
	})
	if _, ok := errors.AsType[*validate.UsageError](err); !ok {
		t.Errorf("got %v", err)
	}
}

func TestDefectOfNearlyAllValuesIsOneGroup(t *testing.T) {
	var text strings.Builder
	text.WriteString(header)
	for i := range 30 {
		fmt.Fprintf(&text, "NS,01/01/%d 12:00:00 AM,F,OLIVIA,45\n", 1920+i)
	}
	run := mustCheck(t, text.String(), nil)
	if len(run.Findings) != 1 || run.Findings[0].Count != 30 || run.Totals.Error != 30 || len(run.Truncated) != 0 {
		t.Errorf("findings %v, totals %+v, truncated %v", rulesFound(run), run.Totals, run.Truncated)
	}
	if !strings.HasPrefix(run.Findings[0].Messages.EN, "all 30 values of year, for example:") {
		t.Error(run.Findings[0].Messages.EN)
	}
}

func TestSamplesAreTheFirstAndCountsAreExact(t *testing.T) {
	var text strings.Builder
	text.WriteString(header)
	for i := range 1000 {
		sex := "F"
		if i%2 == 1 {
			sex = "Q"
		}
		fmt.Fprintf(&text, "NS,2016,%s,NAME%s,45\n", sex, strings.Repeat("A", i%40))
	}
	run := mustCheck(t, text.String(), func(o *validate.Options) { o.MaxSamples, o.BlockSize = 3, 512 })
	if a := assertion(t, run, "fields/sex/enum"); a.Failed != 500 {
		t.Errorf("%d places", a.Failed)
	}
	var records []int64
	for _, f := range run.Findings {
		if f.Requirement == "fields/sex/enum" {
			records = append(records, f.Record)
		}
	}
	if fmt.Sprint(records) != "[2 4 6]" || run.Truncated["fields/sex/enum"] != 497 {
		t.Errorf("records %v, hidden %d", records, run.Truncated["fields/sex/enum"])
	}
}

// TestReportDoesNotDependOnTheCut is the law behind all parallel work: the same bytes for any block size and number of jobs.
func TestReportDoesNotDependOnTheCut(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := drawTable(r)
		samples := rapid.SampledFrom([]int{0, 1, 4}).Draw(r, "samples")
		whole := reportBytes(t, text, samples, 1<<20, 1)
		block := rapid.IntRange(1, 300).Draw(r, "block")
		jobs := rapid.IntRange(1, 4).Draw(r, "jobs")
		if cut := reportBytes(t, text, samples, block, jobs); !bytes.Equal(cut, whole) {
			r.Fatalf("%q: blocks of %d bytes and %d jobs differ from the whole:\n%s", text, block, jobs, difference(cut, whole))
		}
	})
}

// difference shows the lines around the first one that differs.
func difference(a, b []byte) string {
	left, right := strings.Split(string(a), "\n"), strings.Split(string(b), "\n")
	i := 0
	for i < min(len(left), len(right)) && left[i] == right[i] {
		i++
	}
	from := max(0, i-8)
	return strings.Join(left[from:min(len(left), i+4)], "\n") + "\n---\n" + strings.Join(right[from:min(len(right), i+4)], "\n")
}

func drawTable(r *rapid.T) string {
	var text strings.Builder
	text.WriteString(rapid.SampledFrom([]string{header, "Title\n" + header, "year,sex,Name,Frequency\n"}).Draw(r, "header"))
	newline := rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(r, "newline")
	for range rapid.IntRange(0, 40).Draw(r, "records") {
		cells := []string{
			rapid.SampledFrom([]string{"NS", "QC", "Québec", "", "NS "}).Draw(r, "jurisdiction"),
			rapid.SampledFrom([]string{"2016", "2017", "16", "01/01/2016 12:00:00 AM"}).Draw(r, "year"),
			rapid.SampledFrom([]string{"F", "M", "Boys", "\"F\""}).Draw(r, "sex"),
			rapid.SampledFrom([]string{"OLIVIA", "LÉA", "\"O\"\"HARA\"", "\"TWO\nLINES\"", "BABY", "Total", "stray\"quote", "\xff", "ANNA   "}).Draw(r, "name"),
			rapid.SampledFrom([]string{"45", "5", "4", "<5", "", "\"1,234\"", "45,extra"}).Draw(r, "count"),
		}
		text.WriteString(strings.Join(cells[:rapid.SampledFrom([]int{5, 5, 5, 5, 3, 0}).Draw(r, "width")], ",") + newline)
	}
	return text.String()
}

func reportBytes(t testing.TB, text string, samples, block, jobs int) []byte {
	t.Helper()
	run := mustCheck(t, text, func(o *validate.Options) { o.MaxSamples, o.BlockSize, o.Jobs = samples, block, jobs })
	var out bytes.Buffer
	if err := report.JSON(&out, &report.Report{Runs: []report.Run{run}}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestEncodingIsSettledByTheWholeFile(t *testing.T) {
	var text strings.Builder
	text.WriteString(header)
	for i := range 60_000 {
		fmt.Fprintf(&text, "NS,%d,F,OLIVIA%c%c%c,45\n", 1900+i%100, 'A'+i%26, 'A'+i/26%26, 'A'+i/676%26)
	}
	text.WriteString("NS,2016,F,CHLO\xc9,45\n")
	run := mustCheck(t, text.String(), nil)
	if e := run.Resources[0].Encoding; e.Name != "windows-1252" {
		t.Errorf("encoding %s: %s", e.Name, e.Why.EN)
	}
	if a := assertion(t, run, "file/encoding"); a.Outcome != report.Failed {
		t.Errorf("file/encoding: %s", a.Outcome)
	}
	if a := assertion(t, run, "file/decodable"); a.Outcome != report.Passed {
		t.Errorf("file/decodable: %s", a.Outcome)
	}
}

func TestUnreadableInput(t *testing.T) {
	run, err := validate.Check(t.Context(), source.One("gone.csv", filepath.Join(t.TempDir(), "gone.csv")),
		validate.Options{Rules: rules.All(), Standard: babyNames(t)})
	if err != nil {
		t.Fatal(err)
	}
	if run.Verdict != report.CouldNotCheck || len(run.Findings) != 1 || run.Findings[0].Rule != "unreadable-file" {
		t.Errorf("%s, %v", run.Verdict, rulesFound(run))
	}
	if a := assertion(t, run, "primaryKey"); a.Outcome != report.Untested {
		t.Errorf("primaryKey: %s", a.Outcome)
	}
}

func TestCancelledCheckEndsWithItsCause(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	stopped := errors.New("stopped")
	cancel(stopped)
	path := filepath.Join(t.TempDir(), "names.csv")
	if err := os.WriteFile(path, []byte(header), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := validate.Check(ctx, source.One("names.csv", path), validate.Options{Rules: rules.All(), Standard: babyNames(t)})
	if !errors.Is(err, stopped) {
		t.Errorf("got %v", err)
	}
}

// TestFaultOfARuleIsAnErrorOfOurs: a panic while judging must not take other files with it, nor look like a finding.
func TestFaultOfARuleIsAnErrorOfOurs(t *testing.T) {
	faulty := &lint.Rule{
		ID: "faulty", Family: lint.CellFamily, Stage: lint.Constraint,
		Bind: func(*lint.Binding) (lint.Check, error) {
			return lint.CellCheck{Fails: func(table.Cell) bool { panic("no such luck") }}, nil
		},
	}
	s := *babyNames(t)
	s.Requirements = append(slices.Clone(s.Requirements), standard.Requirement{
		ID: "faulty", Level: standard.Must, Rule: "faulty", Fields: map[string][]string{"field": {"first_name"}},
	})
	_, err := checkText(t, header+"NS,2016,F,OLIVIA,45\n", func(o *validate.Options) {
		o.Standard, o.Rules = &s, append(slices.Clone(o.Rules), faulty)
	})
	if err == nil || !strings.Contains(err.Error(), "no such luck") {
		t.Errorf("got %v", err)
	}
}

// TestCancelledInTheMiddle: a check that is stopped ends soon and leaves nothing running.
func TestCancelledInTheMiddle(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	path := filepath.Join(t.TempDir(), "names.csv")
	if err := os.WriteFile(path, []byte(header+strings.Repeat("NS,2016,F,OLIVIA,45\n", 200_000)), 0o600); err != nil {
		t.Fatal(err)
	}
	before := runtime.NumGoroutine()
	options := validate.Options{Rules: rules.All(), Standard: babyNames(t), BlockSize: 4096, MaxSamples: 5}
	time.AfterFunc(5*time.Millisecond, cancel)
	if _, err := validate.Check(ctx, source.One("names.csv", path), options); err != nil && !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	for range 200 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Errorf("%d goroutines before, %d after", before, runtime.NumGoroutine())
}

// TestFaultOfADatasetRuleIsAnErrorOfOurs: rules about the dataset run behind all tables, and must not end the program either.
func TestFaultOfADatasetRuleIsAnErrorOfOurs(t *testing.T) {
	_, err := checkText(t, header+"NS,2016,F,OLIVIA,45\n", func(o *validate.Options) {
		s := *o.Standard
		s.Requirements = append(slices.Clone(s.Requirements), standard.Requirement{ID: "faulty", Level: standard.Must, Rule: "faulty"})
		o.Standard = &s
		o.Rules = append(o.Rules, &lint.Rule{
			ID: "faulty", Family: lint.DatasetFamily,
			Bind: func(*lint.Binding) (lint.Check, error) {
				return lint.DatasetCheck(func(*lint.Dataset) []lint.Defect { panic("no such luck") }), nil
			},
		})
	})
	if err == nil || !strings.Contains(err.Error(), "no such luck") {
		t.Errorf("got %v", err)
	}
}

// A label or a value of a million bytes is not repeated with every finding.
func TestFindingsBoundWhatTheyRepeat(t *testing.T) {
	long := strings.Repeat("é", 1<<19)
	run := mustCheck(t, "year,"+long+",count\n1849,"+long+",-1\n"+strings.Repeat("x,y,z\n", 5), nil)
	text := 0
	for _, f := range run.Findings {
		text += len(f.Messages.EN) + len(f.Messages.FR)
		if f.Value != nil {
			text += len(*f.Value)
		}
		if f.Excerpt != nil {
			text += len(strings.Join(append(f.Excerpt.Labels, f.Excerpt.Cells...), ""))
		}
	}
	if n := len(run.Findings); n == 0 || text > n*10_000 {
		t.Errorf("%d findings hold %d bytes", n, text)
	}
}
