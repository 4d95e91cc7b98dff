package cell

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
	first := dayNumber(year, 1, 1)
	weekday := int((first - dayNumber(2018, 1, 1)) % 7) // 1 January 2018 was a Monday
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
	m.year, m.month, m.day = dateOf(first + int64(days))
	if w.form == 'V' { // a week is of the year that has its Thursday
		thursday, _, _ := dateOf(first + int64(days-day+3))
		return thursday == year
	}
	return m.year == year
}

// dateOf is the inverse of dayNumber (H. Hinnant, civil_from_days).
func dateOf(days int64) (year, month, day int) {
	era := days / 146097
	if days < 0 {
		era = (days - 146096) / 146097
	}
	ofEra := days - era*146097
	yearOfEra := (ofEra - ofEra/1460 + ofEra/36524 - ofEra/146096) / 365
	ofYear := ofEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	shifted := (5*ofYear + 2) / 153 // months from March
	day = int(ofYear-(153*shifted+2)/5) + 1
	month = int(shifted+2)%12 + 1
	year = int(yearOfEra + era*400)
	if month <= 2 {
		year++
	}
	return year, month, day
}
