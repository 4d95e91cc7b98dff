package xlsx

import "strings"

// format is what a number format makes of a number.
type format uint8

const (
	plainFormat    format = iota // a number
	dateFormat                   // a day
	timeFormat                   // a time of day
	dateTimeFormat               // both
	elapsedFormat                // hours, minutes or seconds that have passed: [h]:mm
)

// builtInFormat returns the class of a format that files know by number alone (ECMA-376 part 1, 18.8.30, numFmt). Those from 27 to
// 36 and from 50 to 58 are dates and times of East Asian locales.
func builtInFormat(id int) format {
	switch {
	case id >= 14 && id <= 17, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id == 57, id == 58:
		return dateFormat
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id == 45, id == 47, id == 55, id == 56:
		return timeFormat
	case id == 22:
		return dateTimeFormat
	case id == 46:
		return elapsedFormat
	}
	return plainFormat
}

// parseFormat returns the class of a format code (ECMA-376 part 1, 18.8.31). Its first section, which is for positive numbers,
// decides.
func parseFormat(code string) format {
	var p formatParser
	for i := 0; i < len(code) && code[i] != ';'; {
		i += p.next(code[i:])
	}
	p.settle(false)
	switch {
	case p.elapsed:
		return elapsedFormat
	case p.date && p.time:
		return dateTimeFormat
	case p.date:
		return dateFormat
	case p.time:
		return timeFormat
	}
	return plainFormat
}

// formatParser looks for the letters of dates and times outside what a format shows as it stands.
type formatParser struct {
	date, time, elapsed bool
	hours               bool // the last letters were those of hours, so that m means minutes
	months              bool // an m, which means minutes if seconds follow
}

// next passes one piece of the code and returns its length.
func (p *formatParser) next(code string) int {
	switch c := code[0] | 0x20; {
	case code[0] == '"':
		if end := strings.IndexByte(code[1:], '"'); end >= 0 {
			return end + 2
		}
		return len(code)
	case code[0] == '\\', code[0] == '_', code[0] == '*':
		return min(2, len(code))
	case code[0] == '[':
		return p.bracket(code)
	case c == 'g' && len(code) >= 7 && strings.EqualFold(code[:7], "general"):
		return 7
	case c == 'e' && len(code) > 1 && (code[1] == '+' || code[1] == '-'):
		return 2 // scientific notation
	case c == 'a' && len(code) >= 5 && strings.EqualFold(code[:5], "am/pm"):
		p.settle(false)
		p.time = true
		return 5
	case c == 'a' && len(code) >= 3 && strings.EqualFold(code[:3], "a/p"):
		p.settle(false)
		p.time = true
		return 3
	case c == 'm':
		p.settle(false)
		if p.hours {
			p.hours, p.time = false, true
		} else {
			p.months = true
		}
		return run(code)
	case c == 'h', c == 's':
		p.settle(c == 's')
		p.time, p.hours = true, c == 'h'
		return run(code)
	case c == 'y', c == 'd', c == 'e', c == 'g':
		p.settle(false)
		p.date, p.hours = true, false
		return run(code)
	}
	return 1
}

// settle decides what the m that came last meant.
func (p *formatParser) settle(seconds bool) {
	if p.months {
		p.time = p.time || seconds
		p.date = p.date || !seconds
	}
	p.months = false
}

// bracket passes a colour, a condition, a locale, or hours, minutes or seconds that have passed.
func (p *formatParser) bracket(code string) int {
	end := strings.IndexByte(code, ']')
	if end < 0 {
		return len(code)
	}
	inside := strings.ToLower(code[1:end])
	if inside != "" && (strings.Trim(inside, "h") == "" || strings.Trim(inside, "m") == "" || strings.Trim(inside, "s") == "") {
		p.settle(inside[0] == 's')
		p.elapsed, p.hours = true, inside[0] == 'h'
	}
	return end + 1
}

// run returns how often the first letter comes in a row.
func run(code string) int {
	n := 1
	for n < len(code) && code[n]|0x20 == code[0]|0x20 {
		n++
	}
	return n
}
