package standard

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/cogwg/hvdlint/internal/message"
)

// MaxSize is the number of bytes of a file that is read here; the largest schema we know has 100 KB.
const MaxSize = 4 << 20

// maxDepth is how deep lists and mappings may lie inside each other.
const maxDepth = 64

// readDocument reads YAML or JSON into nodes. It tells what no document of ours may have: broken syntax, several
// documents, anchors, aliases, tags, keys that are no text or that stand twice, numbers beyond any type. A nil node means
// that nothing could be read.
func (p *problems) readDocument(text []byte) *yaml.Node {
	place := func(offset int) *yaml.Node {
		line, column := Position(text, offset)
		return &yaml.Node{Line: line, Column: column}
	}
	if len(text) > MaxSize {
		p.at(place(0), faultTooLarge, message.P("n", len(text)), message.P("limit", MaxSize))
		return nil
	}
	if i := message.InvalidAt(text); i >= 0 {
		p.at(place(i), faultNotUTF8, message.P("byte", fmt.Sprintf("0x%02X", text[i])))
		return nil
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	var root *yaml.Node
	if isJSON(p.file, text) {
		root = p.readJSON(text)
	} else {
		root = p.readYAML(text)
	}
	if root != nil && !p.checkNode(root, 0) {
		return nil
	}
	return root
}

// isJSON goes by the name's extension, then by the first character.
func isJSON(name string, text []byte) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".json":
		return true
	case ".yaml", ".yml":
		return false
	}
	return bytes.HasPrefix(bytes.TrimLeft(text, " \t\r\n"), []byte("{"))
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)`)

func (p *problems) readYAML(text []byte) *yaml.Node {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	var document, more yaml.Node
	if err := decode(decoder, &document); errors.Is(err, io.EOF) {
		p.at(&yaml.Node{Line: 1, Column: 1}, faultEmptyFile)
		return nil
	} else if err != nil {
		p.atYAML(err)
		return nil
	}
	if err := decode(decoder, &more); err == nil {
		p.at(&more, faultSecondDocument)
	} else if !errors.Is(err, io.EOF) {
		p.atYAML(err)
		return nil
	}
	if len(document.Content) != 1 {
		p.at(&yaml.Node{Line: 1, Column: 1}, faultEmptyFile)
		return nil
	}
	return document.Content[0]
}

// decode guards against a panic of the library: a file must never end the program.
func decode(decoder *yaml.Decoder, into *yaml.Node) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("yaml: not readable as YAML (%v)", r)
		}
	}()
	return decoder.Decode(into)
}

// parserError fits the messages of the library's parser, whose lines are counted from 0; those of its scanner are not.
var parserError = regexp.MustCompile(`^did not find expected (<|node content|'-' indicator|key|',')`)

// atYAML tells a syntax error of the library, which knows the line only.
func (p *problems) atYAML(err error) {
	line, detail := 1, err.Error()
	if m := yamlLine.FindStringSubmatch(detail); m != nil {
		detail = m[2]
		if n, err := strconv.Atoi(m[1]); err == nil {
			line = n
			if parserError.MatchString(detail) {
				line++
			}
		}
	}
	p.at(&yaml.Node{Line: line, Column: 1}, yamlFault(detail))
}

// checkNode tells what is wrong with the build of a document. It reports false when the document is too deep to go on.
func (p *problems) checkNode(n *yaml.Node, depth int) bool {
	if depth > maxDepth {
		p.at(n, faultTooDeep, message.P("n", maxDepth))
		return false
	}
	if n.Anchor != "" {
		p.at(n, named(faultAnchor, n.Anchor))
	}
	if n.Kind != yaml.AliasNode && n.Style&yaml.TaggedStyle != 0 {
		p.at(n, named(faultTag, n.Tag))
	}
	switch n.Kind {
	case yaml.AliasNode:
		p.at(n, named(faultAlias, n.Value))
	case yaml.ScalarNode:
		if n.ShortTag() == "!!float" {
			if _, err := strconv.ParseFloat(n.Value, 64); err != nil && !isOddNumber(n.Value) {
				p.at(n, faultHugeNumber, message.P("value", n.Value))
			}
		}
	case yaml.MappingNode:
		p.checkKeys(n)
	}
	for _, child := range n.Content {
		if !p.checkNode(child, depth+1) {
			return false
		}
	}
	return true
}

// isOddNumber reports whether YAML reads a number that strconv does not: 1_000.5, .inf, .nan.
func isOddNumber(s string) bool {
	return strings.ContainsAny(s, "_") || strings.HasSuffix(strings.ToLower(s), ".inf") || strings.EqualFold(s, ".nan")
}

func (p *problems) checkKeys(n *yaml.Node) {
	first := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		switch earlier, repeated := first[key.Value]; {
		case key.Kind == yaml.AliasNode: // told by checkNode
		case key.Kind != yaml.ScalarNode || key.ShortTag() == "!!null":
			p.at(key, faultKeyNotText)
		case key.ShortTag() == "!!merge":
			p.at(key, faultMergeKey)
		case repeated:
			p.at(key, faultKeyTwice, message.P("key", key.Value), message.P("line", strconv.Itoa(earlier.Line)))
		default:
			first[key.Value] = key
		}
	}
}

// Position returns line and column of a byte offset, from 1; columns count characters.
func Position(text []byte, offset int) (line, column int) {
	before := text[:min(offset, len(text))]
	start := bytes.LastIndexByte(before, '\n') + 1
	return bytes.Count(before, []byte("\n")) + 1, utf8.RuneCount(before[start:]) + 1
}
