package report

import (
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
)

func TestGitHub(t *testing.T) { goldens(t, "github", message.Languages[:]...) }

func TestGitHubEscapes(t *testing.T) {
	for _, test := range []struct{ name, value, data, property string }{
		{"percent", "100%", "100%25", "100%25"},
		{"line ends", "a\r\nb", "a%0D%0Ab", "a%0D%0Ab"},
		{"what parts properties", "a:b,c", "a:b,c", "a%3Ab%2Cc"},
		{"a command of the old form", "x##[add-mask]y", "x## [add-mask]y", "x## [add-mask]y"},
	} {
		if got := githubData(test.value); got != test.data {
			t.Errorf("%s: text %q, want %q", test.name, got, test.data)
		}
		if got := githubProperty(test.value); got != test.property {
			t.Errorf("%s: property %q, want %q", test.name, got, test.property)
		}
	}
}

// GitHub keeps ten annotations of each kind: the worst of each, and the log has the rest.
func TestGitHubSaysWhatItDoesNotAnnotate(t *testing.T) {
	s := newSample("wide.csv", 10, noSupplied)
	for i, level := range strings.Fields(strings.Repeat("must should ", 12) + "may") {
		s.fail(Assertion{Requirement: "r" + number(int64(i+1)), Rule: "wrong-type", Level: level, Tested: 9, Failed: 1}, Finding{Line: 2})
	}
	counts := map[string]int{}
	for line := range strings.Lines(string(written(t, "github", reportOf(s.Run), message.English))) {
		kind, _, _ := strings.Cut(strings.TrimPrefix(line, "::"), " ")
		counts[kind]++
		if strings.HasPrefix(line, "4 more results are listed below without an annotation") {
			counts["told"]++
		}
	}
	for kind, want := range map[string]int{"error": 10, "warning": 10, "notice": 1, "error:": 2, "warning:": 2, "told": 1, "hvdlint": 1} {
		if counts[kind] != want {
			t.Errorf("%s: %d, want %d", kind, counts[kind], want)
		}
	}
}
