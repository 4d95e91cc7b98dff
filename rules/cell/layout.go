package cell

import (
	"strings"

	"github.com/cogwg/hvdlint/internal/message"
)

// layout is a strptime pattern, read once: the letters of directives and the characters between them.
type layout struct {
	parts []part
	// strict demands the full number of digits and allows what may follow them: see the forms below.
	strict bool
	years  yearForm
	// endOfDay allows 24:00:00, the midnight at the end of a day.
	endOfDay bool
	// spelled names the form for people: "YYYY-MM-DD"; empty: the pattern itself.
	spelled string
}

// yearForm is which years a strict layout reads.
type yearForm uint8

const (
	fourDigits yearForm = iota // 0001 to 9999
	anyYear                    // XML Schema's: those, and without leading zeros longer ones, and any of them negative
	nativeYear                 // those of ISO 8601, which has a year 0000
)

type part struct {
	directive byte // 0: literal
	literal   string
}

// The default forms of Table Schema v2: a date and a time of day as it spells them, the others as XML Schema does. What is read
// beyond that is told by uncommon-form (decision 0014).
var (
	standardDate     = layout{strict: true, spelled: "YYYY-MM-DD", parts: mustParts("%Y-%m-%d")}
	standardTime     = layout{strict: true, spelled: "hh:mm:ss", parts: mustParts("%H:%M:%S")}
	standardDateTime = layout{strict: true, years: anyYear, endOfDay: true, spelled: "YYYY-MM-DDThh:mm:ss", parts: mustParts("%Y-%m-%dT%H:%M:%S")}
	standardLayouts  = map[string]layout{
		"date": standardDate, "time": standardTime, "datetime": standardDateTime,
		"year":      {strict: true, years: anyYear, spelled: "YYYY", parts: []part{{directive: 'Y'}}},
		"yearmonth": {strict: true, years: anyYear, spelled: "YYYY-MM", parts: mustParts("%Y-%m")},
	}
	// Native dates are ISO 8601 whatever the form of their field.
	nativeDate     = layout{strict: true, years: nativeYear, parts: mustParts("%Y-%m-%d")}
	nativeDateTime = layout{strict: true, years: nativeYear, parts: mustParts("%Y-%m-%dT%H:%M:%S")}
)

// dateLayouts and timeLayouts are the forms people write dates and times in. Those that put the day before the month come
// first, as in French and in most of the world.
var (
	dateLayouts = []string{
		"%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%m/%d/%Y", "%m-%d-%Y",
		"%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%b %d %Y", "%B %d %Y", "%b %d, %Y", "%B %d, %Y",
	}
	timeLayouts = []string{"%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p", "%H h %M", "%Hh%M", "%H:%M:%S.%f", "%H:%M:%S%z", "%H:%M:%S.%f%z"}
)

// commonLayouts are the forms that the format "any" accepts for a type.
func commonLayouts(fieldType string) []layout {
	var all []layout
	add := func(pattern string) { all = append(all, layout{parts: mustParts(pattern)}) }
	switch fieldType {
	case "date":
		for _, date := range dateLayouts {
			add(date)
		}
	case "time":
		for _, time := range timeLayouts {
			add(time)
		}
	case "datetime":
		for _, date := range dateLayouts {
			for _, time := range timeLayouts {
				add(date + " " + time)
				if strings.HasPrefix(date, "%Y") {
					add(date + "T" + time)
				}
			}
		}
	}
	return all
}

var (
	faultCutDirective = message.Text{
		EN: "“{pattern}” ends in the middle of a directive",
		FR: "«\u00a0{pattern}\u00a0» se termine au milieu d’une directive",
	}
	faultDirective = message.Text{
		EN: "“{pattern}” has the directive {directive}, which is not supported",
		FR: "«\u00a0{pattern}\u00a0» contient la directive {directive}, qui n’est pas prise en charge",
	}
	faultNoDirective = message.Text{
		EN: "“{pattern}” has no directive (%Y…)",
		FR: "«\u00a0{pattern}\u00a0» n’a aucune directive (%Y…)",
	}
)

// parseLayout reads a strptime pattern (Python's and C's).
func parseLayout(pattern string) (layout, error) {
	parts, err := parseParts(pattern)
	return layout{parts: parts, spelled: spell(parts)}, err
}

func mustParts(pattern string) []part {
	parts, err := parseParts(pattern)
	if err != nil {
		panic(err)
	}
	return parts
}

// composed are the directives that stand for several, in the C locale.
var composed = map[byte]string{
	'T': "%H:%M:%S", 'R': "%H:%M", 'F': "%Y-%m-%d", 'D': "%m/%d/%y", 'r': "%I:%M:%S %p", 'c': "%a %b %e %H:%M:%S %Y", 'x': "%m/%d/%y",
	'X': "%H:%M:%S",
}

// synonymous are the directives that read the same as another.
var synonymous = map[byte]byte{'e': 'd', 'h': 'b', 'k': 'H', 'l': 'I', 'P': 'p'}

func parseParts(pattern string) ([]part, error) {
	var parts []part
	literal := func(s string) {
		if n := len(parts); n > 0 && parts[n-1].directive == 0 {
			parts[n-1].literal += s
			return
		}
		parts = append(parts, part{literal: s})
	}
	for i := 0; i < len(pattern); i++ {
		if pattern[i] != '%' {
			literal(pattern[i : i+1])
			continue
		}
		if i++; i < len(pattern) && strings.IndexByte("-_0EO", pattern[i]) >= 0 {
			i++ // %-d, %Od: how to write, which makes no difference to reading
		}
		if i == len(pattern) {
			return nil, message.NewFault(faultCutDirective, message.P("pattern", pattern))
		}
		d := pattern[i]
		if other, ok := synonymous[d]; ok {
			d = other
		}
		switch {
		case strings.IndexByte("YmdHMSyIpfzZjbBaAuwUWVG", d) >= 0:
			parts = append(parts, part{directive: d})
		case d == '%':
			literal("%")
		case d == 'n' || d == 't':
			literal(" ")
		case composed[d] != "":
			more, err := parseParts(composed[d])
			if err != nil {
				return nil, err
			}
			parts = append(parts, more...)
		default:
			return nil, message.NewFault(faultDirective, message.P("pattern", pattern), message.P("directive", "%"+string(rune(d))))
		}
	}
	if len(parts) == 0 || len(parts) == 1 && parts[0].directive == 0 {
		return nil, message.NewFault(faultNoDirective, message.P("pattern", pattern))
	}
	return parts, nil
}

// spell writes a pattern the way style guides do: "JJ/MM/AAAA" would be French; letters are kept language-neutral.
func spell(parts []part) string {
	spelled := map[byte]string{
		'Y': "YYYY", 'y': "YY", 'm': "MM", 'd': "DD", 'H': "hh", 'I': "hh", 'M': "mm", 'S': "ss", 'p': "AM/PM", 'f': "ffffff",
		'z': "±hhmm", 'Z': "UTC", 'j': "DDD", 'G': "YYYY", 'V': "WW", 'U': "WW", 'W': "WW", 'u': "D", 'w': "D", 'b': "Mon", 'B': "Month", 'a': "Day", 'A': "Day",
	}
	var b strings.Builder
	for _, p := range parts {
		if p.directive == 0 {
			b.WriteString(p.literal)
			continue
		}
		b.WriteString(spelled[p.directive])
	}
	return b.String()
}
