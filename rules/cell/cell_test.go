package cell

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
	"github.com/cogwg/hvdlint/standards"
)

// parseField reads a field descriptor; a field without a name is called "value".
func parseField(t testing.TB, descriptor string) lint.Field {
	t.Helper()
	field := map[string]any{}
	if err := yaml.Unmarshal([]byte(descriptor), &field); err != nil {
		t.Fatal(err)
	}
	if field["name"] == nil {
		field["name"] = "value"
	}
	both := map[string]any{"en": "example", "fr": "exemple"}
	text, err := yaml.Marshal(map[string]any{
		"name": "example", "version": "1.0.0", "status": "draft", "title": both, "description": both, "provenance": both,
		"resources": []any{map[string]any{"name": "example", "title": both, "schema": map[string]any{"fieldsMatch": "partial", "fields": []any{field}}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := standards.Parse("example.yaml", text)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	schema := &parsed.Resources[0].Schema
	missing := schema.Fields[0].MissingValues
	if missing == nil {
		missing = schema.MissingValues
	}
	return lint.Field{Field: &schema.Fields[0], Missing: missing}
}

// tryBind binds a rule to a field of a format that has every kind.
func tryBind(t testing.TB, rule *lint.Rule, descriptor string, params map[string]any) (lint.Check, error) {
	t.Helper()
	return bindTo(t, rule, descriptor, params, everyKind)
}

// bindTo binds a rule to a field as the engine does.
func bindTo(t testing.TB, rule *lint.Rule, descriptor string, params map[string]any, native table.Kinds) (lint.Check, error) {
	t.Helper()
	field := parseField(t, descriptor)
	return rule.Bind(&lint.Binding{
		Requirement: &standard.Requirement{ID: "test", Rule: rule.ID, Params: params},
		Fields:      map[string][]lint.Field{"field": {field}},
		Native:      native,
	})
}

// everyKind are the kinds of a format that has them all.
var everyKind = table.KindsOf(table.Number, table.Boolean, table.Date, table.Time, table.DateTime, table.Nested)

func bindRule(t testing.TB, rule *lint.Rule, descriptor string, params map[string]any) lint.CellCheck {
	t.Helper()
	check, err := tryBind(t, rule, descriptor, params)
	if err != nil {
		t.Fatal(err)
	}
	cell, ok := check.(lint.CellCheck)
	if !ok {
		t.Fatalf("%s with %s: the check is %T", rule.ID, descriptor, check)
	}
	return cell
}

func text(s string) table.Cell { return table.Cell{Text: []byte(s)} }

// fails asks a check as the engine does: not at all about cells of safe bytes.
func fails(check lint.CellCheck, c table.Cell) bool {
	return !isSafe(check, c.Text) && check.Fails(c)
}

func isSafe(check lint.CellCheck, text []byte) bool {
	return check.Safe != nil && len(text) >= check.Least && (check.Most == 0 || len(text) <= check.Most) &&
		!slices.ContainsFunc(text, func(b byte) bool { return !check.Safe[b] })
}

// value is one row of a test: a value and what a check says of it. want is the variant, "ok" when it passes; mended is what Mend or
// {suggestion} has to give.
type value struct{ text, want, mended string }

func run(t *testing.T, rule *lint.Rule, descriptor string, params map[string]any, values []value) {
	t.Helper()
	check := bindRule(t, rule, descriptor, params)
	for _, v := range values {
		runOne(t, rule, check, text(v.text), v)
	}
}

func runOne(t *testing.T, rule *lint.Rule, check lint.CellCheck, c table.Cell, v value) {
	t.Helper()
	failed := fails(check, c)
	if direct := check.Fails(c); direct != failed {
		t.Errorf("%s: %q: safe bytes say %t, the check %t", rule.ID, v.text, failed, direct)
	}
	if !failed {
		if v.want != "ok" {
			t.Errorf("%s: %q passes, want variant %q", rule.ID, v.text, v.want)
		}
		return
	}
	d := check.Explain(c)
	if v.want == "ok" {
		t.Errorf("%s: %q fails as %q %v", rule.ID, v.text, d.Variant, d.Params)
		return
	}
	if d.Variant != v.want {
		t.Errorf("%s: %q fails as %q, want %q", rule.ID, v.text, d.Variant, v.want)
	}
	got := suggestionOf(d)
	if check.Mend != nil {
		got = string(check.Mend(c))
		if again := (table.Cell{Text: []byte(got)}); got != "" && fails(check, again) {
			t.Errorf("%s: %q mended to %q, which fails again", rule.ID, v.text, got)
		}
	}
	if v.mended != "" && got != v.mended {
		t.Errorf("%s: %q gives %q, want %q", rule.ID, v.text, got, v.mended)
	}
	say(t, rule, d, v.text)
}

func suggestionOf(d lint.Defect) string {
	for _, p := range d.Params {
		if p.Name == "suggestion" {
			return fmt.Sprint(p.Value)
		}
	}
	return ""
}

// say fills the pages' sentences for a defect, as the engine does, and fails on what stays unfilled.
func say(t testing.TB, rule *lint.Rule, d lint.Defect, value string) message.Text {
	t.Helper()
	var said message.Text
	params := append(slices.Clone(d.Params), message.P("value", value), message.P("field", "value"))
	for _, l := range message.Languages {
		page := readPage(t, rule, l)
		if _, ok := page.Variants[d.Variant]; !ok && d.Variant != "" {
			t.Fatalf("%s: the %s page has no variant %q", rule.ID, l, d.Variant)
		}
		sentence, fix := page.Say(d.Variant)
		for _, template := range []string{sentence, fix} {
			for _, name := range message.Placeholders(template) {
				if !slices.ContainsFunc(params, func(p message.Param) bool { return p.Name == name }) {
					t.Errorf("%s, variant %q: nothing fills {%s} of the %s page", rule.ID, d.Variant, name, l)
				}
			}
		}
		if l == message.French {
			said.FR = message.Fill(l, sentence, params)
		} else {
			said.EN = message.Fill(l, sentence, params)
		}
	}
	return said
}

// parsedPages spares reading a page for each value.
func readPage(t testing.TB, rule *lint.Rule, l message.Language) lint.Page {
	t.Helper()
	page, err := rule.Page(l)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func TestPagesAgree(t *testing.T) {
	for _, rule := range Rules {
		english, french := readPage(t, rule, message.English), readPage(t, rule, message.French)
		names := slices.Sorted(maps.Keys(english.Variants))
		if other := slices.Sorted(maps.Keys(french.Variants)); !slices.Equal(names, other) {
			t.Errorf("%s: variants %q in English, %q in French", rule.ID, names, other)
		}
		for _, name := range append(names, "") {
			m1, f1 := english.Say(name)
			m2, f2 := french.Say(name)
			for what, pair := range map[string][2]string{"message": {m1, m2}, "fix": {f1, f2}} {
				a, b := message.Placeholders(pair[0]), message.Placeholders(pair[1])
				slices.Sort(a)
				slices.Sort(b)
				if !slices.Equal(a, b) || pair[0] == pair[1] {
					t.Errorf("%s: %s of variant %q: %v in English, %v in French", rule.ID, what, name, a, b)
				}
			}
		}
		if len(english.Examples) != len(french.Examples) {
			t.Fatalf("%s: %d examples in English, %d in French", rule.ID, len(english.Examples), len(french.Examples))
		}
		for i, e := range english.Examples {
			f := french.Examples[i]
			if e.Outcome != f.Outcome || e.Standard != f.Standard || e.Data != f.Data || e.Options != f.Options || len(e.Findings) != len(f.Findings) {
				t.Errorf("%s: example %d differs", rule.ID, i+1)
			}
		}
	}
}

// French has no space before ; ! ? and a no-break one before : and %, and inside « ».
func TestFrenchTypography(t *testing.T) {
	for _, rule := range Rules {
		page := readPage(t, rule, message.French)
		prose := page.Title + "\n" + page.Message + "\n" + page.Fix
		for _, v := range page.Variants {
			prose += "\n" + v.Message + "\n" + v.Fix
		}
		body, _, _ := strings.Cut(page.Body, "\n## Échoué")
		prose += "\n" + body
		for _, wrong := range []string{" ;", " !", " ?\n", " ? ", " :", " %", "« ", " »", "\u00a0;", "\u00a0?", "'\u00a0"} {
			if i := strings.Index(prose, wrong); i >= 0 {
				t.Errorf("%s: %q in …%s…", rule.ID, wrong, prose[max(0, i-20):min(len(prose), i+20)])
			}
		}
	}
}

func TestRulesAreInOrder(t *testing.T) {
	last := lint.Presence
	seen := map[string]bool{}
	for _, rule := range Rules {
		if rule.Stage < last {
			t.Errorf("%s comes after a later stage", rule.ID)
		}
		last = rule.Stage
		if seen[rule.ID] || rule.Family != lint.CellFamily || rule.Since == "" || rule.Status != lint.Stable {
			t.Errorf("%s: %+v", rule.ID, rule)
		}
		seen[rule.ID] = true
	}
}
