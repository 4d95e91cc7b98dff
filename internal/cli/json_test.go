package cli

import (
	"strings"
	"testing"
)

// What commands print for programs begins with the version of its form, each the same way.
func TestJSONSaysItsVersion(t *testing.T) {
	file := fileWith(t, "names.csv", namesText)
	for _, command := range []string{
		"check " + file, "inspect " + file, "verify " + reportOf(t, file) + " " + file, "config show", "rules", "explain duplicate-key",
		"explain fields/year/minimum", "standards list", "standards show baby-names", "version",
	} {
		r := run(t, nil, append(strings.Fields(command), "--format", "json")...)
		if !strings.HasPrefix(r.stdout, "{\n  \"schemaVersion\": 1,\n") {
			t.Errorf("%s: %.200s%s", command, r.stdout, r.stderr)
		}
	}
}
