package report

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
)

func TestJudged(t *testing.T) {
	must := Assertion{Level: "must", Outcome: Failed, Failed: 3}
	with := func(change func(*Assertion)) Assertion {
		a := must
		change(&a)
		return a
	}
	for _, test := range []struct {
		name string
		a    Assertion
		want Verdict
	}{
		{"a must fails", must, DoesNotConform},
		{"a must passes", with(func(a *Assertion) { a.Outcome, a.Failed = Passed, 0 }), Conforms},
		{"all places are waived", with(func(a *Assertion) { a.Waived = 3 }), ConformsWithExceptions},
		{"some places are waived", with(func(a *Assertion) { a.Waived = 2 }), DoesNotConform},
		{"all places are known", with(func(a *Assertion) { a.Known = 3 }), DoesNotConform},
		{"places are waived or known", with(func(a *Assertion) { a.Waived, a.Known = 2, 1 }), DoesNotConform},
		{"left out", with(func(a *Assertion) { a.Outcome, a.Failed, a.LeftOut = Untested, 0, true }), ConformsWithExceptions},
		{"a should left out", Assertion{Level: "should", Outcome: Untested, LeftOut: true}, Conforms},
		{"lowered, and fails", with(func(a *Assertion) { a.Level, a.OwnLevel = "may", "must" }), ConformsWithExceptions},
		{"lowered, and passes", Assertion{Level: "may", OwnLevel: "must", Outcome: Passed}, Conforms},
		{"raised, and fails", with(func(a *Assertion) { a.OwnLevel = "should" }), DoesNotConform},
		{"a should fails", Assertion{Level: "should", Outcome: Failed, Failed: 1}, Conforms},
	} {
		run := Run{Assertions: append(passed("a"), test.a)}
		if got := run.Judged(); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
		run.Resources = []Resource{{Unread: &Unread{}}}
		if got := run.Judged(); got != CouldNotCheck {
			t.Errorf("%s, not read: %s", test.name, got)
		}
	}
	mixed := &Report{Runs: []Run{{Verdict: ConformsWithExceptions}, {Verdict: Conforms}}}
	if got := mixed.Verdict(); got != ConformsWithExceptions {
		t.Errorf("of two runs: %s", got)
	}
	mixed.Runs = append(mixed.Runs, Run{Verdict: DoesNotConform}, Run{Verdict: ConformsWithExceptions})
	if got := mixed.Verdict(); got != DoesNotConform {
		t.Errorf("of four runs: %s", got)
	}
}

func TestSettleWaivers(t *testing.T) {
	waiver := func(line, count int64, state WaiverState) Waiver {
		w := Waiver{Requirement: "primaryKey", Line: line, Count: count, State: state}
		if state != WaiverInForce {
			w.Messages, w.Fixes = pointer(both("wrong", "faux")), pointer(both("mend it", "corrigez"))
		}
		return w
	}
	run := func(waivers ...Waiver) Run {
		return Run{Waivers: waivers, Options: Options{Waivers: &ExceptionsFile{Path: "waivers.yaml"}}}
	}
	onField := func(field string, state WaiverState) Waiver {
		w := waiver(1, 0, state)
		w.Scope.Field = field
		return w
	}
	for _, test := range []struct {
		name   string
		runs   []Run
		want   []string // line and state of each run's waivers
		totals Totals
	}{
		{
			"of one run all are kept",
			[]Run{run(waiver(1, 3, WaiverInForce), waiver(2, 0, WaiverUnused), waiver(3, 0, WaiverExpired))},
			[]string{"1 in-force, 2 unused, 3 expired"},
			Totals{Error: 1, Warning: 1},
		},
		{"unused in one and used in another", []Run{run(waiver(1, 0, WaiverUnused)), run(waiver(1, 2, WaiverInForce))}, []string{"", "1 in-force"}, Totals{}},
		{"unused in both is told once", []Run{run(waiver(1, 0, WaiverUnused)), run(waiver(1, 0, WaiverUnused))}, []string{"1 unused", ""}, Totals{Warning: 1}},
		{
			"expired is told where it would accept, not where nothing needs it",
			[]Run{run(waiver(1, 0, WaiverExpired)), run(waiver(1, 4, WaiverExpired)), run(waiver(1, 0, WaiverExpired))},
			[]string{"", "1 expired", ""},
			Totals{Error: 1},
		},
		{
			"two on one line",
			[]Run{run(onField("year", WaiverUnused), onField("count", WaiverUnused)), run(onField("year", WaiverUnused), onField("count", WaiverUnused))},
			[]string{"1 unused, 1 unused", ""},
			Totals{Warning: 2},
		},
		{"expired and needed nowhere is told once", []Run{run(waiver(1, 0, WaiverExpired)), run(waiver(1, 0, WaiverExpired))}, []string{"1 expired", ""}, Totals{Error: 1}},
	} {
		r := &Report{Runs: test.runs}
		r.SettleWaivers()
		var got []string
		for i := range r.Runs {
			var states []string
			for _, w := range r.Runs[i].Waivers {
				states = append(states, number(w.Line)+" "+string(w.State))
				if (w.State == WaiverInForce) != (w.Messages == nil) {
					t.Errorf("%s: %s says %v", test.name, w.State, w.Messages)
				}
			}
			got = append(got, strings.Join(states, ", "))
		}
		if !slices.Equal(got, test.want) || r.Totals() != test.totals {
			t.Errorf("%s: %q, %+v", test.name, got, r.Totals())
		}
	}
}

// A waiver that is left out of a run must not move the others' numbers.
func TestSettledWaiversKeepTheirPlaces(t *testing.T) {
	r := &Report{Runs: []Run{{
		Waivers: []Waiver{{Line: 1, State: WaiverUnused}, {Line: 2, Count: 1, State: WaiverInForce}}, Waived: []Finding{{Waiver: 2}},
	}, {Waivers: []Waiver{{Line: 1, Count: 1, State: WaiverInForce}}, Waived: []Finding{{Waiver: 1}}}}}
	r.SettleWaivers()
	for i := range r.Runs {
		if run := &r.Runs[i]; len(run.Waivers) != 1 || run.Waived[0].Waiver != 1 {
			t.Errorf("run %d: %+v", i, run)
		}
	}
}

// Every output tells what is waived, what is known and what is wrong with a waiver, and counts none of the first two.
func TestOutputsTellExceptionsApart(t *testing.T) {
	r := reportOf(excepted())
	for _, test := range []struct {
		format string
		want   []string
	}{
		{"text", []string{"conforms with exceptions", "waived: 12 failing places", "known: 30 failing places", "gone: 4 places", "expired on 2026-01-31", "nothing needs"}},
		{"html-en", []string{"Conforms with exceptions", "Registrar", "“ANNE ” ends", "“1848” is below", "expired on 2026-01-31."}},
		{"markdown", []string{"Conforms with exceptions", "**Waived:** 12", "**Known:** 30", "expired on 2026"}},
		{"badge", []string{"conforms with exceptions"}},
		{"github", []string{"file=waivers.yaml,line=12", "file=waivers.yaml,line=21", "not counted: 12 waived, 30 known"}},
		{"gitlab", []string{`"expired-waiver"`, `"unused-waiver"`}},
		{"rdjson", []string{`"expired-waiver"`, `"unused-waiver"`}},
		{"junit", []string{"fails in 12 places that do not count", "Expired waiver"}},
		{"tap", []string{"# SKIP fails in 12 places", "Expired waiver"}},
		{"csv", []string{",waived\r\n", ",known\r\n", ",new\r\n", ",28,"}},
		{"ndjson", []string{`"status":"waived"`, `"status":"known"`, `"status":"new"`, `"state":"expired"`}},
		{"json", []string{`"conforms-with-exceptions"`, `"waived": 12`, `"state": "unused"`, `"gone": 4`}},
		{"ckan", []string{"12 failing places are waived and 30 are known"}},
	} {
		got := string(written(t, test.format, r, message.English))
		for _, want := range test.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s does not say %q:\n%s", test.format, want, got)
			}
		}
	}
}

func TestSARIFSuppressesWhatIsWaived(t *testing.T) {
	var log sarifLog
	if err := json.Unmarshal(written(t, "sarif", reportOf(excepted()), message.French), &log); err != nil {
		t.Fatal(err)
	}
	states := map[string]int{}
	fingerprints := map[string]bool{}
	for _, result := range log.Runs[0].Results {
		states[result.BaselineState]++
		fingerprints[result.PartialFingerprints["hvdlint/v1"]] = true
		if result.RuleID != "below-minimum" {
			if result.Suppressions != nil {
				t.Errorf("%s is suppressed", result.RuleID)
			}
			continue
		}
		if len(result.Suppressions) != 1 || result.Suppressions[0].Kind != "external" || !strings.Contains(result.Suppressions[0].Justification, "paroissiaux") {
			t.Errorf("suppressions: %+v", result.Suppressions)
		}
	}
	if n := len(log.Runs[0].Results); states["unchanged"] != 1 || states["new"] != n-1 || len(fingerprints) != n {
		t.Errorf("states %v, %d fingerprints", states, len(fingerprints))
	}
}

// The sentence about several datasets says what does not count, as that of one does: without it a dataset that does not conform and has no
// errors is a riddle.
func TestSummaryCountsWhatDoesNotCount(t *testing.T) {
	one := excepted()
	waived, known := 2*one.waivedPlaces(), 2*one.knownPlaces()
	if waived == 0 || known == 0 {
		t.Fatal("the sample has no such places")
	}
	rep := reportOf(excepted(), conforming(), excepted())
	for language, want := range map[message.Language]string{
		message.English: fmt.Sprintf("not counted: %d waived, %d known", waived, known),
		message.French:  fmt.Sprintf("hors compte\u00a0: %d par dérogation, %d connus", waived, known),
	} {
		for _, name := range []string{"text", "markdown", "html"} {
			format, _ := FormatNamed(name)
			var b strings.Builder
			if err := format.Write(&b, rep, TextOptions{Language: language, Width: 400}); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(b.String(), want) {
				t.Errorf("%s does not say %q", name, want)
			}
		}
	}
}
