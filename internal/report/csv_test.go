package report

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
)

func TestCSV(t *testing.T) { goldens(t, "csv", message.Languages[:]...) }

func csvRows(t *testing.T, text []byte) [][]string {
	t.Helper()
	text, marked := bytes.CutPrefix(text, []byte("\xef\xbb\xbf"))
	if !marked {
		t.Error("Excel would not see that this is UTF-8")
	}
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// The counts of the rows add up to the totals, whatever was cut, but for those of places that do not count.
func TestCSVAddsUp(t *testing.T) {
	for name, r := range sampleReports() {
		for _, l := range message.Languages {
			sums := map[string]int64{}
			for _, row := range csvRows(t, written(t, "csv", r, l))[1:] {
				n, err := strconv.ParseInt(row[12], 10, 64)
				if err != nil {
					t.Errorf("%s: %v", name, err)
				}
				if len(row) == 15 || row[15] == wordNew.In(l) {
					sums[row[3]] += n
				}
			}
			totals := r.Totals()
			for i := range r.Runs {
				if resource := &r.Runs[i].Resources[0]; resource.Unread != nil && !r.Runs[i].tellsUnread(resource, l) {
					totals.Error++ // its row
				}
			}
			if sums[wordError.In(l)] != totals.Error || sums[wordWarning.In(l)] != totals.Warning || sums[wordNote.In(l)] != totals.Note {
				t.Errorf("%s in %v: %v, want %v", name, l, sums, totals)
			}
		}
	}
}

func TestNoFormula(t *testing.T) {
	for _, test := range []struct{ cell, want string }{
		{"=cmd()", "'=cmd()"},
		{"+1", "'+1"},
		{"-5", "'-5"},
		{"@SUM(A1)", "'@SUM(A1)"},
		{"\t=1", "'\t=1"},
		{"\r=1", "'\r=1"},
		{" =1", "' =1"},
		{"\u00a0=1", "'\u00a0=1"},
		{"＝1", "'＝1"},
		{"a=1", "a=1"},
		{"", ""},
		{"12", "12"},
		{"“=1” is", "“=1” is"},
	} {
		if got := noFormula(test.cell); got != test.want {
			t.Errorf("%q: %q, want %q", test.cell, got, test.want)
		}
	}
}
