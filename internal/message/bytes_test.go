package message_test

import (
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
)

func TestCut(t *testing.T) {
	for text, want := range map[string]string{
		"":                                   "",
		"abcdefgh":                           "abcdefgh",
		"abcdefghi":                          "abcdefgh…",
		"abcdefgé":                           "abcdefg…",
		"abcdef🙂":                            "abcdef…",
		"abcdefgh\x80":                       "abcdefg…",
		"ab\x80\x80\x80\x80\x80\x80\x80\x80": "ab\x80\x80…", // no character is that long
	} {
		if got := message.Cut([]byte(text), 8); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestInvalidAt(t *testing.T) {
	for text, want := range map[string]int{"": -1, "é": -1, "\uFFFD": -1, "a\xc3": 1, "é\xff": 2} {
		if got := message.InvalidAt([]byte(text)); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}
