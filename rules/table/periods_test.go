package table

import (
	"testing"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/standard"
)

func TestPeriodsThatFollowEachOther(t *testing.T) {
	for _, c := range []struct{ kind, step, text, next, written string }{
		{"integer", "", "1999", "2000", "1999"},
		{"year", "year", "1999", "2000", "1999"},
		{"yearmonth", "", "1999-12", "2000-01", "1999-12"},
		{"yearmonth", "quarter", "1999-11", "2000-03", "1999-Q4"},
		{"yearmonth", "year", "1999-11", "2000-03", "1999"},
		{"date", "", "2000-02-28", "2000-02-29", "2000-02-28"},
		{"date", "", "1999-12-31", "2000-01-01", "1999-12-31"},
		{"date", "month", "1999-12-31", "2000-01-01", "1999-12"},
	} {
		field := lint.Field{Field: &standard.Field{Name: "field", Type: c.kind}}
		p, err := periodsOf(&lint.Binding{Requirement: &standard.Requirement{}}, field, c.step)
		if err != nil {
			t.Fatal(err)
		}
		n, ok := p.number([]byte(c.text))
		next, okNext := p.number([]byte(c.next))
		if !ok || !okNext || next != n+1 || p.write(n) != c.written {
			t.Errorf("%s by %q: %s is %d (%s), %s is %d", c.kind, c.step, c.text, n, p.write(n), c.next, next)
		}
	}
}

func TestTextsThatAreNoPeriods(t *testing.T) {
	field := lint.Field{Field: &standard.Field{Name: "field", Type: "date"}}
	p, err := periodsOf(&lint.Binding{Requirement: &standard.Requirement{}}, field, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"", "2000", "2000-1-1", "2000/01/01", "2000-13-01", "2000-01-32", "2000-01-01T00:00:00", "-200-01-01", "20 0-01"} {
		if n, ok := p.number([]byte(text)); ok {
			t.Errorf("%q is the period %d", text, n)
		}
	}
}

func TestStepsThatAFieldCannotName(t *testing.T) {
	for kind, step := range map[string]string{"string": "", "year": "month", "yearmonth": "day", "date": "decade"} {
		field := lint.Field{Field: &standard.Field{Name: "field", Type: kind}}
		if _, err := periodsOf(&lint.Binding{Requirement: &standard.Requirement{}}, field, step); err == nil {
			t.Errorf("a field of type %s has the step %q", kind, step)
		}
	}
}
