package verify

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// files reads "path=digest path=digest …".
func files(list string) (all []File) {
	for _, one := range strings.Fields(list) {
		name, sum, _ := strings.Cut(one, "=")
		all = append(all, File{name, sum})
	}
	return all
}

func TestPairUp(t *testing.T) {
	for _, test := range []struct{ name, tables, files, want string }{
		{"the same files", "a.csv=1 b.csv=2", "a.csv=1 b.csv=2", "a.csv~a.csv digest, b.csv~b.csv digest"},
		{"in another order", "a.csv=1 b.csv=2", "b.csv=2 a.csv=1", "a.csv~a.csv digest, b.csv~b.csv digest"},
		{"renamed", "a.csv=1 b.csv=2", "c.csv=2 d.csv=1", "a.csv~d.csv digest, b.csv~c.csv digest"},
		{"exchanged", "a.csv=1 b.csv=2", "a.csv=2 b.csv=1", "a.csv~b.csv digest, b.csv~a.csv digest"},
		{"edited", "a.csv=1 b.csv=2", "a.csv=3 ./b.csv=4", "a.csv~a.csv path, b.csv~./b.csv path"},
		{"moved and edited", "data/a.csv=1 data/b.csv=2", "a.csv=3 b.csv=4", "data/a.csv~a.csv name, data/b.csv~b.csv name"},
		{"one name in two folders", "x/a.csv=1 y/a.csv=2", "a.csv=3", ""},
		{"one name in two folders, one of them known", "x/a.csv=1 y/a.csv=2", "b.csv=1 a.csv=3", "x/a.csv~b.csv digest, y/a.csv~a.csv name"},
		{"the only one left", "a.csv=1 b.csv=2", "a.csv=1 c.csv=3", "a.csv~a.csv digest, b.csv~c.csv rest"},
		{"fewer files", "a.csv=1 b.csv=2 c.csv=3", "b.csv=2", "b.csv~b.csv digest"},
		{"a file too many", "a.csv=1", "a.csv=1 b.csv=2", "a.csv~a.csv digest"},
		{"strangers", "a.csv=1 b.csv=2", "c.csv=3 d.csv=4", ""},
		{"equal files", "a.csv=1 b.csv=1", "b.csv=1 a.csv=1", "a.csv~a.csv digest, b.csv~b.csv digest"},
		{"equal files, one of them named", "a.csv=1 b.csv=1", "x/b.csv=1", "b.csv~x/b.csv digest"},
		{"not read then, not read now", "a.csv= b.csv=", "b.csv= a.csv=", "a.csv~a.csv path, b.csv~b.csv path"},
		{"members", "z.zip!in/a.csv=1 z.zip!b.csv=2", "y.zip!in/a.csv=3 y.zip!b.csv=2", "z.zip!in/a.csv~y.zip!in/a.csv name, z.zip!b.csv~y.zip!b.csv digest"},
		{"from the Web", "https://x.example//a.csv=1", "a.csv=2 https://x.example//a.csv=3", "https://x.example//a.csv~https://x.example//a.csv path"},
		{"nothing", "", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			tables, named := files(test.tables), files(test.files)
			var got []string
			for _, p := range PairUp(tables, named) {
				got = append(got, fmt.Sprintf("%s~%s %s", tables[p.Table].Path, named[p.File].Path, p.How))
			}
			if g := strings.Join(got, ", "); g != test.want {
				t.Errorf("%s, want %s", g, test.want)
			}
		})
	}
}

// Whatever the files are, each is in one pair at most, and the same bytes are never left on both sides.
func TestPairUpLeavesNoEqualFiles(t *testing.T) {
	file := rapid.Custom(func(t *rapid.T) File {
		return File{rapid.SampledFrom([]string{"a", "b", "x/a", "y/a", "-", "z!a"}).Draw(t, "path"), rapid.SampledFrom([]string{"", "1", "2", "3"}).Draw(t, "digest")}
	})
	rapid.Check(t, func(t *rapid.T) {
		tables, named := rapid.SliceOfN(file, 0, 6).Draw(t, "tables"), rapid.SliceOfN(file, 0, 6).Draw(t, "files")
		var left, right []int
		for _, p := range PairUp(tables, named) {
			if slices.Contains(left, p.Table) || slices.Contains(right, p.File) || p.How == "" {
				t.Fatalf("%v is in two pairs", p)
			}
			left, right = append(left, p.Table), append(right, p.File)
		}
		for i, table := range tables {
			for k, f := range named {
				if table.SHA256 != "" && table.SHA256 == f.SHA256 && !slices.Contains(left, i) && !slices.Contains(right, k) {
					t.Fatalf("%v and %v are left over", table, f)
				}
			}
		}
	})
}

func TestRebase(t *testing.T) {
	for _, test := range []struct{ shown, now, then, want string }{
		{"new/a.zip!in/b.csv", "new/a.zip", "old.zip", "old.zip!in/b.csv"},
		{"p/data/a.csv", "p/datapackage.json", "q/r/datapackage.json", "q/r/data/a.csv"},
		{"data/a.csv", "datapackage.json", "q/datapackage.json", "q/data/a.csv"},
		{"p/datapackage.json#inline", "p/datapackage.json", "datapackage.json", "datapackage.json#inline"},
		{"a.zip!p/x.csv", "a.zip!p/datapackage.json", "b.zip!p/datapackage.json", "b.zip!p/x.csv"},
		{"https://x.example/a.csv", "datapackage.json", "q/datapackage.json", "https://x.example/a.csv"},
		{"https://x.example/a.csv", "p/datapackage.json", "q/datapackage.json", "https://x.example/a.csv"},
	} {
		if got := Rebase(test.shown, test.now, test.then); got != test.want {
			t.Errorf("%s: %s, want %s", test.shown, got, test.want)
		}
	}
}
