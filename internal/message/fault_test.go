package message

import (
	"errors"
	"fmt"
	"io/fs"
	"testing"
)

func TestTextOf(t *testing.T) {
	year := NewFault(Text{EN: "there is no field “{field}”", FR: "il n’y a pas de champ «\u00a0{field}\u00a0»"}, P("field", "yaer"))
	sex := NewFault(Text{EN: "two fields are called sex", FR: "deux champs s’appellent sex"})
	const yearEN, yearFR = "there is no field “yaer”", "il n’y a pas de champ «\u00a0yaer\u00a0»"
	const sexEN, sexFR = "two fields are called sex", "deux champs s’appellent sex"
	for _, test := range []struct {
		name string
		err  error
		want Text
	}{
		{"nothing", nil, Text{}},
		{"a fault", year, Text{EN: yearEN, FR: yearFR}},
		{"a wrapped fault", fmt.Errorf("opening: %w", fmt.Errorf("binding: %w", year)), Text{EN: yearEN, FR: yearFR}},
		{"joined faults", errors.Join(year, sex), Text{EN: yearEN + "\n" + sexEN, FR: yearFR + "\n" + sexFR}},
		{"wrapped joined faults", fmt.Errorf("a: %w", errors.Join(year, sex)), Text{EN: yearEN + "\n" + sexEN, FR: yearFR + "\n" + sexFR}},
		{"joined with another", errors.Join(sex, fs.ErrClosed), Text{EN: sexEN + "\nfile already closed", FR: sexFR + "\nfile already closed"}},
		{"of the system", fmt.Errorf("reading: %w", fs.ErrClosed), Same("reading: file already closed")},
		{"several of the system", fmt.Errorf("%w; %w", fs.ErrClosed, fs.ErrExist), Same("file already closed; file already exists")},
	} {
		if got := TextOf(test.err); got != test.want {
			t.Errorf("%s: got %+v, want %+v", test.name, got, test.want)
		}
	}
}
