package record

import (
	"cmp"
	"strings"

	"github.com/cogwg/hvdlint/internal/calendar"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// moment is a date, a time of day or both, as far as it is given.
type moment struct {
	parts      int // 1 a year, 2 with its month, 3 with its day, 4 with the time of day
	year       int
	month, day int
	second     int64 // of the day
	nanosecond int
	east       int64 // seconds east of UTC
	hasZone    bool
}

// compare orders two moments by what both of them say: a date and a year are equal when the date is of that year. Two that name
// their zones are compared as instants.
func (m *moment) compare(other *moment) int {
	parts := min(m.parts, other.parts)
	if parts == 4 {
		a, b := m.seconds(), other.seconds()
		if m.hasZone && other.hasZone {
			a, b = a-m.east, b-other.east
		}
		return cmp.Or(cmp.Compare(a, b), cmp.Compare(m.nanosecond, other.nanosecond))
	}
	order := cmp.Compare(m.year, other.year)
	if parts > 1 {
		order = cmp.Or(order, cmp.Compare(m.month, other.month))
	}
	if parts > 2 {
		order = cmp.Or(order, cmp.Compare(m.day, other.day))
	}
	return order
}

// seconds counts from a fixed moment of the Gregorian calendar.
func (m *moment) seconds() int64 {
	return calendar.DayNumber(m.year, m.month, m.day)*86400 + m.second
}

// momentForm is how a field writes dates and times: at each place a directive of strptime or another character.
type momentForm struct {
	parts  int    // of a moment that it gives
	layout []byte // directives are marked by the bit 0x80
}

// directive marks a letter of a layout as one of strptime.
const directive = 0x80

// The forms of XML Schema, which Table Schema v2 takes as defaults; native dates have them whatever the field's form is.
var (
	isoDate     = momentForm{parts: 3, layout: layoutOf("%Y-%m-%d")}
	isoDateTime = momentForm{parts: 4, layout: layoutOf("%Y-%m-%dT%H:%M:%S")}
	isoTime     = momentForm{parts: 4, layout: layoutOf("%H:%M:%S")}
	isoForms    = map[string]momentForm{
		"year": {parts: 1, layout: layoutOf("%Y")}, "yearmonth": {parts: 2, layout: layoutOf("%Y-%m")},
		"date": isoDate, "datetime": isoDateTime, "time": isoTime,
	}
)

// momentFormOf reports false for a field whose dates are written in several forms, or with other than digits.
func momentFormOf(f *standard.Field) (momentForm, bool) {
	form := isoForms[f.Type]
	if f.Format != "" && (f.Type == "date" || f.Type == "datetime" || f.Type == "time") {
		form.layout = layoutOf(f.Format)
	}
	return form, form.layout != nil
}

// composed are directives that stand for several, and %e, which reading takes for %d.
var composed = strings.NewReplacer("%%", "%%", "%F", "%Y-%m-%d", "%T", "%H:%M:%S", "%R", "%H:%M", "%D", "%m/%d/%y", "%e", "%d")

// layoutOf reads a pattern of strptime; it returns nil when there is no directive, or one that is not written in digits
// alone.
func layoutOf(pattern string) []byte {
	pattern = composed.Replace(pattern)
	var layout []byte
	found := false
	for i := 0; i < len(pattern); i++ {
		if pattern[i] >= directive {
			return nil
		}
		if pattern[i] != '%' {
			layout = append(layout, pattern[i])
			continue
		}
		if i++; i < len(pattern) && pattern[i] == '-' {
			i++ // %-d: without a leading zero, which reading accepts anyway
		}
		switch {
		case i < len(pattern) && pattern[i] == '%':
			layout = append(layout, '%')
		case i < len(pattern) && strings.IndexByte("YymdHMS", pattern[i]) >= 0:
			layout, found = append(layout, pattern[i]|directive), true
		default:
			return nil
		}
	}
	if !found {
		return nil
	}
	return layout
}

// read returns the moment in a cell.
func (f *momentForm) read(c table.Cell) (moment, bool) {
	switch c.Kind {
	case table.Text, table.Number:
		return f.parse(c.Text)
	case table.Date:
		return isoDate.parse(c.Text)
	case table.DateTime:
		return isoDateTime.parse(c.Text)
	case table.Time:
		return isoTime.parse(c.Text)
	}
	return moment{}, false
}

// parse reads a text of the form. After it a fraction of a second may follow, and a zone.
func (f *momentForm) parse(text []byte) (moment, bool) {
	m := moment{parts: f.parts, month: 1, day: 1}
	for _, letter := range f.layout {
		if letter < directive {
			if len(text) == 0 || text[0] != letter {
				return moment{}, false
			}
			text = text[1:]
			continue
		}
		letter &^= directive
		width, negative := 2, false
		if letter == 'Y' {
			width, negative = 4, len(text) > 0 && text[0] == '-'
		}
		if negative {
			text = text[1:]
		}
		n, size := leading(text, width)
		if size == 0 {
			return moment{}, false
		}
		if negative {
			n = -n
		}
		m.set(letter, n)
		text = text[size:]
	}
	ok := m.rest(text)
	return m, ok
}

// leading reads the digits at the start of text, at most width of them.
func leading(text []byte, width int) (n, size int) {
	for size < len(text) && size < width && text[size]-'0' <= 9 {
		n = n*10 + int(text[size]-'0')
		size++
	}
	return n, size
}

func (m *moment) set(letter byte, n int) {
	switch letter {
	case 'Y':
		m.year = n
	case 'y': // POSIX: 69 and later are of the twentieth century
		m.year = 1900 + n
		if n < 69 {
			m.year = 2000 + n
		}
	case 'm':
		m.month = n
	case 'd':
		m.day = n
	case 'H':
		m.second += int64(n) * 3600
	case 'M':
		m.second += int64(n) * 60
	case 'S':
		m.second += int64(n)
	}
}

// rest reads a fraction of a second and a zone: .5, Z, +02:00.
func (m *moment) rest(text []byte) bool {
	if len(text) > 1 && text[0] == '.' {
		n, size := leading(text[1:], 9)
		for i := size; i < 9; i++ {
			n *= 10
		}
		m.nanosecond = n
		for text = text[1+size:]; len(text) > 0 && text[0]-'0' <= 9; text = text[1:] {
		}
	}
	switch {
	case len(text) == 0:
		return true
	case len(text) == 1 && text[0] == 'Z':
		m.hasZone = true
		return true
	case len(text) != 6 || text[0] != '+' && text[0] != '-' || text[3] != ':':
		return false
	}
	hours, a := leading(text[1:3], 2)
	minutes, b := leading(text[4:], 2)
	m.east, m.hasZone = int64(hours*3600+minutes*60), true
	if text[0] == '-' {
		m.east = -m.east
	}
	return a == 2 && b == 2
}
