package waiver

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
)

const whole = `version: 1
waivers:
- requirement: fields/year/minimum
  scope:
    field: year
    key: {year: [1848, "1849 "], jurisdiction: NS}
    file: data/*.csv
  reason: {en: Registers reach further back., fr: Les registres remontent plus loin.}
  owner: Registrar
  date: 2026-01-15
  expires: 2027-01-31
- requirement: fields/count/*
  reason: {en: a, fr: b}
  owner: us
  date: "2026-01-15"
  expires: "2026-01-15"
`

func TestParse(t *testing.T) {
	list, err := Parse("waivers.yaml", []byte(whole))
	if err != nil {
		t.Fatal(err)
	}
	want := []Waiver{{
		Requirement: "fields/year/minimum", Field: "year", Key: map[string][]string{"year": {"1848", "1849"}, "jurisdiction": {"NS"}}, File: "data/*.csv",
		Reason: message.Text{EN: "Registers reach further back.", FR: "Les registres remontent plus loin."}, Owner: "Registrar",
		Date: "2026-01-15", Expires: "2027-01-31", Line: 3,
	}, {
		Requirement: "fields/count/*", Reason: message.Text{EN: "a", FR: "b"}, Owner: "us", Date: "2026-01-15", Expires: "2026-01-15", Line: 12,
	}}
	if !reflect.DeepEqual(list.Waivers, want) || list.Path != "waivers.yaml" || len(list.SHA256) != 64 {
		t.Errorf("%+v", list)
	}
}

func TestParseTellsPlaceAndMeaning(t *testing.T) {
	for _, test := range []struct{ name, old, new, want string }{
		{"no version", "version: 1\n", "", "w.yaml:1:1: a file of waivers lacks “version”"},
		{"another version", "version: 1", "version: 2", "w.yaml:1:10: version must be 1"},
		{"a list at the top", whole, "- requirement: a", "w.yaml:1:1: a file of waivers must be a mapping"},
		{"no waivers", whole, "version: 1", "w.yaml:1:1: a file of waivers lacks “waivers”"},
		{"a misspelt key", "  owner: us", "  onwer: us", "w.yaml:14:3: a waiver has no “onwer”; did you mean “owner”?"},
		{"one language", "{en: a, fr: b}", "{en: a}", "w.yaml:13:11: reason lacks “fr”"},
		{"no language", "{en: a, fr: b}", "a", "w.yaml:13:11: reason must be said in both languages"},
		{"no end", "  expires: \"2026-01-15\"\n", "", "w.yaml:12:3: a waiver lacks “expires”"},
		{"not a day", `expires: "2026-01-15"`, "expires: soon", "w.yaml:16:12: expires must be a day such as 2026-11-26, not “soon”"},
		{"not a day of the calendar", "2027-01-31", "2027-02-31", "w.yaml:11:12: expires must be a day"},
		{"an end before the beginning", `expires: "2026-01-15"`, "expires: 2025-12-31", "w.yaml:16:12: the waiver expires before 2026-01-15"},
		{"a star in the middle", "fields/count/*", "fields/*/type", "w.yaml:12:16: “fields/*/type” has a *"},
		{"a star without a slash", "fields/count/*", "fields*", "w.yaml:12:16: “fields*” has a *"},
		{"a broken glob", "data/*.csv", "'data/[a.csv'", "w.yaml:7:11: “data/[a.csv” is not a valid pattern"},
		{"a backslash", "data/*.csv", `data\*.csv`, `w.yaml:7:11: “data\*.csv” has a backslash; folders are parted by /`},
		{"ways without end", "data/*.csv", "'" + strings.Repeat("{a,a}", 30) + "b'", "has too many alternatives"},
		{"an empty key", "{year: [1848, \"1849 \"], jurisdiction: NS}", "{}", "w.yaml:6:10: key must name at least one field"},
		{"no values", "[1848, \"1849 \"]", "[]", "w.yaml:6:17: year must have at least one value"},
		{"a value that is none", "[1848, \"1849 \"]", "[{a: b}]", "w.yaml:6:18: each value of year"},
		{"an anchor", "reason: {en: a", "reason: &a {en: a", "anchors"},
		{"broken syntax", "owner: us", "owner: [us", "w.yaml:"},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := strings.Replace(whole, test.old, test.new, 1)
			if text == whole {
				t.Fatal("nothing was replaced")
			}
			_, err := Parse("w.yaml", []byte(text))
			said := message.TextOf(err)
			if err == nil || !strings.Contains(said.EN, test.want) || said.FR == said.EN || said.FR == "" {
				t.Errorf("got %q, %q; want %q", said.EN, said.FR, test.want)
			}
		})
	}
}

// The schema for editors knows the same keys as the parser.
func TestSchemaHasTheKeysOfTheParser(t *testing.T) {
	var schema struct {
		Defs map[string]struct {
			Properties map[string]any `json:"properties"`
			Required   []string       `json:"required"`
		} `json:"$defs"`
	}
	if err := json.Unmarshal(Schema(), &schema); err != nil {
		t.Fatal(err)
	}
	for name := range schema.Defs["waiver"].Properties {
		if !strings.Contains(whole, name+":") {
			t.Errorf("the example lacks %s", name)
		}
	}
	for _, name := range schema.Defs["waiver"].Required {
		lines := strings.Split(whole, "\n")
		at := slices.IndexFunc(lines, func(line string) bool { return strings.HasPrefix(strings.TrimLeft(line, "- "), name+":") })
		if name == "requirement" {
			lines[at] = "- owner: us"
		} else {
			lines = slices.Delete(lines, at, at+1)
		}
		if _, err := Parse("w.yaml", []byte(strings.Join(lines, "\n"))); err == nil {
			t.Errorf("%s may be left out", name)
		}
	}
}

func TestInFile(t *testing.T) {
	for _, test := range []struct {
		pattern, path string
		want          bool
	}{
		{"", "anything", true},
		{"names.csv", "names.csv", true},
		{"names.csv", "data/2026/names.csv", true},
		{"names.csv", "data/other-names.csv", false},
		{"data/*.csv", "data/names.csv", true},
		{"data/*.csv", "repository/data/names.csv", true},
		{"data/*.csv", "data/deep/names.csv", false},
		{"data/**/*.csv", "data/deep/names.csv", true},
		{"./data/names.csv", "data/names.csv", true},
		{"all.zip", "data/all.zip!names.csv", true},
		{"all.zip!names.csv", "data/all.zip!names.csv", true},
	} {
		if got := (&Waiver{File: test.pattern}).InFile(test.path); got != test.want {
			t.Errorf("%q of %q: %t", test.pattern, test.path, got)
		}
	}
}

func TestInForce(t *testing.T) {
	for _, test := range []struct {
		date, expires, day        string
		pending, expired, inForce bool
	}{
		{"2026-01-15", "2026-11-26", "2026-11-25", false, false, true},
		{"2026-01-15", "2026-11-26", "2026-11-26", false, false, true},
		{"2026-01-15", "2026-11-26", "2026-11-27", false, true, false},
		{"2026-01-15", "", "2026-11-27", false, false, true},
		{"2026-01-15", "2026-11-26", "2026-01-14", true, false, false},
		{"2026-01-15", "2026-11-26", "2026-01-15", false, false, true},
		{"2026-01-15", "2026-01-15", "2026-01-15", false, false, true},
	} {
		w := Waiver{Date: test.date, Expires: test.expires}
		if pending, expired, inForce := w.Pending(test.day), w.Expired(test.day), w.InForce(test.day); pending != test.pending || expired != test.expired || inForce != test.inForce {
			t.Errorf("%s to %s on %s: pending %t, expired %t, in force %t", test.date, test.expires, test.day, pending, expired, inForce)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{whole, "", "version: 1\nwaivers: []", "{", "version: 1\nwaivers: [{scope: {key: {a: [1, 2]}}}]", `{"version": 1, "waivers": [{"requirement": "a"}]}`, "waivers: 3"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		list, err := Parse("w.yaml", text)
		if err != nil {
			if _, ok := errors.AsType[*standard.Problem](err); !ok && !strings.HasPrefix(err.Error(), "w.yaml:") {
				t.Errorf("no place: %v", err)
			}
			return
		}
		var document yaml.Node
		if yaml.Unmarshal(text, &document) != nil {
			return
		}
		for i := range list.Waivers {
			w := &list.Waivers[i]
			if w.Requirement == "" || w.Owner == "" || w.Reason.EN == "" || w.Reason.FR == "" || !IsDay(w.Date) || !IsDay(w.Expires) || w.Expires < w.Date || w.Line < 1 {
				t.Errorf("accepted: %+v", w)
			}
			w.Covers("fields/a/type")
			w.InFile("a/b!c/d")
		}
	})
}
