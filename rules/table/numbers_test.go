package table

import (
	"testing"

	"pgregory.net/rapid"
)

// The short ways of reading numbers read what the long ways do.
func TestShortNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[-+]?[0-9./:,é]{0,9}|[0-9]{1,4}\.[0-9]{1,5}`).Draw(t, "text")
		n, ok := parseWhole([]byte(text))
		long, longOK := parseWhole([]byte("0000000000" + text)) // too long for the short way
		if text != "" && text[0] != '-' && text[0] != '+' && len(text) <= 8 && (ok != longOK || ok && n != long) {
			t.Fatalf("%q is read as %d, %v, and not as %d, %v", text, n, ok, long, longOK)
		}
		if text == "" || len(text) > 8 {
			return
		}
		n, unit, ok := parseShortPercent([]byte(text), '.')
		if !ok {
			return
		}
		long, longUnit, longOK := parsePercent([]byte(text+"00"), ".")
		if !longOK || long != n || unit != 100*longUnit {
			t.Fatalf("%q is read as %d in units of %d, and not as %d in units of %d, %v", text, n, unit, long, 100*longUnit, longOK)
		}
	})
}
