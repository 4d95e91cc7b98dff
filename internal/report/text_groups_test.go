package report

import (
	"slices"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
)

func TestGroupsAreWorstFirst(t *testing.T) {
	r := Run{Assertions: []Assertion{
		{Requirement: "note", Level: "may", Outcome: Failed, Failed: 9000},
		{Requirement: "few errors", Level: "must", Outcome: Failed, Failed: 2},
		{Requirement: "passed", Level: "must", Outcome: Passed},
		{Requirement: "warning", Level: "should", Outcome: Failed, Failed: 70},
		{Requirement: "many errors", Level: "must", Outcome: Failed, Failed: 80},
		{Requirement: "as few errors", Level: "must", Outcome: Failed, Failed: 2},
	}, Findings: []Finding{{Requirement: "unheard of", Severity: SeverityError, Count: 3}, {Requirement: "few errors", Severity: SeverityError}}}
	var got []string
	for _, g := range groupsOf(&r) {
		got = append(got, g.assertion.Requirement)
	}
	want := []string{"many errors", "unheard of", "few errors", "as few errors", "warning", "note"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestEntriesFold(t *testing.T) {
	said, other := message.Same("is blank"), message.Same("is odd")
	for _, test := range []struct {
		name     string
		findings []Finding
		want     []int64 // places of each entry
	}{
		{"none", nil, nil},
		{"records in a row", []Finding{{Record: 3, Line: 5, Messages: said}, {Record: 4, Line: 9, Messages: said}, {Record: 5, Line: 10, Messages: said}}, []int64{3}},
		{"a record between", []Finding{{Record: 3, Messages: said}, {Record: 5, Messages: said}}, []int64{1, 1}},
		{"another message", []Finding{{Record: 3, Messages: said}, {Record: 4, Messages: other}, {Record: 5, Messages: said}}, []int64{1, 1, 1}},
		{"another fix", []Finding{{Record: 3, Messages: said, Fixes: said}, {Record: 4, Messages: said, Fixes: other}}, []int64{1, 1}},
		{"another field", []Finding{{Record: 3, Messages: said, Field: "a"}, {Record: 4, Messages: said, Field: "b"}}, []int64{1, 1}},
		{"lines outside records", []Finding{{Line: 1, Messages: said}, {Line: 2, Messages: said}}, []int64{2}},
		{"a group", []Finding{{Record: 3, Messages: said, Count: 7}, {Record: 4, Messages: said}}, []int64{7, 1}},
		{"no place", []Finding{{Messages: said}, {Messages: said}}, []int64{1, 1}},
		{"with other places", []Finding{{Record: 3, Messages: said, Related: []Related{{Record: 1}}}, {Record: 4, Messages: said}}, []int64{1, 1}},
	} {
		g := group{}
		for i := range test.findings {
			g.findings = append(g.findings, &test.findings[i])
		}
		var got []int64
		for _, e := range g.entries() {
			got = append(got, e.places)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

// Places shown, places left out and places that fail add up, whatever is asked for.
func TestTextSaysHowMuchItLeavesOut(t *testing.T) {
	r := ontario()
	for _, test := range []struct {
		name          string
		samples, kept int
		more          []string
		hidden        string
		shown         int // of the padded names
	}{
		{"five unless asked", 0, 20, []string{"… and 215 more", "… and 1,389 more"}, "1,604 failing places are not shown; --max-samples 0 shows all", 5},
		{"two", 2, 20, []string{"… and 218 more", "… and 1,392 more"}, "1,611 failing places are not shown", 2},
		{"all that there are", -1, 20, []string{"… and 213 more", "… and 1,386 more"}, "1,599 failing places are not shown", 8},
		{"all were kept", 0, 0, []string{"… and 1,386 more"}, "1,599 failing places are not shown", 8},
	} {
		r.Options.MaxSamples = test.kept
		text := render(t, reportOf(r), TextOptions{Samples: test.samples, Width: 120})
		for _, want := range append(test.more, test.hidden) {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is not in\n%s", test.name, want, text)
			}
		}
		if n := strings.Count(text, "ends with spaces"); n != test.shown {
			t.Errorf("%s: %d padded names are shown", test.name, n)
		}
	}
	if text := render(t, reportOf(unreadable()), TextOptions{}); strings.Contains(text, "not shown") {
		t.Errorf("something is not shown:\n%s", text)
	}
}

func TestRelatedPlaces(t *testing.T) {
	r := novaScotia()
	if text := render(t, reportOf(r), TextOptions{}); strings.Contains(text, "first seen here") {
		t.Error("a place is told twice")
	}
	for i := range r.Findings {
		r.Findings[i].Messages = message.Same("seen before")
	}
	want := "    line 1034, record 1033: first seen here\n"
	if text := render(t, reportOf(r), TextOptions{}); !strings.Contains(text, want) {
		t.Errorf("%q is not in\n%s", want, text)
	}
}

func TestMentions(t *testing.T) {
	for _, test := range []struct {
		text string
		n    int64
		want bool
	}{
		{"on line 34", 34, true}, {"34", 34, true}, {"on line 345", 34, false}, {"on line 134", 34, false}, {"134, 34", 34, true}, {"", 3, false},
	} {
		if got := mentions(test.text, test.n); got != test.want {
			t.Errorf("%q and %d: %v", test.text, test.n, got)
		}
	}
}

func TestShare(t *testing.T) {
	for _, test := range []struct {
		part, whole int64
		en, fr      string
	}{
		{1394, 78302, "1.8%", "1,8~%"},
		{1, 78302, "under 0.1%", "moins de 0,1~%"},
		{78301, 78302, "over 99.9%", "plus de 99,9~%"},
		{3905, 3905, "100%", "100~%"},
		{1, 2, "50.0%", "50,0~%"},
		{1, 1000, "0.1%", "0,1~%"},
		{1 << 62, 1<<62 + 1<<61, "66.7%", "66,7~%"},
	} {
		for l, want := range map[message.Language]string{message.English: test.en, message.French: strings.ReplaceAll(test.fr, "~", "\u00a0")} {
			if got := newPage(nil, TextOptions{Language: l}).share(test.part, test.whole); got != want {
				t.Errorf("%d of %d: %q, want %q", test.part, test.whole, got, want)
			}
		}
	}
}

func TestWrap(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"short", "one two", []string{"one two"}},
		{"long", "one two three four", []string{"one two", "three four"}},
		{"long word", "a unbreakableword b", []string{"a", "unbreakableword", "b"}},
		{"no-break space", "three\u00a0thousand: x", []string{"three\u00a0thousand:", "x"}},
		{"blanks of a value", "is “a    b” now", []string{"is", "“a    b”", "now"}},
		{"number and noun", "there, 20 errors", []string{"there,", "20 errors"}},
		{"noun and number", "on the line 3", []string{"on the", "line 3"}},
		{"numbers alone", "1 2 3 4 5 6 7", []string{"1 2 3 4 5", "6 7"}},
		{"numbers and letters without end", "a 1 b 2 c 3 d 4", []string{"a 1 b 2", "c 3 d 4"}},
		{"grouped number", "a big 1\u00a0394 cas", []string{"a", "big 1\u00a0394 cas"}},
		{"wide characters", "名前名前 名前", []string{"名前名前", "名前"}},
		{"nothing", "", []string{""}},
	} {
		if got := newPage(nil, TextOptions{}).wrap(test.text, 10, 10); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestTableNamesStandardsThatDiffer(t *testing.T) {
	older := novaScotia()
	older.Standard.Version = "0.9.0"
	text := render(t, reportOf(novaScotia(), older), TextOptions{Quiet: true, Width: 130})
	for _, want := range []string{"baby-names 1.0.0 (draft)", "baby-names 0.9.0 (draft)", "2 results: 2 do not conform;"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}

// A finding about one table of a dataset belongs to the requirement about the dataset.
func TestFindingsOfADatasetAreOneGroup(t *testing.T) {
	r := Run{
		Assertions: []Assertion{{Requirement: "no others", Level: "should", Outcome: Failed, Failed: 2}},
		Findings: []Finding{
			{Requirement: "no others", Resource: "a", Severity: SeverityWarning}, {Requirement: "no others", Resource: "b", Severity: SeverityWarning},
		},
	}
	if groups := groupsOf(&r); len(groups) != 1 || len(groups[0].findings) != 2 || groups[0].assertion.Failed != 2 {
		t.Errorf("%+v", groups)
	}
}

func TestStretchNamesALineOnce(t *testing.T) {
	p := page{}
	for _, test := range []struct {
		first, last Finding
		want        string
	}{
		{Finding{Line: 4, Record: 3}, Finding{Line: 6, Record: 5}, "lines 4 to 6, records 3 to 5"},
		{Finding{Line: 1, Record: 3}, Finding{Line: 1, Record: 5}, "line 1, records 3 to 5"}, // JSON on one line
	} {
		if got := p.stretch(entry{first: &test.first, last: &test.last}); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}
