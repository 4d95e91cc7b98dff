package parquet

import (
	"encoding/binary"
	"strconv"
	"time"

	"github.com/cogwg/hvdlint/internal/table"
)

const secondsPerDay = 24 * 60 * 60

// appendDate writes days since 1970-01-01.
func appendDate(to, raw []byte) ([]byte, table.Kind) {
	return appendDay(to, time.Unix(signed(raw)*secondsPerDay, 0).UTC()), table.Date
}

func appendDay(to []byte, t time.Time) []byte {
	year, month, day := t.Date()
	switch {
	case year < 0:
		to = appendDigits(append(to, '-'), -year, 6)
	case year > 9999:
		to = appendDigits(append(to, '+'), year, 6)
	default:
		to = appendDigits(to, year, 4)
	}
	to = appendDigits(append(to, '-'), int(month), 2)
	return appendDigits(append(to, '-'), day, 2)
}

// appendDigits writes n with so many digits at least.
func appendDigits(to []byte, n, digits int) []byte {
	least := 1
	for range digits - 1 {
		least *= 10
	}
	for ; least > 1 && n < least; least /= 10 {
		to = append(to, '0')
	}
	return strconv.AppendInt(to, int64(n), 10)
}

// timeConverter writes units since midnight.
func timeConverter(unit time.Duration) converter {
	perDay := int64(24 * time.Hour / unit)
	perSecond := int64(time.Second / unit)
	return func(to, raw []byte) ([]byte, table.Kind) {
		n := signed(raw)
		if n < 0 || n >= perDay {
			return appendInt(to, n)
		}
		return appendClock(to, n/perSecond, n%perSecond*int64(unit)), table.Time
	}
}

// appendClock writes seconds and nanoseconds since midnight.
func appendClock(to []byte, seconds, nanoseconds int64) []byte {
	to = appendDigits(to, int(seconds/3600), 2)
	to = appendDigits(append(to, ':'), int(seconds/60%60), 2)
	to = appendDigits(append(to, ':'), int(seconds%60), 2)
	return appendFraction(to, nanoseconds)
}

// appendFraction writes nanoseconds as the fraction of a second, without zeros at its end.
func appendFraction(to []byte, nanoseconds int64) []byte {
	if nanoseconds == 0 {
		return to
	}
	to = appendDigits(append(to, '.'), int(nanoseconds), 9)
	for to[len(to)-1] == '0' {
		to = to[:len(to)-1]
	}
	return to
}

// timestampConverter writes units since 1970-01-01T00:00:00, which is that of UTC or of no place in particular.
func timestampConverter(unit time.Duration, utc bool) converter {
	perSecond := int64(time.Second / unit)
	return func(to, raw []byte) ([]byte, table.Kind) {
		n := signed(raw)
		seconds, rest := n/perSecond, n%perSecond
		if rest < 0 {
			seconds, rest = seconds-1, rest+perSecond
		}
		to = appendMoment(to, seconds, rest*int64(unit))
		if utc {
			to = append(to, 'Z')
		}
		return to, table.DateTime
	}
}

func appendMoment(to []byte, seconds, nanoseconds int64) []byte {
	day, clock := seconds/secondsPerDay, seconds%secondsPerDay
	if clock < 0 {
		day, clock = day-1, clock+secondsPerDay
	}
	to = appendDay(to, time.Unix(day*secondsPerDay, 0).UTC())
	return appendClock(append(to, 'T'), clock, nanoseconds)
}

// julianEpoch is the Julian day of 1970-01-01.
const julianEpoch = 2440588

// appendInt96 writes nanoseconds since midnight, in eight bytes, of a Julian day, in four.
func appendInt96(to, raw []byte) ([]byte, table.Kind) {
	nanoseconds := int64(binary.LittleEndian.Uint64(raw))
	day := int64(binary.LittleEndian.Uint32(raw[8:])) - julianEpoch
	seconds, rest := nanoseconds/1e9, nanoseconds%1e9
	if rest < 0 {
		seconds, rest = seconds-1, rest+1e9
	}
	return appendMoment(to, day*secondsPerDay+seconds, rest), table.DateTime
}

// appendInterval writes months, days and milliseconds, four bytes each, as an ISO 8601 duration.
func appendInterval(to, raw []byte) ([]byte, table.Kind) {
	months := binary.LittleEndian.Uint32(raw)
	days := binary.LittleEndian.Uint32(raw[4:])
	milliseconds := int64(binary.LittleEndian.Uint32(raw[8:]))
	to = append(to, 'P')
	if months != 0 {
		to = append(strconv.AppendUint(to, uint64(months), 10), 'M')
	}
	if days != 0 {
		to = append(strconv.AppendUint(to, uint64(days), 10), 'D')
	}
	if milliseconds != 0 || months == 0 && days == 0 {
		to = strconv.AppendInt(append(to, 'T'), milliseconds/1000, 10)
		to = append(appendFraction(to, milliseconds%1000*1e6), 'S')
	}
	return to, table.Text
}
