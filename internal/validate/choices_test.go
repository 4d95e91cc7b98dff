package validate_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/validate"
)

// messy has defects of every stage, so that one requirement hides what others would say.
const messy = "jurisdiction,year,sex,first_name,count,rank,notes\n" +
	"NS,2016,F,OLIVIA,45,1,\nNS,2016,F,OLIVIA,45,1,\nNS,MMXVI,F, EMMA,<5,2,\n,,,,,,\nNS,,,Total,90,,\nQQ,1492,f,Zoe,-3,7,x\nNS,2016,M\n"

// Leaving requirements out takes their findings away and changes nothing else: what they hide from others stays hidden.
func TestLeavingOutChangesNothingElse(t *testing.T) {
	whole := mustCheck(t, messy, nil)
	var ids []string
	for _, a := range whole.Assertions {
		ids = append(ids, a.Requirement)
	}
	rapid.Check(t, func(rt *rapid.T) {
		ignored := rapid.SliceOfNDistinct(rapid.SampledFrom(ids), 0, len(ids), rapid.ID[string]).Draw(rt, "ignored")
		run := mustCheck(t, messy, func(o *validate.Options) { o.Ignore = ignored })
		for i, a := range run.Assertions {
			want := whole.Assertions[i]
			if slices.Contains(ignored, a.Requirement) {
				if !a.LeftOut || a.Outcome != report.Untested || a.Tested+a.Failed > 0 || a.Reason == nil || !strings.Contains(a.Reason.FR, a.Requirement) {
					rt.Errorf("%s: %+v", a.Requirement, a)
				}
			} else if !reflect.DeepEqual(a, want) {
				rt.Errorf("%s: %+v, want %+v", a.Requirement, a, want)
			}
		}
		var left []report.Finding
		for _, f := range whole.Findings {
			if !slices.Contains(ignored, f.Requirement) {
				left = append(left, f)
			}
		}
		if len(left)+len(run.Findings) > 0 && !reflect.DeepEqual(run.Findings, left) {
			rt.Errorf("%d findings, want %d", len(run.Findings), len(left))
		}
	})
}

// What is selected is what remains when everything else is ignored.
func TestSelectingIsIgnoringTheOthers(t *testing.T) {
	selected := []string{"fields/count/*", "duplicate-key"}
	run := mustCheck(t, messy, func(o *validate.Options) { o.Select = selected })
	for _, a := range run.Assertions {
		in := strings.HasPrefix(a.Requirement, "fields/count/") || a.Rule == "duplicate-key"
		if a.LeftOut == in {
			t.Errorf("%s is left out: %t", a.Requirement, a.LeftOut)
		}
	}
	if got := strings.Join(failedRequirements(run), " "); got != "fields/count/suppression primaryKey" {
		t.Errorf("failed: %s", got)
	}
	both := mustCheck(t, messy, func(o *validate.Options) { o.Select, o.Ignore = selected, []string{"primaryKey"} })
	if a := assertion(t, both, "primaryKey"); !a.LeftOut {
		t.Error("what is ignored is tested because it is selected")
	}
}

func TestVerdictWithChoices(t *testing.T) {
	const fine, bad = header + "NS,2016,F,OLIVIA,45\n", header + "NS,1492,F,OLIVIA,45\n"
	levels := func(level standard.Level) func(*validate.Options) {
		return func(o *validate.Options) {
			o.Levels = map[string]standard.Level{"fields/year/minimum": level}
		}
	}
	for _, test := range []struct {
		name, text string
		change     func(*validate.Options)
		want       report.Verdict
		totals     report.Totals
	}{
		{"nothing chosen", bad, nil, report.DoesNotConform, report.Totals{Error: 1}},
		{"a must left out", fine, func(o *validate.Options) { o.Ignore = []string{"fields/year/minimum"} }, report.ConformsWithExceptions, report.Totals{}},
		{"a failed must left out", bad, func(o *validate.Options) { o.Ignore = []string{"below-minimum"} }, report.ConformsWithExceptions, report.Totals{}},
		{"a should left out", fine, func(o *validate.Options) { o.Ignore = []string{"file/line-endings"} }, report.Conforms, report.Totals{}},
		{"another must left out", bad, func(o *validate.Options) { o.Ignore = []string{"header/order"} }, report.DoesNotConform, report.Totals{Error: 1}},
		{"a must that may fail", bad, levels(standard.May), report.ConformsWithExceptions, report.Totals{Note: 1}},
		{"a must that should hold, and does", fine, levels(standard.Should), report.Conforms, report.Totals{}},
		{"the level of the standard", bad, levels(standard.Must), report.DoesNotConform, report.Totals{Error: 1}},
	} {
		run := mustCheck(t, test.text, test.change)
		if run.Verdict != test.want || run.Totals != test.totals {
			t.Errorf("%s: %s, %+v", test.name, run.Verdict, run.Totals)
		}
	}
}

func TestLevelIsToldBesideThatOfTheStandard(t *testing.T) {
	s := babyNames(t)
	run := mustCheck(t, messy, func(o *validate.Options) {
		o.Standard, o.Levels = s, map[string]standard.Level{"fields/year/minimum": standard.Should, "primaryKey": standard.Must, "unheard": standard.May}
	})
	if a := assertion(t, run, "fields/year/minimum"); a.Level != "should" || a.OwnLevel != "must" {
		t.Errorf("level %s, of the standard %s", a.Level, a.OwnLevel)
	}
	if a := assertion(t, run, "primaryKey"); a.Level != "must" || a.OwnLevel != "" {
		t.Errorf("level %s, of the standard %s", a.Level, a.OwnLevel)
	}
	for _, f := range run.Findings {
		if f.Requirement == "fields/year/minimum" && f.Severity != report.SeverityWarning {
			t.Errorf("severity %s", f.Severity)
		}
	}
	if want := map[string]string{"fields/year/minimum": "should", "primaryKey": "must", "unheard": "may"}; !reflect.DeepEqual(run.Options.Levels, want) {
		t.Errorf("options: %v", run.Options.Levels)
	}
	if !reflect.DeepEqual(s, babyNames(t)) {
		t.Error("the standard itself was changed")
	}
}

// No choice makes an unread file look checked.
func TestUnreadStaysUnreadWhateverIsLeftOut(t *testing.T) {
	for name, text := range map[string]string{"nothing": "", "no table": "\x00\x01\x02\x00", "a workbook that is none": "PK\x03\x04"} {
		run := mustCheck(t, text, func(o *validate.Options) { o.Ignore = []string{"*"} })
		whole := mustCheck(t, text, nil)
		if run.Verdict != whole.Verdict && whole.Verdict == report.CouldNotCheck || run.HasUnread() != whole.HasUnread() {
			t.Errorf("%s: %s, without a choice %s", name, run.Verdict, whole.Verdict)
		}
	}
}
