package standards

import (
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/cogwg/hvdlint/internal/standard"
)

// compiledList is the published JSON Schema of a code list.
var compiledList = sync.OnceValues(func() (*jsonschema.Schema, error) {
	text, err := fs.ReadFile(FS(), "codelist.schema.json")
	if err != nil {
		return nil, err
	}
	return compile("codelist.schema.json", "https://cogwg.github.io/hvdlint/codelist.schema.json", text)
})

func codeLists(t testing.TB) []*standard.CodeList {
	t.Helper()
	lists, err := CodeLists()
	if err != nil {
		t.Fatal(err)
	}
	return lists
}

func codeList(t *testing.T, name string) *standard.CodeList {
	t.Helper()
	for _, list := range codeLists(t) {
		if list.Name == name {
			return list
		}
	}
	t.Fatalf("no code list %s", name)
	return nil
}

// The published lists are what the strict parser and the published JSON Schema accept, and say everything in both languages.
func TestCodeLists(t *testing.T) {
	for _, list := range codeLists(t) {
		text, err := fs.ReadFile(FS(), "codelists/"+list.Name+".yaml")
		if err != nil {
			t.Fatal(err)
		}
		if err := validateBy(compiledList, list.Name+".yaml", text); err != nil {
			t.Error(err)
		}
		checkText(t, list.Name+": title", list.Title)
		checkText(t, list.Name+": description", list.Description)
		checkText(t, list.Name+": source", list.Source)
		for system, title := range list.Systems {
			checkText(t, list.Name+": "+system, title)
		}
	}
}

func TestCodeListsHoldWhatTheySay(t *testing.T) {
	for _, test := range []struct {
		list    string
		entries int
		systems []string
		code    string // of one entry
		other   string // its code in the first system
		en, fr  string
	}{
		{"provinces", 13, []string{"pruid", "iso-3166-2"}, "QC", "24", "Quebec", "Québec"},
		{"provinces", 13, []string{"iso-3166-2"}, "PE", "CA-PE", "Prince Edward Island", "Île-du-Prince-Édouard"},
		{"sex-at-birth", 2, nil, "F", "", "Female", "Féminin"},
		{"official-languages", 2, []string{"iso-639-2"}, "fr", "fra", "French", "français"},
		{"countries", 249, []string{"alpha-3", "numeric"}, "CA", "CAN", "Canada", "Canada"},
		{"countries", 249, []string{"numeric"}, "CI", "384", "Côte d’Ivoire", "Côte d’Ivoire"},
		// The usage of Canada, where that of France differs.
		{"countries", 249, nil, "BY", "", "Belarus", "Bélarus"},
		{"countries", 249, nil, "KG", "", "Kyrgyzstan", "Kirghizistan"},
		{"countries", 249, nil, "VN", "", "Vietnam", "Vietnam"},
		{"countries", 249, nil, "VI", "", "US Virgin Islands", "Îles Vierges américaines"},
	} {
		list := codeList(t, test.list)
		if len(list.Codes) != test.entries {
			t.Errorf("%s has %d entries, want %d", test.list, len(list.Codes), test.entries)
		}
		for _, system := range test.systems {
			if list.Systems[system].IsZero() {
				t.Errorf("%s has no %s", test.list, system)
			}
		}
		found := false
		for _, code := range list.Codes {
			if code.Code != test.code {
				continue
			}
			found = true
			if code.Label.EN != test.en || code.Label.FR != test.fr || test.other != "" && code.Other[test.systems[0]] != test.other {
				t.Errorf("%s: %+v", test.code, code)
			}
		}
		if !found {
			t.Errorf("%s has no %s", test.list, test.code)
		}
	}
}

// ISO 3166-1: two capitals, three capitals, three digits, none of them twice.
func TestCountryCodes(t *testing.T) {
	const capitals, digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789"
	seen := map[string]bool{}
	for _, code := range codeList(t, "countries").Codes {
		for _, form := range []struct {
			code, of string
			length   int
		}{{code.Code, capitals, 2}, {code.Other["alpha-3"], capitals, 3}, {code.Other["numeric"], digits, 3}} {
			if len(form.code) != form.length || strings.Trim(form.code, form.of) != "" || seen[form.code] {
				t.Errorf("%s: %q", code.Code, form.code)
			}
			seen[form.code] = true
		}
	}
}

func TestFaultsOfEveryCodeListAreTold(t *testing.T) {
	text, err := fs.ReadFile(FS(), "codelists/provinces.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, err = newListFolder(fstest.MapFS{
		"codelists/a.yaml":         {Data: []byte("name: a\n")},
		"codelists/provences.yaml": {Data: text},
	}).all()
	if err == nil {
		t.Fatal("accepted")
	}
	for _, want := range []string{
		"codelists/a.yaml:1:1: a code list lacks “version”",
		"codelists/provences.yaml: this is the code list provinces and belongs in provinces.yaml",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("got %v\nwant %s", err, want)
		}
	}
}

// A fault of a list is one of the standard that uses it.
func TestLoadTellsFaultsOfCodeListsInUse(t *testing.T) {
	text, err := fs.ReadFile(FS(), "baby-names/1.0.0/standard.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, err = load(fstest.MapFS{
		"baby-names/1.0.0/standard.yaml": {Data: text},
		"codelists/provinces.yaml":       {Data: []byte("name: provinces\n")},
		"codelists/sex-at-birth.yaml":    {Data: []byte("name: sex-at-birth\n")},
	})
	for _, want := range []string{"codelists/provinces.yaml:1:1: a code list lacks", "codelists/sex-at-birth.yaml:1:1: a code list lacks"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v\nwant %s", err, want)
		}
	}
}

// The digest of a version covers the code lists it uses: with another spelling in one of them it is another.
func TestDigestCoversCodeLists(t *testing.T) {
	digest := func(change bool) string {
		changed := fstest.MapFS{}
		err := fs.WalkDir(FS(), ".", func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			text, err := fs.ReadFile(FS(), name)
			if change && name == "codelists/provinces.yaml" {
				text = []byte(strings.Replace(string(text), "Labrador, N.L.", "Labrador, N. L.", 1))
			}
			changed[name] = &fstest.MapFile{Data: text}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		all, err := load(changed)
		if err != nil {
			t.Fatal(err)
		}
		return all[0].Digest
	}
	if digest(true) == digest(false) {
		t.Error("another code list, same digest")
	}
	if published := versions(t)[0].Digest; digest(false) != published {
		t.Error("the same files, another digest")
	}
}

// FuzzCodeListSchema looks for lists that the parser accepts and the schema refuses, and for panics.
func FuzzCodeListSchema(f *testing.F) {
	text, err := fs.ReadFile(FS(), "codelists/provinces.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Fuzz(func(t *testing.T, text []byte) {
		_, err := standard.ParseCodeList("s.yaml", text)
		if refused := validateBy(compiledList, "s.yaml", text); err == nil && refused != nil {
			t.Errorf("the parser accepts what the schema refuses: %v\n%s", refused, text)
		}
	})
}
