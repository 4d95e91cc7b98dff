package input

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("a", 100) + "X" + strings.Repeat("b", 100)
	for _, test := range []struct {
		name, text string
		at         int
		want       string
	}{
		{"a short text is whole", "names", 3, "names"},
		{"a place near the start", long, 10, long[:ExcerptSize]},
		{"a place far behind has what stands before it", long, 100, long[60:140]},
		{"a place near the end", long, 200, long[160:]},
		{"no half character at the start", strings.Repeat("é", 100), 101, strings.Repeat("é", 40)},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := Excerpt([]byte(test.text), test.at); got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}

func TestShortenKeepsWholeCharacters(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text, size := rapid.String().Draw(r, "text"), rapid.IntRange(0, 20).Draw(r, "size")
		got := Shorten([]byte(text), size)
		if len(got) > size || !strings.HasPrefix(text, got) || !utf8.ValidString(got) {
			r.Fatalf("%q", got)
		}
		if rest := text[len(got):]; rest != "" {
			if _, next := utf8.DecodeRuneInString(rest); len(got)+next <= size {
				r.Fatalf("%q: the next character fits", got)
			}
		}
	})
}

func TestInvalidAt(t *testing.T) {
	for text, want := range map[string]int{"": -1, "é\ufffd": -1, "a\xffb": 1, "\xc3": 0, "é\xed\xa0\x80": 2} {
		if got := InvalidAt([]byte(text)); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}
