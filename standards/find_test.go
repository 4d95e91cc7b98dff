package standards

import (
	"testing"

	"github.com/cogwg/hvdlint/internal/standard"
)

func TestFind(t *testing.T) {
	all := []*standard.Standard{
		{Name: "births", Version: "0.9.0", Status: standard.Withdrawn},
		{Name: "births", Version: "1.0.0", Status: standard.Superseded},
		{Name: "births", Version: "1.2.0", Status: standard.Final},
		{Name: "births", Version: "1.10.0", Status: standard.Final},
		{Name: "births", Version: "1.11.0", Status: standard.Draft},
		{Name: "births", Version: "2.0.0-rc.1", Status: standard.Draft},
		{Name: "births", Version: "2.0.0", Status: standard.Draft},
		{Name: "permits", Version: "0.1.0", Status: standard.Draft},
		{Name: "permits", Version: "0.2.0", Status: standard.Draft},
	}
	for _, test := range []struct{ name, ref, want string }{
		{"the newest final", "births", "1.10.0"},
		{"numbers, not letters", "births@1", "1.10.0"},
		{"of one minor version", "births@1.2", "1.2.0"},
		{"a complete version is itself, whatever its status", "births@1.11.0", "1.11.0"},
		{"a withdrawn one", "births@0.9.0", "0.9.0"},
		{"only what there is", "births@0", "0.9.0"},
		{"a draft when there is nothing else", "births@2", "2.0.0"},
		{"a version before the first", "births@2.0.0-rc.1", "2.0.0-rc.1"},
		{"the newest draft", "permits", "0.2.0"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := find(all, test.ref)
			if err != nil {
				t.Fatal(err)
			}
			if got.Version != test.want {
				t.Errorf("%s is %s, want %s", test.ref, got.Version, test.want)
			}
		})
	}
	for ref, want := range map[string]string{
		"birth":           `there is no standard “birth” (choose births or permits); did you mean “births”?`,
		"":                `there is no standard “” (choose births or permits)`,
		"permits@1":       "there is no permits@1; choose permits@0.1.0 or permits@0.2.0",
		"permits@":        "there is no permits@; choose permits@0.1.0 or permits@0.2.0",
		"permits@0.2.0.1": "there is no permits@0.2.0.1; choose permits@0.1.0 or permits@0.2.0",
		"permits@v0.2.0":  "there is no permits@v0.2.0; choose permits@0.1.0 or permits@0.2.0",
	} {
		if _, err := find(all, ref); err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %s", ref, err, want)
		}
	}
}

func TestFindPublished(t *testing.T) {
	for _, ref := range []string{"baby-names", "baby-names@1", "baby-names@1.0", "baby-names@1.0.0"} {
		if s, err := Find(ref); err != nil || s.Name != "baby-names" || s.Version != "1.0.0" {
			t.Errorf("%s: %v, %v", ref, s, err)
		}
	}
}
