package cell

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// TestExamples runs the examples of the pages on this package's checks alone, a cell at a time. The engine runs them again
// with everything around.
func TestExamples(t *testing.T) {
	for _, rule := range Rules {
		english, french := readPage(t, rule, message.English), readPage(t, rule, message.French)
		outcomes := map[string]bool{}
		for i, e := range english.Examples {
			outcomes[e.Outcome] = true
			t.Run(fmt.Sprintf("%s/%s-%d", rule.ID, e.Outcome, i+1), func(t *testing.T) {
				findings := runExample(t, rule, e)
				var en, fr []string
				for _, f := range findings {
					en = append(en, fmt.Sprintf("record %d, %s: %s", f.record, f.field, f.said.EN))
					fr = append(fr, fmt.Sprintf("enregistrement %d, %s\u00a0: %s", f.record, f.field, f.said.FR))
				}
				if !slices.Equal(en, e.Findings) {
					t.Errorf("got\n%s\nwant\n%s", strings.Join(en, "\n"), strings.Join(e.Findings, "\n"))
				}
				if !slices.Equal(fr, french.Examples[i].Findings) {
					t.Errorf("got\n%s\nwant\n%s", strings.Join(fr, "\n"), strings.Join(french.Examples[i].Findings, "\n"))
				}
			})
		}
		if !outcomes["failed"] || !outcomes["passed"] {
			t.Errorf("%s: examples of %v only", rule.ID, outcomes)
		}
	}
}

type found struct {
	record int
	field  string
	said   message.Text
}

func runExample(t *testing.T, rule *lint.Rule, example lint.Example) []found {
	t.Helper()
	data := example.Data
	if strings.Contains(example.Options, "escaped") {
		unquoted, err := strconv.Unquote(`"` + strings.NewReplacer("\n", `\n`, `"`, `\"`).Replace(data) + `"`)
		if err != nil {
			t.Fatal(err)
		}
		data = unquoted
	}
	records, err := csv.NewReader(strings.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var parts struct {
		Schema struct{ Fields []map[string]any }
		Fields struct{ Field string }
		Params map[string]any
	}
	field := map[string]any{}
	if err := yaml.Unmarshal([]byte(example.Standard), &parts); err != nil {
		t.Fatal(err)
	}
	if parts.Schema.Fields == nil {
		if err := yaml.Unmarshal([]byte(example.Standard), &field); err != nil {
			t.Fatal(err)
		}
		field["name"] = records[0][0]
		parts.Schema.Fields = []map[string]any{field}
	}
	var all []found
	for _, f := range parts.Schema.Fields {
		if parts.Fields.Field != "" && f["name"] != parts.Fields.Field {
			continue
		}
		all = append(all, runField(t, rule, f, parts.Params, records)...)
	}
	return all
}

func runField(t *testing.T, rule *lint.Rule, descriptor, params map[string]any, records [][]string) []found {
	t.Helper()
	yml, err := yaml.Marshal(descriptor)
	if err != nil {
		t.Fatal(err)
	}
	field := parseField(t, string(yml))
	column := slices.Index(records[0], field.Name)
	if column < 0 {
		return nil
	}
	var all []found
	for _, params := range bindings(rule, field.Field, params) {
		check, err := tryBind(t, rule, string(yml), params)
		if err != nil {
			t.Fatal(err)
		}
		cellCheck, ok := check.(lint.CellCheck)
		if !ok {
			continue
		}
		for i, record := range records[1:] {
			c := table.Cell{Text: []byte(record[column])}
			isMissing := isBlank(c.Text) && rule.Stage == lint.Presence || slices.Contains(field.Missing, record[column])
			if isMissing != (rule.Stage == lint.Presence) || !fails(cellCheck, c) {
				continue
			}
			all = append(all, found{i + 1, field.Name, sayAs(t, rule, cellCheck.Explain(c), record[column], field.Name)})
		}
	}
	return all
}

func sayAs(t *testing.T, rule *lint.Rule, d lint.Defect, value, field string) message.Text {
	t.Helper()
	say(t, rule, d, value)
	var said message.Text
	params := append(slices.Clone(d.Params), message.P("value", value), message.P("field", field))
	for _, l := range message.Languages {
		page := readPage(t, rule, l)
		sentence, _ := page.Say(d.Variant)
		if l == message.French {
			said.FR = message.Fill(l, sentence, params)
		} else {
			said.EN = message.Fill(l, sentence, params)
		}
	}
	return said
}

// bindings are the parameters of the requirements that follow from a field for a rule, or those given.
func bindings(rule *lint.Rule, f *standard.Field, given map[string]any) []map[string]any {
	c := &f.Constraints
	switch {
	case given != nil:
		return []map[string]any{given}
	case rule == belowMinimum && c.Minimum != "":
		return []map[string]any{{"minimum": c.Minimum}}
	case rule == belowMinimum:
		return []map[string]any{{"minimum": c.ExclusiveMinimum, "exclusive": true}}
	case rule == aboveMaximum && c.Maximum != "":
		return []map[string]any{{"maximum": c.Maximum}}
	case rule == aboveMaximum:
		return []map[string]any{{"maximum": c.ExclusiveMaximum, "exclusive": true}}
	case rule == notInList && c.Enum == nil, rule == patternMismatch && c.Pattern == "":
		return nil
	case rule == tooShort:
		return []map[string]any{{"length": *c.MinLength}}
	case rule == tooLong:
		return []map[string]any{{"length": *c.MaxLength}}
	case rule == patternMismatch && c.Pattern != "":
		return []map[string]any{{"pattern": c.Pattern}}
	}
	return []map[string]any{nil}
}
