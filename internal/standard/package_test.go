package standard

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
)

// files are what a descriptor may refer to.
type files map[string]string

func (f files) read(name string) ([]byte, error) {
	if text, ok := f[name]; ok {
		return []byte(text), nil
	}
	return nil, message.NewFault(message.Text{EN: "not there", FR: "absent"})
}

func TestParsePackage(t *testing.T) {
	const text = `{
  "profile": "tabular-data-package", "name": "noms", "id": "10.1/x", "version": "1.0", "title": "Les noms", "description": {"en": "Names", "fr": "Noms"},
  "conformsTo": "https://example.org/baby-names/1.0.0", "keywords": ["a"], "licenses": [{"name": "OGL", "path": "https://example.org"}, "free"],
  "contributors": [{"title": "Bureau", "role": "publisher"}, {"title": "Ann", "roles": ["creator", "editor"], "email": "ann@example.org"}],
  "resources": [
    {"name": "names", "title": "Noms", "path": "data/names.csv", "profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
     "bytes": 120, "hash": "sha256:ab", "dialect": {"delimiter": ";", "header": false}, "schema": {"fields": [{"name": "year", "type": "integer"}]}, "x": 1},
    {"name": "parts", "path": ["a.csv", "b.csv"], "schema": "schema.json", "dialect": "dialect.json"},
    {"name": "inline", "type": "table", "data": [{"b": 1.50, "a": "é<", "c": [null, true, 1e3]}]},
    {"name": "text", "format": "csv", "data": "a,b\n1,2\n"},
    {"path": "reports/annual.pdf"}
  ]
}`
	p, err := ParsePackage("datapackage.json", []byte(text), files{"schema.json": `{"fields": [{"name": "a"}], "fieldsMatch": "subset"}`, "dialect.json": `{"delimiter": "|"}`}.read)
	if err != nil {
		t.Fatal(err)
	}
	if p.Name != "noms" || p.ID != "10.1/x" || p.Version != "1.0" || p.Title != message.Same("Les noms") || p.Description.FR != "Noms" || p.ConformsTo != "https://example.org/baby-names/1.0.0" ||
		p.Publisher() != "Bureau" || p.Digest != DigestText([]byte(text)) {
		t.Errorf("head: %+v", p)
	}
	if want := []License{{Name: "OGL", Path: "https://example.org"}}; !reflect.DeepEqual(p.Licenses, want) {
		t.Errorf("licences: %+v", p.Licenses)
	}
	if want := []Contributor{{Title: "Bureau", Roles: []string{"publisher"}}, {Title: "Ann", Email: "ann@example.org", Roles: []string{"creator", "editor"}}}; !reflect.DeepEqual(p.Contributors, want) {
		t.Errorf("contributors: %+v", p.Contributors)
	}
	names := p.Resources[0]
	if names.Name != "names" || names.Title.EN != "Noms" || !reflect.DeepEqual(names.Paths, []string{"data/names.csv"}) || names.Format != "csv" || names.MediaType != "text/csv" || names.Encoding != "utf-8" ||
		*names.Bytes != 120 || names.Hash != "sha256:ab" || !names.Tabular || *names.Dialect.Delimiter != ";" || *names.Dialect.Header || names.Schema.Field("year") == nil || names.Data != nil {
		t.Errorf("names: %+v", names)
	}
	parts := p.Resources[1]
	if !reflect.DeepEqual(parts.Paths, []string{"a.csv", "b.csv"}) || parts.Schema.FieldsMatch != Subset || *parts.Dialect.Delimiter != "|" || !parts.Tabular {
		t.Errorf("parts: %+v", parts)
	}
	if got, want := string(p.Resources[2].Data), `[{"b":1.50,"a":"é\u003c","c":[null,true,1e3]}]`; got != want || !p.Resources[2].Tabular {
		t.Errorf("inline: %s", got)
	}
	if got := string(p.Resources[3].Data); got != "a,b\n1,2\n" {
		t.Errorf("text: %q", got)
	}
	if r := p.Resources[4]; r.Name != "annual" || r.Tabular || r.Schema != nil {
		t.Errorf("report: %+v", r)
	}
}

func TestPackageFaults(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"no JSON", `{`, `datapackage.json:1:`},
		{"a list", `[]`, `datapackage.json:1:1: a data package must be a mapping, not a list`},
		{"no resources", `{}`, `datapackage.json:1:1: a data package lacks “resources”`},
		{"no list of resources", `{"resources": {}}`, `datapackage.json:1:15: resources must be a list, not a mapping`},
		{"no resource", `{"resources": []}`, `datapackage.json:1:15: resources must have at least one resource`},
		{"a resource that is none", `{"resources": ["a.csv"]}`, `datapackage.json:1:16: a resource must be a mapping, not “a.csv”`},
		{"neither path nor data", `{"resources": [{"name": "a"}]}`, `datapackage.json:1:16: a resource must have “path”, which names its file, or “data”`},
		{"an empty path", `{"resources": [{"name": "a", "path": []}]}`, `datapackage.json:1:38: path must not be empty`},
		{"a path that is none", `{"resources": [{"name": "a", "path": 5}]}`, `datapackage.json:1:38: path must be text, not 5`},
		{"no name", `{"resources": [{"data": []}]}`, `datapackage.json:1:16: a resource lacks “name”`},
		{"a name twice", `{"resources": [{"name": "a", "path": "a.csv"},{"name": "a", "path": "b.csv"}]}`, `datapackage.json:1:47: two resources have the name “a”`},
		{"a size that is none", `{"resources": [{"name": "a", "path": "a.csv", "bytes": "5"}]}`, `datapackage.json:1:56: bytes must be a whole number from 0 up, not “5”`},
		{"a schema that is a number", `{"resources": [{"name": "a", "path": "a.csv", "schema": 5}]}`, `datapackage.json:1:57: schema must be text, not 5`},
		{"a schema that is none", `{"resources": [{"name": "a", "path": "a.csv", "schema": []}]}`, `datapackage.json:1:57: schema must be a mapping, not a list`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := ParsePackage("datapackage.json", []byte(test.text), files{}.read)
			if err == nil || !strings.HasPrefix(err.Error(), test.want) {
				t.Fatalf("got %v\nwant %s", err, test.want)
			}
			if text := message.TextOf(err); text.FR == "" || text.FR == text.EN {
				t.Errorf("not in French: %s", text.FR)
			}
		})
	}
}

func TestPackageStandard(t *testing.T) {
	const two = `{"name": "noms", "resources": [
		{"name": "v1", "path": "a.csv", "schema": {"fields": [{"name": "year", "constraints": {"required": true}}, {"name": "note"}]}},
		{"name": "v2", "path": "b.csv", "schema": {"$schema": "https://datapackage.org/profiles/2.0/tableschema.json", "fields": [{"name": "year"}]}},
		{"name": "other", "path": "c.csv"}]}`
	p, err := ParsePackage("datapackage.json", []byte(two), files{}.read)
	if err != nil {
		t.Fatal(err)
	}
	s, err := p.Standard()
	if err != nil {
		t.Fatal(err)
	}
	if s.Name != "noms" || s.Version != "" || s.Digest != p.Digest || len(s.Resources) != 2 || s.Resource("v2") == nil {
		t.Errorf("got %+v", s)
	}
	levels := map[string]Level{}
	for _, r := range s.Requirements {
		levels[r.ID] = r.Level
	}
	for id, want := range map[string]Level{
		"v1/fields/year/present": Must, "v1/fields/note/present": Should, "v1/header/no-others": Should, "v2/fields/year/present": Must, "v2/header/no-others": Must,
	} {
		if levels[id] != want {
			t.Errorf("%s: %v, want %v", id, levels[id], want)
		}
	}
	for name, c := range map[string]struct {
		text     string
		none     bool
		complain string
		match    FieldsMatch
	}{
		"no schema":              {text: `{"resources": [{"name": "a", "path": "a.csv"}]}`, none: true},
		"a schema that is gone":  {text: `{"resources": [{"name": "a", "path": "a.csv", "schema": "gone.json"}]}`, complain: `datapackage.json:1:57: schema “gone.json” could not be read: not there`},
		"a faulty one":           {text: `{"resources": [{"name": "a", "path": "a.csv", "schema": {"fields": []}}]}`, complain: `datapackage.json:1:68: fields must have at least one field`},
		"a faulty one elsewhere": {text: `{"resources": [{"name": "a", "path": "a.csv", "schema": "s.json"}]}`, complain: `s.json:1:12: fields must have at least one field`},
		"one that is no mapping": {text: `{"resources": [{"name": "a", "path": "a.csv", "schema": "t.json"}]}`, complain: `t.json:1:1: schema must be a mapping, not a list`},
		"one of version 1":       {text: `{"resources": [{"name": "a", "path": "a.csv", "schema": {"fields": [{"name": "b"}]}}]}`, match: Equal},
		"a package of version 2": {
			text:  `{"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "resources": [{"name": "a", "path": "a.csv", "schema": {"fields": [{"name": "b"}]}}]}`,
			match: Exact,
		},
	} {
		p, err := ParsePackage("datapackage.json", []byte(c.text), files{"s.json": `{"fields": []}`, "t.json": `[]`}.read)
		if err != nil {
			t.Fatal(name, err)
		}
		s, err := p.Standard()
		switch {
		case c.complain != "":
			if err == nil || err.Error() != c.complain {
				t.Errorf("%s: got %v", name, err)
			}
		case err != nil, (s == nil) != c.none:
			t.Errorf("%s: got %v, %v", name, s, err)
		case s != nil && s.Resources[0].Schema.FieldsMatch != c.match:
			t.Errorf("%s: fields match as %s", name, s.Resources[0].Schema.FieldsMatch)
		}
	}
}

// Whatever the bytes: nothing panics, every error has a place, and a package that is read makes a standard or says why not.
func FuzzPackage(f *testing.F) {
	for _, seed := range []string{
		"", "{", `{"resources": [{"name": "a", "path": ["a", "b"], "schema": "s"}]}`, `{"resources": [{"data": {"a": [1, null]}, "name": "x", "dialect": {}}]}`,
		"resources:\n- {name: a, data: .inf}\n", `{"contributors": [{"roles": [[]]}], "licenses": [null], "resources": [{"name": "a", "schema": {"fields": [{"name": "b"}]}, "path": "c"}]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, name := range []string{"datapackage.json", "datapackage.yaml"} {
			p, err := ParsePackage(name, text, files{"s": `{"fields": [{"name": "a"}]}`}.read)
			if err != nil {
				if _, ok := errors.AsType[*Problem](err); !ok {
					t.Fatalf("no place: %v", err)
				}
				continue
			}
			if _, err := p.Standard(); err != nil {
				if _, ok := errors.AsType[*Problem](err); !ok {
					t.Fatalf("no place: %v", err)
				}
			}
		}
	})
}
