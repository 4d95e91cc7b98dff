package standard

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/cogwg/hvdlint/internal/message"
)

// readJSON reads JSON into the nodes that YAML is read into, with the same positions. YAML is nearly a superset of JSON,
// but its library stumbles over surrogate pairs and long keys.
func (p *problems) readJSON(text []byte) *yaml.Node {
	var whole any
	if err := json.Unmarshal(text, &whole); err != nil {
		// Numbers beyond float64 are another kind of error and are told with the node.
		if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
			offset := int(syntax.Offset)
			if offset > 0 && !strings.HasPrefix(syntax.Error(), "unexpected end") {
				offset-- // the decoder has read the byte it complains of
			}
			line, column := Position(text, offset)
			found, _ := utf8.DecodeRune(text[min(offset, len(text)):])
			p.at(&yaml.Node{Line: line, Column: column}, jsonFault(syntax.Error(), found))
			return nil
		}
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	reader := &jsonReader{text: text, decoder: decoder, line: 1}
	node, err := reader.value()
	if err != nil {
		// The text is JSON, so that it can only be too deep.
		p.at(&yaml.Node{Line: 1, Column: 1}, faultTooDeep, message.P("n", maxDepth))
		return nil
	}
	return node
}

// jsonReader turns tokens into nodes. The text is known to be JSON.
type jsonReader struct {
	text      []byte
	decoder   *json.Decoder
	line      int // line of offset start
	lineStart int // offset at which it starts
	at        int // offset up to which lines are counted
	depth     int
}

// next returns the next token and a node at its first character.
func (r *jsonReader) next() (json.Token, *yaml.Node, error) {
	start := int(r.decoder.InputOffset())
	for start < len(r.text) && strings.IndexByte(" \t\r\n,:", r.text[start]) >= 0 {
		start++
	}
	for i := r.at; i < start; i++ {
		if r.text[i] == '\n' {
			r.line, r.lineStart = r.line+1, i+1
		}
	}
	r.at = start
	_, column := Position(r.text[r.lineStart:], start-r.lineStart)
	token, err := r.decoder.Token()
	return token, &yaml.Node{Kind: yaml.ScalarNode, Line: r.line, Column: column}, err
}

func (r *jsonReader) value() (*yaml.Node, error) {
	token, node, err := r.next()
	if err != nil {
		return nil, err
	}
	switch token := token.(type) {
	case json.Delim:
		return node, r.children(node, token)
	case string:
		node.Tag, node.Value, node.Style = "!!str", token, yaml.DoubleQuotedStyle
	case json.Number:
		node.Tag, node.Value = "!!int", token.String()
		if strings.ContainsAny(node.Value, ".eE") {
			node.Tag = "!!float"
		}
	case bool:
		node.Tag, node.Value = "!!bool", "false"
		if token {
			node.Value = "true"
		}
	default:
		node.Tag, node.Value = "!!null", "null"
	}
	return node, nil
}

// children reads up to the bracket that closes node.
func (r *jsonReader) children(node *yaml.Node, open json.Delim) error {
	node.Kind, node.Tag = yaml.SequenceNode, "!!seq"
	if open == '{' {
		node.Kind, node.Tag = yaml.MappingNode, "!!map"
	}
	r.depth++
	if r.depth > maxDepth+2 {
		// checkNode says so with its position; what is deeper would only cost.
		return errors.New("lists and objects are nested too deeply")
	}
	for r.decoder.More() {
		child, err := r.value()
		if err != nil {
			return err
		}
		node.Content = append(node.Content, child)
	}
	r.depth--
	_, err := r.decoder.Token()
	return err
}
