package validate_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/report"
	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/validate"
	"github.com/cogwg/hvdlint/rules"
)

// census is a standard of a table with a key of a year and a name.
func census(t *testing.T, more string) *standard.Standard {
	t.Helper()
	s, err := standard.ParseTableSchema("census.yaml", []byte(`{fieldsMatch: partial, `+more+`
		fields: [{name: year, type: year}, {name: sex, type: string}, {name: name, type: string}, {name: count, type: integer}, {name: rank, type: integer}]}`))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// edition makes a dataset of one file.
func edition(t *testing.T, name, text string) source.Dataset {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return source.One(name, path)
}

// compareEditions lists what is found in a file that is compared with an earlier one.
func compareEditions(t *testing.T, now, earlier source.Dataset, options validate.Options) (report.Run, []string) {
	t.Helper()
	options.Rules, options.Previous = rules.All(), &earlier
	if options.Standard == nil {
		options.Standard = census(t, "primaryKey: [year, sex, name],")
	}
	run, err := validate.Check(t.Context(), now, options)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, f := range run.Findings {
		if strings.HasPrefix(f.Requirement, "history/") {
			found = append(found, f.Messages.EN)
		}
	}
	return run, found
}

const editionOf2016 = "year,sex,name,count\n2015,F,EMMA,40\n2015,F,LÉA,30\n2016,F,EMMA,41\n"

func TestEditionsOfAnyFormat(t *testing.T) {
	want := []string{
		"the record 2015, F, LÉA is gone; it was record 2 of the earlier edition",
		"the record 2015, F, EMMA has changed: count was “40” and is “44”; it was record 1 of the earlier edition",
	}
	now := "rank,name,count,sex,year\n1,EMMA,50,F,2016\n1,EMMA,44,F,2015\n"
	for name, text := range map[string]string{
		"old.csv":    editionOf2016,
		"old.txt":    strings.ReplaceAll(editionOf2016, ",", ";"),
		"old.latin1": strings.ReplaceAll(editionOf2016, "É", "\xc9"),
		"old.json": `[{"year": 2015, "sex": "F", "name": "EMMA", "count": 40}, {"year": 2015, "sex": "F", "name": "LÉA", "count": 30},
			{"year": 2016, "sex": "F", "name": "EMMA", "count": 41}]`,
	} {
		t.Run(name, func(t *testing.T) {
			run, found := compareEditions(t, edition(t, "new.csv", now), edition(t, name, text), validate.Options{BlockSize: 16, Delimiter: ","})
			if !slices.Equal(found, want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(found, "\n"), strings.Join(want, "\n"))
			}
			if p := run.Options.Previous; p == nil || p.Path != name || len(p.SHA256) != 64 {
				t.Errorf("the report says it was compared with %+v", p)
			}
		})
	}
}

// A value of --set stands in for a column in either edition.
func TestEditionsWithSuppliedFields(t *testing.T) {
	bare := "year,name,count\n2015,EMMA,40\n2016,EMMA,41\n"
	_, found := compareEditions(t, edition(t, "new.csv", bare), edition(t, "old.csv", editionOf2016), validate.Options{Supplied: map[string]string{"sex": "F"}})
	if want := []string{"the record 2015, F, LÉA is gone; it was record 2 of the earlier edition"}; !slices.Equal(found, want) {
		t.Errorf("the file lacks it: %q", found)
	}
	_, found = compareEditions(t, edition(t, "new.csv", editionOf2016), edition(t, "old.csv", bare), validate.Options{Supplied: map[string]string{"sex": "F"}})
	if found != nil {
		t.Errorf("the earlier edition lacks it: %q", found)
	}
}

func TestEditionsThatCannotBeCompared(t *testing.T) {
	for _, test := range []struct{ name, earlier, outcome string }{
		{"no table", "%PDF-1.7\n", "cantTell"},
		{"no key", "year,count\n2015,40\n", "cantTell"},
	} {
		t.Run(test.name, func(t *testing.T) {
			run, found := compareEditions(t, edition(t, "new.csv", editionOf2016), edition(t, "old.csv", test.earlier), validate.Options{})
			for _, id := range []string{"history/complete", "history/unchanged"} {
				if got := outcomesOf(run, id); got != "new "+test.outcome || found != nil {
					t.Errorf("%s: %s, %q", id, got, found)
				}
			}
		})
	}
}

func TestWithoutAnEarlierEditionNothingIsAskedForIt(t *testing.T) {
	run, err := validate.Check(t.Context(), edition(t, "new.csv", editionOf2016),
		validate.Options{Rules: rules.All(), Standard: census(t, "primaryKey: [year, sex, name],")})
	if err != nil {
		t.Fatal(err)
	}
	if got := outcomesOf(run, "history/complete") + outcomesOf(run, "history/unchanged"); got != "" || run.Options.Previous != nil {
		t.Errorf("got %s", got)
	}
}

func TestStandardWithoutAKeyHasNoHistory(t *testing.T) {
	earlier := edition(t, "old.csv", editionOf2016)
	_, err := validate.Check(t.Context(), edition(t, "new.csv", editionOf2016), validate.Options{Rules: rules.All(), Standard: census(t, ""), Previous: &earlier})
	if text := message.TextOf(err); !strings.Contains(text.EN, "no primary key") || text.FR == "" {
		t.Errorf("got %v", err)
	}
}

// Of an earlier edition of several tables the one of the same name is meant.
func TestEditionsOfSeveralTables(t *testing.T) {
	earlier := edition(t, "girls.csv", editionOf2016)
	boys := edition(t, "boys.csv", strings.ReplaceAll(editionOf2016, ",F,", ",M,"))
	earlier.Inputs = append(earlier.Inputs, boys.Inputs...)
	if _, found := compareEditions(t, edition(t, "boys.csv", strings.ReplaceAll(editionOf2016, ",F,", ",M,")), earlier, validate.Options{}); found != nil {
		t.Errorf("boys: %q", found)
	}
	run, _ := compareEditions(t, edition(t, "all.csv", editionOf2016), earlier, validate.Options{})
	if got := outcomesOf(run, "history/complete"); got != "all cantTell" {
		t.Errorf("a table that was not there: %s", got)
	}
}
