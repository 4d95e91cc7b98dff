package cell

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
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
// with everything around, and those of formats that are no text at all.
func TestExamples(t *testing.T) {
	for _, rule := range Rules {
		english, french := readPage(t, rule, message.English), readPage(t, rule, message.French)
		outcomes := map[string]bool{}
		for i, e := range english.Examples {
			outcomes[e.Outcome] = true
			t.Run(fmt.Sprintf("%s/%s-%d", rule.ID, e.Outcome, i+1), func(t *testing.T) {
				if e.Format != "csv" && e.Format != "json" {
					t.Skipf("%s is read by the engine alone", e.Format)
				}
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
	data := dataOf(t, example)
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
		field["name"] = data.labels[0]
		parts.Schema.Fields = []map[string]any{field}
	}
	var all []found
	for _, f := range parts.Schema.Fields {
		if parts.Fields.Field != "" && f["name"] != parts.Fields.Field {
			continue
		}
		all = append(all, runField(t, rule, f, parts.Params, data)...)
	}
	return all
}

// data is the table of an example.
type data struct {
	labels  []string
	records [][]table.Cell
	native  table.Kinds
}

func dataOf(t *testing.T, example lint.Example) data {
	t.Helper()
	if example.Format == "json" {
		return dataOfJSON(t, example.Data)
	}
	text := example.Data
	if strings.Contains(example.Options, "escaped") {
		unquoted, err := strconv.Unquote(`"` + strings.NewReplacer("\n", `\n`, `"`, `\"`).Replace(text) + `"`)
		if err != nil {
			t.Fatal(err)
		}
		text = unquoted
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	d := data{labels: rows[0]}
	for _, row := range rows[1:] {
		var cells []table.Cell
		for _, text := range row {
			cells = append(cells, table.Cell{Text: []byte(text)})
		}
		d.records = append(d.records, cells)
	}
	return d
}

// dataOfJSON reads an array of objects; its labels are those of the first.
func dataOfJSON(t *testing.T, text string) data {
	t.Helper()
	var objects []map[string]json.RawMessage
	if err := json.Unmarshal([]byte(text), &objects); err != nil {
		t.Fatal(err)
	}
	d := data{labels: slices.Sorted(maps.Keys(objects[0])), native: table.KindsOf(table.Number, table.Boolean, table.Nested)}
	for _, object := range objects {
		var cells []table.Cell
		for _, label := range d.labels {
			cells = append(cells, cellOfJSON(t, object[label]))
		}
		d.records = append(d.records, cells)
	}
	return d
}

func cellOfJSON(t *testing.T, value json.RawMessage) table.Cell {
	t.Helper()
	switch value[0] {
	case '"':
		var text string
		if err := json.Unmarshal(value, &text); err != nil {
			t.Fatal(err)
		}
		return table.Cell{Text: []byte(text)}
	case '{', '[':
		return table.Cell{Text: value, Kind: table.Nested}
	case 't', 'f':
		return table.Cell{Text: value, Kind: table.Boolean}
	case 'n':
		return table.Cell{Kind: table.Null}
	}
	return table.Cell{Text: value, Kind: table.Number}
}

func runField(t *testing.T, rule *lint.Rule, descriptor, params map[string]any, data data) []found {
	t.Helper()
	yml, err := yaml.Marshal(descriptor)
	if err != nil {
		t.Fatal(err)
	}
	field := parseField(t, string(yml))
	column := slices.Index(data.labels, field.Name)
	if column < 0 {
		return nil
	}
	var all []found
	for _, params := range bindings(rule, field.Field, params) {
		check, err := bindTo(t, rule, string(yml), params, data.native)
		if err != nil {
			t.Fatal(err)
		}
		cellCheck, ok := check.(lint.CellCheck)
		if !ok {
			continue
		}
		for i, record := range data.records {
			c := record[column]
			isMissing := isBlank(c.Text) && rule.Stage == lint.Presence || slices.Contains(field.Missing, string(c.Text))
			if isMissing != (rule.Stage == lint.Presence) || !fails(cellCheck, c) {
				continue
			}
			all = append(all, found{i + 1, field.Name, sayAs(t, rule, cellCheck.Explain(c), string(c.Text), field.Name)})
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
	case rule == notInList && f.Values() == nil, rule == patternMismatch && c.Pattern == "":
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
