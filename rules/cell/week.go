package cell

import "github.com/cogwg/hvdlint/internal/calendar"

// weekDate is what the directives about weeks said (strptime %a, %u, %w, %U, %W, %G and %V).
type weekDate struct {
	year   int16 // of the week, %G; 0: not said
	day    int8  // from Monday, 1 to 7; 0: not said
	number int8  // of the week, from 1, one more than written for %U and %W; 0: not said
	form   byte  // 'U' begins weeks on Sunday, 'W' on Monday, 'V' as ISO 8601 does
}

func (w *weekDate) scan(directive byte, text []byte) (rest []byte, ok bool) {
	most := 1
	switch directive {
	case 'G':
		most = 4
	case 'U', 'W', 'V':
		most = 2
	}
	n, rest, ok := digits(text, most, 1)
	switch directive {
	case 'G':
		w.year = int16(n)
		return rest, ok && n > 0 && len(text)-len(rest) == most
	case 'u', 'w':
		if directive == 'w' && n == 0 {
			n = 7
		}
		w.day = int8(n)
		return rest, ok && n >= 1 && n <= 7
	}
	if directive != 'V' {
		n++
	}
	w.form, w.number = directive, int8(n)
	return rest, ok && n >= 1 && n <= 54
}

// settleWeek makes month and day of a week and a day of it; without the day, or the year that %V goes with, the week says nothing, as
// in Python. It reports false for a week that the year does not have.
func (m *moment) settleWeek() bool {
	w := &m.week
	if w.day == 0 || w.form == 'V' && w.year == 0 {
		return true
	}
	year, day, weeks := m.year, int(w.day)-1, int(w.number)-1
	if w.form == 'V' {
		year = int(w.year)
	}
	first := calendar.DayNumber(year, 1, 1)
	weekday := int((first - calendar.DayNumber(2018, 1, 1)) % 7) // 1 January 2018 was a Monday
	if weekday < 0 {
		weekday += 7
	}
	var days int // of the day, after 1 January
	switch w.form {
	case 'V': // week 1 has the first Thursday
		days = 7*weeks + day - weekday
		if weekday > 3 {
			days += 7
		}
	case 'W': // week 1 begins with the first Monday
		days = 7*weeks + day - weekday
		if weekday == 0 {
			days -= 7
		}
	default: // week 1 begins with the first Sunday
		sunday := (weekday + 1) % 7
		days = 7*weeks + (day+1)%7 - sunday
		if sunday == 0 {
			days -= 7
		}
	}
	m.year, m.month, m.day = calendar.DateOf(first + int64(days))
	if w.form == 'V' { // a week is of the year that has its Thursday
		thursday, _, _ := calendar.DateOf(first + int64(days-day+3))
		return thursday == year
	}
	return m.year == year
}
