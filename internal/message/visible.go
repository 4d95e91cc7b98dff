package message

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// visibleLimit is the number of characters of a value that a message shows.
const visibleLimit = 80

// Visible makes a value from the data fit to be shown inside a sentence: control, zero-width and bidirectional
// characters and invalid bytes are written as ⟨U+0007⟩ or ⟨0xE9⟩, and what exceeds 80 characters becomes "…". It never
// changes what a terminal or a browser would do beyond showing characters.
func Visible(s string) string { return visible(s, visibleLimit) }

// VisibleWhole is [Visible] for a text that is not to be cut, such as a path.
func VisibleWhole(s string) string { return visible(s, len(s)) }

// visible shows at most limit characters of s.
func visible(s string, limit int) string {
	clean := len(s) <= limit
	for i := 0; i < len(s) && clean; i++ {
		clean = s[i] >= ' ' && s[i] < 0x7f
	}
	if clean {
		return s
	}
	var b strings.Builder
	shown := 0
	for i := 0; i < len(s); {
		if shown == limit {
			b.WriteString("…")
			break
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, "⟨0x%02X⟩", s[i])
		case unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp):
			fmt.Fprintf(&b, "⟨U+%04X⟩", r)
		default:
			b.WriteRune(r)
		}
		i += size
		shown++
	}
	return b.String()
}
