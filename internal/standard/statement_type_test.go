package standard

import "testing"

func TestSpellFormat(t *testing.T) {
	for _, test := range []struct{ fieldType, format, english, french string }{
		{"date", "%Y-%m-%d", "YYYY-MM-DD", "AAAA-MM-JJ"},
		{"time", "%H:%M:%S", "HH:MM:SS", "HH:MM:SS"},
		{"datetime", "%d/%m/%Y %I %p %%", "DD/MM/YYYY %I %p %", "JJ/MM/AAAA %I %p %"},
		{"string", "%Y", "%Y", "%Y"},
	} {
		got := spellFormat(&Field{Type: test.fieldType, Format: test.format})
		if got.EN != test.english || got.FR != test.french {
			t.Errorf("%s %s: %q, %q", test.fieldType, test.format, got.EN, got.FR)
		}
	}
}
