package swar

import (
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Words are of digits, of their neighbours among the characters, and of bytes that a sum carries from.
func TestDigitsOfAWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := make([]byte, 8)
		for i := range text {
			text[i] = rapid.OneOf(rapid.ByteRange('0', '9'), rapid.ByteRange('0', '9'), rapid.SampledFrom([]byte{0, '/', ':', '.', 0x7F, 0x80, 0xB0, 0xB9, 0xFF})).Draw(t, "byte")
		}
		want := len(text) - len(strings.TrimLeft(string(text), "0123456789"))
		w := WordAt(text, 0)
		if got := Digits(w); got != want {
			t.Fatalf("%q has %d digits, want %d", text, got, want)
		}
		for n := 1; n <= want; n++ {
			number, err := strconv.ParseUint(string(text[:n]), 10, 64)
			if got := Decimal(w, n); err != nil || got != number {
				t.Fatalf("%q is %d, want %d: %v", text[:n], got, number, err)
			}
		}
	})
}
