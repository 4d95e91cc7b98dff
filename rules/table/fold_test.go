package table

import (
	"bytes"
	"testing"

	"pgregory.net/rapid"
)

func TestFold(t *testing.T) {
	for _, c := range []struct {
		name, a, b string
		same       bool
	}{
		{"case", "Dario", "DARIO", true},
		{"case of accented letters", "ÉLOÏSE", "éloïse", true},
		{"composition", "Zo\u00e9", "ZOE\u0301", true},
		{"padding", " Léa\u00a0", "léa", true},
		{"full case folding", "Groß", "GROSS", true},
		{"Cherokee", "Ꭰ", "ꭰ", true},
		{"final sigma", "ΣΟΦΌΣ", "σοφός", true},
		{"an accent", "Dario", "Darío", false},
		{"a space inside", "Anne Marie", "AnneMarie", false},
		{"an apostrophe", "M'mah", "M’mah", false},
		{"nothing", " ", "", true},
	} {
		var f folder
		a := bytes.Clone(f.fold([]byte(c.a)))
		if b := f.fold([]byte(c.b)); bytes.Equal(a, b) != c.same {
			t.Errorf("%s: %q and %q", c.name, a, b)
		}
	}
}

func TestFoldedTextStaysAsItIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var f folder
		once := bytes.Clone(f.fold([]byte(rapid.String().Draw(t, "text"))))
		if twice := f.fold(once); !bytes.Equal(once, twice) {
			t.Fatalf("%q folds to %q", once, twice)
		}
	})
}
