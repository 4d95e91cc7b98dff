package config

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

func documentation(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "configuration.md"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Every key of the schema has a row in the tables of docs/configuration.md, and every row is a key.
func TestEveryKeyIsDocumented(t *testing.T) {
	var s struct {
		Properties map[string]any
		Defs       map[string]struct{ Properties map[string]any } `json:"$defs"`
	}
	if err := json.Unmarshal(Schema(), &s); err != nil {
		t.Fatal(err)
	}
	keys := slices.Sorted(maps.Keys(s.Properties))
	keys = append(keys, slices.Sorted(maps.Keys(s.Defs["dataset"].Properties))...)
	slices.Sort(keys)
	keys = slices.Compact(keys)
	var rows []string
	for _, row := range regexp.MustCompile("(?m)^\\| (`[^|]*) \\|").FindAllStringSubmatch(documentation(t), -1) {
		for _, key := range regexp.MustCompile("`([^`]*)`").FindAllStringSubmatch(row[1], -1) {
			rows = append(rows, key[1])
		}
	}
	slices.Sort(rows)
	if rows = slices.Compact(rows); !slices.Equal(rows, keys) {
		t.Errorf("documented: %q\nin the schema: %q", rows, keys)
	}
}

func TestDocumentedExampleIsValid(t *testing.T) {
	example := regexp.MustCompile("(?s)```yaml\n(.*?)```").FindStringSubmatch(documentation(t))
	if example == nil {
		t.Fatal("no example")
	}
	if _, err := Parse(Name, []byte(example[1]), 0); err != nil {
		t.Error(err)
	}
	if err := judge(t, compiled(t), example[1]); err != nil {
		t.Errorf("%#v", err)
	}
}
