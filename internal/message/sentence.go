package message

import (
	"unicode"
	"unicode/utf8"
)

// Colon is what stands between a heading or a prefix and what follows it.
var Colon = Text{EN: ":", FR: "\u00a0:"}

// Capital returns a sentence with a capital at its start.
func Capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(r)) + s[size:]
}
