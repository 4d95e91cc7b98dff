package validate_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/source"
	"github.com/cogwg/hvdlint/internal/validate"
	"github.com/cogwg/hvdlint/rules"
)

// published are the files that docs/real-data.md speaks of, by the names it has for them. Those with a star are mended copies.
var published = map[string]struct {
	file string
	set  map[string]string
	mend func(t *testing.T, text []byte) []byte
}{
	"NS":  {"nova-scotia/NS_Top_Twenty_Baby_Names_-_1920-2016.csv", map[string]string{"jurisdiction": "NS"}, nil},
	"NS*": {"nova-scotia/NS_Top_Twenty_Baby_Names_-_1920-2016.csv", map[string]string{"jurisdiction": "NS"}, replacing(`01/01/(\d{4}) 12:00:00 AM`, "$1")},
	"ON":  {"ontario/ontario_top_baby_names_male_1917-2019_en_fr.csv", map[string]string{"jurisdiction": "ON", "sex": "M"}, nil},
	"BC":  {"british-columbia/bc-popular-boys-names.csv", map[string]string{"jurisdiction": "BC", "sex": "M"}, nil},
	"BC*": {"british-columbia/bc-popular-boys-names.csv", map[string]string{"jurisdiction": "BC", "sex": "M"}, longer},
	"US":  {"united-states/yob2017.txt", map[string]string{"jurisdiction": "US", "year": "2017"}, nil},
	"US*": {"united-states/yob2017.txt", map[string]string{"jurisdiction": "US", "year": "2017"}, replacing(`^`, "first_name,sex,count\r\n")},
	"NZ":  {"new-zealand/nznames.csv", map[string]string{"jurisdiction": "NZ"}, nil},
	"NZ*": {"new-zealand/nznames.csv", map[string]string{"jurisdiction": "NZ"}, func(t *testing.T, text []byte) []byte {
		return replacing(`,Boys,`, ",M,")(t, replacing(`,Girls,`, ",F,")(t, text))
	}},
	"VIC": {"victoria/Top 100 Baby Names 2008.xlsx", map[string]string{"jurisdiction": "VIC", "year": "2008"}, nil},
}

func replacing(pattern, by string) func(*testing.T, []byte) []byte {
	return func(_ *testing.T, text []byte) []byte {
		return regexp.MustCompile(pattern).ReplaceAll(text, []byte(by))
	}
}

// longer turns one column per year into one record per name and year, and leaves out the zeros, which stand for no number.
func longer(t *testing.T, text []byte) []byte {
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	b.WriteString("year,first_name,count\n")
	for column, year := range rows[0] {
		for _, row := range rows[1:] {
			if column > 0 && len(year) == 4 && row[column] != "0" {
				fmt.Fprintf(&b, "%s,%s,%s\n", year, row[0], row[column])
			}
		}
	}
	return b.Bytes()
}

// TestPublishedFiles compares what docs/real-data.md says with what is found: the places that fail each requirement.
func TestPublishedFiles(t *testing.T) {
	told := toldOfPublished(t)
	for name, p := range published {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join("..", "..", "..", "shared", "data", filepath.FromSlash(p.file))
			text, err := os.ReadFile(path)
			if err != nil {
				t.Skip("the published files are not beside the project")
			}
			if p.mend != nil {
				path = filepath.Join(t.TempDir(), filepath.Base(p.file))
				if err := os.WriteFile(path, p.mend(t, text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			run, err := validate.Check(t.Context(), source.One(filepath.Base(path), path),
				validate.Options{Rules: rules.All(), Standard: babyNames(t), Supplied: p.set})
			if err != nil {
				t.Fatal(err)
			}
			found := map[string]int64{}
			for _, a := range run.Assertions {
				if a.Failed > 0 {
					found[a.Requirement] = a.Failed
				}
			}
			if want := told[name]; !maps.Equal(found, want) {
				t.Errorf("found %v\nsaid  %v", found, want)
			}
		})
	}
}

var (
	toldHeading = regexp.MustCompile("^### `([^`]+)`$")
	toldPlaces  = regexp.MustCompile(`^\| ([A-Z*]+) \| ([0-9,]+) \|`)
)

// toldOfPublished reads the tables of docs/real-data.md: places by file and requirement.
func toldOfPublished(t *testing.T) map[string]map[string]int64 {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "real-data.md"))
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]map[string]int64{}
	requirement := ""
	for line := range strings.SplitSeq(string(text), "\n") {
		if m := toldHeading.FindStringSubmatch(line); m != nil {
			requirement = m[1]
		}
		m := toldPlaces.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		if _, known := published[m[1]]; !known {
			t.Errorf("%s is none of %v", m[1], slices.Sorted(maps.Keys(published)))
		}
		var places int64
		if _, err := fmt.Sscan(strings.ReplaceAll(m[2], ",", ""), &places); err != nil {
			t.Fatal(err)
		}
		if told[m[1]] == nil {
			told[m[1]] = map[string]int64{}
		}
		told[m[1]][requirement] = places
	}
	return told
}
