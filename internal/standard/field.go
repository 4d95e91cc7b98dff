package standard

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/cogwg/hvdlint/internal/message"
)

// field reads one field. What the descriptor leaves out has the default of Table Schema; a type left out is "any" in a foreign
// descriptor of version 2, and string elsewhere, as in version 1.
func (r *schemaReader) field(n *yaml.Node) Field {
	o, ok := r.object(n, whatField)
	if !ok {
		return Field{}
	}
	defer r.close(o)
	name := o.mustText("name")
	if name != "" {
		o.what = named(whatThisField, name)
	}
	field := Field{
		Name:        name,
		Label:       message.Same(name),
		Title:       r.title(o, "title"),
		Description: r.title(o, "description"),
		Type:        o.oneOf("type", types...),
		Format:      strings.TrimPrefix(o.text("format"), "fmt:"),
		DecimalChar: o.text("decimalChar"),
		GroupChar:   o.text("groupChar"),
		BareNumber:  o.flag("bareNumber", true),
		TrueValues:  o.writtenList("trueValues"),
		FalseValues: o.writtenList("falseValues"),
	}
	r.fillDefaults(&field)
	if field.Type == "list" {
		r.listProperties(o, &field)
	}
	if field.RDFType = loose(o, "rdfType"); !r.foreign {
		field.RDFType = o.text("rdfType")
	}
	if o.get("missingValues") != nil {
		field.MissingValues, field.MissingLabels = r.missingValues(o)
	}
	// An own standard may only have categories where Table Schema has them: elsewhere the key is unknown.
	if field.Type == "string" || field.Type == "integer" {
		r.categories(o, &field)
	}
	if c := o.get("constraints"); c != nil {
		field.Constraints = r.constraints(c, &field, o.values["type"] != nil)
	}
	r.ownProperties(o, &field)
	return field
}

func (r *schemaReader) fillDefaults(field *Field) {
	if field.Type == "" {
		field.Type = "string"
		if r.foreign && r.version >= 2 {
			field.Type = "any"
		}
	}
	if field.Format == "default" {
		field.Format = ""
	}
	if field.DecimalChar == "" {
		field.DecimalChar = "."
	}
	if field.Type == "boolean" {
		if field.TrueValues == nil {
			field.TrueValues = []string{"true", "True", "TRUE", "1"}
		}
		if field.FalseValues == nil {
			field.FalseValues = []string{"false", "False", "FALSE", "0"}
		}
	}
}

// itemTypes are the types that the items of a list may have.
var itemTypes = []string{"string", "integer", "boolean", "number", "datetime", "date", "time"}

func (r *schemaReader) listProperties(o *object, field *Field) {
	if field.ItemType = o.oneOf("itemType", itemTypes...); field.ItemType == "" {
		field.ItemType = "string"
	}
	if field.Delimiter = o.text("delimiter"); field.Delimiter == "" {
		field.Delimiter = ","
	}
}

// categories reads a list of values, or of {value, label}.
func (r *schemaReader) categories(o *object, field *Field) {
	seen := map[string]bool{}
	for _, n := range o.items("categories", false) {
		category, item := Category{}, n
		if n.Kind == yaml.MappingNode {
			labelled, _ := r.object(n, whatCategory)
			item = labelled.must("value")
			category.Label = r.title(labelled, "label")
			r.close(labelled)
		}
		value, ok := r.value(item, field, whatCategory)
		if !ok {
			continue
		}
		if seen[value] && !r.foreign {
			r.at(n, faultCategoryTwice, message.P("value", value))
		}
		seen[value] = true
		category.Value = value
		field.Categories = append(field.Categories, category)
	}
	field.CategoriesOrdered = o.optionalFlag("categoriesOrdered")
}

// ownProperties reads what this project adds. In a foreign descriptor the same words may mean something else: there they
// count only when they look like ours.
func (r *schemaReader) ownProperties(o *object, field *Field) {
	if n := o.get("label"); n != nil && (!r.foreign || isBilingual(n)) {
		field.Label = o.bilingual("label")
	}
	if n := o.get("aliases"); n != nil && (!r.foreign || hasScalars(n, yaml.SequenceNode)) {
		field.Aliases = o.writtenList("aliases")
	}
	if n := o.get("example"); n != nil && (!r.foreign || n.Kind == yaml.ScalarNode && n.ShortTag() != "!!null") {
		field.Example, _ = r.written(n, message.Same("example"))
	}
	r.codeList(o, field)
	n := o.get("synonyms")
	if n == nil || r.foreign && !hasScalars(n, yaml.MappingNode) {
		return
	}
	if n.Kind != yaml.MappingNode {
		r.at(n, faultNotMapping, message.P("what", "synonyms"), message.P("kind", kindOf(n)))
		return
	}
	if field.Synonyms == nil {
		field.Synonyms = map[string]string{}
	}
	for key, value := range pairs(n) {
		meant, ok := r.written(value, whatSynonym)
		if values := field.Values(); ok && len(values) > 0 && !slices.Contains(values, meant) {
			r.atWord(value, meant, values, faultSynonym, message.P("synonym", key.Value))
		}
		field.Synonyms[key.Value] = meant
	}
}

// hasScalars reports whether n is a list or mapping of scalars other than null.
func hasScalars(n *yaml.Node, kind yaml.Kind) bool {
	return n.Kind == kind && !slices.ContainsFunc(n.Content, func(child *yaml.Node) bool {
		return child.Kind != yaml.ScalarNode || child.ShortTag() == "!!null"
	})
}
