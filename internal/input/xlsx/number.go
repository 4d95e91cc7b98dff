package xlsx

import (
	"math"
	"strconv"
	"time"

	"github.com/cogwg/hvdlint/internal/table"
)

// appendNumber appends the shortest decimal text that stands for the same double as the stored one, which has up to 17 digits:
// 0.10000000000000001 is 0.1. Numbers from 1E21 on and below 1E-7 are written with an exponent. ok is false when text is no number.
func appendNumber(to, text []byte) (result []byte, ok bool) {
	if isShortest(text) {
		return append(to, text...), true
	}
	number, ok := parseNumber(text)
	if !ok {
		return to, false
	}
	return appendFloat(to, number), true
}

func appendFloat(to []byte, number float64) []byte {
	if number == 0 {
		return append(to, '0') // also for -0
	}
	if size := math.Abs(number); size >= 1e21 || size < 1e-7 {
		return strconv.AppendFloat(to, number, 'E', -1, 64)
	}
	return strconv.AppendFloat(to, number, 'f', -1, 64)
}

// isShortest reports whether text is the shortest there is: plain digits without needless zeros, at most 15 of them, so that no
// other text of as many digits stands for the same double, and of no number that has an exponent.
func isShortest(text []byte) bool {
	if len(text) > 0 && text[0] == '-' {
		text = text[1:]
		if len(text) == 1 && text[0] == '0' {
			return false
		}
	}
	if len(text) == 0 || len(text) > 16 {
		return false
	}
	point := -1
	for i, b := range text {
		if b-'0' > 9 {
			if b != '.' || point >= 0 {
				return false
			}
			point = i
		}
	}
	digits := len(text)
	if point >= 0 {
		digits--
		if point == 0 || point == digits || text[digits] == '0' {
			return false
		}
	}
	if digits > 15 {
		return false
	}
	const below = "0.0000000" // what numbers start with that have an exponent
	return text[0] != '0' || len(text) == 1 || point == 1 && (len(text) < len(below) || string(text[:len(below)]) != below)
}

// parseNumber reads a number as XML Schema writes doubles, without the special ones.
func parseNumber(text []byte) (float64, bool) {
	const longest = 400
	if len(text) == 0 || len(text) > longest {
		return 0, false
	}
	for _, b := range text {
		if b-'0' > 9 && b != '.' && b != '-' && b != '+' && b|0x20 != 'e' {
			return 0, false
		}
	}
	number, err := strconv.ParseFloat(string(text), 64)
	return number, err == nil
}

const day = 24 * 60 * 60 * 1000 // in milliseconds

// appendMoment appends the moment that a serial number means under a format, as ISO 8601, and returns its kind. Excel rounds to the
// millisecond, and so do we.
//
//   - A whole number under a format that shows a day is a Date; with a time of day, or under a format that shows one, it is a DateTime.
//   - A number below 1 under a format that shows a time is a Time.
//   - Time that has passed ([h]:mm) is no time of day: it is the text of an ISO 8601 duration.
//   - What is no day of the calendar stays a number: negative ones, those behind 9999-12-31, and in workbooks that count from 1900
//     days 0 and 60, as 1900 had no 29 February (ECMA-376 part 1, 18.17.4.1).
func appendMoment(to []byte, serial float64, f format, date1904 bool) ([]byte, table.Kind) {
	if f == elapsedFormat {
		return appendDuration(to, serial)
	}
	if serial < 0 || serial >= 3_000_000 {
		return appendFloat(to, serial), table.Number
	}
	total := int64(math.Round(serial * day))
	days, clock := total/day, total%day
	if days == 0 && f != dateFormat {
		return appendClock(to, clock), table.Time
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case date1904:
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case days == 0 || days == 60:
		return appendFloat(to, serial), table.Number
	case days < 60:
		epoch = time.Date(1899, 12, 31, 0, 0, 0, 0, time.UTC)
	}
	date := epoch.AddDate(0, 0, int(days))
	if date.Year() > 9999 {
		return appendFloat(to, serial), table.Number
	}
	to = date.AppendFormat(to, time.DateOnly)
	if f == dateFormat && clock == 0 {
		return to, table.Date
	}
	return appendClock(append(to, 'T'), clock), table.DateTime
}

// appendClock appends a time of day, given in milliseconds since midnight.
func appendClock(to []byte, clock int64) []byte {
	to = appendTwo(to, clock/3_600_000)
	to = appendTwo(append(to, ':'), clock/60_000%60)
	to = appendTwo(append(to, ':'), clock/1000%60)
	if ms := clock % 1000; ms > 0 {
		to = append(to, '.', byte('0'+ms/100))
		to = appendTwo(to, ms%100)
	}
	return to
}

func appendTwo(to []byte, n int64) []byte { return append(to, byte('0'+n/10), byte('0'+n%10)) }

// appendDuration appends a number of days as an ISO 8601 duration of hours, minutes and seconds.
func appendDuration(to []byte, days float64) ([]byte, table.Kind) {
	if math.Abs(days) >= 3_000_000 {
		return appendFloat(to, days), table.Number
	}
	if days < 0 {
		to, days = append(to, '-'), -days
	}
	total := int64(math.Round(days * day))
	to = append(to, "PT"...)
	if hours := total / 3_600_000; hours > 0 {
		to = append(strconv.AppendInt(to, hours, 10), 'H')
	}
	if minutes := total / 60_000 % 60; minutes > 0 {
		to = append(strconv.AppendInt(to, minutes, 10), 'M')
	}
	rest := total % 60_000
	if rest > 0 || total == 0 {
		to = strconv.AppendInt(to, rest/1000, 10)
		if ms := rest % 1000; ms > 0 {
			to = append(to, '.', byte('0'+ms/100))
			to = appendTwo(to, ms%100)
		}
		to = append(to, 'S')
	}
	return to, table.Text
}

// appendISO appends a moment that the file stores as ISO 8601 (cells of type "d") and returns its kind; Damaged when it is none.
func appendISO(to, text []byte, f format) ([]byte, table.Kind) {
	for _, layout := range []struct {
		form string
		kind table.Kind
	}{
		{time.DateOnly, table.Date},
		{"2006-01-02T15:04:05", table.DateTime},
		{"2006-01-02T15:04:05Z", table.DateTime},
		{"2006-01-02T15:04", table.DateTime},
		{time.TimeOnly, table.Time},
		{"15:04", table.Time},
	} {
		moment, err := time.Parse(layout.form, string(text))
		if err != nil {
			continue
		}
		hour, minute, second := moment.Clock()
		clock := int64(hour*3600+minute*60+second)*1000 + int64(moment.Nanosecond()/1_000_000)
		switch layout.kind {
		case table.Time:
			return appendClock(to, clock), table.Time
		case table.Date:
			return moment.AppendFormat(to, time.DateOnly), table.Date
		}
		to = moment.AppendFormat(to, time.DateOnly)
		if clock == 0 && (f == dateFormat || f == plainFormat) {
			return to, table.Date
		}
		return appendClock(append(to, 'T'), clock), table.DateTime
	}
	return append(to, text...), table.Damaged
}
