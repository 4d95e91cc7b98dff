package message

import "strings"

// Fault is an error that reads in both languages: something is wrong with what a person wrote or chose, such as a
// standard, a schema, a parameter or a flag.
type Fault struct{ Text Text }

// NewFault returns a [Fault] that says template filled with params.
func NewFault(template Text, params ...Param) error { return &Fault{template.Format(params...)} }

// Error returns the English text.
func (f *Fault) Error() string { return f.Text.EN }

// Message returns the text.
func (f *Fault) Message() Text { return f.Text }

// TextOf returns what err says in both languages. It is the text of the first error in the chain that has a method
// Message() Text, without what was wrapped around it; of joined errors it is the text of each on a line of its own.
// The errors of the operating system that people meet are told in French too. Others, such as faults of ours, say the same English in both.
func TextOf(err error) Text {
	if err == nil {
		return Text{}
	}
	if text, ok := bilingual(err); ok {
		return text
	}
	if text, ok := system(err); ok {
		return text
	}
	return Same(err.Error())
}

// bilingual finds the text of err; it reports false when no error in the chain has one.
func bilingual(err error) (Text, bool) {
	switch e := any(err).(type) {
	case interface{ Message() Text }:
		return e.Message(), true
	case interface{ Unwrap() []error }:
		return together(e.Unwrap())
	case interface{ Unwrap() error }:
		if inner := e.Unwrap(); inner != nil {
			return bilingual(inner)
		}
	}
	return Text{}, false
}

// together joins the texts of errs; it reports false when none of them has one.
func together(errs []error) (Text, bool) {
	var en, fr []string
	found := false
	for _, err := range errs {
		_, ok := bilingual(err)
		text := TextOf(err)
		found = found || ok
		en, fr = append(en, text.EN), append(fr, text.FR)
	}
	return Text{EN: strings.Join(en, "\n"), FR: strings.Join(fr, "\n")}, found
}
