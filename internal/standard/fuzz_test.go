package standard

import (
	"bytes"
	"reflect"
	"testing"

	"go.yaml.in/yaml/v3"
)

// FuzzParse looks for panics, for errors without a place, and for documents that mean something else once they are
// written again.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		full, "", "name: x", "{", "[]", "a: &x 1\nb: *x", "? [a]\n: b", "{\"fields\": [{\"name\": \"a\"}]}", "{\"fields\": [{\"name\": 1e999}]}",
		"fields: [{name: a, type: number, constraints: {minimum: .inf}}]", "\ufefffields: [{name: a}]\n", "- - - -", "a: !!binary x", "\x00", "a: 0x1F\n",
		"fields:\n- name: >-\n    a\n    b\n  example: 2016-01-01\n", "%YAML 1.1\n---\n{}\n...\n---\n", "<<: {a: b}", "fields: [{name: a, x: {~: 1}}]",
		`{"fields": [{"name": "a", "type": "array", "constraints": {"jsonSchema": {"items": {"$ref": "#/$defs/a"}, "$defs": {"a": {"pattern": "^a"}}}}}]}`,
		`{"fields": [{"name": "a"}, {"name": "b"}], "custom_checks": [{"name": "compare-columns-value", "params": {"column": "a", "op": "==", "column2": ["b"]}}]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, name := range []string{"s.yaml", "s.json", "s"} {
			checkParse(t, name, text, Parse)
			checkParse(t, name, text, ParseTableSchema)
		}
	})
}

func checkParse(t *testing.T, name string, text []byte, parse func(string, []byte) (*Standard, error)) {
	t.Helper()
	first, err := parse(name, text)
	if err != nil {
		if !bytes.HasPrefix([]byte(err.Error()), []byte(name+":")) {
			t.Errorf("no place: %v", err)
		}
		return
	}
	again, err := parse(name, text)
	if err != nil || !reflect.DeepEqual(first, again) {
		t.Fatalf("a second reading differs: %v", err)
	}
	var document yaml.Node
	if yaml.Unmarshal(text, &document) != nil {
		return // JSON that YAML does not understand
	}
	restyle(&document)
	written, err := yaml.Marshal(&document)
	if err != nil {
		return
	}
	// The name stays, because an ad-hoc schema is called after it.
	again, err = parse(name[:1]+".yaml", written)
	if err != nil {
		t.Fatalf("written again, it is refused: %v\n%s", err, written)
	}
	again.Digest = first.Digest
	if !reflect.DeepEqual(first, again) {
		t.Fatalf("written again, it means something else:\n%+v\n%+v\n%s", first, again, written)
	}
}

// restyle keeps to the styles that the library writes without faults: folded text with blank lines it does not.
func restyle(n *yaml.Node) {
	n.HeadComment, n.LineComment, n.FootComment = "", "", ""
	n.Style = 0
	if n.Kind == yaml.ScalarNode && n.ShortTag() == "!!str" {
		n.Style = yaml.DoubleQuotedStyle
	}
	for _, child := range n.Content {
		restyle(child)
	}
}
