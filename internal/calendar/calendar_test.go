package calendar

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// first is the day with the number 0.
var first = time.Date(0, 3, 1, 0, 0, 0, 0, time.UTC)

func TestDaysFollowEachOther(t *testing.T) {
	before := DayNumber(0, 1, 1) - 1
	for day := time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < 2500; day = day.AddDate(0, 0, 1) {
		year, month, date := day.Date()
		n := DayNumber(year, int(month), date)
		if n != before+1 {
			t.Fatalf("%s has the number %d, want %d", day.Format(time.DateOnly), n, before+1)
		}
		before = n
		if y, m, d := DateOf(n); y != year || m != int(month) || d != date {
			t.Fatalf("the number of %s is that of %d-%d-%d", day.Format(time.DateOnly), y, m, d)
		}
	}
}

// Days have the numbers and dates that package time gives them, long before the year 0 and after 9999 too.
func TestCalendarIsThatOfTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.Int64Range(-5_000_000, 5_000_000).Draw(t, "days")
		wantYear, wantMonth, wantDay := first.AddDate(0, 0, int(days)).Date()
		year, month, day := DateOf(days)
		if year != wantYear || month != int(wantMonth) || day != wantDay {
			t.Fatalf("%d is %d-%d-%d, want %d-%d-%d", days, year, month, day, wantYear, wantMonth, wantDay)
		}
		if back := DayNumber(year, month, day); back != days {
			t.Fatalf("%d-%d-%d is %d, want %d", year, month, day, back, days)
		}
	})
}

// A day that a month does not have is counted on into the next, or back into the one before.
func TestDaysBeyondTheirMonth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		year, month, day := rapid.IntRange(-9999, 9999).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(0, 99).Draw(t, "day")
		want := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Unix() - first.Unix()
		if got := DayNumber(year, month, day); got*86400 != want {
			t.Fatalf("%d-%d-%d is %d, want %d", year, month, day, got, want/86400)
		}
	})
}
