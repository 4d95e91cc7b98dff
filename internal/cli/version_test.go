package cli

import (
	"encoding/json"
	"runtime/debug"
	"testing"
)

func TestBuildOf(t *testing.T) {
	revision := []debug.BuildSetting{{Key: "vcs", Value: "git"}, {Key: "vcs.revision", Value: "abc"}}
	for _, test := range []struct {
		name, version, commit   string
		info                    *debug.BuildInfo
		wantVersion, wantCommit string
	}{
		{"a release", "1.2.3", "def", &debug.BuildInfo{Main: debug.Module{Version: "v0.0.0-2026"}, Settings: revision}, "1.2.3", "def"},
		{"go install of a version", "", "", &debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}}, "1.2.3", ""},
		{"go build in a clone", "", "", &debug.BuildInfo{Main: debug.Module{Version: "(devel)"}, Settings: revision}, "devel", "abc"},
		{"nothing known", "", "", nil, "devel", ""},
	} {
		if version, commit := buildOf(test.version, test.commit, test.info); version != test.wantVersion || commit != test.wantCommit {
			t.Errorf("%s: %q, %q", test.name, version, commit)
		}
	}
}

func TestVersionNamesTheStandards(t *testing.T) {
	r := runIn(t, Environment{Commit: "abc"}, nil, "version", "--format", "json")
	var v versionJSON
	if err := json.Unmarshal([]byte(r.stdout), &v); err != nil {
		t.Fatal(err)
	}
	if v.Name != "hvdlint" || v.Version != "1.2.3" || v.Commit != "abc" || v.Go == "" || v.Platform == "" || len(v.Standards) == 0 {
		t.Errorf("%+v", v)
	}
	for _, s := range v.Standards {
		if s.Name == "" || s.Version == "" || s.Status == "" || len(s.Digest) != 64 {
			t.Errorf("%+v", s)
		}
	}
}
