package cli

import (
	"strings"
	"testing"
	"time"

	"github.com/mattn/go-runewidth"

	"github.com/cogwg/hvdlint/internal/message"
)

// progressOf returns what reading half of a file of 4 MB writes after a time.
func progressOf(t *testing.T, l message.Language, after time.Duration, terminal, quiet bool) string {
	t.Helper()
	var out strings.Builder
	now := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	stream := Stream{Writer: &out, Terminal: terminal, Width: 60}
	env := &Environment{Stderr: stream, Getenv: func(string) string { return "" }, Now: func() time.Time { return now }}
	a := &app{env: env, lang: l, stderr: &output{w: stream}}
	p := a.progress("data/names\x1b.csv", 2, 3, quiet)
	if update := p.update(); update != nil {
		now = now.Add(after)
		update(2_000_000, 4_000_000)
		update(3_000_000, 4_000_000)
	}
	p.erase()
	return out.String()
}

func TestProgress(t *testing.T) {
	if got := progressOf(t, message.English, time.Second, true, false); got != "" {
		t.Errorf("after a second: %q", got)
	}
	if got := progressOf(t, message.English, time.Hour, false, false); got != "" {
		t.Errorf("without a terminal: %q", got)
	}
	if got := progressOf(t, message.English, time.Hour, true, true); got != "" {
		t.Errorf("with --quiet: %q", got)
	}
	for l, want := range map[message.Language]string{
		message.English: "File 2 of 3  2.0\u00a0MB of 4.0\u00a0MB (50%)  data/names⟨U+001B⟩.csv",
		message.French:  "Fichier 2 sur 3  2,0\u00a0Mo sur 4,0\u00a0Mo (50\u00a0%)  data/names⟨U+00…",
	} {
		got := progressOf(t, l, 3*time.Second, true, false)
		lines := strings.Split(got, "\r")
		if len(lines) != 5 || strings.TrimRight(lines[1], " ") != want {
			t.Errorf("%v: %q", l, got)
			continue
		}
		for _, line := range lines {
			if runewidth.StringWidth(line) >= 60 {
				t.Errorf("%v: a line of %d characters: %q", l, runewidth.StringWidth(line), line)
			}
		}
		if strings.TrimSpace(lines[3]) != "" || lines[4] != "" {
			t.Errorf("%v: not erased: %q", l, got)
		}
	}
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
