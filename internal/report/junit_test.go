package report

import (
	"bytes"
	"encoding/xml"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
)

func TestJUnit(t *testing.T) { goldens(t, "junit", message.Languages[:]...) }

// The numbers are those of the elements, and a run fails in JUnit when it does not conform, and only then.
func TestJUnitCounts(t *testing.T) {
	for name, r := range sampleReports() {
		var all junitSuites
		if err := xml.Unmarshal(written(t, "junit", r, message.English), &all); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var sum junitSuites
		for i, suite := range all.Suites {
			var counted junitSuite
			for _, test := range suite.Cases {
				counted.Tests++
				counted.Failures += count(test.Failure)
				counted.Errors += count(test.Error)
				counted.Skipped += count(test.Skipped)
			}
			if counted.Tests != suite.Tests || counted.Failures != suite.Failures || counted.Errors != suite.Errors || counted.Skipped != suite.Skipped {
				t.Errorf("%s: suite %d says %d, %d, %d, %d, has %+v", name, i, suite.Tests, suite.Failures, suite.Errors, suite.Skipped, counted)
			}
			if fails := suite.Failures+suite.Errors > 0; fails != (r.Runs[i].Verdict != Conforms) {
				t.Errorf("%s: suite %d fails: %v, its verdict is %s", name, i, fails, r.Runs[i].Verdict)
			}
			sum.Tests, sum.Failures, sum.Errors = sum.Tests+suite.Tests, sum.Failures+suite.Failures, sum.Errors+suite.Errors
		}
		if sum.Tests != all.Tests || sum.Failures != all.Failures || sum.Errors != all.Errors {
			t.Errorf("%s: the whole says %d, %d, %d", name, all.Tests, all.Failures, all.Errors)
		}
	}
}

func count(p *junitProblem) int {
	if p == nil {
		return 0
	}
	return 1
}

func TestXMLTextLeavesOutWhatXMLForbids(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"control characters", "a\x00\x08\x0b\x1bb", "ab"},
		{"line ends", "a\nb", "a\nb"},
		{"noncharacters", "a\uFFFE\uFFFFb", "ab"},
		{"invalid bytes", "a\xe9b", "a\uFFFDb"},
		{"markup", "]]><b>&", "]]><b>&"},
		{"beyond the first plane", "👶", "👶"},
	} {
		got := xmlText(test.text)
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
		text, err := xml.Marshal(junitProblem{Message: got, Text: got})
		var back junitProblem
		if err != nil || xml.Unmarshal(text, &back) != nil || back.Message != got || back.Text != got || bytes.Contains(text, []byte("]]>")) {
			t.Errorf("%s: %s reads as %+v, error %v", test.name, text, back, err)
		}
	}
}
