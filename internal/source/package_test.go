package source

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/ulikunitz/xz"
)

// describing makes a descriptor of resources, each given as JSON.
func describing(resources ...string) string {
	return `{"name": "noms", "resources": [` + strings.Join(resources, ",") + `]}`
}

func TestExpandPackages(t *testing.T) {
	tabular := `"schema": {"fields": [{"name": "year"}, {"name": "name"}]}`
	place(t, map[string]string{
		"p/datapackage.json":     describing(`{"name": "names", "path": "data/names.csv", `+tabular+`}`, `{"name": "gone", "path": "data/gone.csv"}`),
		"p/data/names.csv":       rows,
		"p/data/other.csv":       rows,
		"p/sub/deep/a.csv":       rows,
		"all/q/datapackage.json": describing(`{"name": "n", "path": "n.csv"}`),
		"all/q/n.csv":            rows, "all/q/m.csv": rows, "all/z.csv": rows,
		"secret.csv": rows,
		"out/datapackage.json": describing(
			`{"name": "up", "path": "../secret.csv"}`, `{"name": "inner-up", "path": "a/../../secret.csv"}`, `{"name": "absolute", "path": "/etc/names.csv"}`,
			`{"name": "windows", "path": "C:\\secret.csv"}`, `{"name": "backslash", "path": "..\\secret.csv"}`, `{"name": "home", "path": "~/secret.csv"}`,
			`{"name": "file", "path": "file:///etc/names.csv"}`, `{"name": "web", "path": "https://example.org/a.csv"}`, `{"name": "ftp", "path": "ftp://example.org/a.csv"}`,
			`{"name": "folder", "path": "sub.csv"}`, `{"name": "dot", "path": "./in.csv"}`),
		"out/sub.csv/n.csv":       rows,
		"out/in.csv":              rows,
		"faulty/datapackage.json": `{"resources": [{"name": 5, "path": "a.csv"}]}`,
		"broken/datapackage.json": `{"resources": [`,
		"v2/datapackage.yaml":     "$schema: https://datapackage.org/profiles/2.0/datapackage.json\nname: deux\nresources:\n- {name: n, path: n.csv, type: table}\n",
		"v2/n.csv":                rows,
		"mixed/datapackage.json":  describing(`{"name": "report", "path": "report.pdf"}`, `{"name": "n", "path": "n.csv"}`, `{"name": "data", "path": "n.dat", `+tabular+`}`),
		"mixed/n.csv":             rows, "mixed/n.dat": rows, "mixed/report.pdf": "%PDF-1.7",
		"pdf/datapackage.json":  describing(`{"name": "report", "path": "report.pdf"}`),
		"pdf/report.pdf":        "%PDF-1.7",
		"inside.zip":            zipped(t, "noms/datapackage.json="+describing(`{"name": "n", "path": "data/n.csv"}`, `{"name": "g", "path": "g.csv"}`, `{"name": "u", "path": "../up.csv"}`), "noms/data/n.csv="+rows, "noms/x.csv="+rows, "up.csv="+rows),
		"several.zip":           zipped(t, "a/datapackage.json="+describing(`{"name": "n", "path": "n.csv"}`), "b/datapackage.json={}", "a/n.csv="+rows),
		"long/datapackage.json": strings.Repeat(" ", maxDescriptor) + describing(`{"name": "n", "path": "n.csv"}`),
		"long.zip":              zipped(t, "datapackage.json="+strings.Repeat(" ", maxDescriptor)+"{}", "n.csv="+rows),
		"broken.zip":            zipped(t, "datapackage.json={", "n.csv="+rows),
	})
	refused := strings.Join([]string{
		"../secret.csv=outside-folder", "a/../../secret.csv=outside-folder", "/etc/names.csv=outside-folder", `C:\secret.csv=outside-folder`, `..\secret.csv=outside-folder`,
		"~/secret.csv=outside-folder", "file:///etc/names.csv=no-network", "https://example.org/a.csv=no-network", "ftp://example.org/a.csv=no-network", "out/sub.csv=is-directory",
	}, " ")
	for _, c := range []struct{ name, args, want string }{
		{"a descriptor", "p/datapackage.json", "noms p/datapackage.json: p/data/names.csv p/data/gone.csv=not-found"},
		{"a folder with one", "p", "noms p/datapackage.json: p/data/names.csv p/data/gone.csv=not-found"},
		{"a folder around it", "all", "noms all/q/datapackage.json: all/q/n.csv\nz all/z.csv: all/z.csv"},
		{"a glob that finds both", "all/**/*.*", "noms all/q/datapackage.json: all/q/n.csv\nm all/q/m.csv: all/q/m.csv\nz all/z.csv: all/z.csv"},
		{"a table, then its descriptor", "p/data/names.csv p", "names p/data/names.csv: p/data/names.csv\nnoms p/datapackage.json: p/data/names.csv p/data/gone.csv=not-found"},
		{"paths that lead out", "out", "noms out/datapackage.json: out/in.csv " + refused},
		{"a descriptor with a fault", "faulty", "faulty/datapackage.json=faulty-descriptor"},
		{"a descriptor that is no JSON", "broken", "broken/datapackage.json=faulty-descriptor"},
		{"version 2, as YAML", "v2", "deux v2/datapackage.yaml: v2/n.csv"},
		{"resources that are no tables", "mixed", "noms mixed/datapackage.json: mixed/n.csv mixed/n.dat"},
		{"no tables at all", "pdf", "noms pdf/datapackage.json: pdf/report.pdf"},
		{"in an archive", "inside.zip", "noms inside.zip!noms/datapackage.json: inside.zip!noms/data/n.csv inside.zip!noms/g.csv=not-found ../up.csv=outside-folder"},
		{"several in an archive", "several.zip", "several several.zip: several.zip!a/datapackage.json several.zip!a/n.csv several.zip!b/datapackage.json"},
		{"a descriptor that is too long", "long", "long/datapackage.json=too-large"},
		{"one that is too long in an archive", "long.zip", "long.zip=too-large"},
		{"a broken one in an archive", "broken.zip", "broken.zip=faulty-descriptor"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := told(expand(t, strings.Fields(c.args)...)); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// Links in the folder of a descriptor must not lead out of it, neither when it is read nor later.
func TestPackageLinks(t *testing.T) {
	place(t, map[string]string{
		"p/datapackage.json": describing(`{"name": "n", "path": "n.csv"}`, `{"name": "inside", "path": "inside.csv"}`, `{"name": "out", "path": "out.csv"}`, `{"name": "far", "path": "far/secret.csv"}`),
		"p/n.csv":            rows,
		"secret.csv":         rows,
	})
	for link, target := range map[string]string{"p/inside.csv": "n.csv", "p/out.csv": "../secret.csv", "p/far": ".."} {
		if err := os.Symlink(target, link); err != nil {
			t.Skip("no links here:", err)
		}
	}
	datasets, _ := expand(t, "p")
	if got, want := told(datasets, nil), "noms p/datapackage.json: p/n.csv p/inside.csv p/out.csv=outside-folder p/far/secret.csv=outside-folder"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := readAll(t, opened(t, datasets[0].Inputs[1], Options{})); got != rows {
		t.Errorf("a link inside: read %q", got)
	}
	if err := os.Remove("p/n.csv"); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("../secret.csv", "p/n.csv"); err != nil {
		t.Fatal(err)
	}
	if got := reasonOf(t, datasets[0].Inputs[0], Options{}); reason(got) != "outside-folder" {
		t.Errorf("a file that became a link: got %+v", got)
	}
}

func TestDeclared(t *testing.T) {
	place(t, map[string]string{
		"datapackage.json": describing(`{"name": "les-noms", "path": "n", "format": "JSON", "mediatype": "application/json", "encoding": "utf-8", "bytes": 9, "hash": "sha1:ab",
			"dialect": "dialect.json", "schema": "schema.json"}`, `{"name": "b", "path": "b.csv", "schema": "../schema.json"}`),
		"n": "[5]", "b.csv": rows, "dialect.json": `{"delimiter": ";"}`, "schema.json": `{"fields": [{"name": "a"}]}`,
	})
	datasets, unfound := expand(t, "datapackage.json")
	if len(datasets) != 1 || unfound != nil {
		t.Fatalf("got %+v, %+v", datasets, unfound)
	}
	in := datasets[0].Inputs[0]
	d := in.Declared
	if d.Name != "les-noms" || d.Format != "JSON" || d.MediaType != "application/json" || d.Encoding != "utf-8" || *d.Bytes != 9 || d.Hash != "sha1:ab" || !d.Schema || *d.Dialect.Delimiter != ";" {
		t.Errorf("got %+v", d)
	}
	// The format that is declared stands in for an extension.
	if s := opened(t, in, Options{}); s.Format() != JSON || s.Facts().Name != "les-noms" {
		t.Errorf("%s, %+v", s.Format(), s.Facts())
	}
	if datasets[0].Inputs[1].Declared.Schema {
		t.Error("a schema outside of the folder was read")
	}
	if _, err := datasets[0].Package.Standard(); err == nil || !strings.Contains(err.Error(), "outside of its folder") {
		t.Errorf("got %v", err)
	}
}

func TestInlineData(t *testing.T) {
	place(t, map[string]string{"datapackage.json": describing(
		`{"name": "objects", "data": [{"b": 1.50, "a": "é"}, {"b": null}]}`, `{"name": "text", "format": "csv", "data": "year,name\n2020,Léa\n2021,Noé\n"}`, `{"name": "empty", "format": "csv", "data": ""}`)})
	datasets, _ := expand(t, "datapackage.json")
	for i, want := range []struct{ path, format, text string }{
		{"datapackage.json#objects", JSON, `[{"b":1.50,"a":"é"},{"b":null}]`},
		{"datapackage.json#text", CSV, rows},
		{"datapackage.json#empty", CSV, ""},
	} {
		in := datasets[0].Inputs[i]
		s := opened(t, in, Options{})
		if got := readAll(t, s); got != want.text || in.Path != want.path || s.Format() != want.format || in.File != "datapackage.json" || in.IsStdin() {
			t.Errorf("%+v: read %q as %s", in, got, s.Format())
		}
	}
}

func TestJoinedParts(t *testing.T) {
	const bom = "\xef\xbb\xbf"
	for _, c := range []struct {
		name  string
		parts []string // name=content
		want  string   // text, or the reason why not
	}{
		{"one header", []string{"a.csv=h,i\n1,2\n", "b.csv=3,4\n"}, "h,i\n1,2\n3,4\n"},
		{"the header again", []string{"a.csv=h,i\n1,2\n", "b.csv=h,i\n3,4\n", "c.csv=h,i\n5,6\n"}, "h,i\n1,2\n3,4\n5,6\n"},
		{"the header with other line endings", []string{"a.csv=h,i\r\n1,2\r\n", "b.csv=h,i\n3,4\n"}, "h,i\r\n1,2\r\n3,4\n"},
		{"another header", []string{"a.csv=h,i\n1,2\n", "b.csv=H,i\n3,4\n"}, "h,i\n1,2\nH,i\n3,4\n"},
		{"no final line ending", []string{"a.csv=h,i\n1,2", "b.csv=h,i\n3,4"}, "h,i\n1,2\n3,4"},
		{"byte order marks", []string{"a.csv=" + bom + "h,i\n1,2\n", "b.csv=" + bom + "h,i\n3,4\n"}, "h,i\n1,2\n3,4\n"},
		{"a header alone", []string{"a.csv=h,i", "b.csv=h,i\n3,4\n"}, "h,i\n3,4\n"},
		{"an empty part", []string{"a.csv=h,i\n1,2\n", "b.csv=", "c.csv=h,i\n3,4\n"}, "h,i\n1,2\n3,4\n"},
		{"compressed parts", []string{"a.csv.gz=" + gzipOf(t, "h,i\n1,2\n"), "b.csv.xz=" + xzOf(t, "h,i\n3,4\n", xz.WriterConfig{})}, "h,i\n1,2\n3,4\n"},
		{"lines of JSON, which may be equal", []string{"a.ndjson={\"a\":1}", "b.ndjson={\"a\":1}"}, "{\"a\":1}\n{\"a\":1}"},
		{"a workbook", []string{"a.csv=h\n", "b.xlsx=" + zipped(t, "[Content_Types].xml", "xl/workbook.xml")}, "unsupported-format"},
		{"a part that is damaged", []string{"a.csv=h\n", "b.csv.gz=" + gzipOf(t, plainRows(100))[:200]}, "damaged-archive"},
		{"more than may be copied", []string{"a.csv=" + plainRows(100), "b.csv=" + plainRows(3000)}, "too-large"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files, names := map[string]string{}, []string{}
			for _, p := range c.parts {
				name, content, _ := strings.Cut(p, "=")
				files[name], names = content, append(names, `"`+name+`"`)
			}
			files["datapackage.json"] = describing(`{"name": "n", "path": [` + strings.Join(names, ",") + `]}`)
			place(t, files)
			datasets, unfound := expand(t, "datapackage.json")
			if len(datasets) != 1 || len(datasets[0].Inputs) != 1 {
				t.Fatalf("got %+v, %+v", datasets, unfound)
			}
			folder := t.TempDir()
			options := Options{TempDir: folder, Limits: Limits{Copied: 20_000}}
			if unread := reasonOf(t, datasets[0].Inputs[0], options); unread != nil {
				if unread.Reason != c.want {
					t.Errorf("got %+v", unread)
				}
				empty(t, folder)
				return
			}
			s := opened(t, datasets[0].Inputs[0], options)
			if got := readAll(t, s); got != c.want {
				t.Errorf("read %q", got)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			empty(t, folder)
		})
	}
}

func TestMissingPart(t *testing.T) {
	place(t, map[string]string{"datapackage.json": describing(`{"name": "n", "path": ["a.csv", "b.csv"]}`), "a.csv": rows})
	if got, want := told(expand(t, ".")), "noms datapackage.json: b.csv=not-found"; got != want {
		t.Errorf("got %s", got)
	}
}

// Every published example loads, as it lies and packed. What is on the Web is not fetched, because nobody named it.
func TestExamplePackages(t *testing.T) {
	folder := filepath.Join(shared, "corpora", "example-data-packages")
	descriptors, _ := filepath.Glob(filepath.Join(folder, "*", "datapackage.json"))
	archives, _ := filepath.Glob(filepath.Join(folder, "zip", "*.zip"))
	if len(descriptors) == 0 {
		t.Skip("no corpora in", shared)
	}
	without := map[string]string{ // data, and why they cannot be had
		"cpi-data-via-url": "no-network", "donation-codes-via-url": "no-network", "world-continents-topojson": "no-network", "geo-countries": "not-found",
	}
	for _, file := range slices.Concat(descriptors, archives) {
		name := strings.TrimSuffix(filepath.Base(file), ".zip")
		if name == "datapackage.json" {
			name = filepath.Base(filepath.Dir(file))
		}
		t.Run(filepath.Base(filepath.Dir(file))+"/"+filepath.Base(file), func(t *testing.T) {
			datasets, unfound := expand(t, file)
			if len(datasets) != 1 || len(unfound) != 0 || datasets[0].Package == nil {
				t.Fatalf("got %s", told(datasets, unfound))
			}
			d := &datasets[0]
			if len(d.Inputs)+len(d.Unfound) != len(d.Package.Resources) {
				t.Errorf("of %d resources: %s", len(d.Package.Resources), told(datasets, nil))
			}
			for _, u := range d.Unfound {
				if u.Unread.Reason != without[name] {
					t.Errorf("%s: %s", u.Path, u.Unread.Text.EN)
				}
			}
			if len(d.Unfound) == 0 && without[name] != "" {
				t.Errorf("want %s", without[name])
			}
			for _, in := range d.Inputs {
				s := opened(t, in, Options{})
				if s.IsText() {
					_ = readAll(t, s)
				}
			}
			if _, err := d.Package.Standard(); (err != nil) != (name == "donation-codes-via-url") {
				t.Errorf("its schemas: %v", err)
			}
		})
	}
}
