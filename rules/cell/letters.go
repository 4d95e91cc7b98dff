package cell

import "strings"

// letterDirectives are what the letters of a pattern such as YYYY-MM-DD hh:mm:ss stand for, in both languages. MM is the month before
// hours are named, and minutes behind them.
var letterDirectives = map[string]string{
	"YYYY": "%Y", "yyyy": "%Y", "AAAA": "%Y", "aaaa": "%Y", "YY": "%y", "yy": "%y", "DD": "%d", "dd": "%d", "JJ": "%d", "jj": "%d",
	"HH": "%H", "hh": "%H", "SS": "%S", "ss": "%S", "MM": "%m", "mm": "%m", "T": "T",
}

// strptimeOf translates a pattern of letters. Any other format is returned as it is: one with directives, and one that has
// letters of no such meaning, which parseLayout refuses.
func strptimeOf(format string) string {
	if strings.Contains(format, "%") {
		return format
	}
	var pattern strings.Builder
	hours := false
	for i := 0; i < len(format); {
		n := i
		for n < len(format) && format[n] == format[i] && isASCIILetter(format[i]) {
			n++
		}
		if n == i {
			pattern.WriteByte(format[i])
			i++
			continue
		}
		directive, ok := letterDirectives[format[i:n]]
		if !ok {
			return format
		}
		if hours = hours || directive == "%H"; hours && directive == "%m" {
			directive = "%M"
		}
		pattern.WriteString(directive)
		i = n
	}
	return pattern.String()
}
