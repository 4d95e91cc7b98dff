package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mattn/go-runewidth"
	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/validate"
)

// screen is a command at work whose clock a test turns.
type screen struct {
	*progress
	out   strings.Builder
	now   time.Time
	width int
}

type screenSetting struct {
	language message.Language
	log      bool // standard error is no terminal
	quiet    bool
	term     string
	width    int
	sizes    []int // of the inputs, in thousands of bytes; 0: not known
}

func newScreen(t *testing.T, s screenSetting) *screen {
	t.Helper()
	c := &screen{now: time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC), width: s.width}
	stream := Stream{Writer: &c.out, Terminal: !s.log, Width: s.width, Measure: func() int { return c.width }}
	env := &Environment{Stderr: stream, Now: func() time.Time { return c.now }, Getenv: func(name string) string {
		return map[string]string{"TERM": s.term}[name]
	}}
	dir := t.TempDir()
	var inputs []source.Input
	for i, size := range s.sizes {
		in := source.Input{Path: nameOfInput(i)}
		if size > 0 {
			in.File = filepath.Join(dir, nameOfInput(i))
			file, err := os.Create(in.File)
			if err == nil {
				err = file.Truncate(int64(size) * 1000)
			}
			if err != nil || file.Close() != nil {
				t.Fatal(err)
			}
		}
		inputs = append(inputs, in)
	}
	a := &app{env: env, lang: s.language, stderr: &output{w: stream}}
	c.progress = a.newProgress(s.quiet, inputs)
	return c
}

func nameOfInput(i int) string { return string(rune('a'+i)) + ".csv" }

// reads tells progress after some more time, and returns what is written then.
func (c *screen) reads(after time.Duration, p validate.Progress) string {
	c.now = c.now.Add(after)
	c.out.Reset()
	if update := c.update(); update != nil {
		update(p)
	}
	return c.out.String()
}

func TestProgressBar(t *testing.T) {
	for l, want := range map[message.Language]string{
		message.English: "[==========          ]  50%  2.0\u00a0MB of 4.0\u00a0MB  1,234 records  about 20 s left  a.csv",
		message.French:  "[==========          ]  50\u00a0%  2,0\u00a0Mo sur 4,0\u00a0Mo  1\u00a0234 enregistrements  encore environ 20\u00a0s  a.csv",
	} {
		c := newScreen(t, screenSetting{language: l, width: 120, sizes: []int{4000}})
		if got := c.reads(0, validate.Progress{Path: "a.csv", Total: 4_000_000}); got != "" {
			t.Errorf("at once: %q", got)
		}
		if got := c.reads(progressAfter-time.Millisecond, validate.Progress{Path: "a.csv", Read: 400_000, Total: 4_000_000}); got != "" {
			t.Errorf("too early: %q", got)
		}
		c.reads(18*time.Second, validate.Progress{Path: "a.csv", Read: 1_900_000, Total: 4_000_000, Records: 1})
		got := c.reads(time.Second, validate.Progress{Path: "a.csv", Read: 2_000_000, Total: 4_000_000, Records: 1234})
		if line := strings.TrimRight(strings.TrimPrefix(got, "\r"), " "); line != want {
			t.Errorf("%v:\n%q, want\n%q", l, line, want)
		}
		c.out.Reset()
		c.erase()
		if got := c.out.String(); strings.TrimSpace(got) != "" || !strings.HasPrefix(got, "\r") || !strings.HasSuffix(got, "\r") {
			t.Errorf("erased by %q", got)
		}
		c.out.Reset()
		if c.erase(); c.out.Len() > 0 {
			t.Errorf("erased again by %q", c.out.String())
		}
	}
}

// Elsewhere than on a terminal there is a line now and then, without anything that steers one.
func TestProgressLines(t *testing.T) {
	for name, s := range map[string]screenSetting{"a log": {log: true}, "a terminal that cannot": {term: "dumb"}} {
		s.sizes, s.width = []int{100_000, 100_000}, 80
		c := newScreen(t, s)
		var lines []string
		for second := range int64(15 * 60) {
			if line := c.reads(time.Second, validate.Progress{Path: "b.csv", Read: second * 100_000, Total: 100_000_000, Records: second * 1000}); line != "" {
				lines = append(lines, c.now.Format("04:05 ")+line)
			}
		}
		text := strings.Join(lines, "")
		if strings.ContainsAny(strings.ReplaceAll(text, "\n", ""), "\r\x1b\t\x07") {
			t.Errorf("%s: control characters: %q", name, text)
		}
		if first := "00:10 b.csv: file 2 of 2, 50%, 101\u00a0MB of 200\u00a0MB, 9,000 records\n"; lines[0] != first && !strings.HasPrefix(lines[0], strings.TrimSuffix(first, "\n")) {
			t.Errorf("%s: %q", name, lines[0])
		}
		// Every ten seconds in the first minute, every thirty in ten minutes, every minute after that.
		if n := len(lines); n < 24 || n > 31 {
			t.Errorf("%s: %d lines in a quarter of an hour", name, n)
		}
	}
	c := newScreen(t, screenSetting{log: true, language: message.French, sizes: []int{4000}})
	if got := c.reads(linesAfter, validate.Progress{Path: "a\x1b.csv", Read: 1_000_000, Total: 4_000_000, Records: 1}); got != "a⟨U+001B⟩.csv\u00a0: 25\u00a0%, 1,0\u00a0Mo sur 4,0\u00a0Mo, 1 enregistrement\n" {
		t.Errorf("%q", got)
	}
}

func TestNoProgress(t *testing.T) {
	for name, s := range map[string]screenSetting{"--quiet on a terminal": {quiet: true, width: 80}, "--quiet in a log": {quiet: true, log: true}} {
		c := newScreen(t, s)
		if got := c.reads(time.Hour, validate.Progress{Path: "a.csv", Read: 1, Total: 2}); got != "" || c.update() != nil || c.bytes("a.csv") != nil {
			t.Errorf("%s: %q", name, got)
		}
	}
	file := fileWith(t, "names.csv", namesText)
	if r := run(t, nil, "check", file, "--no-progress", "-q"); r.code != exitFindings || r.stderr != "" {
		t.Errorf("exit %d: %q", r.code, r.stderr)
	}
}

func TestProgressOfSeveralFiles(t *testing.T) {
	line := func(got string) string { return strings.TrimRight(strings.TrimLeft(got, "\r"), " ") }
	// Where all sizes are known it is of all bytes, also when one file is read again.
	c := newScreen(t, screenSetting{width: 120, sizes: []int{1000, 3000}})
	c.reads(0, validate.Progress{Path: "a.csv", Total: 1_000_000})
	for _, step := range []struct {
		p    validate.Progress
		want string
	}{
		{validate.Progress{Path: "a.csv", Read: 1_000_000, Total: 1_000_000, Records: 5}, "file 1 of 2  [=====               ]  25%  1.0\u00a0MB of 4.0\u00a0MB  5 records"},
		{validate.Progress{Path: "a.csv", Read: 500_000, Total: 1_000_000, Records: 3}, "file 1 of 2  [=====               ]  25%  1.0\u00a0MB of 4.0\u00a0MB  3 records  reading again"},
		{validate.Progress{Path: "b.csv", Read: 1_000_000, Total: 3_000_000}, "file 2 of 2  [==========          ]  50%  2.0\u00a0MB of 4.0\u00a0MB"},
		{validate.Progress{Path: "b.csv", Read: 9_000_000, Total: 3_000_000}, "file 2 of 2  [====================]  100%  4.0\u00a0MB of 4.0\u00a0MB"},
	} {
		if got := line(c.reads(progressAfter, step.p)); !strings.HasPrefix(got, step.want+"  ") {
			t.Errorf("%+v: %q, want %q", step.p, got, step.want)
		}
	}
	// Where one is not known, it is of the one under way, and without its size there is no bar.
	c = newScreen(t, screenSetting{width: 120, sizes: []int{1000, 0}})
	if got := line(c.reads(progressAfter, validate.Progress{Path: "a.csv", Read: 500_000, Total: 1_000_000})); !strings.HasPrefix(got, "file 1 of 2  [==========          ]  50%  500\u00a0KB of 1.0\u00a0MB  a.csv") {
		t.Errorf("%q", got)
	}
	if got := line(c.reads(time.Second, validate.Progress{Path: "b.csv", Read: 500_000, Fetched: true})); got != "file 2 of 2  500\u00a0KB downloaded  b.csv" {
		t.Errorf("%q", got)
	}
	if got := line(c.reads(time.Second, validate.Progress{Path: "b.csv", Read: 1000})); got != "file 2 of 2  1.0\u00a0KB read  b.csv" {
		t.Errorf("%q", got)
	}
}

// A line never fills the terminal, whatever its width; the narrower it is, the less it says, and it is never cut inside a number.
func TestProgressFitsTheTerminal(t *testing.T) {
	whole := progressParts{
		fraction: 0.5, file: "file 3 of 12", percent: "50%", bytes: "1.2 GB of 2.4 GB", records: "12,345,678 records", again: "reading again",
		left: "about 2 min left", path: "data/véritablement/long/名前.csv",
	}
	for width, want := range map[int]string{
		200: "file 3 of 12  [==========          ]  50%  1.2 GB of 2.4 GB  12,345,678 records  reading again  about 2 min left  data/véritablement/long/名前.csv",
		100: "file 3 of 12  50%  1.2 GB of 2.4 GB  reading again  about 2 min left  data/véritablement/long/名前.…",
		79:  "file 3 of 12  50%  1.2 GB of 2.4 GB  reading again  about 2 min left  data/vér…",
		40:  "file 3 of 12  50%  about 2 min left",
		25:  "50%  about 2 min left",
		15:  "50%",
		10:  "50%",
		3:   "50%",
		2:   "50",
		0:   "",
	} {
		if got := whole.fit(width); got != want {
			t.Errorf("%d: %q, want %q", width, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.SampledFrom([]string{"", "12 %", "名前"})
		parts := progressParts{
			fraction: rapid.Float64Range(-1, 1).Draw(t, "fraction"), file: part.Draw(t, "file"), percent: part.Draw(t, "percent"), bytes: part.Draw(t, "bytes"),
			records: part.Draw(t, "records"), again: part.Draw(t, "again"), left: part.Draw(t, "left"), path: rapid.StringMatching(`[a-z名]{0,40}`).Draw(t, "path"),
		}
		width := rapid.IntRange(-1, 120).Draw(t, "width")
		if line := parts.fit(width); runewidth.StringWidth(line) > max(width, 0) {
			t.Errorf("%q in %d", line, width)
		}
	})
}

// A window that becomes narrower wraps what stands in it: all of that goes away.
func TestProgressFollowsTheWindow(t *testing.T) {
	c := newScreen(t, screenSetting{width: 120, sizes: []int{4000}})
	p := validate.Progress{Path: "a.csv", Read: 2_000_000, Total: 4_000_000, Records: 1234}
	c.reads(progressAfter, p)
	before := c.drawn
	c.width = 30
	got := c.reads(time.Second, p)
	if up := "\x1b[2A\x1b[J"; before <= 60 || before > 90 || !strings.HasPrefix(got, "\r"+up) {
		t.Errorf("%d characters in 30: %q", before, got)
	}
	if line := got[strings.LastIndexByte(got, '\r'):]; runewidth.StringWidth(strings.TrimSpace(line)) >= 30 {
		t.Errorf("%q", line)
	}
	c.width = 120
	if got := c.reads(time.Second, p); strings.Contains(got, "\x1b") || !strings.Contains(got, "1,234 records") {
		t.Errorf("wider again: %q", got)
	}
	c.width = 0 // it cannot be asked any more
	c.reads(time.Second, p)
}

func TestByteSize(t *testing.T) {
	for n, want := range map[int64]message.Text{
		0:             {EN: "0 bytes", FR: "0 octet"},
		1:             {EN: "1 byte", FR: "1 octet"},
		999:           {EN: "999 bytes", FR: "999 octets"},
		1000:          {EN: "1.0\u00a0KB", FR: "1,0\u00a0ko"},
		99_499:        {EN: "99\u00a0KB", FR: "99\u00a0ko"},
		999_400:       {EN: "999\u00a0KB", FR: "999\u00a0ko"},
		999_999:       {EN: "1.0\u00a0MB", FR: "1,0\u00a0Mo"},
		1_234_567_890: {EN: "1.2\u00a0GB", FR: "1,2\u00a0Go"},
	} {
		if got := byteSize(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}
