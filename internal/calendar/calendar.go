// Package calendar counts the days of the Gregorian calendar, also before it was in use.
package calendar

// DayNumber counts days from 1 March of the year 0 (H. Hinnant, days_from_civil). Months count from 1; a day that the month does not have
// is one of the months beside it.
func DayNumber(year, month, day int) int64 {
	y := int64(year)
	if month <= 2 {
		y--
	}
	era := y / 400
	if y < 0 {
		era = (y - 399) / 400
	}
	yearOfEra := y - era*400
	dayOfYear := int64((153*((month+9)%12)+2)/5 + day - 1)
	return era*146097 + yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + dayOfYear
}

// DateOf is the inverse of DayNumber (H. Hinnant, civil_from_days).
func DateOf(days int64) (year, month, day int) {
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
