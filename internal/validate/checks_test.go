package validate_test

import (
	"testing"

	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/validate"
)

// A check of a schema that nothing tests is told with its reason, whatever rule has its name.
func TestChecksThatAreLeftOutAreUntested(t *testing.T) {
	s, err := standard.ParseTableSchema("s.json", []byte(`{"fields": [{"name": "a"}, {"name": "b"}, {"name": "c"}], "custom_checks": [
		{"name": "phone-number-value", "params": {"column": "a"}}, {"name": "missing-resource"},
		{"name": "one-of-required", "params": {"column": "a", "column2": "b"}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	run := mustCheck(t, "a,b,c\n1,,x\n,,x\n", func(o *validate.Options) { o.Standard = s })
	for id, want := range map[string]report.Outcome{"checks/1": report.Untested, "checks/2": report.Untested, "checks/3": report.Failed} {
		if a := assertion(t, run, id); a.Outcome != want || want == report.Untested && a.Reason == nil {
			t.Errorf("%s is %s", id, a.Outcome)
		}
	}
}

// A requirement whose fields may all be absent is not tested against a table that has none of them.
func TestOptionalFieldsThatAreAllAbsent(t *testing.T) {
	s, err := standard.ParseTableSchema("s.json", []byte(`{"fieldsMatch": "partial", "fields": [{"name": "a"}, {"name": "b"}, {"name": "c"}],
		"custom_checks": [{"name": "one-of-required", "params": {"column": "a", "column2": "b"}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	for data, want := range map[string]report.Outcome{"c\n1\n": report.Inapplicable, "a,c\n1,2\n,2\n": report.Failed, "b,c\n1,2\n": report.Passed} {
		if a := assertion(t, mustCheck(t, data, func(o *validate.Options) { o.Standard = s }), "checks/1"); a.Outcome != want {
			t.Errorf("%q: %s, want %s", data, a.Outcome, want)
		}
	}
}
