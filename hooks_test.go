package hvdlint_test

import (
	"os"
	"regexp"
	"testing"

	"go.yaml.in/yaml/v3"
)

// hook is one entry of .pre-commit-hooks.yaml.
type hook struct {
	ID, Name, Description, Entry, Language, Files, Exclude string
	Types                                                  []string
	RequireSerial                                          bool `yaml:"require_serial"`
}

func readHooks(t *testing.T) []hook {
	t.Helper()
	file, err := os.Open(".pre-commit-hooks.yaml")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	decoder := yaml.NewDecoder(file)
	decoder.KnownFields(true)
	var hooks []hook
	if err := decoder.Decode(&hooks); err != nil {
		t.Fatal(err)
	}
	return hooks
}

func TestHooksOfPreCommit(t *testing.T) {
	languages := map[string]string{"hvdlint": "golang", "hvdlint-system": "system"}
	hooks := readHooks(t)
	if len(hooks) != len(languages) {
		t.Errorf("%d hooks", len(hooks))
	}
	for _, h := range hooks {
		if h.Language != languages[h.ID] || h.Entry != "hvdlint check" || h.Name == "" || h.Description == "" {
			t.Errorf("%+v", h)
		}
		// Several processes at once would each see a part of the dataset.
		if !h.RequireSerial || len(h.Types) != 1 || h.Types[0] != "file" {
			t.Errorf("%s: types %v, serial %t", h.ID, h.Types, h.RequireSerial)
		}
		files, exclude := regexp.MustCompile(h.Files), regexp.MustCompile(h.Exclude)
		for name, want := range map[string]bool{
			"names.csv": true, "data/noms.tsv": true, "data/2016/names.csv.gz": true, "a.xlsx": true, "a.xlsm": true, "a.json": true, "a.ndjson": true,
			"a.jsonl": true, "a.geojson": true, "a.parquet": true, "a.json.zst": true, "data/packages.csv": true,
			"README.md": false, "csv": false, "names.csv.bak": false, "a.xls": false, "package.json": false, "web/package-lock.json": false,
			"datapackage.json": false, "tsconfig.build.json": false, ".eslintrc.json": false, ".github/labels.json": false, ".cache/a.csv": false,
		} {
			if got := files.MatchString(name) && !exclude.MatchString(name); got != want {
				t.Errorf("%s takes %s: %t, want %t", h.ID, name, got, want)
			}
		}
	}
}
