package message

import (
	"slices"
	"testing"
)

func TestEnumerate(t *testing.T) {
	a, b, c := Same("a"), Same("b"), Same("c")
	many := slices.Repeat([]Text{a}, enumerated+1)
	for _, test := range []struct {
		name  string
		texts []Text
		word  Text
		want  Text
	}{
		{"none", nil, And, Text{}},
		{"one", []Text{a}, And, a},
		{"two", []Text{a, b}, Or, Text{EN: "a or b", FR: "a ou b"}},
		{"three", []Text{a, b, c}, And, Text{EN: "a, b and c", FR: "a, b et c"}},
		{"as many as fit", many[:enumerated], And, Text{
			EN: "a, a, a, a, a, a, a, a, a, a, a, a, a, a, a and a", FR: "a, a, a, a, a, a, a, a, a, a, a, a, a, a, a et a",
		}},
		{"more", many, And, Same("a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, a, …")},
	} {
		if got := Enumerate(test.texts, test.word); got != test.want {
			t.Errorf("%s: %+v", test.name, got)
		}
	}
}

func TestQuoted(t *testing.T) {
	if got, want := Quoted(Text{EN: "year", FR: "année"}), (Text{EN: "“year”", FR: "«\u00a0année\u00a0»"}); got != want {
		t.Errorf("%+v", got)
	}
}
