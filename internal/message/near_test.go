package message

import (
	"strings"
	"testing"
)

func TestNearest(t *testing.T) {
	fields := []string{"jurisdiction", "year", "sex", "first_name", "count", "prenom", "Québec"}
	for _, test := range []struct {
		name, word, want string
	}{
		{"the word itself", "year", "year"},
		{"case", "YEAR", "year"},
		{"accents", "prénom", "prenom"},
		{"accents of the candidate", "quebec", "Québec"},
		{"one too few", "yer", "year"},
		{"one too many", "yearr", "year"},
		{"one wrong", "count", "count"},
		{"two changed places", "cuont", "count"},
		{"two changed places in a short word", "sxe", "sex"},
		{"three slips in a long word", "juridicton", "jurisdiction"},
		{"spaces at the ends", " year ", "year"},
		{"two slips in a short word", "yo", ""},
		{"a short word allows none", "se", ""},
		{"another word", "postal_code", ""},
		{"nothing", "", ""},
		{"a long word is not compared", strings.Repeat("year", 1<<16), ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, ok := Nearest(test.word, fields)
			if got != test.want || ok != (test.want != "") {
				t.Errorf("Nearest(%.20q) = %q, %t; want %q", test.word, got, ok, test.want)
			}
		})
	}
}

func TestNearestPrefersTheNearestThenTheFirst(t *testing.T) {
	if got, _ := Nearest("names", []string{"nam_es", "names"}); got != "names" {
		t.Errorf("got %q, want the nearer", got)
	}
	if got, _ := Nearest("nomes", []string{"nimes", "names"}); got != "nimes" {
		t.Errorf("got %q, want the first of two equally near", got)
	}
	if got, ok := Nearest("names", nil); ok {
		t.Errorf("got %q among none", got)
	}
}
