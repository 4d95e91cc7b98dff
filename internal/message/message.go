// Package message holds what it takes to say one thing in two languages: the choice of language, texts in pairs,
// templates with named parameters, and numbers written as each language writes them.
//
// Nothing here reads the environment or writes anywhere. Canadian conventions are followed: English groups digits with
// commas; French groups them with no-break spaces, writes « » with no-break spaces inside, and a no-break space before
// a colon and a percent sign.
package message

import (
	"strings"

	"golang.org/x/text/language"
)

// Language is one of the two official languages.
type Language uint8

// The languages, English first because it is the fallback.
const (
	English Language = iota
	French
)

// Languages lists both, in a fixed order.
var Languages = [...]Language{English, French}

// String returns the ISO 639-1 code.
func (l Language) String() string {
	if l == French {
		return "fr"
	}
	return "en"
}

// ParseLanguage reads a language code or a POSIX locale such as "fr_CA.UTF-8". It reports false for a locale that is
// neither English nor French, including "C" and "POSIX".
func ParseLanguage(locale string) (Language, bool) {
	// language.Parse refuses what follows '.' or '@', and x/text's matcher then silently answers English.
	if i := strings.IndexAny(locale, ".@"); i >= 0 {
		locale = locale[:i]
	}
	tag, err := language.Parse(locale)
	if err != nil {
		return English, false
	}
	base, _ := tag.Base()
	switch base.String() {
	case "fr":
		return French, true
	case "en":
		return English, true
	}
	return English, false
}

// Text is one thing said in both languages.
type Text struct {
	EN string `json:"en" yaml:"en"`
	FR string `json:"fr" yaml:"fr"`
}

// Same returns a Text that reads the same in both languages: a name, a code, a value.
func Same(s string) Text { return Text{EN: s, FR: s} }

// In returns the text in language l.
func (t Text) In(l Language) string {
	if l == French {
		return t.FR
	}
	return t.EN
}

// IsZero reports whether neither language has a text.
func (t Text) IsZero() bool { return t.EN == "" && t.FR == "" }

// Format fills a pair of templates; see [Fill].
func (t Text) Format(params ...Param) Text {
	return Text{EN: Fill(English, t.EN, params), FR: Fill(French, t.FR, params)}
}
