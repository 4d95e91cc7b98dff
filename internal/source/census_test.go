package source

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// However a file is cut, the census says the same.
func TestCensusIgnoresCuts(t *testing.T) {
	alphabet := []string{"a", "B", "1", ",", "\n", "\r", "\r\n", "é", "É", "’", "😀", "\xe9", "\x8e", "\x82", "\xc9", "\xc3", "\xf0\x9f", "\x92", "Chlo\xe9", "plain ascii text, "}
	rapid.Check(t, func(t *rapid.T) {
		text := []byte(strings.Join(rapid.SliceOf(rapid.SampledFrom(alphabet)).Draw(t, "text"), ""))
		var whole census
		whole.scan(text, 0, true)
		var cut census
		kept, from := []byte(nil), 0
		for i := 0; i <= len(text); {
			n := rapid.IntRange(1, 40).Draw(t, "piece")
			end := min(i+n, len(text))
			last := i+n > len(text)
			piece := slices.Concat(kept, text[i:end])
			done := cut.scan(piece, from, last)
			start := max(done-lookBehind, 0)
			cut.offset += int64(start)
			from, kept = done-start, bytes.Clone(piece[start:])
			if i = end; last {
				break
			}
		}
		if a, b := whole.encoding(), cut.encoding(); a != b || whole.valid != cut.valid || whole.invalid != cut.invalid {
			t.Fatalf("%q: %+v, cut %+v", text, a, b)
		}
	})
}

func TestLines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{"a", "\n", "\r", "\r\n"})).Draw(t, "text"), "")
		var l lines
		for i := 0; i < len(text); {
			n := rapid.IntRange(1, 5).Draw(t, "piece")
			l.add([]byte(text[i:min(i+n, len(text))]))
			i += n
		}
		plain := strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
		if want := int64(strings.Count(plain, "\n") + 1); l.next() != want {
			t.Fatalf("%q: line %d, want %d", text, l.next(), want)
		}
	})
}
