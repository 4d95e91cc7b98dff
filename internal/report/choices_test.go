package report

import (
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
)

// chosenRun is a run that conforms, of which much was left out and one level changed.
func chosenRun() Run {
	var ids []string
	for _, letter := range "abcdefghijklm" {
		ids = append(ids, "fields/"+string(letter)+"/type")
	}
	left := settled(Untested, both("you left it out (--ignore fields/*)", "vous l’avez laissée de côté (--ignore fields/*)"), ids...)
	for i := range left {
		left[i].LeftOut = true
	}
	lowered := passed("primaryKey")
	lowered[0].Level, lowered[0].OwnLevel = "should", "must"
	return Run{
		Standard: babyNames(), Dataset: Dataset{Name: "names"}, Verdict: ConformsWithExceptions, Resources: []Resource{{Name: "names", Path: "names.csv"}},
		Assertions: append(lowered, left...), Truncated: map[string]int64{},
		Options: Options{Ignore: []string{"fields/*"}, Levels: map[string]string{"primaryKey": "should", "header/names": "must"}, MaxSamples: 20},
	}
}

// Text and HTML say what the user chose, also of a dataset in which nothing is wrong.
func TestChoicesAreTold(t *testing.T) {
	run := chosenRun()
	run.Verdict = Conforms
	for l, wanted := range map[message.Language][]string{
		message.English: {
			"left out by you: fields/*", "level given by you: header/names = must, primaryKey = should (the standard says must)",
			"fields/a/type, fields/b/type", "fields/j/type, … and 3 more",
		},
		message.French: {
			"laissées de côté par vous\u00a0: fields/*", "niveau donné par vous\u00a0: header/names = must, primaryKey = should (la norme dit must)",
			"… et 3 de plus",
		},
	} {
		text := strings.Join(strings.Fields(render(t, &Report{Runs: []Run{run, run}}, TextOptions{Language: l, Width: 200})), " ")
		for _, want := range wanted {
			if want = strings.Join(strings.Fields(want), " "); !strings.Contains(text, want) {
				t.Errorf("%s: no %q in\n%s", l, want, text)
			}
		}
	}
	var page strings.Builder
	if err := HTML(&page, &Report{Runs: []Run{run}}, TextOptions{Rules: func(string) RuleInfo { return RuleInfo{} }}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"--ignore", "fields/*", "--level", "primaryKey = should"} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("the page has no %q", want)
		}
	}
}
