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
)

const (
	maxSize  = 4 << 20 // bytes of a file; the largest schema we know has 100 KB
	maxDepth = 64      // lists and mappings inside each other
)

// readDocument reads YAML or JSON into nodes. It tells what no document of ours may have: broken syntax, several
// documents, anchors, aliases, tags, keys that are no text or that stand twice, numbers beyond any type. A nil node means
// that nothing could be read.
func (p *problems) readDocument(text []byte) *yaml.Node {
	place := func(offset int) *yaml.Node {
		line, column := position(text, offset)
		return &yaml.Node{Line: line, Column: column}
	}
	if len(text) > maxSize {
		p.at(place(0), "the file has %d bytes; more than %d are not read", len(text), maxSize)
		return nil
	}
	if i := invalidUTF8(text); i >= 0 {
		p.at(place(i), "byte 0x%02X is not UTF-8", text[i])
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
		p.at(&yaml.Node{Line: 1, Column: 1}, "the file is empty")
		return nil
	} else if err != nil {
		p.atYAML(err)
		return nil
	}
	if err := decode(decoder, &more); err == nil {
		p.at(&more, "a second document starts here; the file must hold one")
	} else if !errors.Is(err, io.EOF) {
		p.atYAML(err)
		return nil
	}
	if len(document.Content) != 1 {
		p.at(&yaml.Node{Line: 1, Column: 1}, "the file is empty")
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
	line, message := 1, err.Error()
	if m := yamlLine.FindStringSubmatch(message); m != nil {
		message = m[2]
		if n, err := strconv.Atoi(m[1]); err == nil {
			line = n
			if parserError.MatchString(message) {
				line++
			}
		}
	}
	p.at(&yaml.Node{Line: line, Column: 1}, "%s", message)
}

// checkNode tells what is wrong with the build of a document. It reports false when the document is too deep to go on.
func (p *problems) checkNode(n *yaml.Node, depth int) bool {
	if depth > maxDepth {
		p.at(n, "more than %d lists and mappings inside each other", maxDepth)
		return false
	}
	if n.Anchor != "" {
		p.at(n, "anchors (&%s) are not part of this format", n.Anchor)
	}
	if n.Kind != yaml.AliasNode && n.Style&yaml.TaggedStyle != 0 {
		p.at(n, "tags (%s) are not part of this format", n.Tag)
	}
	switch n.Kind {
	case yaml.AliasNode:
		p.at(n, "aliases (*%s) are not part of this format", n.Value)
	case yaml.ScalarNode:
		if n.ShortTag() == "!!float" {
			if _, err := strconv.ParseFloat(n.Value, 64); err != nil && !isOddNumber(n.Value) {
				p.at(n, "the number %s is too large to be read", shorten(n.Value))
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
			p.at(key, "a key must be text")
		case key.ShortTag() == "!!merge":
			p.at(key, "merge keys (<<) are not part of this format")
		case repeated:
			p.at(key, "%q stands twice, first on line %d", shorten(key.Value), earlier.Line)
		default:
			first[key.Value] = key
		}
	}
}

// position returns line and column of a byte offset, from 1; columns count characters.
func position(text []byte, offset int) (line, column int) {
	before := text[:min(offset, len(text))]
	start := bytes.LastIndexByte(before, '\n') + 1
	return bytes.Count(before, []byte("\n")) + 1, utf8.RuneCount(before[start:]) + 1
}

// invalidUTF8 returns the offset of the first byte that is not UTF-8, or -1.
func invalidUTF8(text []byte) int {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// shorten keeps a word from the file from filling the screen.
func shorten(s string) string {
	const limit = 60
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	return string([]rune(s)[:limit]) + "…"
}
