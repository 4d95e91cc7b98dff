package standards

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/cogwg/hvdlint/internal/standard"
)

const shared = "../../shared/data/"

// The list of placeholders holds what stands for no name in Ontario's register, and no name that people give.
func TestBabyNamesPlaceholders(t *testing.T) {
	listed := map[string]bool{}
	for _, value := range listOf(t, "no-placeholders", "values") {
		listed[foldName(value)] = true
	}
	counts := map[string]int{}
	eachName(t, "ontario/ontario_top_baby_names_male_1917-2019_en_fr.csv", 1, func(name string) {
		if listed[foldName(name)] {
			counts[name]++
		}
	})
	for name, want := range map[string]int{"BABY": 95, "INFANT": 47, "MALE": 37, "BOY": 20, "UNNAMED": 15, "UN-NAMED": 4, "BABY-BOY": 3} {
		if counts[name] != want {
			t.Errorf("%s: %d records, want %d", name, counts[name], want)
		}
		delete(counts, name)
	}
	if len(counts) > 0 {
		t.Errorf("listed, but not known as placeholders: %v", counts)
	}
}

// Placeholders and missing markers are no given names. The United States' register has its own placeholders.
func TestBabyNamesListsHoldNoGivenNames(t *testing.T) {
	listed := map[string]bool{}
	for _, value := range slices.Concat(listOf(t, "no-placeholders", "values"), listOf(t, "no-missing-markers", "markers")) {
		listed[foldName(value)] = true
	}
	for _, register := range []string{"Unknown", "Baby", "Babyboy", "Babygirl", "Boy", "Girl", "Infant"} {
		delete(listed, foldName(register))
	}
	for file, column := range map[string]int{
		"united-states/yob2017.txt": 0, "new-zealand/nznames.csv": 3, "nova-scotia/NS_Top_Twenty_Baby_Names_-_1920-2016.csv": 2,
	} {
		eachName(t, file, column, func(name string) {
			if listed[foldName(name)] {
				t.Errorf("%s: %s is a given name", file, name)
			}
		})
	}
}

// Header labels met in published files are understood (reference/domain.md, sections 2.1 and 7).
func TestBabyNamesKnowsPublishedLabels(t *testing.T) {
	s, err := Find("baby-names@1")
	if err != nil {
		t.Fatal(err)
	}
	for name, labels := range map[string][]string{
		"jurisdiction": {"GEO"},
		"year":         {"Year", "Year/Année", "annais", "periode", "REF_DATE"},
		"sex":          {"Gender", "Sex", "Sex at birth"},
		"first_name":   {"first name", "First Name", "Name", "Name/Nom", "Prenom", "PRENOM", "Prénom/Année", "preusuel", "Given Name", "First name at birth"},
		"count":        {"Frequency", "Frequency/Fréquence", "valeur", "VALUE", "Number", "Amount", "Value", "Count"},
		"rank":         {"Rank", "Position", "Ranking by Gender & Year", "Rang"},
	} {
		field := s.Resources[0].Schema.Field(name)
		for _, label := range labels {
			if !slices.Contains(field.Aliases, label) {
				t.Errorf("%s has no alias %q", name, label)
			}
		}
	}
}

// Every jurisdiction goes by its names in both languages and its number; the codes of former times are known as such.
func TestBabyNamesKnowsJurisdictions(t *testing.T) {
	s, err := Find("baby-names@1")
	if err != nil {
		t.Fatal(err)
	}
	field := s.Resources[0].Schema.Field("jurisdiction")
	if len(field.Constraints.Enum) != 14 {
		t.Errorf("%d codes, want 13 and CA", len(field.Constraints.Enum))
	}
	for spelling, code := range map[string]string{
		"10": "NL", "11": "PE", "12": "NS", "13": "NB", "24": "QC", "35": "ON", "46": "MB", "47": "SK", "48": "AB", "59": "BC", "60": "YT", "61": "NT", "62": "NU",
		"PQ": "QC", "NF": "NL", "NFLD": "NL", "PEI": "PE", "YK": "YT", "NWT": "NT", "Québec": "QC", "Île-du-Prince-Édouard": "PE",
		"British Columbia": "BC", "Territoires du Nord-Ouest": "NT", "Nouveau-Brunswick": "NB", "Ontario": "ON", "Canada": "CA",
	} {
		if field.Synonyms[spelling] != code {
			t.Errorf("%s stands for %q, want %s", spelling, field.Synonyms[spelling], code)
		}
	}
	for _, former := range []string{"PQ", "NF", "NFLD", "PEI", "YK", "NWT"} {
		if field.Obsolete[former].IsZero() {
			t.Errorf("%s is not known as a former code", former)
		}
	}
}

// Sexes are coded in many ways (reference/domain.md, section 4); all of them are understood.
func TestBabyNamesKnowsSexes(t *testing.T) {
	s, err := Find("baby-names@1")
	if err != nil {
		t.Fatal(err)
	}
	field := s.Resources[0].Schema.Field("sex")
	if !slices.Equal(field.Constraints.Enum, []string{"F", "M"}) {
		t.Errorf("codes %v", field.Constraints.Enum)
	}
	for spelling, code := range map[string]string{
		"Girl": "F", "Girls": "F", "Female": "F", "Females": "F", "Fille": "F", "Filles": "F", "Féminin": "F", "Femme": "F", "2": "F",
		"Boy": "M", "Boys": "M", "Male": "M", "Males": "M", "Garçon": "M", "Garçons": "M", "Gars": "M", "Masculin": "M", "Homme": "M", "1": "M",
	} {
		if field.Synonyms[spelling] != code {
			t.Errorf("%s stands for %q, want %s", spelling, field.Synonyms[spelling], code)
		}
	}
}

func listOf(t *testing.T, id, parameter string) []string {
	t.Helper()
	s, err := Find("baby-names@1")
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(s.Requirements, func(r standard.Requirement) bool { return r.ID == id })
	if i < 0 {
		t.Fatalf("no requirement %s", id)
	}
	var list []string
	for _, value := range s.Requirements[i].Params[parameter].([]any) {
		list = append(list, value.(string))
	}
	return list
}

func eachName(t *testing.T, file string, column int, each func(name string)) {
	t.Helper()
	f, err := os.Open(shared + file)
	if err != nil {
		t.Skip("../shared/data is not here")
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		if cells := strings.Split(lines.Text(), ","); len(cells) > column {
			each(strings.Trim(cells[column], ` "`))
		}
	}
}

func foldName(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}
