package standard

import (
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/cogwg/hvdlint/internal/message"
)

// object reads the keys of one mapping. The keys it is asked for are those it knows: close refuses all others.
type object struct {
	*problems
	node   *yaml.Node
	what   string // "a field", for messages
	values map[string]*yaml.Node
	asked  []string
}

// object starts to read a mapping; it reports false when n is none.
func (p *problems) object(n *yaml.Node, what string) (*object, bool) {
	if n.Kind != yaml.MappingNode {
		p.at(n, "%s must be a mapping, not %s", what, kindOf(n))
		return nil, false
	}
	o := &object{problems: p, node: n, what: what, values: map[string]*yaml.Node{}}
	for key, value := range pairs(n) {
		if _, repeated := o.values[key.Value]; !repeated {
			o.values[key.Value] = value
		}
	}
	return o, true
}

// close refuses the keys that were never asked for.
func (o *object) close() {
	for key := range pairs(o.node) {
		if !slices.Contains(o.asked, key.Value) {
			o.at(key, "%s has no %q%s", o.what, shorten(key.Value), suggestion(key.Value, o.asked))
		}
	}
}

// get returns the value of a key, or nil.
func (o *object) get(key string) *yaml.Node {
	o.asked = append(o.asked, key)
	return o.values[key]
}

// must returns the value of a key that has to be there, or nil.
func (o *object) must(key string) *yaml.Node {
	n := o.get(key)
	if n == nil {
		o.at(o.node, "%s lacks %q", o.what, key)
	}
	return n
}

// text reads a string.
func (o *object) text(key string) string { return o.readText(o.get(key), key) }

// mustText reads a string that has to be there and must not be empty.
func (o *object) mustText(key string) string {
	n := o.must(key)
	s := o.readText(n, key)
	if n != nil && s == "" && n.Kind == yaml.ScalarNode && n.ShortTag() == "!!str" {
		o.at(n, "%s must not be empty", key)
	}
	return s
}

func (p *problems) readText(n *yaml.Node, what string) string {
	switch {
	case n == nil:
		return ""
	case n.Kind != yaml.ScalarNode:
		p.at(n, "%s must be text, not %s", what, kindOf(n))
	case n.ShortTag() != "!!str" && n.ShortTag() != "!!timestamp":
		p.at(n, "%s must be text, not %s; put it in quotes if text is meant", what, kindOf(n))
	default:
		return n.Value
	}
	return ""
}

// bilingual reads {en: …, fr: …}; both must be there and not empty.
func (o *object) bilingual(key string) message.Text { return o.readBilingual(o.get(key), key) }

func (o *object) mustBilingual(key string) message.Text { return o.readBilingual(o.must(key), key) }

func (p *problems) readBilingual(n *yaml.Node, what string) message.Text {
	if n == nil {
		return message.Text{}
	}
	if n.Kind != yaml.MappingNode {
		p.at(n, "%s must be said in both languages, {en: …, fr: …}, not %s", what, kindOf(n))
		return message.Text{}
	}
	o, _ := p.object(n, what)
	defer o.close()
	return message.Text{EN: o.mustText("en"), FR: o.mustText("fr")}
}

// flag reads true or false; otherwise stands in for an absent key.
func (o *object) flag(key string, otherwise bool) bool {
	n := o.get(key)
	if n == nil {
		return otherwise
	}
	if n.Kind == yaml.ScalarNode && n.ShortTag() == "!!bool" {
		return strings.EqualFold(n.Value, "true")
	}
	o.at(n, "%s must be true or false, not %s", key, kindOf(n))
	return otherwise
}

// length reads a whole number that is not negative, or returns nil.
func (o *object) length(key string) *int {
	n := o.get(key)
	if n == nil {
		return nil
	}
	if n.Kind == yaml.ScalarNode && n.ShortTag() == "!!int" {
		if i, err := strconv.Atoi(n.Value); err == nil && i >= 0 {
			return &i
		}
	}
	o.at(n, "%s must be a whole number from 0 up, not %s", key, kindOf(n))
	return nil
}

// oneOf reads a string that must be among the allowed ones.
func (o *object) oneOf(key string, allowed ...string) string {
	n := o.get(key)
	if n == nil {
		return ""
	}
	before := len(o.found)
	s := o.readText(n, key)
	if len(o.found) == before && !slices.Contains(allowed, s) {
		o.at(n, "%s %q is none of %s%s", key, shorten(s), strings.Join(allowed, ", "), suggestion(s, allowed))
		return ""
	}
	return s
}

// items returns the nodes of a list. A single scalar stands for a list of one where the key's format says so.
func (o *object) items(key string, orOne bool) []*yaml.Node {
	n := o.get(key)
	switch {
	case n == nil:
		return nil
	case n.Kind == yaml.SequenceNode:
		return n.Content
	case orOne && n.Kind == yaml.ScalarNode:
		return []*yaml.Node{n}
	}
	o.at(n, "%s must be a list, not %s", key, kindOf(n))
	return nil
}

// written reads a scalar of any type as it is written. Null is no value.
func (p *problems) written(n *yaml.Node, what string) (string, bool) {
	switch {
	case n == nil:
		return "", false
	case n.Kind != yaml.ScalarNode:
		p.at(n, "%s must be one value, not %s", what, kindOf(n))
		return "", false
	case n.ShortTag() == "!!null":
		p.at(n, "%s must not be null; put it in quotes if the text is meant", what)
		return "", false
	}
	return n.Value, true
}

// writtenList reads a list of scalars of any type.
func (o *object) writtenList(key string) []string {
	var list []string
	for _, n := range o.items(key, false) {
		if s, ok := o.written(n, "each of "+key); ok {
			list = append(list, s)
		}
	}
	return list
}

// pairs iterates over the keys and values of a mapping in order.
func pairs(n *yaml.Node) func(yield func(key, value *yaml.Node) bool) {
	return func(yield func(key, value *yaml.Node) bool) {
		for i := 0; i+1 < len(n.Content); i += 2 {
			if !yield(n.Content[i], n.Content[i+1]) {
				return
			}
		}
	}
}

// suggestion returns "; did you mean …?", or nothing when no word is near.
func suggestion(word string, among []string) string {
	if near, ok := message.Nearest(word, among); ok {
		return "; did you mean " + strconv.Quote(near) + "?"
	}
	return ""
}

// kindOf names what a node is for a message.
func kindOf(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	case yaml.AliasNode:
		return "an alias"
	}
	switch n.ShortTag() {
	case "!!null":
		return "null"
	case "!!str":
		return strconv.Quote(shorten(n.Value))
	}
	return shorten(n.Value)
}
