package source

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// tree makes empty files below a new folder, and makes that the working folder.
func tree(t *testing.T, files ...string) {
	t.Helper()
	root := t.TempDir()
	for _, file := range files {
		file = filepath.Join(root, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(root)
}

// expand expands without the network.
func expand(t *testing.T, args ...string) ([]Dataset, []Unfound) {
	t.Helper()
	datasets, unfound, err := Expand(t.Context(), args, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := closeAll(datasets); err != nil {
			t.Error(err)
		}
	})
	return datasets, unfound
}

func TestExpand(t *testing.T) {
	tree(t,
		"b.csv", "a.csv", "a.dat", "notes.md", ".hidden.csv", "[1].csv",
		"data/z.CSV", "data/2020/x.tsv", "data/2020/.git/y.csv", "data/2019.csv", "data/readme.pdf", "data/~$z.csv", "data/t.txt", "data/u.tab",
		"data/README.txt", "empty/LISEZMOI.TXT", "empty/readme.md", "Prénoms/é.csv", "books/a.XLSX", "books/b.xls", "books/c.parquet", "books/~$a.xlsx", "books/d.docx",
	)
	cases := []struct {
		name    string
		args    string // separated by spaces
		want    string
		unfound string // path=reason
	}{
		{name: "a file", args: "a.csv", want: "a.csv"},
		{name: "a file with any extension", args: "a.dat notes.md", want: "a.dat notes.md"},
		{name: "standard input", args: "- a.csv -", want: "- a.csv"},
		{name: "the order of arguments stays", args: "b.csv a.csv", want: "b.csv a.csv"},
		{name: "a file named twice", args: "a.csv ./a.csv data/../a.csv", want: "a.csv"},
		{name: "a folder", args: "data", want: "data/2019.csv data/2020/x.tsv data/t.txt data/u.tab data/z.CSV"},
		{name: "a folder with a slash", args: "data/", want: "data/2019.csv data/2020/x.tsv data/t.txt data/u.tab data/z.CSV"},
		{name: "the working folder", args: ".", want: "Prénoms/é.csv [1].csv a.csv b.csv books/a.XLSX books/b.xls books/c.parquet data/2019.csv data/2020/x.tsv data/t.txt data/u.tab data/z.CSV"},
		{name: "a hidden folder that is named", args: "data/2020/.git", want: "data/2020/.git/y.csv"},
		{name: "a folder after a file in it", args: "data/t.txt data/2020/.. ", want: "data/t.txt data/2019.csv data/2020/x.tsv data/u.tab data/z.CSV"},
		{name: "a folder without tables", args: "empty a.csv", want: "a.csv", unfound: "empty=empty-folder"},
		{name: "a folder of tables that cannot be read", args: "books", want: "books/a.XLSX books/b.xls books/c.parquet"},
		{name: "a glob of them", args: "books/*", want: "books/a.XLSX books/b.xls books/c.parquet"},
		{name: "nothing there", args: "c.csv a.csv c.csv", want: "a.csv", unfound: "c.csv=not-found"},
		{name: "an address that is not of the Web", args: "file:///a.csv s3://b/*.csv", unfound: "file:///a.csv=bad-address s3://b/*.csv=bad-address"},
		{name: "a drive that is not there", args: "Q://a.csv", unfound: "Q://a.csv=not-found"},
		{name: "a path that looks like an address", args: "é://a.csv", unfound: "é://a.csv=not-found"},
		{name: "a glob", args: "*.csv", want: "[1].csv a.csv b.csv"},
		{name: "a glob that names an extension", args: "*.dat", want: "a.dat"},
		{name: "a glob of hidden files", args: ".*.csv", want: ".hidden.csv"},
		{name: "a glob that leaves the extension open", args: "a*", want: "a.csv"},
		{name: "a glob across folders", args: "data/**/*.tsv", want: "data/2020/x.tsv"},
		{name: "a glob of everything", args: "data/**", want: "data/2019.csv data/2020/x.tsv data/t.txt data/u.tab data/z.CSV"},
		{name: "a glob of folders", args: "data/20*", want: "data/2019.csv data/2020/x.tsv"},
		{name: "a glob with alternatives", args: "{a,b}.csv", want: "a.csv b.csv"},
		{name: "a file whose name looks like a glob", args: "[1].csv", want: "[1].csv"},
		{name: "a glob without match", args: "*.tsv", unfound: "*.tsv=no-match"},
		{name: "a glob without tables", args: "empty/*", unfound: "empty/*=no-match"},
		{name: "an unfinished glob", args: "[a.csv", unfound: "[a.csv=bad-pattern"},
		{name: "accents", args: "Prénoms/*.csv", want: "Prénoms/é.csv"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			datasets, unfound := expand(t, strings.Fields(c.args)...)
			var got, missing []string
			for _, d := range datasets {
				got = append(got, d.Path)
				if len(d.Inputs) != 1 || d.Inputs[0].Path != d.Path || (d.Path == "-") != d.Inputs[0].IsStdin() {
					t.Errorf("%+v: want the file alone", d)
				}
			}
			for _, u := range unfound {
				missing = append(missing, u.Path+"="+u.Unread.Reason)
				if u.Unread.Text.EN == "" || u.Unread.Text.FR == "" {
					t.Errorf("%s has no sentence", u.Path)
				}
			}
			if g := strings.Join(got, " "); g != c.want {
				t.Errorf("inputs %s\n  want %s", g, c.want)
			}
			if g := strings.Join(missing, " "); g != c.unfound {
				t.Errorf("unfound %s\n   want %s", g, c.unfound)
			}
		})
	}
}

func TestExpandBackslashes(t *testing.T) {
	if runtime.GOOS != "windows" {
		t.Skip("a backslash separates folders on Windows only")
	}
	tree(t, "data/2020/x.csv")
	inputs, _ := expand(t, `data\**\*.csv`, `data\2020\x.csv`)
	if len(inputs) != 1 || inputs[0].Path != "data/2020/x.csv" {
		t.Errorf("got %v", inputs)
	}
}

func TestExpandLinks(t *testing.T) {
	tree(t, "data/a.csv", "elsewhere/b.csv")
	for link, target := range map[string]string{"data/loop": ".", "data/c.csv": "../elsewhere/b.csv", "link": "elsewhere"} {
		if err := os.Symlink(target, link); err != nil {
			t.Skip("no links here:", err)
		}
	}
	inputs, unfound := expand(t, "data", "link")
	var got []string
	for _, in := range inputs {
		got = append(got, in.Path)
	}
	if want := []string{"data/a.csv", "data/c.csv", "link/b.csv"}; !slices.Equal(got, want) || unfound != nil {
		t.Errorf("got %v, %v; want %v", got, unfound, want)
	}
}

func TestExpandForbiddenFolder(t *testing.T) {
	tree(t, "data/a.csv", "data/secret/b.csv")
	if err := os.Chmod("data/secret", 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod("data/secret", 0o755) })
	if _, err := os.ReadDir("data/secret"); err == nil {
		t.Skip("permissions do not bind this user")
	}
	inputs, unfound := expand(t, "data")
	if len(inputs) != 1 || len(unfound) != 1 || unfound[0].Path != "data/secret" || unfound[0].Unread.Reason != "permission" {
		t.Errorf("got %v, %v", inputs, unfound)
	}
}

func TestName(t *testing.T) {
	for file, want := range map[string]string{
		"-": "stdin", "a.csv": "a", "data/Top names.2020.csv": "Top names.2020", "data/noms": "noms", ".csv": ".csv", "names.csv.gz": "names", "names.gz": "names", "a.zip!data/b.csv.xz": "b",
		"https://example.org/data/rows.csv?accessType=DOWNLOAD": "rows", "https://example.org/": "example",
	} {
		if got := Name(file); got != want {
			t.Errorf("Name(%q) = %q, want %q", file, got, want)
		}
	}
}
