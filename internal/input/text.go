package input

import (
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/message"
)

// An excerpt is at most ExcerptSize bytes of a text, of which excerptLead stand before the place in question.
const (
	ExcerptSize = 80
	excerptLead = 40
)

// Excerpt returns the part of text around offset at. It does not cut characters apart.
func Excerpt(text []byte, at int) string {
	from := 0
	if len(text) > ExcerptSize && at > excerptLead {
		from = at - excerptLead
		for from < at && !utf8.RuneStart(text[from]) {
			from++
		}
	}
	return Shorten(text[from:], ExcerptSize)
}

// Shorten returns the first characters of text that fit into size bytes.
func Shorten(text []byte, size int) string {
	if len(text) <= size {
		return string(text)
	}
	for size > 0 && !utf8.RuneStart(text[size]) {
		size--
	}
	return string(text[:size])
}

// InvalidAt returns the offset of the first byte of text that is not UTF-8, or -1.
func InvalidAt(text []byte) int { return message.InvalidAt(text) }
