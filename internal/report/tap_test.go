package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
)

func TestTAP(t *testing.T) { goldens(t, "tap", message.Languages[:]...) }

// A harness fails a run that does not conform, and only then.
func TestTAPFailsWithTheVerdict(t *testing.T) {
	for name, r := range sampleReports() {
		tests, fails := 0, false
		text := string(written(t, "tap", r, message.English))
		for line := range strings.Lines(text) {
			rest, failed := strings.CutPrefix(line, "not ")
			if !strings.HasPrefix(rest, "ok ") {
				continue
			}
			tests++
			if !strings.HasPrefix(rest, fmt.Sprintf("ok %d - ", tests)) {
				t.Errorf("%s: test %d is %q", name, tests, line)
			}
			fails = fails || failed && !strings.Contains(line, " # TODO ")
		}
		if !strings.HasPrefix(text, fmt.Sprintf("TAP version 14\n1..%d\n", tests)) {
			t.Errorf("%s: %d tests, but it starts %.40q", name, tests, text)
		}
		if fails != (r.Verdict() != Conforms) {
			t.Errorf("%s: fails: %v, the verdict is %s", name, fails, r.Verdict())
		}
	}
}
