package table

import (
	"bytes"
	"testing"
	"unicode/utf8"

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

// The short way for Latin letters folds as Unicode does.
func TestFoldLatin(t *testing.T) {
	for r := rune(0); r < 0x250; r++ {
		var short, long folder
		text := []byte("A" + string(r) + "é")
		if !short.foldLatin(text) {
			continue
		}
		if got, want := short.text, long.fold([]byte(string(text)+"Ω")); !bytes.Equal(append(got, "ω"...), want) {
			t.Errorf("%q folds to %q, not %q", text, got, want)
		}
	}
	for _, text := range []string{"ß", "İ", "ŉ", "ſ", "µ", "e\u0301", "Ω", "\xff", "\u00a0"} {
		if f := (folder{}); f.foldLatin([]byte(text)) {
			t.Errorf("%q goes the short way", text)
		}
	}
}

// However texts are folded, they become equal where they do so by the long way.
func TestFoldMakesTheSameEqual(t *testing.T) {
	long := func(text string) string {
		var f folder
		f.foldAny(trimmed([]byte(text)))
		return string(f.text)
	}
	texts := rapid.OneOf(rapid.StringN(0, 3, -1), rapid.StringMatching(`[ aAeEiIıİßſŉÿŸéÉçÇžŽĸ×÷ΩωſK\x{301}\x{307}]{0,3}`))
	rapid.Check(t, func(t *rapid.T) {
		a, b := texts.Draw(t, "a"), texts.Draw(t, "b")
		var f folder
		once := string(f.fold([]byte(a)))
		if same := once == string(f.fold([]byte(b))); same != (long(a) == long(b)) {
			t.Fatalf("%q and %q are the same: %v", a, b, same)
		}
		if isFolded([]byte(a), lettersOf([]byte(a))) && once != a {
			t.Fatalf("%q is said to stay, and folds to %q", a, once)
		}
	})
}

func TestLettersAreCountedEightAtATime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := []byte(rapid.StringMatching("[@AZ\\[`az{ \\x7f\\x{80}\\x{BF}À×Þßà÷ÿĀĿ\\x{2003}]{0,20}").Draw(t, "text"))
		if len(text) > 1 && rapid.IntRange(0, 9).Draw(t, "cut") == 0 {
			text = text[rapid.IntRange(0, 1).Draw(t, "first") : len(text)-rapid.IntRange(0, 1).Draw(t, "last")]
		}
		want := countLetters(text)
		want.latin = !bytes.ContainsFunc(text, func(r rune) bool { return r >= utf8.RuneSelf && (r < 'À' || r > 'ÿ' || r == 'ß') })
		if got := lettersOf(text); got != want {
			t.Fatalf("%q has %+v, not %+v", text, got, want)
		}
		if got := lettersOfWord(want.word()); got != want {
			t.Fatalf("%+v came back as %+v", want, got)
		}
	})
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
