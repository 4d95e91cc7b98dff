package record

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
)

// The two pages of a rule say the same: placeholders, variants, and examples with the same standard and data.
func TestPagesAgree(t *testing.T) {
	for _, rule := range Rules {
		t.Run(rule.ID, func(t *testing.T) {
			english, french := readPage(t, rule, message.English), readPage(t, rule, message.French)
			names := slices.Sorted(maps.Keys(english.Variants))
			if other := slices.Sorted(maps.Keys(french.Variants)); !slices.Equal(names, other) {
				t.Errorf("variants %q in English, %q in French", names, other)
			}
			for _, variant := range append(names, "") {
				message1, fix1 := english.Say(variant)
				message2, fix2 := french.Say(variant)
				comparePlaceholders(t, variant+" message", message1, message2)
				comparePlaceholders(t, variant+" fix", fix1, fix2)
			}
			if len(english.Examples) != len(french.Examples) {
				t.Fatalf("%d examples in English, %d in French", len(english.Examples), len(french.Examples))
			}
			for i, example := range english.Examples {
				other := french.Examples[i]
				if len(example.Findings) != len(other.Findings) {
					t.Errorf("example %d: %d findings in English, %d in French", i+1, len(example.Findings), len(other.Findings))
				}
				example.Findings, other.Findings = nil, nil
				if example.Outcome != other.Outcome || example.Standard != other.Standard || example.Format != other.Format ||
					example.Options != other.Options || example.Data != other.Data {
					t.Errorf("example %d differs:\n%+v\n%+v", i+1, example, other)
				}
			}
		})
	}
}

func readPage(t *testing.T, rule *lint.Rule, l message.Language) lint.Page {
	t.Helper()
	page, err := rule.Page(l)
	if err != nil {
		t.Fatal(err)
	}
	if page.Title == "" || page.Message == "" || page.Fix == "" || page.Body == "" {
		t.Errorf("%s page: title, message, fix or body is empty", l)
	}
	return page
}

func comparePlaceholders(t *testing.T, what, english, french string) {
	t.Helper()
	if english == french {
		t.Errorf("%s is not translated: %s", what, english)
	}
	a, b := slices.Sorted(slices.Values(message.Placeholders(english))), slices.Sorted(slices.Values(message.Placeholders(french)))
	if !slices.Equal(a, b) {
		t.Errorf("%s has %q in English, %q in French", what, a, b)
	}
}

// say fills in what the pages say of a defect. Each variant must be on both pages, each placeholder have its parameter.
func say(t *testing.T, rule *lint.Rule, defect lint.Defect) message.Text {
	t.Helper()
	var said [len(message.Languages)]string
	for _, l := range message.Languages {
		page := readPage(t, rule, l)
		if _, ok := page.Variants[defect.Variant]; !ok && defect.Variant != "" {
			t.Errorf("%s page: no variant %q", l, defect.Variant)
		}
		text, fix := page.Say(defect.Variant)
		// As the engine does.
		params := append(slices.Clone(defect.Params), message.P("value", defect.Value))
		said[l] = message.Fill(l, text, params)
		if filled := said[l] + message.Fill(l, fix, params); strings.Contains(filled, "{") {
			t.Errorf("%s page: a placeholder is left: %s", l, filled)
		}
	}
	return message.Text{EN: said[message.English], FR: said[message.French]}
}
