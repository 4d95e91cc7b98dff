package record

import (
	"slices"
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
)

// say fills in what the pages say of a defect. Each variant must be on both pages, each placeholder have its parameter.
func say(t *testing.T, rule *lint.Rule, defect lint.Defect) message.Text {
	t.Helper()
	var said [len(message.Languages)]string
	for _, l := range message.Languages {
		page, err := rule.Page(l)
		if err != nil {
			t.Fatal(err)
		}
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
