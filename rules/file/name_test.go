package file

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

func TestFormatAndExtension(t *testing.T) {
	for _, test := range []struct {
		format, extension string
		want              []string
	}{
		{"csv", ".csv", nil},
		{"csv", ".tsv", nil},
		{"csv", ".txt", nil},
		{"csv", "", nil},
		{"csv", ".3", nil},
		{"csv", ".xls", []string{": the name of the file ends in .xls, but the content is delimited text (CSV)"}},
		{"csv", ".xlsx", []string{": the name of the file ends in .xlsx, but the content is delimited text (CSV)"}},
		{"csv", ".json", []string{": the name of the file ends in .json, but the content is delimited text (CSV)"}},
		{"xlsx", ".xlsm", nil},
		{"xlsx", ".xls", []string{": the name of the file ends in .xls, but the content is an Excel workbook (XLSX)"}},
		{"xlsx", ".csv", []string{": the name of the file ends in .csv, but the content is an Excel workbook (XLSX)"}},
		{"geojson", ".json", nil},
		{"json", ".geojson", []string{": the name of the file ends in .geojson, but the content is JSON"}},
		{"ndjson", ".jsonl", nil},
		{"ndjson", ".json", []string{": the name of the file ends in .json, but the content is one JSON text a line (NDJSON)"}},
		{"parquet", ".parquet", nil},
		{"parquet", ".csv", []string{": the name of the file ends in .csv, but the content is a Parquet file"}},
		{"", ".csv", nil}, // nothing was read
	} {
		if got := found(t, misleadingExtension, nil, table.Resource{Format: test.format, Extension: test.extension, Bytes: 9, Records: 2}); !slices.Equal(got, test.want) {
			t.Errorf("%s named %s: %q, want %q", test.format, test.extension, got, test.want)
		}
	}
	for name, facts := range map[string]table.Resource{
		"an empty file":         {Format: "csv", Extension: ".xlsx"},
		"a single line of JSON": {Format: "json", Extension: ".jsonl", Bytes: 9, Records: 1, Tree: &table.Tree{Lines: true}},
	} {
		if got := found(t, misleadingExtension, nil, facts); got != nil {
			t.Errorf("%s: %q", name, got)
		}
	}
	array := table.Resource{Format: "json", Extension: ".jsonl", Bytes: 9, Records: 1, Tree: &table.Tree{}}
	if got := found(t, misleadingExtension, nil, array); len(got) != 1 {
		t.Errorf("an array in lines of JSON: %q", got)
	}
	wanted := map[string]any{"formats": []any{"CSV", "xlsx", "ods"}}
	for format, want := range map[string][]string{
		"csv": nil, "xlsx": nil, "": nil, "geojson": {": the format of the file is GeoJSON; the standard asks for CSV, XLSX or ODS"},
	} {
		if got := found(t, wrongFormat, wanted, table.Resource{Format: format}); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", format, got, want)
		}
	}
}

func TestCharactersOfFileNames(t *testing.T) {
	for _, test := range []struct {
		path string
		want []string
	}{
		{"baby-names_2016.csv", nil},
		{"data/Baby.Names/names.csv", nil},
		{"Données 2016/names.csv", nil},
		{"-", nil},
		{"archive 1.zip!names.csv", nil},
		{"https://example.org/data/names.csv?v=1&x=é", nil},
		{"wow!.csv", []string{": the file name “wow!.csv” has “!”; a safe one is wow.csv"}},
		{"archive.zip!a b.csv", []string{": the file name “a b.csv” has spaces; a safe one is a-b.csv"}},
		{"Top 100 Baby Names 2008.xlsx", []string{": the file name “Top 100 Baby Names 2008.xlsx” has spaces; a safe one is Top-100-Baby-Names-2008.xlsx"}},
		{"prénoms_cœur.csv", []string{": the file name “prénoms_cœur.csv” has letters with accents or of other scripts; a safe one is prenoms_coeur.csv"}},
		{"pre\u0301noms.csv", []string{": the file name “pre\u0301noms.csv” has letters with accents or of other scripts; a safe one is prenoms.csv"}},
		{"boys & girls (1).csv", []string{": the file name “boys & girls (1).csv” has spaces, “&”, “(” and “)”; a safe one is boys-girls-1.csv"}},
		{"Noms d'enfants#2.csv", []string{": the file name “Noms d'enfants#2.csv” has spaces, “'” and “#”; a safe one is Noms-d-enfants-2.csv"}},
		{"ᐊᑎᖅ.csv", []string{": the file name “ᐊᑎᖅ.csv” has letters with accents or of other scripts"}},
		{"aux.csv", []string{": the file name “aux.csv” is one that Windows keeps for a device"}},
		{"COM1.2016.csv", []string{": the file name “COM1.2016.csv” is one that Windows keeps for a device"}},
		{"con é.csv", []string{": the file name “con é.csv” has spaces and letters with accents or of other scripts; a safe one is con-e.csv"}},
		{"cön.csv", []string{": the file name “cön.csv” has letters with accents or of other scripts"}},
	} {
		if got := found(t, unsafeFileName, nil, table.Resource{Path: test.path}); !slices.Equal(got, test.want) {
			t.Errorf("got  %q\nwant %q", got, test.want)
		}
	}
}

// A suggested name has nothing left to change.
func TestSuggestedNamesAreSafe(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringOfN(rapid.SampledFrom([]rune("aZ0.-_ é\u0301œ'&!/\\:ᐊconux\u00a0\u200b")), 1, 12, -1).Draw(t, "name")
		safe := safeName(name)
		if safe == "" {
			return
		}
		if unsafe := unsafeCharacters(safe); !unsafe.IsZero() || isDevice(safe) {
			t.Fatalf("%q for %q: %s", safe, name, unsafe.EN)
		}
		if again := safeName(safe); again != safe {
			t.Fatalf("%q for %q becomes %q", safe, name, again)
		}
	})
}

func TestMeaningOfFileNames(t *testing.T) {
	year := &standard.Field{Name: "year", Label: message.Text{EN: "year", FR: "annee"}, Type: "integer", Constraints: standard.Constraints{Minimum: "1850"}}
	sex := &standard.Field{
		Name: "sex", Label: message.Same("sex"), Type: "string", Constraints: standard.Constraints{Enum: []string{"F", "M"}},
		Synonyms: map[string]string{"Girls": "F", "Filles": "F", "Female": "F", "Male": "M", "Garçons": "M", "1": "M"},
	}
	place := &standard.Field{
		Name: "jurisdiction", Label: message.Same("jurisdiction"), Type: "string", Constraints: standard.Constraints{Enum: []string{"NS", "ON"}},
		Synonyms: map[string]string{"Nova Scotia": "NS", "Ontario": "ON", "35": "ON"},
	}
	name := &standard.Field{Name: "first_name", Type: "string"}
	for _, test := range []struct {
		path  string
		field *standard.Field
		want  string
	}{
		{"names-2016.csv", year, "2016"},
		{"names2016top.csv", year, "2016"},
		{"gars_1980-2024.csv", year, "1980"},
		{"names-1849.csv", year, ""},
		{"names-20160531.csv", year, ""},
		{"top-100.csv", year, ""},
		{"baby_names_-_female_.csv", sex, "female"},
		{"BabyNamesFemale.csv", sex, "Female"},
		{"garcons-1980.csv", sex, "garcons"},
		{"f_1980-2024_masquee.csv", sex, "f"},
		{"top-1.csv", sex, ""},
		{"maleficent.csv", sex, ""},
		{"NS_Top_Twenty_Baby_Names.csv", place, "NS"},
		{"nova-scotia.csv", place, "nova scotia"},
		{"names on file.csv", place, ""},
		{"names-35.csv", place, ""},
		{"first-names.csv", name, ""},
	} {
		b := &lint.Binding{
			Requirement: &standard.Requirement{ID: "test", Rule: "unsafe-file-name"},
			Fields:      map[string][]lint.Field{"field": {{Field: test.field, Column: -1}}},
		}
		for _, column := range []int{-1, 0} {
			b.Fields["field"][0].Column = column
			check, err := unsafeFileName.Bind(b)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, d := range check.(lint.ResourceCheck)(&lint.Resource{Resource: &table.Resource{Path: test.path, Header: table.Header{Found: true}}}) {
				if d.Variant != "meaning" {
					continue
				}
				say(t, unsafeFileName, d)
				got = d.Params[0].Value.(string)
			}
			if want := test.want; column < 0 && got != want || column == 0 && got != "" {
				t.Errorf("%s, column %d: %q, want %q", test.path, column, got, want)
			}
		}
	}
}

func TestDataInADescriptorHasNoFileName(t *testing.T) {
	for path, want := range map[string]int{
		"data/datapackage.json#prénoms": 0, "datapackage.yaml#names": 0, "#names": 1, "names#2.csv": 1,
	} {
		if got := len(found(t, unsafeFileName, nil, table.Resource{Path: path})); got != want {
			t.Errorf("%s: %d findings, want %d", path, got, want)
		}
	}
}
