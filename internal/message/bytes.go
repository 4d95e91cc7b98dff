package message

import "unicode/utf8"

// Cut copies a text that may be too long to show: what is longer than limit bytes ends at a character, with an ellipsis.
func Cut[T string | []byte](text T, limit int) string {
	if len(text) <= limit {
		return string(text)
	}
	return string(text[:CutAt(text, limit)]) + "…"
}

// CutAt returns the length of the longest beginning of a text that has at most limit bytes and ends at a character.
func CutAt[T string | []byte](text T, limit int) int {
	if len(text) <= limit {
		return len(text)
	}
	end := limit
	for end > limit-utf8.UTFMax && !utf8.RuneStart(text[end]) {
		end--
	}
	return end
}

// InvalidAt returns the offset of the first byte of text that is not UTF-8, or -1.
func InvalidAt(text []byte) int {
	if utf8.Valid(text) { // which is many times as fast
		return -1
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}
