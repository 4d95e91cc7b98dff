package rules_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/semver"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/rules"
)

var addIDs = flag.Bool("add-ids", false, "add the ids of new rules to the list of those that were ever published")

// An id that was published is never given up: standards, waivers and reports of others name it. A rule that is renamed keeps its former id
// as an alias, and an id never comes to mean another rule.
func TestIDsNeverDisappear(t *testing.T) {
	list := filepath.Join("testdata", "ids.txt")
	text, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	published := strings.Fields(string(text))
	for _, id := range published {
		if rules.Find(id) == nil {
			t.Errorf("the id %s was published and is gone: keep it as an alias of the rule that took its place", id)
		}
	}
	var added []string
	for _, rule := range rules.All() {
		for _, id := range append([]string{rule.ID}, rule.Aliases...) {
			if !slices.Contains(published, id) {
				added = append(added, id)
			}
		}
	}
	if *addIDs {
		all := append(published, added...)
		slices.Sort(all)
		if err := os.WriteFile(list, []byte(strings.Join(all, "\n")+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if len(added) > 0 {
		t.Errorf("new ids, once they are what they shall be called for good, are added with go test ./rules -run TestIDs -add-ids: %s", strings.Join(added, ", "))
	}
}

// Each id leads to one rule, each rule has a place in its life.
func TestRulesHaveALife(t *testing.T) {
	taken := map[string]string{}
	for _, rule := range rules.All() {
		for _, id := range append([]string{rule.ID}, rule.Aliases...) {
			if other, ok := taken[id]; ok {
				t.Errorf("%s is an id of %s and of %s", id, other, rule.ID)
			}
			taken[id] = rule.ID
		}
		if !semver.IsValid("v" + rule.Since) {
			t.Errorf("%s: since %q", rule.ID, rule.Since)
		}
		if !slices.Contains([]lint.Status{lint.Preview, lint.Stable, lint.Deprecated}, rule.Status) {
			t.Errorf("%s: status %q", rule.ID, rule.Status)
		}
	}
}
