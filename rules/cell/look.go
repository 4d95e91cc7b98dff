package cell

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// explainType says what a value of the wrong type looks like and, where only one thing can be meant, how to write it. It runs for
// values that are shown, never for all.
func explainType(f *standard.Field, of *valueType, c table.Cell) lint.Defect {
	params := []message.Param{message.P("type", typeName(f)), message.P("example", exampleOf(f, of))}
	suggest := func(variant, suggestion string) lint.Defect {
		return defect(variant, append(params, message.P("suggestion", suggestion))...)
	}
	accepts := func(s string) bool { return s != "" && of.accepts(table.Cell{Text: []byte(s)}) }
	if of.list != nil {
		return of.list.explain(c, params)
	}
	if c.Kind != table.Text {
		return explainNative(f, of, c, params, suggest)
	}
	text := strings.TrimFunc(string(c.Text), unicode.IsSpace)
	if meant, ok := meaningOf(f, text); ok {
		return suggest("synonym", meant)
	}
	if text != string(c.Text) && accepts(text) {
		return suggest("padded", text)
	}
	if of.number != nil || of.date != nil {
		if variant, suggestion, ok := explainDate(f, of, text); ok {
			if suggestion == "" || !accepts(suggestion) {
				return defect(variant, params...)
			}
			return suggest(variant+"-suggestion", suggestion)
		}
	}
	switch {
	case of.number != nil:
		return explainNumber(of, text, params, suggest)
	case of.words != nil:
		if meant := of.words.meant(text); meant != "" {
			return suggest("word", meant)
		}
	}
	return defect("", params...)
}

// explainNumber knows decimals where whole numbers are wanted, the wrong decimal sign, and numbers with something around them.
func explainNumber(of *valueType, text string, params []message.Param, suggest func(variant, suggestion string) lint.Defect) lint.Defect {
	plain := *of.number
	plain.whole = false
	if of.number.whole && plain.isWritten([]byte(text)) {
		d, _ := parseDecimal(plain.plain(nil, []byte(text)))
		whole, _, _ := strings.Cut(text, plain.decimal)
		switch {
		case strings.ContainsAny(text, "eE") && d.isWhole() && d.exponent <= 18:
			return suggest("scientific", d.digits())
		case d.isWhole() && of.number.isWritten([]byte(whole)):
			return suggest("zeros", whole)
		case d.special == finite:
			return defect("decimals", params...)
		}
		return defect("", params...)
	}
	if pointed := strings.Replace(text, ".", of.number.decimal, 1); pointed != text && of.number.isWritten([]byte(pointed)) {
		return suggest("point", pointed)
	}
	loose := *of.number
	loose.bare = false
	if strings.ContainsAny(text, "0123456789") {
		head, rest := loose.strip(nil, []byte(text))
		number, around := string(slices.Concat(head, rest)), strings.Replace(text, string(rest), "", 1)
		if of.number.isWritten([]byte(number)) && !strings.ContainsAny(around, ".,") && strings.Count(around, "-")+strings.Count(around, "+") < 2 {
			return suggest("unit", number)
		}
	}
	return defect("", params...)
}

// sighting is a date seen in a text, and whether a time of day follows it.
type sighting struct {
	moment
	timed bool
}

// explainDate knows dates and times where something else is wanted, and dates in another form. ok is false for what is neither.
func explainDate(f *standard.Field, of *valueType, text string) (variant, suggestion string, ok bool) {
	seen := sightings(text)
	if len(seen) == 0 {
		switch {
		case of.date != nil && shortYear.MatchString(text):
			return "short-year", "", true
		case of.date != nil && isImpossible(text):
			return "impossible", "", true
		}
		return "", "", false
	}
	first := seen[0]
	sure := !slices.ContainsFunc(seen, func(s sighting) bool {
		return s.year != first.year || f.Type != "integer" && f.Type != "year" && (s.month != first.month || s.day != first.day)
	})
	if of.number != nil && (isInteger([]byte(text)) || of.number.isWritten([]byte(text))) {
		return "", "", false // 20160531 is a number for all we know
	}
	if sure {
		suggestion = writeAs(f, of, &first.moment)
	}
	switch {
	case first.timed && f.Type != "datetime":
		if f.Type == "date" && !first.isMidnight() {
			suggestion = ""
		}
		return "timestamp", suggestion, true
	case f.Type == "date" || f.Type == "datetime" && first.timed:
		if !sure {
			return "order", "", true
		}
		return "form", suggestion, true
	case f.Type == "datetime":
		return "no-time", "", true
	case f.Type == "number" || f.Type == "time" || f.Type == "duration":
		return "date", "", true
	}
	return "date", suggestion, true
}

// sightings reads text in all the forms people write dates in, without those that are nothing but digits.
func sightings(text string) []sighting {
	var seen []sighting
	if isInteger([]byte(text)) {
		return nil
	}
	for _, fieldType := range []string{"date", "datetime"} {
		for _, layout := range commonLayouts(fieldType) {
			if m, ok := layout.read([]byte(text)); ok {
				seen = append(seen, sighting{m, fieldType == "datetime"})
			}
		}
	}
	if m, ok := standardDateTime.read([]byte(text)); ok {
		seen = append(seen, sighting{m, true})
	}
	return seen
}

// shortYear is a date whose year has two digits.
var shortYear = regexp.MustCompile(`^[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2}$`)

// isImpossible reports whether text has the shape of a date and names a day that no calendar has.
func isImpossible(text string) bool {
	digits := 0
	for _, r := range text {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case strings.ContainsRune("-/.: T", r):
		default:
			return false
		}
	}
	return digits >= 6 && len(text) >= 8 && !isNumber([]byte(text))
}

// writeAs writes a moment as the field wants it, or nothing when the field's pattern cannot be written.
func writeAs(f *standard.Field, of *valueType, m *moment) string {
	switch f.Type {
	case "integer", "year":
		return fmt.Sprintf("%04d", m.year)
	case "yearmonth":
		return fmt.Sprintf("%04d-%02d", m.year, m.month)
	}
	if of.date == nil {
		return ""
	}
	return of.date.layouts[0].write(m)
}

// write writes m in this layout.
func (l *layout) write(m *moment) string {
	var b strings.Builder
	for _, p := range l.parts {
		switch p.directive {
		case 0:
			b.WriteString(p.literal)
		case 'Y':
			fmt.Fprintf(&b, "%04d", m.year)
		case 'm':
			fmt.Fprintf(&b, "%02d", m.month)
		case 'd':
			fmt.Fprintf(&b, "%02d", m.day)
		case 'H':
			fmt.Fprintf(&b, "%02d", m.hour)
		case 'M':
			fmt.Fprintf(&b, "%02d", m.minute)
		case 'S':
			fmt.Fprintf(&b, "%02d", m.second)
		default:
			return ""
		}
	}
	return b.String()
}

// yesWords and noWords are what people write for booleans, folded.
var (
	yesWords = []string{"yes", "y", "oui", "o", "true", "vrai", "v", "t", "1", "on"}
	noWords  = []string{"no", "n", "non", "false", "faux", "f", "0", "off"}
)

// meant returns the field's word for what text means, or nothing.
func (f *booleanForm) meant(text string) string {
	folded := fold(text)
	switch {
	case slices.Contains(yesWords, folded) && len(f.yes) > 0:
		return f.yes[0]
	case slices.Contains(noWords, folded) && len(f.no) > 0:
		return f.no[0]
	}
	return ""
}
