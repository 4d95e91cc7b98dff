package validate_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/validate"
	"github.com/cogwg/hvdlint/rules"
)

var update = flag.Bool("update", false, "write the golden files anew")

// ofTypedFormats are the rules that a text table cannot fail.
var ofTypedFormats = []string{"number-as-text", "date-as-text"}

// places are what messages say of places beside the record.
var places = regexp.MustCompile(`( (on|in|at)| à la| dans la|,) (line|row|cell|ligne|rangée|cellule) [A-Z]*[0-9]+`)

// nativeDates says of a date that it is one by its kind; of text the same is said by its looks.
var nativeDates = strings.NewReplacer("the cell holds a date, “2016-01-01”, not", "“2016-01-01” is a date, not",
	"la cellule contient une date, «\u00a02016-01-01\u00a0», et non", "«\u00a02016-01-01\u00a0» est une date, et non")

// TestFormatsAgree checks the same records in every format: what is wrong with them does not depend on how they are stored. Only
// where a place is, what the rules say that a text table cannot fail, and what is said of the file itself may differ.
func TestFormatsAgree(t *testing.T) {
	var golden strings.Builder
	for _, test := range []struct {
		name string
		data dataset
	}{
		{"awkward", awkward()},
		{"typed", wellTyped()},
		{"french", french()},
	} {
		files := test.data.writeInAll(t, test.name)
		want := findingsOf(t, files["csv"])
		fmt.Fprintf(&golden, "# %s\n%s\n", test.name, strings.Join(want, "\n"))
		for _, format := range formats[1:] {
			t.Run(test.name+"/"+format, func(t *testing.T) {
				compareFindings(t, findingsOf(t, files[format]), want)
			})
		}
	}
	file := filepath.Join("testdata", "formats.golden")
	if *update {
		if err := os.WriteFile(file, []byte(golden.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if golden.String() != string(want) {
		compareFindings(t, strings.Split(golden.String(), "\n"), strings.Split(string(want), "\n"))
	}
}

func compareFindings(t *testing.T, got, want []string) {
	t.Helper()
	for _, line := range got {
		if !slices.Contains(want, line) {
			t.Errorf("too much: %s", line)
		}
	}
	for _, line := range want {
		if !slices.Contains(got, line) {
			t.Errorf("missing: %s", line)
		}
	}
}

// findingsOf returns a line for each finding, in order of records, and the number of records.
func findingsOf(t *testing.T, file string) []string {
	t.Helper()
	run, err := validate.Check(t.Context(), source.One(filepath.Base(file), file), validate.Options{Rules: rules.All(), Standard: babyNames(t)})
	if err != nil {
		t.Fatal(err)
	}
	if len(run.Resources) != 1 || run.Resources[0].Unread != nil {
		t.Fatalf("not read: %+v", run.Resources)
	}
	var findings []report.Finding
	for _, f := range run.Findings {
		if !slices.Contains(ofTypedFormats, f.Rule) && !strings.HasPrefix(f.Requirement, "file/") {
			findings = append(findings, f)
		}
	}
	slices.SortStableFunc(findings, func(a, b report.Finding) int { return int(a.Record - b.Record) })
	lines := []string{fmt.Sprintf("%d records, %s", run.Resources[0].Records, run.Verdict)}
	for _, f := range findings {
		line := fmt.Sprintf("record %d, %s, %s (%s): %s | %s", f.Record, f.Field, f.Rule, f.Requirement, f.Messages.EN, f.Messages.FR)
		lines = append(lines, nativeDates.Replace(places.ReplaceAllString(line, "")))
	}
	return lines
}

var englishLabels = []string{"jurisdiction", "year", "sex", "first_name", "count", "rank", "proportion", "status"}

// name makes a record of the group of girls of Nova Scotia in 2016.
func name(first, count, rank typed) []typed {
	return []typed{text("NS"), number("2016"), text("F"), first, count, rank, none, none}
}

// awkward is a list with everything that goes wrong in lists of names, and with cells of several kinds in one column.
func awkward() dataset {
	others := 0
	with := func(column int, cell typed) []typed {
		row := name(text("ANNE-"+string(rune('A'+others/26))+string(rune('A'+others%26))), number("5"), none)
		others++
		row[column] = cell
		return row
	}
	return dataset{labels: englishLabels, rows: [][]typed{
		name(text("OLIVIA"), number("45"), number("1")),
		name(text("  EMMA"), number("44"), number("2")),      // padding
		name(text("LILY "), number("43"), number("3")),       // padding
		name(text("ANNE\u00a0MARIE"), number("42"), none),    // a no-break space
		name(text("\u00a0SOPHIE\u00a0"), number("41"), none), // padding that cannot be seen
		name(text("ZOÃ‹"), number("40"), none),               // mojibake
		name(text("CHLO\u00cb"), number("39"), none),         // a precomposed letter
		name(text("CHLOE\u0308"), number("38"), none),        // the same, decomposed
		name(text("A\u200bDA"), number("37"), none),          // a zero-width space
		name(text("E\u0090VA"), number("36"), none),          // a control character
		name(text("IS\tLA"), number("35"), none),             // a tab
		name(text("N4OMI"), number("34"), none),              // a digit
		name(text("BABY GIRL"), number("33"), none),          // a placeholder
		name(text("XXXX"), number("32"), none),               // a mark for no name
		name(text("N/A"), number("31"), none),                //
		name(text("Grace"), number("30"), none),              // another case
		name(text("X"), number("29"), none),                  // too short
		name(text(strings.Repeat("LONG", 13)), number("28"), none),
		name(none, number("27"), none),                   // no name
		name(text("OLIVIA"), number("26"), none),         // a key again
		name(text("RUBY"), text("<5"), none),             // markers of suppression
		name(text("ELLA"), text("x"), none),              //
		name(text("MILA"), text("1,234"), none),          // grouped digits
		name(text("NORA"), text("1\u00a0234"), none),     //
		name(text("IVY"), text("abc"), none),             // no number
		name(text("ALICE"), number("3"), none),           // below the threshold
		name(text("HAZEL"), number("12.5"), none),        // not an integer
		name(text("JADE"), none, none),                   // no count, and no reason
		name(text("ROSE"), text("25"), text("4")),        // numbers as text
		name(text("WREN"), number("24"), number("9")),    // a wrong rank
		{none, none, none, none, none, none, none, none}, // a blank record
		{text("NS"), none, none, text("Total"), number("999"), none, none, none},
		with(0, text("Nova Scotia")), with(0, text("ZZ")), with(0, none),
		with(1, number("1620")), with(1, date("2016-01-01")), with(1, text("MMXVI")), with(1, text("2016 ")), with(1, none),
		with(2, text("U")), with(2, text("Girl")), with(2, text("f")), with(2, boolean(true)), with(2, number("2")),
		with(5, number("0")), with(5, number("-1")),
		with(6, text("1,25")), with(6, number("250")), with(6, number("0")), with(6, number("1.25")), with(6, text("1.25%")),
		with(7, text("q")), with(7, text("revised")), with(7, text("x")), with(7, boolean(false)),
	}}
}

// wellTyped is a list whose columns have one kind each, so that Parquet has types for all of them.
func wellTyped() dataset {
	place := func(jurisdiction, year, first string, count, rank, proportion, status typed) []typed {
		return []typed{text(jurisdiction), number(year), text("M"), text(first), count, rank, proportion, status}
	}
	return dataset{labels: englishLabels, rows: [][]typed{
		place("QC", "2016", "NOAH", number("900"), number("1"), number("1.5"), none),
		place("QC", "2016", "LIAM", number("800"), number("2"), number("1.25"), none),
		place("QC", "2016", "LÉO", number("800"), number("3"), number("1.25"), text("p")), // ties share a rank
		place("QC", "2016", "NOAH", number("700"), number("4"), number("1.125"), none),    // a key again
		place("QC", "1620", "ÉLOI", number("5"), number("1"), number("0.03"), none),
		place("QC", "2101", "LOÏC", number("5"), number("1"), number("0.03"), none),
		place("QC", "2017", "ZACK", number("4"), number("0"), number("0"), none),
		place("QC", "2018", "HUGO", number("-3"), number("-1"), number("-0.5"), none),
		place("QC", "2019", "THÉO", number("9007199254740992"), none, number("100.001"), none), // the sum of a year shows it; a workbook holds no odd number as large
		place("QC", "2020", "ADAM", none, none, none, text("x")),
		place("QC", "2020", "OMAR", number("6"), none, none, text("x")),
		place("QC", "2020", "ALIX", none, number("3"), none, none),
		{none, none, none, none, none, none, none, none},
		place("ZZ", "2021", "RAUL", number("7"), number("1"), number("0.1"), text("q")),
	}}
}

// french has French labels, one of them twice removed from the standard's, and a column of numbers with a null in each record.
func french() dataset {
	return dataset{labels: []string{"administration", "annee", "Sexe", "prenom", "nombre", "remarque"}, rows: [][]typed{
		{text("NB"), number("2016"), text("F"), text("Zoé"), number("12"), none},
		{text("NB"), number("2016"), text("Fille"), text("Anaïs"), number("11"), none},
		{text("Nouveau-Brunswick"), number("2016"), text("M"), text("Émile"), number("10"), none},
		{text("NB"), number("2016"), text("M"), text("Léa."), number("10"), none},
	}}
}
