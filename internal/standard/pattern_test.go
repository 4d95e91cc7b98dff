package standard

import (
	"regexp"
	"testing"
)

func TestRE2(t *testing.T) {
	for _, test := range []struct{ pattern, want, in, out string }{
		{`^a|b$`, `^a|b$`, "b", "c"},
		{`\i\c*`, `[\p{L}_:][\p{L}\p{M}\p{N}._:\x{B7}-]*`, "_été-1", "1a"},
		{`[\i0]\I`, `[\p{L}_:0][^\p{L}_:]`, "01", "0a"},
		{`\C+`, `[^\p{L}\p{M}\p{N}._:\x{B7}-]+`, "  ", "a"},
		{`[A-Z\u00C0-\u00dc]+`, `[A-Z\x{00C0}-\x{00dc}]+`, "ÉA", "é"},
		{`a\Z`, `a\z`, "a", "ab"},
		{`\\i\[i]`, `\\i\[i]`, `\i[i]`, `i`},
		{`[\\]i]`, `[\\]i]`, `\i]`, `i`},
		{`[^\]c]`, `[^\]c]`, "a", "c"},
		{`\d\p{Lu}\x41`, `\d\p{Lu}\x41`, "1ÉA", "1éA"},
	} {
		got := RE2(test.pattern)
		if got != test.want {
			t.Errorf("%s becomes %s, want %s", test.pattern, got, test.want)
		}
		whole := regexp.MustCompile(`^(?:` + got + `)$`)
		if !whole.MatchString(test.in) || whole.MatchString(test.out) {
			t.Errorf("%s: %q matches: %t, %q matches: %t", got, test.in, whole.MatchString(test.in), test.out, whole.MatchString(test.out))
		}
	}
	for _, pattern := range []string{`[\I]`, `\p{IsBasicLatin}`, `(?=a)`, `\u12`, `a\`} {
		if _, err := regexp.Compile(RE2(pattern)); err == nil {
			t.Errorf("%s compiles", pattern)
		}
	}
}
