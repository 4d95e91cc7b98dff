package standard

import (
	"iter"

	"go.yaml.in/yaml/v3"

	"github.com/cogwg/hvdlint/internal/message"
)

// ReadMapping reads a YAML or JSON file of another kind as strictly as a standard: what no document of ours may have is refused, keys
// that read never asked for are too, and all that is wrong is told at once. name is what errors call the file and what is what it
// holds ("a configuration"); read is called with the mapping at its top. The error is every [Problem] found, in order of position.
func ReadMapping(name string, text []byte, what message.Text, read func(*Mapping)) error {
	p := &problems{file: name}
	if root := p.readDocument(text); root != nil {
		p.mapping(root, what, read)
	}
	return p.err()
}

// mapping reads one mapping and refuses what read never asked for.
func (p *problems) mapping(n *yaml.Node, what message.Text, read func(*Mapping)) {
	if o, ok := p.object(n, what); ok {
		read(&Mapping{o})
		o.close()
	}
}

// Mapping reads the keys of one mapping of a file that [ReadMapping] opens. What is not as it should be is told, and counts as absent.
type Mapping struct{ o *object }

// Node returns the value of a key; nil: it is not there.
func (m *Mapping) Node(key string) *yaml.Node { return m.o.get(key) }

// Must returns the value of a key that has to be there; nil: it is not.
func (m *Mapping) Must(key string) *yaml.Node { return m.o.must(key) }

// Text reads a text that must not be empty when it is there.
func (m *Mapping) Text(key string) string {
	if m.o.get(key) == nil {
		return ""
	}
	return m.o.mustText(key)
}

// TextOf reads a text that must not be empty from a value; what names the value in messages.
func (m *Mapping) TextOf(n *yaml.Node, what message.Text) string {
	before := len(m.o.found)
	s := m.o.readText(n, what)
	if s == "" && len(m.o.found) == before {
		m.Fault(n, faultNoText, message.P("what", what))
	}
	return s
}

// Written reads a scalar of any type as it is written.
func (m *Mapping) Written(n *yaml.Node, what message.Text) (string, bool) {
	return m.o.written(n, what)
}

// Whole reads a whole number from 0 up; nil: there is none.
func (m *Mapping) Whole(key string) *int { return m.o.length(key) }

// OneOf reads a text that is one of the allowed ones.
func (m *Mapping) OneOf(key string, allowed ...string) string { return m.o.oneOf(key, allowed...) }

// Items returns the values of a list; one scalar stands for a list of one.
func (m *Mapping) Items(key string) []*yaml.Node { return m.o.items(key, true) }

// Mapping reads the mapping that a key has, if it is there.
func (m *Mapping) Mapping(key string, what message.Text, read func(*Mapping)) {
	if n := m.o.get(key); n != nil {
		m.o.mapping(n, what, read)
	}
}

// Mappings reads each mapping of a list.
func (m *Mapping) Mappings(key string, what message.Text, read func(*Mapping)) {
	for _, n := range m.o.items(key, false) {
		m.o.mapping(n, what, read)
	}
}

// All iterates over the keys and values of a mapping whose keys are names that people chose.
func (m *Mapping) All() iter.Seq2[*yaml.Node, *yaml.Node] {
	return func(yield func(key, value *yaml.Node) bool) {
		for key, value := range pairs(m.o.node) {
			m.o.asked = append(m.o.asked, key.Value)
			if !yield(key, value) {
				return
			}
		}
	}
}

// Dialect reads a Table Dialect that stands in the file itself.
func (m *Mapping) Dialect(n *yaml.Node) *Dialect { return m.o.readDialect(n) }

// Fault tells what is wrong with a value; nil stands for the mapping itself.
func (m *Mapping) Fault(n *yaml.Node, template message.Text, params ...message.Param) {
	if n == nil {
		n = m.o.node
	}
	m.o.at(n, template, params...)
}

// FaultWord tells that a word, which the template calls {word}, is none of those that are known, and which of them was meant.
func (m *Mapping) FaultWord(n *yaml.Node, word string, known []string, template message.Text, params ...message.Param) {
	m.o.atWord(n, word, known, template, params...)
}

// Choices enumerates the words that a value may be.
func Choices(words []string) message.Text { return alternatives(words) }

// Line returns the line on which the mapping begins.
func (m *Mapping) Line() int { return m.o.node.Line }

// Bilingual reads {en: …, fr: …}, which has to be there in both languages.
func (m *Mapping) Bilingual(key string) message.Text { return m.o.mustBilingual(key) }
