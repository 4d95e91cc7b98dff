package parquet

import (
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/format"

	"github.com/cogwg/hvdlint/internal/input"
)

// maxLeaves is the greatest number of columns, counting those inside nested ones.
const maxLeaves = input.MaxColumns

// schema is the tree of fields. Its leaves are the columns that a row group has chunks for.
type schema struct {
	fields []*node // at the top level
	leaves []*leaf
	nested bool // some field is not a leaf, or repeated
}

// node is a field: a leaf, or a group of fields.
type node struct {
	name       string
	member     []byte // the name before a member of a JSON object: "name":
	repetition format.FieldRepetitionType
	level      int // definition level from which on the field is there
	repeat     int // repetition level at which it repeats
	children   []*node
	leaves     []*leaf // of it and its children
	leaf       *leaf   // nil: a group
	shape      shape
}

// shape is how a group is written as JSON.
type shape uint8

const (
	objectShape shape = iota
	listShape         // the elements of its only child are those of an array
	mapShape          // the pairs of its only child are the members of an object
)

// leaf is a field with values.
type leaf struct {
	index    int    // among the leaves
	name     string // of the field at the top level
	column   int    // number of that field, from 1
	physical format.Type
	width    int       // bytes of a value; 0: any number
	convert  converter // nil: of booleans
	// The greatest levels: a value of the greatest definition level is there, any other is a null or an empty list.
	maxDefinition, maxRepetition uint8
}

// flat reports whether the field is a column of plain values.
func (n *node) flat() bool { return n.leaf != nil && n.leaf.maxRepetition == 0 }

// newSchema builds the tree from the list of its nodes, depth first.
func newSchema(elements []format.SchemaElement) (*schema, error) {
	if len(elements) == 0 {
		return nil, damaged
	}
	b := schemaBuilder{schema: &schema{}, rest: elements[1:]}
	for range elements[0].NumChildren.V {
		n, err := b.node(nil, 1)
		if err != nil {
			return nil, err
		}
		for _, l := range n.leaves {
			l.name, l.column = n.name, len(b.fields)+1
		}
		b.fields = append(b.fields, n)
		b.nested = b.nested || !n.flat()
	}
	if len(b.rest) > 0 {
		return nil, damaged
	}
	if len(b.fields) == 0 {
		return nil, noColumns
	}
	if len(b.leaves) > maxLeaves {
		return nil, tooWide(len(b.leaves))
	}
	return b.schema, nil
}

type schemaBuilder struct {
	*schema
	rest   []format.SchemaElement
	binary bool // inside a VARIANT, whose fields without annotation are bytes
}

// node builds the next node of the list, with its children.
func (b *schemaBuilder) node(parent *node, depth int) (*node, error) {
	if len(b.rest) == 0 || depth > maxDepth {
		return nil, damaged
	}
	element := &b.rest[0]
	b.rest = b.rest[1:]
	name := label(element.Name)
	n := &node{name: name, member: append(appendQuoted(nil, []byte(name)), ':'), repetition: element.RepetitionType.V}
	if parent != nil {
		n.level, n.repeat = parent.level, parent.repeat
	}
	switch n.repetition {
	case format.Required:
	case format.Optional:
		n.level++
	case format.Repeated:
		n.level++
		n.repeat++
	default:
		return nil, damaged
	}
	first := len(b.leaves)
	if element.Type.Valid {
		if err := b.leafOf(n, element); err != nil {
			return nil, err
		}
	} else if err := b.group(n, element, depth); err != nil {
		return nil, err
	}
	n.leaves = b.leaves[first:len(b.leaves):len(b.leaves)]
	return n, nil
}

func (b *schemaBuilder) group(n *node, element *format.SchemaElement, depth int) error {
	if element.NumChildren.V <= 0 {
		return damaged // nothing tells whether it is there
	}
	binary := b.binary
	if _, ok := element.LogicalType.Value.(*format.VariantType); ok {
		b.binary = true
	}
	for range element.NumChildren.V {
		child, err := b.node(n, depth+1)
		if err != nil {
			return err
		}
		n.children = append(n.children, child)
	}
	b.binary = binary
	n.shape = shapeOf(element, n)
	return nil
}

func (b *schemaBuilder) leafOf(n *node, element *format.SchemaElement) error {
	l := &leaf{index: len(b.leaves), physical: element.Type.V, maxDefinition: uint8(n.level), maxRepetition: uint8(n.repeat)}
	switch l.physical {
	case format.Boolean, format.ByteArray:
	case format.Int32, format.Float:
		l.width = 4
	case format.Int64, format.Double:
		l.width = 8
	case format.Int96:
		l.width = 12
	case format.FixedLenByteArray:
		if l.width = int(element.TypeLength.V); l.width <= 0 || l.width > maxWidth {
			return damaged
		}
	default:
		return damaged
	}
	l.convert = converterOf(element, l)
	if b.binary && l.physical == format.ByteArray && element.LogicalType.Value == nil && !element.ConvertedType.Valid {
		l.convert = appendHex
	}
	n.leaf = l
	b.leaves = append(b.leaves, l)
	return nil
}

// shapeOf recognises lists and maps by the rules of LogicalTypes.md, also those for older writers.
func shapeOf(element *format.SchemaElement, n *node) shape {
	if len(n.children) != 1 || n.children[0].repetition != format.Repeated {
		return objectShape
	}
	entry := n.children[0]
	annotation := element.LogicalType.Value
	if _, ok := annotation.(*format.ListType); ok || is(element, deprecated.List) {
		return listShape
	}
	_, ok := annotation.(*format.MapType)
	if (ok || is(element, deprecated.Map) || is(element, deprecated.MapKeyValue)) && entry.leaf == nil && len(entry.children) <= 2 {
		if len(entry.children) == 1 || entry.children[0].leaf == nil || entry.children[0].repetition == format.Repeated {
			return listShape // a map without values is a set of its keys; one whose keys are no texts is a list of pairs
		}
		return mapShape
	}
	return objectShape
}

func is(element *format.SchemaElement, annotation deprecated.ConvertedType) bool {
	return element.ConvertedType.Valid && element.ConvertedType.V == annotation
}

// element returns the field that holds an element of a list: the repeated field itself, or the only field in it.
func (n *node) element() *node {
	entry := n.children[0]
	if entry.leaf != nil || len(entry.children) != 1 || entry.children[0].repetition == format.Repeated ||
		entry.name == "array" || entry.name == n.name+"_tuple" {
		return entry
	}
	return entry.children[0]
}
