package cli

import (
	"bytes"
	"testing"
)

// A number at the beginning of a line makes a list item only where a list can begin.
func TestMarkdownLists(t *testing.T) {
	var out bytes.Buffer
	a := &app{stdout: &output{w: &out}, width: 80, colors: newPalette(false)}
	a.writeMarkdown("The list begins in\n1980. Nobody minds.\n\n1. one\n2. two\n   more\n\n- three\n- four")
	const want = "The list begins in 1980. Nobody minds.\n\n1. one\n2. two more\n\n- three\n- four\n"
	if out.String() != want {
		t.Errorf("got %q\nwant %q", out.String(), want)
	}
}
