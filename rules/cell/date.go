package cell

import (
	"cmp"
	"strconv"

	"github.com/cogwg/hvdlint/internal/calendar"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// moment is a date, a time of day, or both.
type moment struct {
	year, month, day     int
	hour, minute, second int
	nanosecond           int
	east                 int // minutes east of UTC
	hasZone              bool
	afternoon, twelve    bool // read with %p, %I
	yearDay              int16
	week                 weekDate
}

// compare orders two moments, as instants when both name their zone.
func (m *moment) compare(other *moment) int {
	a, b := m.seconds(), other.seconds()
	if m.hasZone && other.hasZone {
		a, b = a-60*int64(m.east), b-60*int64(other.east)
	}
	if a != b {
		return cmp.Compare(a, b)
	}
	return cmp.Compare(m.nanosecond, other.nanosecond)
}

func (m *moment) seconds() int64 {
	return ((calendar.DayNumber(m.year, m.month, m.day)*24+int64(m.hour))*60+int64(m.minute))*60 + int64(m.second)
}

// appendCanonical appends the moment in a spelling that all texts of the same instant share. A moment that names no zone is no
// instant, and equal to none that does.
func (m *moment) appendCanonical(dst []byte) []byte {
	seconds := m.seconds()
	if m.hasZone {
		seconds -= 60 * int64(m.east)
		dst = append(dst, 'Z')
	}
	dst = strconv.AppendInt(dst, seconds, 10)
	return strconv.AppendInt(append(dst, '.'), int64(m.nanosecond), 10)
}

func (m *moment) isMidnight() bool {
	return m.hour == 0 && m.minute == 0 && m.second == 0 && m.nanosecond == 0
}

func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// dateForm is how a field writes dates and times (Table Schema v2, types date, time, datetime, yearmonth, year).
type dateForm struct {
	fieldType string
	layouts   []layout // any of them
}

// isTemporal reports whether the values of a type are dates or times with an order of their own.
func isTemporal(fieldType string) bool {
	switch fieldType {
	case "date", "time", "datetime", "year", "yearmonth":
		return true
	}
	return false
}

// dateFormOf reads a field's format: empty for the default form of the type, "any", a strptime pattern, or a pattern of letters
// (YYYY-MM-DD), which the published profiles have as an example.
func dateFormOf(f *standard.Field) (*dateForm, error) {
	form := &dateForm{fieldType: f.Type}
	hasFormat := f.Type == "date" || f.Type == "time" || f.Type == "datetime"
	switch {
	case !hasFormat || f.Format == "" || f.Format == "default":
		form.layouts = []layout{standardLayouts[f.Type]}
	case f.Format == "any":
		form.layouts = append([]layout{standardLayouts[f.Type]}, commonLayouts(f.Type)...)
	default:
		l, err := parseLayout(strptimeOf(f.Format))
		if err != nil {
			return nil, message.NewFault(message.Text{
				EN: "format of field {field}: {text}",
				FR: "format du champ {field}\u00a0: {text}",
			}, message.P("field", f.Name), message.P("text", message.TextOf(err)))
		}
		form.layouts = []layout{l}
	}
	return form, nil
}

// read reads a text in the first layout that fits. It does not allocate.
func (f *dateForm) read(text []byte) (moment, bool) {
	for i := range f.layouts {
		if m, ok := f.layouts[i].read(text); ok {
			return m, true
		}
	}
	return moment{}, false
}

// readOwn reads a moment of a standard: in this form, or in the default form of the type.
func (f *dateForm) readOwn(text string) (moment, bool) {
	m, ok := f.read([]byte(text))
	if !ok {
		l := standardLayouts[f.fieldType]
		m, ok = l.read([]byte(text))
	}
	return m, ok
}

// accepts reports whether the cell is of the form's type. Native dates of a workbook are ISO 8601 whatever the form; one that
// is a date and a time serves as a date when its time is midnight.
func (f *dateForm) accepts(c table.Cell) bool {
	_, ok := f.of(c)
	return ok
}

func (f *dateForm) of(c table.Cell) (moment, bool) {
	switch c.Kind {
	case table.Text:
		return f.read(c.Text)
	case table.Number:
		if f.fieldType == "year" {
			return f.read(c.Text)
		}
	case table.Date:
		if f.fieldType == "date" || f.fieldType == "datetime" {
			return nativeDate.read(c.Text)
		}
	case table.DateTime:
		if f.fieldType == "date" || f.fieldType == "datetime" {
			m, ok := nativeDateTime.read(c.Text)
			return m, ok && (f.fieldType == "datetime" || m.isMidnight())
		}
	case table.Time:
		if f.fieldType == "time" {
			return standardTime.read(c.Text)
		}
	}
	return moment{}, false
}
