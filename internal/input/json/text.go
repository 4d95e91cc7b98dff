package json

import (
	"bytes"
	"slices"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// unescape replaces the escapes of a string in place and returns what is left of it. Half a surrogate pair becomes U+FFFD. Of a string that
// is not well formed otherwise, as one may be that detection looks at, what is left means nothing.
func unescape(text []byte) []byte {
	to := bytes.IndexByte(text, '\\')
	if to < 0 {
		return text
	}
	for i := to; i < len(text); {
		b := text[i]
		if b != '\\' || i+1 == len(text) {
			text[to] = b
			to++
			i++
			continue
		}
		i += 2
		switch b = text[i-1]; b {
		case 'b':
			b = '\b'
		case 'f':
			b = '\f'
		case 'n':
			b = '\n'
		case 'r':
			b = '\r'
		case 't':
			b = '\t'
		case 'u':
			if i == len(text) {
				return text[:to] // U+FFFD would take more room than the escape
			}
			r, size := character(text[i-2:])
			i += size - 2
			to += utf8.EncodeRune(text[to:], r)
			continue
		}
		text[to] = b
		to++
	}
	return text[:to]
}

// halfPair stands for half a surrogate pair. utf8 writes it as U+FFFD.
const halfPair rune = -1

// character returns the character of the \u escape, or of the two that make a surrogate pair, that text starts with, and their length.
func character(text []byte) (r rune, size int) {
	if r = unit(text); !utf16.IsSurrogate(r) {
		return r, min(6, len(text))
	}
	if r = utf16.DecodeRune(r, unit(text[6:])); r != utf8.RuneError {
		return r, 12
	}
	return halfPair, 6
}

// unit returns the number of the \u escape that text starts with; U+FFFD, half of nothing, when it starts with none.
func unit(text []byte) rune {
	if len(text) < 6 || text[0] != '\\' || text[1] != 'u' {
		return utf8.RuneError
	}
	n, err := strconv.ParseUint(string(text[2:6]), 16, 16)
	if err != nil {
		return utf8.RuneError
	}
	return rune(n)
}

// simpleEscapes reports whether the escapes of a string are well formed and none of them is half a surrogate pair.
func simpleEscapes(text []byte) bool {
	for i := bytes.IndexByte(text, '\\'); i >= 0; {
		if i+1 >= len(text) {
			return false
		}
		size := 2
		switch text[i+1] {
		case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		case 'u':
			if i+6 > len(text) || !isHex(text[i+2]) || !isHex(text[i+3]) || !isHex(text[i+4]) || !isHex(text[i+5]) {
				return false
			}
			var r rune
			if r, size = character(text[i:]); r == halfPair {
				return false
			}
		default:
			return false
		}
		i = nextEscape(text, i+size)
	}
	return true
}

// halfPairAt returns the offset of the first escape of a well-formed string that is half a surrogate pair, or -1.
func halfPairAt(text []byte) int {
	for i := bytes.IndexByte(text, '\\'); i >= 0; {
		size := 2
		if text[i+1] == 'u' {
			var r rune
			if r, size = character(text[i:]); r == halfPair {
				return i
			}
		}
		i = nextEscape(text, i+size)
	}
	return -1
}

// nextEscape returns the offset of the first backslash of text at or behind from, or -1.
func nextEscape(text []byte, from int) int {
	if at := bytes.IndexByte(text[from:], '\\'); at >= 0 {
		return from + at
	}
	return -1
}

// compact removes the white space between the parts of a value, in place, and returns what is left of it.
func compact(text []byte) []byte {
	to := 0
	for i := 0; i < len(text); i++ {
		switch b := text[i]; {
		case isSpace(b):
		case b == '"':
			end := max(stringEndAt(text, i), i+1)
			to += copy(text[to:], text[i:end])
			i = end - 1
		default:
			text[to] = b
			to++
		}
	}
	return text[:to]
}

// maxDigits is the greatest number of digits that a number is written out to.
const maxDigits = 400

// plainDigits appends to digits the number text, which has a fraction or an exponent, in plain digits. It reports whether the number is
// whole and has at most maxDigits of them; otherwise what it appended means nothing.
func plainDigits(digits, text []byte) ([]byte, bool) {
	mantissa, exponent := text, 0
	if e := bytes.IndexAny(text, "eE"); e >= 0 {
		n, err := strconv.Atoi(string(text[e+1:]))
		if err != nil || n > maxDigits || n < -maxDigits {
			n = 2 * maxDigits * sign(text[e+1])
		}
		mantissa, exponent = text[:e], n
	}
	if len(mantissa) > 2*maxDigits {
		return digits, false
	}
	start, negative := len(digits), mantissa[0] == '-'
	if negative {
		mantissa = mantissa[1:]
	}
	for i, b := range mantissa {
		switch {
		case b == '.':
			exponent -= len(mantissa) - i - 1
		case b != '0' || len(digits) > start:
			digits = append(digits, b)
		}
	}
	if len(digits) == start { // a minus before zero says nothing
		return append(digits, '0'), true
	}
	for ; exponent < 0; exponent++ {
		if digits[len(digits)-1] != '0' {
			return digits, false
		}
		digits = digits[:len(digits)-1]
	}
	if len(digits)-start+exponent > maxDigits {
		return digits, false
	}
	for range exponent {
		digits = append(digits, '0')
	}
	if negative {
		digits = slices.Insert(digits, start, '-')
	}
	return digits, true
}

func sign(b byte) int {
	if b == '-' {
		return -1
	}
	return 1
}
