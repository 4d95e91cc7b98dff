package standard

import (
	"encoding/json"

	"go.yaml.in/yaml/v3"
)

// inline writes data that stand in a descriptor as a file would have them: a string as the text it is, everything else as JSON. Names
// keep their order and numbers their spelling.
func inline(n *yaml.Node) []byte {
	if n.Kind == yaml.ScalarNode && n.ShortTag() == "!!str" {
		return []byte(n.Value)
	}
	return appendJSON(nil, n)
}

func appendJSON(to []byte, n *yaml.Node) []byte {
	switch n.Kind {
	case yaml.MappingNode:
		to = append(to, '{')
		for i := 0; i+1 < len(n.Content); i += 2 {
			if i > 0 {
				to = append(to, ',')
			}
			to = append(appendString(to, n.Content[i].Value), ':')
			to = appendJSON(to, n.Content[i+1])
		}
		return append(to, '}')
	case yaml.SequenceNode:
		to = append(to, '[')
		for i, item := range n.Content {
			if i > 0 {
				to = append(to, ',')
			}
			to = appendJSON(to, item)
		}
		return append(to, ']')
	}
	switch n.ShortTag() {
	case "!!null":
		return append(to, "null"...)
	case "!!bool", "!!int", "!!float":
		// YAML has spellings that JSON has not (0x1F, yes, .inf); those are texts.
		if json.Valid([]byte(n.Value)) {
			return append(to, n.Value...)
		}
	}
	return appendString(to, n.Value)
}

func appendString(to []byte, s string) []byte {
	text, _ := json.Marshal(s) // a string always has a JSON form
	return append(to, text...)
}
