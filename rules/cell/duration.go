package cell

import (
	"bytes"
	"cmp"
	"strconv"

	"github.com/cogwg/hvdlint/internal/calendar"
)

// duration is an ISO 8601 duration. Months and seconds have no fixed relation, so it has only a partial order (XML Schema part 2,
// 3.2.6.2).
type duration struct {
	months      int64
	seconds     int64
	nanoseconds int64
}

// parseDuration reads XML Schema's duration: -?P(nY)?(nM)?(nD)?(T(nH)?(nM)?(n(.n)?S)?)?, at least one part, and after T at
// least one (Table Schema v2, duration).
func parseDuration(text []byte) (duration, bool) {
	var d duration
	negative := len(text) > 0 && text[0] == '-'
	if negative {
		text = text[1:]
	}
	if len(text) < 3 || text[0] != 'P' {
		return d, false
	}
	date, time, timed := bytes.Cut(text[1:], []byte{'T'})
	if timed && len(time) == 0 || !d.add(date, "YMD", [...]int64{12, 1, 86400}, 2) || !d.add(time, "HMS", [...]int64{3600, 60, 1}, 0) {
		return d, false
	}
	if negative {
		d = duration{-d.months, -d.seconds, -d.nanoseconds}
	}
	return d, true
}

// add reads parts whose letters come in the order of letters. The first months of them count months, the others seconds.
func (d *duration) add(text []byte, letters string, units [3]int64, months int) bool {
	next := 0
	for len(text) > 0 {
		end := 0
		for end < len(text) && (isDigit(text[end]) || text[end] == '.') {
			end++
		}
		if end == len(text) {
			return false
		}
		for next < len(letters) && letters[next] != text[end] {
			next++
		}
		if next == len(letters) {
			return false
		}
		number := text[:end]
		if letters[next] == 'S' {
			number = d.addFraction(number)
		}
		n, ok := parseShort(number)
		if !ok || len(number) > 12 { // no unit of so many overflows
			return false
		}
		if next < months {
			d.months += n * units[next]
		} else {
			d.seconds += n * units[next]
		}
		next++
		text = text[end+1:]
	}
	return true
}

// addFraction takes what follows the point of the seconds and returns what stands before it, or nothing when that is not
// how a fraction is written.
func (d *duration) addFraction(number []byte) []byte {
	whole, fraction, hasPoint := bytes.Cut(number, []byte{'.'})
	if !hasPoint {
		return number
	}
	unit := int64(100_000_000)
	for _, b := range fraction {
		if !isDigit(b) {
			return nil
		}
		d.nanoseconds += int64(b-'0') * unit
		unit /= 10
	}
	if len(fraction) == 0 {
		return nil
	}
	return whole
}

// orderMonths are the months that XML Schema adds durations to in order to compare them: between them they begin runs of the longest and
// the shortest months there are.
var orderMonths = [...]struct{ year, month int }{{1696, 9}, {1697, 2}, {1903, 3}, {1903, 7}}

// compare orders two durations, and reports false where months against seconds leave it open.
func (d *duration) compare(other *duration) (int, bool) {
	order := cmp.Compare(d.months, other.months)
	rest := cmp.Or(cmp.Compare(d.seconds, other.seconds), cmp.Compare(d.nanoseconds, other.nanoseconds))
	if order*rest >= 0 {
		return cmp.Or(order, rest), true
	}
	for i := range orderMonths {
		months := int64(orderMonths[i].year)*12 + int64(orderMonths[i].month) - 1
		o := cmp.Or(cmp.Compare(d.from(months), other.from(months)), cmp.Compare(d.nanoseconds, other.nanoseconds))
		if i > 0 && o != order {
			return 0, false
		}
		order = o
	}
	return order, true
}

// from returns the second at which the duration ends that starts with a month, which is counted from year 0.
func (d *duration) from(month int64) int64 {
	month += d.months
	year, rest := month/12, month%12
	if rest < 0 {
		year, rest = year-1, rest+12
	}
	return calendar.DayNumber(int(year), int(rest)+1, 1)*86400 + d.seconds
}

// appendCanonical appends the duration in a spelling that all texts of the same duration share.
func (d *duration) appendCanonical(dst []byte) []byte {
	dst = append(strconv.AppendInt(dst, d.months, 10), 'M')
	dst = append(strconv.AppendInt(dst, d.seconds, 10), '.')
	return strconv.AppendInt(dst, d.nanoseconds, 10)
}
