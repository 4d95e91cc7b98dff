package standard

import (
	"math"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Values reads YAML or JSON as the values of JSON: map[string]any, []any, string, bool, float64, int64 and nil. What JSON
// has no word for (dates, infinity) is the text as written. It is what a JSON Schema judges. The error is as of [Parse].
func Values(name string, text []byte) (any, error) {
	p := &problems{file: name}
	root := p.readDocument(text)
	if err := p.err(); err != nil {
		return nil, err
	}
	return valueOf(root), nil
}

func valueOf(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		values := map[string]any{}
		for key, value := range pairs(n) {
			values[key.Value] = valueOf(value)
		}
		return values
	case yaml.SequenceNode:
		values := []any{}
		for _, item := range n.Content {
			values = append(values, valueOf(item))
		}
		return values
	}
	switch n.ShortTag() {
	case "!!null":
		return nil
	case "!!bool":
		return strings.EqualFold(n.Value, "true")
	case "!!int":
		if i, err := strconv.ParseInt(n.Value, 10, 64); err == nil {
			return i
		}
		fallthrough
	case "!!float":
		if f, err := strconv.ParseFloat(n.Value, 64); err == nil && !math.IsInf(f, 0) && !math.IsNaN(f) {
			return f
		}
	}
	return n.Value
}
