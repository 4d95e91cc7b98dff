package dataset

import (
	"slices"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// describedBy reads a descriptor.
func describedBy(t *testing.T, text string) *standard.Package {
	t.Helper()
	p, err := standard.ParsePackage("datapackage.json", []byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// judgedBy lists what a rule finds in a dataset, as it says it in English.
func judgedBy(t *testing.T, rule *lint.Rule, params map[string]any, d *lint.Dataset) []string {
	t.Helper()
	requirement := &standard.Requirement{ID: "test", Rule: rule.ID, Params: params}
	check, err := rule.Bind(&lint.Binding{Requirement: requirement, Package: d.Package})
	if err != nil {
		t.Fatal(err)
	}
	if check == nil {
		return []string{"inapplicable"}
	}
	page, err := rule.Page(message.English)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, defect := range check.(lint.DatasetCheck)(d) {
		text, _ := page.Say(defect.Variant)
		found = append(found, message.Fill(message.English, text, append(defect.Params, message.P("value", defect.Value))))
	}
	return found
}

func TestConflicts(t *testing.T) {
	sum := strings.Repeat("a1", 32)
	facts := func(change func(*table.Resource)) *table.Resource {
		r := &table.Resource{
			Format: "csv", Bytes: 1200, Records: 40, SHA256: sum,
			Encoding: table.Encoding{Name: "utf-8"}, Dialect: table.Dialect{Delimiter: ","},
		}
		if change != nil {
			change(r)
		}
		return r
	}
	for _, test := range []struct {
		name, declared string
		facts          *table.Resource
		digest         string
		encoding       string
		want           []string
	}{
		{"nothing declared", `"path": "n.csv"`, facts(nil), "", "", nil},
		{
			"all of it is so", `"path": "n.csv", "bytes": 1200, "rows": 40, "hash": "SHA-256:` + strings.ToUpper(sum) + `", "format": "CSV", "dialect": {"delimiter": ","}`,
			facts(nil), sum, "utf-8", nil,
		},
		{
			"size and records", `"path": "n.csv", "bytes": 1199, "rows": 41`, facts(nil), "", "",
			[]string{"the descriptor says that n.csv has 1,199 bytes; it has 1,200", "the descriptor says that n.csv has 41 records; it has 40"},
		},
		{
			"statistics of Frictionless 4", `"path": "n.csv", "stats": {"rows": 39}`, facts(nil), "", "",
			[]string{"the descriptor says that n.csv has 39 records; it has 40"},
		},
		{
			"a bare hash is MD5", `"path": "n.csv", "hash": "00ff"`, facts(nil), "00fe", "",
			[]string{"the descriptor gives the hash 00ff for n.csv; it is 00fe"},
		},
		{"an algorithm that there is not", `"path": "n.csv", "hash": "crc32:00ff"`, facts(nil), "", "", nil},
		{
			"format, encoding and delimiter", `"path": "n.csv", "format": "json", "encoding": "latin1", "dialect": {"delimiter": ";"}`, facts(nil), "", "windows-1252",
			[]string{
				"the descriptor says that n.csv is in the format json; it is csv", "the descriptor says that n.csv is in latin1; it was read as utf-8",
				"the descriptor says that n.csv is delimited by “;”; it was read with “,”",
			},
		},
		{"GeoJSON is JSON", `"path": "n.csv", "format": "json"`, facts(func(r *table.Resource) { r.Format = "geojson" }), "", "", nil},
		{"a compression is no format", `"path": "n.csv", "format": "gz"`, facts(nil), "", "", nil},
		{"the sizes of parts", `"path": ["n.csv", "m.csv"], "bytes": 5, "hash": "00"`, facts(nil), "01", "", nil},
		{"not read to its end", `"path": "n.csv", "rows": 5`, facts(func(r *table.Resource) { r.Unread = &table.Unread{} }), "", "", nil},
		{"not read at all", `"path": "n.csv", "bytes": 5`, &table.Resource{}, "", "", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := describedBy(t, `{"resources": [{"name": "n", `+test.declared+`}]}`)
			d := &lint.Dataset{Standard: &standard.Standard{}, Package: p, Members: []lint.Member{{
				Name: "n", Path: "n.csv", Facts: test.facts, Declared: &p.Resources[0], Digest: test.digest, Encoding: test.encoding,
			}}}
			if got := judgedBy(t, conflictingMetadata, nil, d); !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// Two sheets of one workbook are one file: its size is told once, and its records are those of neither.
func TestConflictsOfAFileAreToldOnce(t *testing.T) {
	p := describedBy(t, `{"resources": [{"name": "n", "path": "n.xlsx", "bytes": 5, "rows": 5}]}`)
	sheet := lint.Member{Path: "n.xlsx", Facts: &table.Resource{Format: "xlsx", Bytes: 6, Records: 1, SHA256: "a1"}, Declared: &p.Resources[0]}
	d := &lint.Dataset{Package: p, Members: []lint.Member{sheet, sheet}}
	want := []string{"the descriptor says that n.xlsx has 5 bytes; it has 6"}
	if got := judgedBy(t, conflictingMetadata, nil, d); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestMetadata(t *testing.T) {
	for _, test := range []struct {
		name, said string
		fields     []any
		want       []string
	}{
		{"a licence without anything", `"licenses": []`, []any{"licence"}, []string{"the descriptor does not say the licence of the data"}},
		{"a licence as one text", `"license": "OGL-Canada-2.0"`, []any{"licence"}, nil},
		{"a publisher of roles", `"contributors": [{"title": "A", "roles": ["Publisher"]}]`, []any{"publisher"}, nil},
		{"a publisher by itself", `"publisher": {"name": "A"}`, []any{"publisher"}, nil},
		{"an author", `"contributors": [{"title": "A", "role": "author"}]`, []any{"publisher"}, []string{"the descriptor does not say who publishes the data"}},
		{
			"a standard without a version", `"conformsTo": "baby-names"`,
			[]any{"standard"},
			[]string{"the descriptor does not say the standard that the data follow, with its version"},
		},
		{"a property of another name", `"extractionDate": " "`, []any{"extractionDate"}, []string{"the descriptor has no “extractionDate”"}},
		{"false is said", `"accentsKept": false`, []any{"accents"}, nil},
		{"null is not", `"accentsKept": null`, []any{"accents"}, []string{"the descriptor does not say whether accents are kept"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := &lint.Dataset{Package: describedBy(t, `{"resources": [{"name": "n", "path": "n.csv"}], `+test.said+`}`)}
			if got := judgedBy(t, missingMetadata, map[string]any{"fields": test.fields}, d); !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

// What every resource says is said of the package; what some say is not.
func TestMetadataOfResources(t *testing.T) {
	both := describedBy(t, `{"resources": [{"name": "a", "path": "a.csv", "temporal": "2015"}, {"name": "b", "path": "b.csv", "temporal": "2016"}]}`)
	one := describedBy(t, `{"resources": [{"name": "a", "path": "a.csv", "temporal": "2015"}, {"name": "b", "path": "b.csv"}]}`)
	params := map[string]any{"fields": []any{"period"}}
	if got := judgedBy(t, missingMetadata, params, &lint.Dataset{Package: both}); got != nil {
		t.Errorf("every resource says it: %q", got)
	}
	if got := judgedBy(t, missingMetadata, params, &lint.Dataset{Package: one}); len(got) != 1 {
		t.Errorf("one resource does not say it: %q", got)
	}
}

func TestMetadataNeedFields(t *testing.T) {
	requirement := &standard.Requirement{ID: "test", Rule: "missing-metadata"}
	if check, err := missingMetadata.Bind(&lint.Binding{Requirement: requirement}); err == nil || check != nil {
		t.Error("a requirement of nothing was accepted")
	}
}

func TestTranslations(t *testing.T) {
	for _, test := range []struct{ name, said, want string }{
		{"none", `"x": 1`, ""},
		{"by language", `"title": {"en": "A", "fr": "B"}`, ""},
		{"by language and region", `"title": {"en-CA": "A", "fr-CA": "B"}`, ""},
		{"as CKAN", `"title_translated": {"en": "A", "fr": "B"}`, ""},
		{"two properties", `"title": "A", "title_fr": "B"`, ""},
		{"two properties with languages", `"title-en": "A", "title-fr": "B"`, ""},
		{"the recipe of Data Packages", `"title": "A", "title@fr": "B"`, ""},
		{"one text in both", `"title": "A / B"`, ""},
		{"one text", `"title": "A"`, "the title of the dataset is in one language only: “A”"},
		{"an empty translation", `"title": {"en": "A", "fr": " "}`, "the title of the dataset is not in French: “A”"},
		{"only French", `"description_fr": "B"`, "the description of the dataset is not in English: “B”"},
		{"another language", `"title": {"iu": "C"}`, ""},
		{"another property", `"titles": "A", "subtitle": "B"`, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := &lint.Dataset{Package: describedBy(t, `{"resources": [{"name": "n", "path": "n.csv"}], `+test.said+`}`)}
			if got := strings.Join(judgedBy(t, missingTranslation, nil, d), "\n"); got != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

func TestWithoutADescriptor(t *testing.T) {
	for _, rule := range []*lint.Rule{conflictingMetadata, missingMetadata, missingTranslation} {
		var params map[string]any
		if rule == missingMetadata {
			params = map[string]any{"fields": []any{"licence"}}
		}
		if got := judgedBy(t, rule, params, &lint.Dataset{}); !slices.Equal(got, []string{"inapplicable"}) {
			t.Errorf("%s: %q", rule.ID, got)
		}
	}
	required := map[string]any{"fields": []any{"licence"}, "required": true}
	if got := judgedBy(t, missingMetadata, required, &lint.Dataset{}); !slices.Equal(got, []string{"no descriptor stands beside the data"}) {
		t.Errorf("required: %q", got)
	}
}
