package report

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// TAP writes the report in the Test Anything Protocol, version 14, in one language: one test for each requirement and resource. What fails a
// should or a may is marked TODO, which a harness shows without failing; what could not be decided is marked SKIP.
func TAP(w io.Writer, r *Report, options TextOptions) error {
	out := bufio.NewWriter(w)
	p := newPage(nil, options)
	var lines []string
	n := 0
	for i := range r.Runs {
		suite := p.suite(&r.Runs[i])
		for _, test := range suite.Cases {
			n++
			lines = append(lines, tapTest(n, &test)...)
		}
	}
	fmt.Fprintf(out, "TAP version 14\n1..%d\n", n)
	for _, line := range lines {
		fmt.Fprintln(out, line)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing the report as TAP: %w", err)
	}
	return nil
}

// tapTest writes one test: its line and, when there is more to say, a block of YAML.
func tapTest(n int, test *junitCase) []string {
	described := fmt.Sprintf("%d - %s", n, tapText(test.ClassName+": "+test.Name))
	problem := test.Failure
	if problem == nil {
		problem = test.Error
	}
	switch {
	case problem != nil:
		return append([]string{"not ok " + described}, tapYAML(problem.Message, problem.Text)...)
	case test.Out != "":
		head, rest, _ := strings.Cut(test.Out, "\n")
		return append([]string{"not ok " + described + " # TODO " + tapText(head)}, tapYAML(head, rest)...)
	case test.Skipped != nil:
		return []string{"ok " + described + " # SKIP " + tapText(test.Skipped.Message)}
	}
	return []string{"ok " + described}
}

// tapText escapes a text of a line: a number sign would start a directive.
func tapText(s string) string {
	return strings.NewReplacer(`\`, `\\`, "#", `\#`, "\n", " ").Replace(s)
}

// tapYAML writes a block with a message and details. Strings of JSON are strings of YAML.
func tapYAML(message, findings string) []string {
	lines := []string{"  ---", "  message: " + yamlText(message)}
	if findings != "" {
		lines = append(lines, "  details:")
		for line := range strings.SplitSeq(findings, "\n") {
			lines = append(lines, "    - "+yamlText(line))
		}
	}
	return append(lines, "  ...")
}

// yamlText writes a string. Escapes part what the runner of GitHub Actions takes for a command, see [oldCommands].
func yamlText(s string) string {
	text, err := json.Marshal(s)
	if err != nil {
		return `""` // no string is refused
	}
	return strings.ReplaceAll(string(text), "##[", `#\u0023[`)
}
