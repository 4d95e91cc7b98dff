package standard

import (
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// profileOf reads a published profile of Table Schema, or skips.
func profileOf(t *testing.T, version string) map[string]any {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "corpora", "datapackage", "profiles", version, "tableschema.json"))
	if err != nil {
		t.Skip("../shared/corpora/datapackage is not here")
	}
	var profile map[string]any
	if err := json.Unmarshal(text, &profile); err != nil {
		t.Fatal(err)
	}
	return profile
}

// at walks down names of objects and, for "0", to the first item of a list.
func at(value any, path ...string) any {
	for _, name := range path {
		switch v := value.(type) {
		case map[string]any:
			value = v[name]
		case []any:
			value = v[0]
		default:
			return nil
		}
	}
	return value
}

func names(value any) []string {
	object, _ := value.(map[string]any)
	return slices.Sorted(maps.Keys(object))
}

// Every property, constraint, type and format of the published profile of version 2 has a row in docs/table-schema.md, in the
// table where one looks for it.
func TestEveryPropertyIsDocumented(t *testing.T) {
	profile := profileOf(t, "2.0")
	documented := rows(t)
	demand := func(section string, words []string) {
		for _, word := range words {
			if !slices.Contains(documented[section], word) {
				t.Errorf("docs/table-schema.md, %s: no row for %s", section, word)
			}
		}
	}
	demand("Descriptor", names(at(profile, "properties")))
	kinds, _ := at(profile, "properties", "fields", "items", "oneOf").([]any)
	if len(kinds) != len(types)-1 { // the profile has no lists
		t.Errorf("the profile has %d types, we %d", len(kinds), len(types))
	}
	for _, kind := range kinds {
		demand("Field", names(at(kind, "properties")))
		demand("Constraints", names(at(kind, "properties", "constraints", "properties")))
		name, _ := at(kind, "properties", "type", "enum", "0").(string)
		demand("Types and formats", []string{name})
		if !slices.Contains(types, name) {
			t.Errorf("%s is no type of ours", name)
		}
		formats, _ := at(kind, "properties", "format", "enum").([]any)
		for _, format := range formats {
			demand("Types and formats", []string{format.(string)})
		}
	}
	demand("Types and formats", types)
}

// rows returns the words in backquotes of the first two columns of each table, by the heading above it.
func rows(t *testing.T) map[string][]string {
	t.Helper()
	word, section := regexp.MustCompile("`([^`]+)`"), ""
	found := map[string][]string{}
	for line := range strings.Lines(page(t)) {
		if heading, ok := strings.CutPrefix(line, "## "); ok {
			section = strings.TrimSpace(heading)
		}
		if cells := strings.Split(line, "|"); len(cells) > 3 {
			for _, m := range word.FindAllStringSubmatch(cells[1]+cells[2], -1) {
				found[section] = append(found[section], m[1])
			}
		}
	}
	return found
}

func page(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "table-schema.md"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// The tests that the page names exist.
func TestDocumentedTestsExist(t *testing.T) {
	declared := map[string]bool{}
	err := filepath.WalkDir(filepath.Join("..", ".."), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		for _, m := range regexp.MustCompile(`(?m)^func (Test\w+)\(`).FindAllSubmatch(text, -1) {
			declared[string(m[1])] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile("`(Test[A-Z]\\w+)").FindAllStringSubmatch(page(t), -1) {
		if !declared[m[1]] && m[1] != "TestX" {
			t.Errorf("there is no %s", m[1])
		}
	}
}

// Examples of the published profiles load, but for those that are no JSON. A part of a descriptor is made whole first.
func TestProfileExamples(t *testing.T) {
	broken := []string{"", "object", "array", "duration", "any"} // the types whose example lacks a comma or a brace; empty: the whole schema
	for _, version := range []string{"1.0", "2.0"} {
		t.Run(version, func(t *testing.T) {
			loaded := 0
			eachExample(profileOf(t, version), nil, func(path []string, text string) {
				var example map[string]any
				if json.Unmarshal([]byte(text), &example) != nil {
					m := regexp.MustCompile(`"type": "(\w+)"\n*[}]?\n*$`).FindStringSubmatch(text)
					if whole := strings.Contains(text, `"schema"`); !whole && (m == nil || !slices.Contains(broken, m[1])) {
						t.Errorf("no JSON: %s", text)
					}
					return
				}
				whole, err := json.Marshal(complete(path, example))
				if err != nil {
					t.Fatal(err)
				}
				if _, err := ParseTableSchema("example.json", whole); err != nil {
					t.Errorf("%s: %v", whole, err)
				}
				loaded++
			})
			if loaded < 50 {
				t.Errorf("%d examples", loaded)
			}
		})
	}
}

func eachExample(value any, path []string, do func(path []string, text string)) {
	object, isObject := value.(map[string]any)
	list, _ := value.([]any)
	if isObject {
		examples, _ := object["examples"].([]any)
		for _, example := range examples {
			do(path, example.(string))
		}
	}
	for _, name := range names(value) {
		eachExample(object[name], append(path, name), do)
	}
	for _, item := range list {
		eachExample(item, path, do)
	}
}

// complete makes a descriptor of an example of one of its properties, of a field, or of a property of a field.
func complete(path []string, example map[string]any) map[string]any {
	if example["fields"] != nil {
		return example
	}
	if slices.Contains(path, "items") {
		if example["name"] == nil {
			example["name"] = "a"
		}
		return map[string]any{"fields": []any{example}}
	}
	var fields []any
	for _, name := range []string{"name", "first_name", "last_name", "state", "id"} {
		fields = append(fields, map[string]any{"name": name})
	}
	example["fields"] = fields
	return example
}
