package xlsx

import (
	"bytes"
	"math"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/table"
)

func TestFormats(t *testing.T) {
	for _, test := range []struct {
		code string
		want format
	}{
		{"General", plainFormat},
		{"0", plainFormat},
		{"0.00", plainFormat},
		{"#,##0 \"days\"", plainFormat},
		{"0.00E+00", plainFormat},
		{"##0.0e-0", plainFormat},
		{"[Red]0", plainFormat},
		{"[$-409]0", plainFormat},
		{"[$$-en-CA]#,##0.00", plainFormat},
		{`\d0`, plainFormat},
		{"_d0", plainFormat},
		{"@", plainFormat},
		{"0%", plainFormat},
		{"", plainFormat},
		{"0;yyyy", plainFormat},
		{`"yyyy"0`, plainFormat},
		{"[>=2000]0", plainFormat},
		{"GENERAL", plainFormat},
		{"\"unclosed d", plainFormat},
		{"yyyy-mm-dd", dateFormat},
		{"dd/mm/yy", dateFormat},
		{"mmm", dateFormat},
		{"m", dateFormat},
		{"[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", dateFormat},
		{"[$-40C]d mmmm yyyy;@", dateFormat},
		{"yyyy", dateFormat},
		{"ge.m.d", dateFormat},
		{"YYYY", dateFormat},
		{"m;@", dateFormat},
		{"h:mm", timeFormat},
		{"h:mm:ss AM/PM", timeFormat},
		{"mm:ss", timeFormat},
		{"mm:ss.0", timeFormat},
		{"h:m", timeFormat},
		{"ss", timeFormat},
		{"hh A/P", timeFormat},
		{"yyyy-mm-dd hh:mm", dateTimeFormat},
		{"m/d/yy h:mm", dateTimeFormat},
		{"h:mm m", dateTimeFormat},
		{"yyyy\\-mm\\-dd\\Thh:mm:ss", dateTimeFormat},
		{"[h]:mm", elapsedFormat},
		{"[hh]:mm:ss", elapsedFormat},
		{"[mm]:ss", elapsedFormat},
		{"[s]", elapsedFormat},
	} {
		if got := parseFormat(test.code); got != test.want {
			t.Errorf("%q: %d, want %d", test.code, got, test.want)
		}
	}
	for id, want := range map[int]format{
		0: plainFormat, 13: plainFormat, 14: dateFormat, 17: dateFormat, 18: timeFormat, 21: timeFormat, 22: dateTimeFormat, 23: plainFormat, 27: dateFormat, 36: dateFormat,
		37: plainFormat, 45: timeFormat, 46: elapsedFormat, 47: timeFormat, 48: plainFormat, 49: plainFormat, 164: plainFormat,
	} {
		if got := builtInFormat(id); got != want {
			t.Errorf("built-in %d: %d, want %d", id, got, want)
		}
	}
}

func TestMoments(t *testing.T) {
	for _, test := range []struct {
		serial   float64
		format   format
		date1904 bool
		want     string
		kind     table.Kind
	}{
		{1, dateFormat, false, "1900-01-01", table.Date},
		{59, dateFormat, false, "1900-02-28", table.Date},
		{60, dateFormat, false, "60", table.Number}, // 1900 had no 29 February
		{61, dateFormat, false, "1900-03-01", table.Date},
		{0, dateFormat, false, "0", table.Number},
		{0, dateFormat, true, "1904-01-01", table.Date},
		{-1, dateFormat, false, "-1", table.Number},
		{43894, dateFormat, false, "2020-03-04", table.Date},
		{42432, dateFormat, true, "2020-03-04", table.Date},
		{2958465, dateFormat, false, "9999-12-31", table.Date},
		{2958466, dateFormat, false, "2958466", table.Number},
		{1e300, dateFormat, false, "1E+300", table.Number},
		{42370.75, dateFormat, false, "2016-01-01T18:00:00", table.DateTime},
		{42370.75, timeFormat, false, "2016-01-01T18:00:00", table.DateTime},
		{42370, dateTimeFormat, false, "2016-01-01T00:00:00", table.DateTime},
		{0.75, timeFormat, false, "18:00:00", table.Time},
		{0.75, dateTimeFormat, false, "18:00:00", table.Time},
		{0, timeFormat, false, "00:00:00", table.Time},
		{0.000011574, timeFormat, false, "00:00:01", table.Time},
		{0.0000115800, timeFormat, false, "00:00:01.001", table.Time},
		{42370.999999999, dateFormat, false, "2016-01-02", table.Date}, // rounds to midnight
		{1.5, elapsedFormat, false, "PT36H", table.Text},
		{0, elapsedFormat, false, "PT0S", table.Text},
		{-0.5, elapsedFormat, false, "-PT12H", table.Text},
		{0.0423611227, elapsedFormat, false, "PT1H1M0.001S", table.Text},
	} {
		got, kind := appendMoment(nil, test.serial, test.format, test.date1904)
		if string(got) != test.want || kind != test.kind {
			t.Errorf("%v in format %d, 1904 %t: %q of kind %d, want %q of kind %d", test.serial, test.format, test.date1904, got, kind, test.want, test.kind)
		}
	}
}

// TestNumbersKeepTheirDouble: the text stands for the same double as the one stored, and none is shorter.
func TestNumbersKeepTheirDouble(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		part := func(of float64) *rapid.Generator[float64] {
			return rapid.Map(rapid.IntRange(-1e6, 1e6), func(n int) float64 { return float64(n) / of })
		}
		number := rapid.OneOf(rapid.Float64(), part(1e3), part(1e13)).Draw(t, "number")
		if math.IsInf(number, 0) || math.IsNaN(number) {
			return
		}
		forms := []string{strconv.FormatFloat(number, 'g', -1, 64), strconv.FormatFloat(number, 'g', 17, 64)}
		if plain := strconv.FormatFloat(number, 'f', -1, 64); len(plain) < 30 {
			forms = append(forms, plain)
		}
		for _, stored := range forms {
			got, ok := appendNumber(nil, []byte(stored))
			if read, err := strconv.ParseFloat(string(got), 64); !ok || err != nil || read != number {
				t.Fatalf("%s is read as %q", stored, got)
			}
			if want, _ := appendNumber(nil, []byte(strconv.FormatFloat(number, 'e', 17, 64))); !bytes.Equal(got, want) {
				t.Fatalf("%s is read as %q, and with an exponent as %q", stored, got, want)
			}
		}
	})
}
