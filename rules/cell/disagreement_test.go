package cell

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// Where programs that read Table Schema differ, this is what we do: a text is a value, a value with a note (uncommon-form), or no
// value. Decisions 0014 to 0017 give the reasons.
func TestWhereProgramsDiffer(t *testing.T) {
	const value, note, none = "value", "note", "none"
	for _, test := range []struct{ name, field, text, want string }{
		{"month of one digit under %m", "{type: date, format: '%d/%m/%Y'}", "4/6/2019", value},
		{"month of one digit in the default form", "type: date", "2019-6-4", none},
		{"offset with a colon", "type: datetime", "2019-06-24T13:30:00+00:00", value},
		{"offset without colon", "type: datetime", "2019-06-24T13:30:00+0000", note},
		{"offset of hours", "type: datetime", "2019-06-24T13:30:00-04", note},
		{"offset with a fraction", "type: datetime", "2019-06-24T13:30:00.250+0000", note},
		{"offset beyond 14 hours", "type: datetime", "2019-06-24T13:30:00+14:30", none},
		{"offset under %z", "{type: datetime, format: '%Y-%m-%dT%H:%M:%S%z'}", "2019-06-24T13:30:00+0000", value},
		{"lower-case t", "type: datetime", "2019-06-24t13:30:00Z", note},
		{"lower-case z", "type: datetime", "2019-06-24T13:30:00z", note},
		{"a space for T", "type: datetime", "2019-06-24 13:30:00", none},
		{"no time", "type: datetime", "2019-06-24", none},
		{"leap second", "type: datetime", "2016-12-31T23:59:60Z", note},
		{"leap second in a zone", "type: datetime", "2016-12-31T18:59:60-05:00", note},
		{"leap second at another minute", "type: datetime", "2016-12-31T18:59:60Z", none},
		{"leap second under %S", "{type: time, format: '%H:%M:%S'}", "23:59:60", value},
		{"second 61", "type: time", "23:59:61", none},
		{"midnight at the end of a day", "type: datetime", "2016-12-31T24:00:00", note},
		{"hour 24 that is no midnight", "type: datetime", "2016-12-31T24:00:01", none},
		{"hour 24 of a time", "type: time", "24:00:00", none},
		{"time with a fraction", "type: time", "13:30:00.5", note},
		{"time with a zone", "type: time", "13:30:00Z", note},
		{"time without seconds", "type: time", "13:30", none},
		{"date with a zone", "type: date", "2019-06-24Z", none},
		{"date of a long year", "type: date", "12019-06-24", none},
		{"date before year 1", "type: date", "-0044-03-15", none},
		{"date and time of a long year", "type: datetime", "12019-06-24T13:30:00Z", note},
		{"date and time before year 1", "type: datetime", "-0044-03-15T12:00:00Z", note},
		{"year beyond four digits", "type: year", "12016", note},
		{"year of five digits that begins with 0", "type: year", "02016", none},
		{"year with a minus sign", "type: year", "-0044", note},
		{"year with a plus sign", "type: year", "+2016", none},
		{"year 0000", "type: year", "0000", none},
		{"year of three digits", "type: year", "476", none},
		{"year with a zone", "type: year", "2016-05:00", note},
		{"year and month with a zone", "type: yearmonth", "2016-05Z", note},
		{"year and month of one digit", "type: yearmonth", "2016-5", none},
		{"duration with a sign", "type: duration", "-P1Y", value},
		{"duration in weeks", "type: duration", "P2W", none},
		{"duration with a fraction of a second", "type: duration", "PT1.123456789012S", value},
		{"duration with a fraction of a day", "type: duration", "P1.5D", none},
		{"duration with a comma", "type: duration", "PT1,5S", none},
		{"duration of many digits", "type: duration", "PT123456789012S", value},
		{"duration as a date", "type: duration", "P0001-02-03T04:05:06", none},
		{"duration in lower case", "type: duration", "p1y", none},
		{"number with a plus sign", "type: number", "+5", value},
		{"number that ends with a point", "type: number", "1.", value},
		{"number that begins with a point", "type: number", ".5", value},
		{"number with an exponent", "type: number", "1.5E-3", value},
		{"number with e in lower case", "type: number", "1.5e3", value},
		{"infinity", "type: number", "INF", value},
		{"infinity below zero", "type: number", "-inf", value},
		{"infinity as other programs write it", "type: number", "Infinity", none},
		{"not a number", "type: number", "nan", value},
		{"hexadecimal number", "type: number", "0x1F", none},
		{"number with an underscore", "type: number", "1_000", none},
		{"integer with a plus sign", "type: integer", "+5", value},
		{"integer with leading zeros", "type: integer", "007", value},
		{"integer with a point", "type: integer", "1.0", none},
		{"integer with an exponent", "type: integer", "1e3", none},
		{"boolean in another case", "type: boolean", "tRUE", none},
		{"boolean of one letter", "type: boolean", "T", none},
		{"point with spaces", "type: geopoint", "-73.57 , 45.5 ", value},
		{"point as numbers in texts", "{type: geopoint, format: array}", `["-73.57", "45.5"]`, value},
		{"list with a space", "{type: list, itemType: integer}", "1, 2", none},
		{"list of texts with a space", "type: list", "a, b", value},
		{"pattern of letters", "{type: date, format: MM-DD-YYYY}", "06-24-2019", value},
		{"pattern of letters with a time", "{type: datetime, format: 'YYYY-MM-DD hh:mm:ss'}", "2019-06-24 13:30:00", value},
		{"pattern of letters, minutes as MM", "{type: time, format: 'HH:MM:SS'}", "13:59:00", value},
		{"zone name", "{type: datetime, format: '%Y-%m-%d %H:%M %Z'}", "2019-06-24 13:30 UTC", value},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, got := text(test.text), value
			switch {
			case bindRule(t, wrongType, test.field, nil).Fails(c):
				got = none
			case isNoted(t, test.field, test.text):
				got = note
			}
			if got != test.want {
				t.Errorf("%s: %q is %s, want %s", test.field, test.text, got, test.want)
			}
		})
	}
}

func isNoted(t *testing.T, field, s string) bool {
	t.Helper()
	check, err := tryBind(t, uncommonForm, field, nil)
	if err != nil {
		t.Fatal(err)
	}
	return check != nil && bindRule(t, uncommonForm, field, nil).Fails(text(s))
}

// What is told as uncommon is of the type, and what is suggested in its place is common and the same instant.
func TestUncommonFormsAreValues(t *testing.T) {
	check := bindRule(t, uncommonForm, "type: datetime", nil)
	accepts := bindRule(t, wrongType, "type: datetime", nil)
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`-?(1[0-9])?20[0-9]{2}-(0[1-9]|1[0-2])-[0-3][0-9][Tt]([01][0-9]|2[0-4]):(00|59):(00|59|60)(\.[0-9]{1,3})?([Zz]|[+-]0[0-9](:?[03]0)?)?`).Draw(t, "s")
		if !check.Fails(text(s)) {
			return
		}
		if accepts.Fails(text(s)) {
			t.Fatalf("%q is told and is no value", s)
		}
		common := suggestionOf(check.Explain(text(s)))
		if common == "" {
			return
		}
		if check.Fails(text(common)) {
			t.Fatalf("%q is suggested for %q and is told again", common, s)
		}
		a, _ := standardDateTime.read([]byte(s))
		b, _ := standardDateTime.read([]byte(common))
		if a.compare(&b) != 0 || a.hasZone != b.hasZone {
			t.Fatalf("%q is suggested for %q", common, s)
		}
	})
}

// Weeks are read as package time counts them.
func TestWeeks(t *testing.T) {
	iso, sundays, mondays := mustLayout(t, "%G-W%V-%u"), mustLayout(t, "%Y %U %w"), mustLayout(t, "%a %W %Y")
	rapid.Check(t, func(t *rapid.T) {
		day := time.Date(rapid.IntRange(1600, 2400).Draw(t, "year"), 1, 1+rapid.IntRange(0, 365).Draw(t, "day"), 0, 0, 0, 0, time.UTC)
		year, week := day.ISOWeek()
		for _, test := range []struct {
			layout layout
			text   string
		}{
			{iso, pad(year, 4) + "-W" + pad(week, 2) + "-" + pad(1+(int(day.Weekday())+6)%7, 1)},
			{sundays, pad(day.Year(), 4) + " " + pad((day.YearDay()+6-int(day.Weekday()))/7, 2) + " " + pad(int(day.Weekday()), 1)},
			{mondays, day.Weekday().String()[:3] + " " + pad((day.YearDay()+6-(int(day.Weekday())+6)%7)/7, 2) + " " + pad(day.Year(), 4)},
		} {
			m, ok := test.layout.read([]byte(test.text))
			if !ok || m.year != day.Year() || m.month != int(day.Month()) || m.day != day.Day() {
				t.Fatalf("%s, which is %s, is read as %d-%d-%d, %t", test.text, day.Format(time.DateOnly), m.year, m.month, m.day, ok)
			}
		}
	})
	for _, none := range []string{"2016-W53-1", "2016-W00-1", "2016-W54-1", "2016-W01-8"} {
		if m, ok := iso.read([]byte(none)); ok {
			t.Errorf("%s is read as %d-%d-%d", none, m.year, m.month, m.day)
		}
	}
}

// Every directive of strptime that says something about a date or a time, as Python and C have them.
func TestLayoutDirectives(t *testing.T) {
	for _, test := range []struct{ pattern, text, want string }{
		{"%Y-%m-%d", "2019-06-24", "2019-06-24T00:00:00"},
		{"%y%m%d", "190624", "2019-06-24T00:00:00"},
		{"%e %b %Y", "4 Jun 2019", "2019-06-04T00:00:00"},
		{"%-d/%-m/%Y", "4/6/2019", "2019-06-04T00:00:00"},
		{"%Od.%Om.%EY", "04.06.2019", "2019-06-04T00:00:00"},
		{"%A %d %B %Y", "lundi 24 juin 2019", "2019-06-24T00:00:00"},
		{"%a, %d %h %Y", "Mon, 24 Jun 2019", "2019-06-24T00:00:00"},
		{"%c", "Mon Jun 24 13:30:05 2019", "2019-06-24T13:30:05"},
		{"%x %X", "06/24/19 13:30:05", "2019-06-24T13:30:05"},
		{"%D %R", "06/24/19 13:30", "2019-06-24T13:30:00"},
		{"%F%n%T", "2019-06-24 13:30:05", "2019-06-24T13:30:05"},
		{"%F %r", "2019-06-24 01:30:05 PM", "2019-06-24T13:30:05"},
		{"%F %l:%M %P", "2019-06-24 1:30 pm", "2019-06-24T13:30:00"},
		{"%F %k:%M", "2019-06-24 9:30", "2019-06-24T09:30:00"},
		{"%F %H:%M:%S.%f", "2019-06-24 13:30:05.25", "2019-06-24T13:30:05"},
		{"%F %H:%M%z", "2019-06-24 13:30-0400", "2019-06-24T13:30:00"},
		{"%F %H:%M %Z", "2019-06-24 13:30 EDT", "2019-06-24T13:30:00"},
		{"%Y%j", "2019175", "2019-06-24T00:00:00"},
		{"%GW%V%u", "2019W261", "2019-06-24T00:00:00"},
		{"%Y %U", "2019 25", "2019-01-01T00:00:00"},
		{"100%% %Y", "100% 2019", "2019-01-01T00:00:00"},
	} {
		l := mustLayout(t, test.pattern)
		m, ok := l.read([]byte(test.text))
		got := fmt.Sprintf("%04d-%02d-%02dT%02d:%02d:%02d", m.year, m.month, m.day, m.hour, m.minute, m.second)
		if !ok || got != test.want {
			t.Errorf("%s reads %s as %s, %t, want %s", test.pattern, test.text, got, ok, test.want)
		}
	}
	for _, none := range []string{"%Q", "%", "%-", "plain", "", "%s", "YYYY-MM-DD at HH"} {
		if _, err := parseLayout(strptimeOf(none)); err == nil {
			t.Errorf("%q is read as a pattern", none)
		}
	}
}

func pad(n, width int) string {
	s := ""
	for ; width > 0; width-- {
		s = string(rune('0'+n%10)) + s
		n /= 10
	}
	return s
}

func mustLayout(t *testing.T, pattern string) layout {
	t.Helper()
	l, err := parseLayout(pattern)
	if err != nil {
		t.Fatal(err)
	}
	return l
}
