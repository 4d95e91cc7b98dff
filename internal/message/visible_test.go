package message

import (
	"strings"
	"testing"
)

func TestVisibleWhole(t *testing.T) {
	long := strings.Repeat("é", 2*visibleLimit)
	for _, test := range []struct{ name, text, want string }{
		{"nothing", "", ""},
		{"plain", strings.Repeat("year ", visibleLimit), strings.Repeat("year ", visibleLimit)},
		{"long", long, long},
		{"a control character and an invalid byte", long + "\x1b\xe9", long + "⟨U+001B⟩⟨0xE9⟩"},
		{"invalid bytes alone", "\xe9\xe9", "⟨0xE9⟩⟨0xE9⟩"},
	} {
		if got := VisibleWhole(test.text); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestCapital(t *testing.T) {
	for text, want := range map[string]string{"": "", "year": "Year", "état": "État", "«\u00a0a\u00a0»": "«\u00a0a\u00a0»", "1 record": "1 record"} {
		if got := Capital(text); got != want {
			t.Errorf("Capital(%q) = %q, want %q", text, got, want)
		}
	}
}
