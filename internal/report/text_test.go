package report

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"

	"github.com/cogwg/hvdlint/internal/message"
)

var update = flag.Bool("update", false, "write the golden files anew")

func render(t *testing.T, r *Report, options TextOptions) string {
	t.Helper()
	var b bytes.Buffer
	if err := Text(&b, r, options); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (run with -update to accept):\n%s", path, got)
	}
}

func TestText(t *testing.T) {
	for name, r := range sampleReports() {
		for _, l := range message.Languages {
			for _, width := range []int{60, 80, 120} {
				golden(t, fmt.Sprintf("%s.%s.%d", name, l, width), render(t, r, TextOptions{Language: l, Width: width}))
			}
			golden(t, fmt.Sprintf("%s.%s.quiet", name, l), render(t, r, TextOptions{Language: l, Quiet: true}))
		}
	}
	r := reportOf(ontario())
	golden(t, "ontario.en.color", render(t, r, TextOptions{Color: true}))
	golden(t, "ontario.fr.color", render(t, r, TextOptions{Color: true, Language: message.French}))
}

var ansi = regexp.MustCompile("\x1b\\[[0-9;]*m")

// Colour adds and takes nothing away.
func TestTextSaysTheSameWithoutColour(t *testing.T) {
	for name, r := range sampleReports() {
		plain := render(t, r, TextOptions{})
		if strings.Contains(plain, "\x1b") {
			t.Errorf("%s: colour that nobody asked for", name)
		}
		colored := render(t, r, TextOptions{Color: true})
		if ansi.ReplaceAllString(colored, "") != plain {
			t.Errorf("%s: differs with colour:\n%s", name, colored)
		}
	}
}

// A line is too wide only when it is one word.
func TestTextFitsItsWidth(t *testing.T) {
	measure := &runewidth.Condition{StrictEmojiNeutral: true}
	for name, r := range sampleReports() {
		for _, l := range message.Languages {
			for _, width := range []int{20, 40, 60, 80, 120} {
				for line := range strings.SplitSeq(render(t, r, TextOptions{Language: l, Width: width}), "\n") {
					if measure.StringWidth(line) > width && len(words(strings.TrimSpace(line))) > 1 {
						t.Errorf("%s, %v, width %d: %q", name, l, width, line)
					}
					if line != strings.TrimRight(line, " ") {
						t.Errorf("%s: blanks at the end of %q", name, line)
					}
				}
			}
		}
	}
}
