package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// tree makes files and, for names that end in a slash, folders.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, text := range files {
		file := filepath.Join(root, filepath.FromSlash(name))
		folder, isFolder := filepath.Dir(file), strings.HasSuffix(name, "/")
		if isFolder {
			folder = file
		}
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		if isFolder {
			continue
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestFind(t *testing.T) {
	root := tree(t, map[string]string{
		"outer/.hvdlint.yaml":          "version: 1\n",
		"outer/repo/.git/":             "",
		"outer/repo/.hvdlint.yaml":     "version: 1\n",
		"outer/repo/a/b/":              "",
		"outer/repo/own/.hvdlint.yaml": "version: 1\n",
		"outer/repo/own/deep/":         "",
		"outer/bare/.git":              "gitdir: elsewhere\n",
		"outer/bare/a/":                "",
		"outer/alone/":                 "",
		"outer/misnamed/.hvdlint.yml":  "version: 1\n",
		"outer/both/.hvdlint.yml":      "version: 1\n",
		"outer/both/.hvdlint.yaml":     "version: 1\n",
	})
	for _, test := range []struct{ name, from, want, fault string }{
		{"in the folder itself", "outer/repo", "outer/repo", ""},
		{"in a folder above", "outer/repo/a/b", "outer/repo", ""},
		{"the nearest of two", "outer/repo/own/deep", "outer/repo/own", ""},
		{"not beyond the root", "outer/bare/a", "", ""},
		{"not above without a repository", "outer/alone", "", ""},
		{"in the folder itself without a repository", "outer", "outer", ""},
		{"under a name that is nearly right", "outer/misnamed", "", "rename it to .hvdlint.yaml"},
		{"under both names", "outer/both", "outer/both", ""},
	} {
		file, err := Find(filepath.Join(root, filepath.FromSlash(test.from)))
		want := ""
		if test.want != "" {
			want = filepath.Join(root, filepath.FromSlash(test.want), Name)
		}
		if file != want || (err != nil) != (test.fault != "") || err != nil && !strings.Contains(err.Error(), test.fault) {
			t.Errorf("%s: %q, %v", test.name, file, err)
		}
	}
}

// A path may go up as far as the root of the repository, and without a repository not at all.
func TestLoadKnowsTheRoot(t *testing.T) {
	up := func(n int) string {
		return "version: 1\ndatasets: [{paths: " + strings.Repeat("../", n) + "a.csv}]\n"
	}
	root := tree(t, map[string]string{
		"repo/.git/": "", "repo/a/b/two.yaml": up(2), "repo/a/b/three.yaml": up(3), "repo/a/b/none.yaml": up(0), "alone/one.yaml": up(1), "alone/none.yaml": up(0),
	})
	for name, refused := range map[string]bool{
		"repo/a/b/none.yaml": false, "repo/a/b/two.yaml": false, "repo/a/b/three.yaml": true, "alone/none.yaml": false, "alone/one.yaml": true,
	} {
		if _, err := Load(filepath.Join(root, filepath.FromSlash(name)), name); (err != nil) != refused {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestGuardFollowsLinks(t *testing.T) {
	root := tree(t, map[string]string{"repo/.git/": "", "repo/.hvdlint.yaml": "version: 1\n", "repo/a.csv": "a\n", "secret.csv": "a\n", "away/": ""})
	inside := func(name string) string { return filepath.Join(root, "repo", name) }
	for link, target := range map[string]string{"out.csv": filepath.Join(root, "secret.csv"), "in.csv": "a.csv", "away": filepath.Join(root, "away")} {
		if err := os.Symlink(target, inside(link)); err != nil {
			t.Skip("no links here: ", err)
		}
	}
	c, err := Load(inside(Name), Name)
	if err != nil {
		t.Fatal(err)
	}
	for name, refused := range map[string]bool{"a.csv": false, "in.csv": false, "out.csv": true, "nothing.csv": false, "away/new.json": true, "../secret.csv": true} {
		if err := c.Guard(inside(name)); (err != nil) != refused {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhatIsNoFileIsRefused(t *testing.T) {
	root := tree(t, map[string]string{Name + "/": ""})
	for _, file := range []string{filepath.Join(root, Name), filepath.Join(root, "nothing")} {
		if c, err := Load(file, Name); c != nil || err == nil {
			t.Errorf("%s: %v, %v", file, c, err)
		}
	}
}
