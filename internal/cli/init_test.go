package cli

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/config"
	"github.com/cogwg/hvdlint/internal/message"
)

// drawSurvey makes what may lie in a folder, with names of any characters.
func drawSurvey(t *rapid.T) *survey {
	name := rapid.StringMatching(`[^/\x00\\]{1,12}`).Filter(func(s string) bool { return s != "." && s != ".." })
	file := rapid.Custom(func(t *rapid.T) string {
		folder := rapid.SampledFrom([]string{"", "data/", "données/2016/", "a*b/"}).Draw(t, "folder")
		return folder + name.Draw(t, "name") + rapid.SampledFrom([]string{".csv", ".xlsx", ".txt", ""}).Draw(t, "extension")
	})
	s := &survey{}
	taken := map[string]bool{}
	for range rapid.IntRange(0, 4).Draw(t, "groups") {
		g := group{
			standard: rapid.SampledFrom([]string{"", "none", "baby-names@1.0.0"}).Draw(t, "standard"),
			encoding: rapid.SampledFrom([]string{"", "cp850"}).Draw(t, "encoding"),
			why:      message.Same(name.Draw(t, "why")),
			others:   rapid.SliceOfN(name, 0, 2).Draw(t, "sheets"),
			missing:  rapid.SliceOfN(name, 0, 7).Draw(t, "missing"),
		}
		if len(g.others) > 0 {
			g.sheet = name.Draw(t, "sheet")
		}
		for _, f := range rapid.SliceOfN(file, 1, 4).Draw(t, "files") {
			if !taken[f] && config.CanName(f) {
				taken[f] = true
				g.files = append(g.files, f)
			}
		}
		if len(g.files) > 0 {
			s.groups = append(s.groups, g)
		}
	}
	for _, f := range rapid.SliceOfN(file, 0, 2).Draw(t, "unread") {
		if !taken[f] {
			s.unread = append(s.unread, unreadFile{f, message.Same(name.Draw(t, "reason"))})
		}
	}
	s.shorten()
	return s
}

// Whatever the files are called, what "init" writes is a configuration that has each of them, with the settings of its group.
func TestWhatIsBegunIsUnderstood(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSurvey(t)
		a := &app{lang: rapid.SampledFrom(message.Languages[:]).Draw(t, "language")}
		text := a.compose(s)
		c, err := config.Parse(config.Name, []byte(text), 0)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if len(c.Datasets) != len(s.groups) {
			t.Fatalf("%d entries, want %d\n%s", len(c.Datasets), len(s.groups), text)
		}
		for i := range s.groups {
			g := &s.groups[i]
			for _, file := range g.files {
				if entries := fmt.Sprint(c.Entries(file)); !strings.Contains(entries, fmt.Sprint(i)) {
					t.Errorf("%q is in the entries %s, not in %d\n%s", file, entries, i, text)
				}
			}
			if d := &c.Datasets[i]; d.Standard.Is != g.standard || d.Encoding.Is != g.encoding || d.Sheet.Is != g.sheet {
				t.Errorf("entry %d: %q, %q, %q, want %+v\n%s", i, d.Standard.Is, d.Encoding.Is, d.Sheet.Is, *g, text)
			}
		}
		for _, u := range s.unread {
			if entries := c.Entries(u.path); len(entries) > 0 && !strings.ContainsAny(u.path, "*?[{") {
				t.Errorf("%q was not read and is in the entries %v\n%s", u.path, entries, text)
			}
		}
	})
}

func TestPatternsOfAFolder(t *testing.T) {
	for _, test := range []struct {
		name   string
		groups [][]string
		unread string
		want   string
	}{
		{"all files of a folder", [][]string{{"a/x.csv", "a/y.csv"}}, "", "a/*.csv"},
		{"at the top", [][]string{{"x.csv", "y.csv", "z.parquet"}}, "", "*.csv z.parquet"},
		{"one file", [][]string{{"a/x.csv"}}, "", "a/x.csv"},
		{"two groups", [][]string{{"a/x.csv", "a/y.csv"}, {"a/z.csv"}}, "", "a/x.csv a/y.csv; a/z.csv"},
		{"beside a file that is no table", [][]string{{"a/x.csv", "a/y.csv"}}, "a/z.csv", "a/x.csv a/y.csv"},
		{"texts, among which others may be", [][]string{{"a/x.txt", "a/y.txt"}}, "", "a/x.txt a/y.txt"},
		{"a folder that looks like a pattern", [][]string{{"[a]/x.csv", "[a]/y.csv"}}, "", "[a]/x.csv [a]/y.csv"},
		{"names that look like something else", [][]string{{"-", "c:x.csv", "https:/x.csv"}}, "", "./- ./c:x.csv ./https:/x.csv"},
	} {
		s := &survey{}
		for _, files := range test.groups {
			s.groups = append(s.groups, group{files: files})
		}
		if test.unread != "" {
			s.unread = []unreadFile{{path: test.unread}}
		}
		s.shorten()
		var got []string
		for i := range s.groups {
			got = append(got, strings.Join(s.groups[i].paths, " "))
		}
		if strings.Join(got, "; ") != test.want {
			t.Errorf("%s: %q", test.name, got)
		}
	}
}
