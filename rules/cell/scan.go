package cell

import "bytes"

// read reads the whole text in this layout. It does not allocate.
func (l *layout) read(text []byte) (moment, bool) {
	m := moment{year: 1900, month: 1, day: 1}
	if l.strict {
		m.year = 1970 // for a time of day alone: any year will do
	}
	rest := text
	for i := range l.parts {
		var ok bool
		p := &l.parts[i]
		switch {
		case p.directive != 0:
			rest, ok = l.scan(&m, p.directive, rest)
		case l.strict && p.literal == "T" && len(rest) > 0 && rest[0] == 't':
			rest, ok = rest[1:], true
		default:
			rest, ok = cutLiteral(rest, p.literal)
		}
		if !ok {
			return moment{}, false
		}
	}
	if l.strict && len(rest) > 0 {
		var ok bool
		if rest, ok = m.scanTail(rest, l.parts[len(l.parts)-1].directive); !ok {
			return moment{}, false
		}
	}
	if len(rest) > 0 || !m.settle() {
		return moment{}, false
	}
	return m, true
}

// settle joins what several directives said and checks the calendar and the clock.
func (m *moment) settle() bool {
	if m.twelve {
		if m.hour < 1 || m.hour > 12 {
			return false
		}
		m.hour %= 12
		if m.afternoon {
			m.hour += 12
		}
	}
	if m.yearDay > 0 {
		days := int(m.yearDay)
		for m.month = 1; m.month < 12 && days > daysIn(m.year, m.month); m.month++ {
			days -= daysIn(m.year, m.month)
		}
		m.day = days
	}
	if m.week.number != 0 && !m.settleWeek() {
		return false
	}
	switch {
	case m.hour == 24 && (m.minute > 0 || m.second > 0 || m.nanosecond > 0), m.second == 60 && !m.isLeapSecond():
		return false
	}
	return m.day <= daysIn(m.year, m.month)
}

// isLeapSecond reports whether the last minute of a day of UTC is meant, the only one that ever has a second 60. Without a zone the
// clock is taken to show UTC.
func (m *moment) isLeapSecond() bool {
	const day = 24 * 60
	return (m.hour*60+m.minute-m.east+day)%day == day-1
}

// scan reads one directive off the front of text.
func (l *layout) scan(m *moment, directive byte, text []byte) ([]byte, bool) {
	ok := false
	switch directive {
	case 'Y':
		return l.scanYear(m, text)
	case 'y':
		if m.year, text, ok = digits(text, 2, 2); ok && m.year < 69 {
			m.year += 100 // POSIX: 69 to 99 are 1969 to 1999
		}
		m.year += 1900
		return text, ok
	case 'm':
		m.month, text, ok = l.number(text, 1, 12)
	case 'd':
		m.day, text, ok = l.number(text, 1, 31)
	case 'H':
		high := 23
		if l.endOfDay {
			high = 24
		}
		m.hour, text, ok = l.number(text, 0, high)
	case 'I':
		m.twelve = true
		m.hour, text, ok = l.number(text, 1, 12)
	case 'M':
		m.minute, text, ok = l.number(text, 0, 59)
	case 'S':
		m.second, text, ok = l.number(text, 0, 60)
	case 'j':
		var days int
		days, text, ok = digits(text, 3, 1)
		m.yearDay = int16(days)
		ok = ok && days >= 1 && days <= 366
	case 'f':
		return m.scanFraction(text, 6)
	case 'z':
		return m.scanZone(text)
	case 'Z':
		return m.scanZoneName(text)
	case 'u', 'w', 'U', 'W', 'V', 'G':
		return m.week.scan(directive, text)
	case 'p':
		return m.scanHalf(text)
	case 'b', 'B':
		m.month, text, ok = cutName(text, monthNames)
	case 'a', 'A':
		var day int
		day, text, ok = cutName(text, dayNames)
		m.week.day = int8(day)
	}
	return text, ok
}

// scanYear reads the years of the layout's form. No calendar of XML Schema or of strptime has a year 0000.
func (l *layout) scanYear(m *moment, text []byte) (rest []byte, ok bool) {
	if !l.strict || l.years == fourDigits {
		m.year, rest, ok = digits(text, 4, 4)
		return rest, ok && m.year > 0
	}
	sign := 1
	if len(text) > 0 && text[0] == '-' {
		sign, text = -1, text[1:]
	}
	n := 0
	for n < len(text) && isDigit(text[n]) {
		n++
	}
	if n < 4 || n > 9 || n > 4 && text[0] == '0' {
		return text, false
	}
	m.year, rest, ok = digits(text, n, n)
	m.year *= sign
	return rest, ok && (m.year != 0 || l.years == nativeYear)
}

// number reads one or two digits, exactly two where the layout is strict.
func (l *layout) number(text []byte, low, high int) (int, []byte, bool) {
	least := 1
	if l.strict {
		least = 2
	}
	n, rest, ok := digits(text, 2, least)
	if ok && n > high && !l.strict {
		n, rest, ok = digits(text, 1, 1) // %m%d: "131" is the third of January's first half, as strptime reads it
	}
	return n, rest, ok && n >= low && n <= high
}

// digits reads up to most digits, at least least of them.
func digits(text []byte, most, least int) (n int, rest []byte, ok bool) {
	i := 0
	for i < len(text) && i < most && isDigit(text[i]) {
		n = n*10 + int(text[i]-'0')
		i++
	}
	return n, text[i:], i >= least
}

// scanTail reads what may follow a strict form that ends with the given directive: after seconds a fraction and a zone, after a
// year or a month a zone, after a day nothing. XML Schema writes a zone as Z or ±hh:mm, up to 14:00; ±hhmm and ±hh, which ISO 8601 has
// besides, and z are read after seconds.
func (m *moment) scanTail(text []byte, last byte) (rest []byte, ok bool) {
	rest = text
	if last == 'S' && rest[0] == '.' {
		if rest, ok = m.scanFraction(rest[1:], len(rest)); !ok || len(rest) == 0 {
			return rest, ok
		}
	}
	switch {
	case last == 'd', last != 'S' && rest[0] != 'Z' && (len(rest) != len("+hh:mm") || rest[3] != ':'):
		return rest, false
	case rest[0] == 'z':
		m.hasZone = true
		return rest[1:], true
	case len(rest) == len("+hh"):
		return m.scanZoneHours(rest)
	}
	rest, ok = m.scanZone(rest)
	return rest, ok && max(m.east, -m.east) <= 14*60
}

// scanZoneHours reads ±hh.
func (m *moment) scanZoneHours(text []byte) ([]byte, bool) {
	hours, rest, ok := digits(text[1:], 2, 2)
	m.hasZone, m.east = true, 60*hours
	if text[0] == '-' {
		m.east = -m.east
	}
	return rest, ok && hours <= 14 && (text[0] == '+' || text[0] == '-')
}

func (m *moment) scanFraction(text []byte, most int) ([]byte, bool) {
	i, unit := 0, 100_000_000
	for i < len(text) && i < most && isDigit(text[i]) {
		m.nanosecond += int(text[i]-'0') * unit
		unit /= 10
		i++
	}
	return text[i:], i > 0
}

// scanZone reads Z, ±hh:mm or ±hhmm.
func (m *moment) scanZone(text []byte) ([]byte, bool) {
	if len(text) == 0 {
		return text, false
	}
	m.hasZone = true
	if text[0] == 'Z' {
		return text[1:], true
	}
	sign := 1
	switch text[0] {
	case '+':
	case '-':
		sign = -1
	default:
		return text, false
	}
	hours, rest, ok := digits(text[1:], 2, 2)
	if !ok || hours > 14 {
		return text, false
	}
	if len(rest) > 0 && rest[0] == ':' {
		rest = rest[1:]
	}
	minutes, rest, ok := digits(rest, 2, 2)
	m.east = sign * (hours*60 + minutes)
	return rest, ok && minutes < 60
}

// scanZoneName reads UTC, GMT or Z, in any case; or another abbreviation of up to five letters, whose offset nobody can know.
func (m *moment) scanZoneName(text []byte) ([]byte, bool) {
	n := 0
	for n < len(text) && n < 5 && isASCIILetter(text[n]) {
		n++
	}
	if n == 3 && (hasPrefixFold(text, "utc") || hasPrefixFold(text, "gmt")) || n == 1 && text[0]|0x20 == 'z' {
		m.hasZone = true
	}
	return text[n:], n > 0
}

// scanHalf reads AM or PM.
func (m *moment) scanHalf(text []byte) ([]byte, bool) {
	if len(text) < 2 || text[1]|0x20 != 'm' {
		return text, false
	}
	switch text[0] | 0x20 {
	case 'a':
	case 'p':
		m.afternoon = true
	default:
		return text, false
	}
	return text[2:], true
}

// cutLiteral takes the characters between directives off the front; as in strptime, a space stands for any number of them.
func cutLiteral(text []byte, literal string) ([]byte, bool) {
	for i := range len(literal) {
		if literal[i] == ' ' {
			n := len(text)
			text = bytes.TrimLeft(text, " ")
			if len(text) == n {
				return text, false
			}
			continue
		}
		if len(text) == 0 || text[0] != literal[i] {
			return text, false
		}
		text = text[1:]
	}
	return text, true
}

// monthNames and dayNames are those of the C locale and of French, full names before their abbreviations; names that
// start alike stand longest first. strptime ignores case.
var (
	monthNames = [][]string{
		{"january", "janvier", "janv.", "janv", "jan"},
		{"february", "février", "fevrier", "févr.", "févr", "feb", "fév"},
		{"march", "mars", "mar"},
		{"april", "avril", "avr.", "avr", "apr"},
		{"may", "mai"},
		{"june", "juin", "jun"},
		{"july", "juillet", "juill.", "juil.", "juil", "jul"},
		{"august", "août", "aout", "aug"},
		{"september", "septembre", "sept.", "sept", "sep"},
		{"october", "octobre", "oct.", "oct"},
		{"november", "novembre", "nov.", "nov"},
		{"december", "décembre", "decembre", "déc.", "déc", "dec"},
	}
	dayNames = [][]string{
		{"monday", "lundi", "lun.", "mon", "lun"},
		{"tuesday", "mardi", "mar.", "tue", "mar"},
		{"wednesday", "mercredi", "mer.", "wed", "mer"},
		{"thursday", "jeudi", "jeu.", "thu", "jeu"},
		{"friday", "vendredi", "ven.", "fri", "ven"},
		{"saturday", "samedi", "sam.", "sat", "sam"},
		{"sunday", "dimanche", "dim.", "sun", "dim"},
	}
)

// cutName takes one of the names off the front and returns its number, from 1.
func cutName(text []byte, names [][]string) (int, []byte, bool) {
	for i, spellings := range names {
		for _, name := range spellings {
			if hasPrefixFold(text, name) {
				return i + 1, text[len(name):], true
			}
		}
	}
	return 0, text, false
}

// hasPrefixFold ignores the case of ASCII letters and of é and û.
func hasPrefixFold(text []byte, prefix string) bool {
	if len(text) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		a, b := text[i], prefix[i]
		if a != b && (a-'A' >= 26 || a+'a'-'A' != b) && (a < 0x80 || a|0x20 != b) {
			return false
		}
	}
	return true
}
