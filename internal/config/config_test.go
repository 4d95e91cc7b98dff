package config

import (
	"testing"
)

// cascade has entries that overlap.
const cascade = `version: 1
ignore: [header/order]
levels: {a: should, b: may}
datasets:
  - paths: data
    standard: baby-names@1
    set: {year: 2016, sex: F}
    encoding: windows-1252
  - paths: data/**/*.csv
    set: {year: 2017}
    levels: {a: may}
  - paths: [data/old.csv, archive.zip]
    schema: old.json
    ignore: []
    dialect: {delimiter: ';'}
  - paths: '*.tsv'
    dialect: tsv.json
`

func TestLaterEntriesWin(t *testing.T) {
	c, err := Parse("c.yaml", []byte(cascade), 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, file                            string
		standard, schema, year, sex, encoding string
		ignore, levelA                        string
	}{
		{"no entry", "other/a.csv", "", "", "", "", "", "header/order", "should"},
		{"one entry", "data/a.xlsx", "baby-names@1", "", "2016", "F", "windows-1252", "header/order", "should"},
		{"two entries", "data/2017/a.csv", "baby-names@1", "", "2017", "F", "windows-1252", "header/order", "may"},
		{"a schema in the place of a standard", "data/old.csv", "", "old.json", "2017", "F", "windows-1252", "", "may"},
		{"a member of an archive", "archive.zip!a.csv", "", "old.json", "", "", "", "", "should"},
		{"beside the folder", "database/a.csv", "", "", "", "", "", "header/order", "should"},
		{"above the folder", "../data/a.csv", "", "", "", "", "", "header/order", "should"},
	} {
		s := c.For(test.file)
		for what, pair := range map[string][2]string{
			"standard": {s.Standard.Is, test.standard}, "schema": {s.Schema.Is, test.schema}, "year": {s.Set["year"].Is, test.year},
			"sex": {s.Set["sex"].Is, test.sex}, "encoding": {s.Encoding.Is, test.encoding}, "ignore": {words(s.Ignore), test.ignore},
			"level": {s.Levels["a"].Is.String(), test.levelA},
		} {
			if pair[0] != pair[1] {
				t.Errorf("%s: %s %q, want %q", test.name, what, pair[0], pair[1])
			}
		}
	}
}

// What an entry says never reaches those before it.
func TestEntriesAreNotChanged(t *testing.T) {
	c, err := Parse("c.yaml", []byte(cascade), 0)
	if err != nil {
		t.Fatal(err)
	}
	c.For("data/2017/a.csv")
	if got := c.Datasets[0].Set["year"].Is; got != "2016" {
		t.Errorf("the first entry has year %s", got)
	}
	if got := c.For("data/a.xlsx").Set["year"].Is; got != "2016" {
		t.Errorf("year %s", got)
	}
}

func TestCovers(t *testing.T) {
	for _, test := range []struct {
		pattern, file string
		want          bool
	}{
		{"a.csv", "a.csv", true},
		{"./a.csv", "a.csv", true},
		{"a.csv", "b/a.csv", false},
		{"*.csv", "a.csv", true},
		{"*.csv", "b/a.csv", false},
		{"**/*.csv", "a.csv", true},
		{"**/*.csv", "b/c/a.csv", true},
		{"b", "b/c/a.csv", true},
		{"b/", "b/c/a.csv", true},
		{"b*", "bc/a.csv", true},
		{"b", "bc/a.csv", false},
		{".", "a.csv", true},
		{".", "../a.csv", false},
		{"..", "../a.csv", true},
		{"{a,b}.csv", "b.csv", true},
		{"a.zip", "a.zip!b/c.csv", true},
		{"a.zip!b/c.csv", "a.zip!b/c.csv", true},
		{"a.zip!d.csv", "a.zip!b/c.csv", false},
		{"x[1].csv", "x[1].csv", true},
	} {
		if got := covers(test.pattern, test.file); got != test.want {
			t.Errorf("%s, %s: %t", test.pattern, test.file, got)
		}
	}
}
