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
	what   message.Text // "a field", for messages
	values map[string]*yaml.Node
	asked  []string
}

// object starts to read a mapping; it reports false when n is none.
func (p *problems) object(n *yaml.Node, what message.Text) (*object, bool) {
	if n.Kind != yaml.MappingNode {
		p.at(n, faultNotMapping, message.P("what", what), message.P("kind", kindOf(n)))
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

// dropNulls takes out the keys whose value is null.
func (o *object) dropNulls() {
	for key, n := range o.values {
		if n.ShortTag() == "!!null" && n.Kind == yaml.ScalarNode {
			delete(o.values, key)
		}
	}
}

// close refuses the keys that were never asked for.
func (o *object) close() {
	for key := range pairs(o.node) {
		if !slices.Contains(o.asked, key.Value) {
			o.atWord(key, key.Value, o.asked, faultUnknownKey, message.P("what", o.what))
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
		o.at(o.node, faultLacks, message.P("what", o.what), message.P("key", key))
	}
	return n
}

// text reads a string.
func (o *object) text(key string) string { return o.readText(o.get(key), message.Same(key)) }

// mustText reads a string that has to be there and must not be empty.
func (o *object) mustText(key string) string {
	n := o.must(key)
	s := o.readText(n, message.Same(key))
	if n != nil && s == "" && n.Kind == yaml.ScalarNode && n.ShortTag() == "!!str" {
		o.at(n, faultNoText, message.P("what", key))
	}
	return s
}

func (p *problems) readText(n *yaml.Node, what message.Text) string {
	switch {
	case n == nil:
		return ""
	case n.Kind != yaml.ScalarNode:
		p.at(n, faultNotText, message.P("what", what), message.P("kind", kindOf(n)))
	case n.ShortTag() != "!!str" && n.ShortTag() != "!!timestamp":
		p.at(n, faultNotQuoted, message.P("what", what), message.P("kind", kindOf(n)))
	default:
		return n.Value
	}
	return ""
}

// bilingual reads {en: …, fr: …}; both must be there and not empty.
func (o *object) bilingual(key string) message.Text {
	return o.readBilingual(o.get(key), message.Same(key))
}

func (o *object) mustBilingual(key string) message.Text {
	return o.readBilingual(o.must(key), message.Same(key))
}

func (p *problems) readBilingual(n *yaml.Node, what message.Text) message.Text {
	if n == nil {
		return message.Text{}
	}
	if n.Kind != yaml.MappingNode {
		p.at(n, faultOneLanguage, message.P("what", what), message.P("kind", kindOf(n)))
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
	o.at(n, faultNotBoolean, message.P("what", key), message.P("kind", kindOf(n)))
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
	o.at(n, faultNotLength, message.P("what", key), message.P("kind", kindOf(n)))
	return nil
}

// oneOf reads a string that must be among the allowed ones.
func (o *object) oneOf(key string, allowed ...string) string {
	n := o.get(key)
	if n == nil {
		return ""
	}
	before := len(o.found)
	s := o.readText(n, message.Same(key))
	if len(o.found) == before && !slices.Contains(allowed, s) {
		o.atWord(n, s, allowed, faultNoneOf, message.P("what", key), message.P("allowed", alternatives(allowed)))
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
	o.at(n, faultNotList, message.P("what", key), message.P("kind", kindOf(n)))
	return nil
}

// written reads a scalar of any type as it is written. Null is no value.
func (p *problems) written(n *yaml.Node, what message.Text) (string, bool) {
	switch {
	case n == nil:
		return "", false
	case n.Kind != yaml.ScalarNode:
		p.at(n, faultNotOneValue, message.P("what", what), message.P("kind", kindOf(n)))
		return "", false
	case n.ShortTag() == "!!null":
		p.at(n, faultNull, message.P("what", what))
		return "", false
	}
	return n.Value, true
}

// writtenList reads a list of scalars of any type.
func (o *object) writtenList(key string) []string {
	var list []string
	for _, n := range o.items(key, false) {
		if s, ok := o.written(n, named(whatEach, key)); ok {
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

// kindOf names what a node is for a message.
func kindOf(n *yaml.Node) message.Text {
	switch n.Kind {
	case yaml.MappingNode:
		return kindMapping
	case yaml.SequenceNode:
		return kindList
	case yaml.AliasNode:
		return kindAlias
	}
	switch n.ShortTag() {
	case "!!null":
		return message.Same("null")
	case "!!str":
		return quote(n.Value)
	}
	return message.Same(message.Visible(n.Value))
}
