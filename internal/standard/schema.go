package standard

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/cogwg/hvdlint/internal/message"
)

// types are those of Table Schema v2.
var types = []string{
	"string", "number", "integer", "boolean", "object", "list", "array", "datetime", "date", "time", "year", "yearmonth",
	"duration", "geopoint", "geojson", "any",
}

// schemaReader reads Table Schema descriptors in two ways. Those of a standard are strict: every key must be known and texts
// are in both languages. Those of others (foreign) may have properties of their own, texts in one language, and the habits of
// version 1.
type schemaReader struct {
	*problems
	foreign bool
	lists   CodeListFinder // that fields may name; nil: none
	version int            // of the specification that a foreign descriptor follows
}

// object starts to read a mapping. In a foreign descriptor a key whose value is null is as if it were not there.
func (r *schemaReader) object(n *yaml.Node, what message.Text) (*object, bool) {
	o, ok := r.problems.object(n, what)
	if ok && r.foreign {
		o.dropNulls()
	}
	return o, ok
}

// read reads a descriptor and checks that its names agree.
func (r *schemaReader) read(o *object) Schema {
	if r.foreign {
		o.dropNulls()
	}
	schema := Schema{MissingValues: []string{""}}
	fields := o.items("fields", false)
	if n := o.must("fields"); n != nil && n.Kind == yaml.SequenceNode && len(fields) == 0 {
		o.at(n, faultNoFields)
	}
	for _, n := range fields {
		schema.Fields = append(schema.Fields, r.field(n))
	}
	if r.foreign {
		schema.Fields = firstOfEachName(schema.Fields)
	} else {
		r.checkNames(schema.Fields, fields)
	}
	schema.FieldsMatch = r.fieldsMatch(o)
	if o.get("missingValues") != nil {
		schema.MissingValues, schema.MissingLabels = r.missingValues(o)
	}
	schema.PrimaryKey = r.names(o.items("primaryKey", true), message.Same("primaryKey"), &schema)
	schema.complete()
	for _, n := range o.items("uniqueKeys", false) {
		key := []*yaml.Node{n}
		if n.Kind == yaml.SequenceNode {
			key = n.Content
		}
		schema.UniqueKeys = append(schema.UniqueKeys, r.names(key, whatUniqueKey, &schema))
	}
	for _, n := range o.items("foreignKeys", false) {
		if key, ok := r.object(n, whatForeignKey); ok {
			if key, ok := r.foreignKey(key, &schema); ok {
				schema.ForeignKeys = append(schema.ForeignKeys, key)
			}
		}
	}
	if r.foreign {
		schema.Checks = r.checks(o)
	}
	return schema
}

// complete gives fields what follows from the schema: those of the primary key are required, and missing values of the schema
// keep their labels.
func (s *Schema) complete() {
	for i := range s.Fields {
		field := &s.Fields[i]
		if slices.Contains(s.PrimaryKey, field.Name) {
			field.Constraints.Required = true
		}
		if field.MissingValues == nil {
			field.MissingLabels = s.MissingLabels
		}
	}
}

// firstOfEachName leaves out fields whose name an earlier one has. Version 1 allowed them, so they are no fault of a descriptor;
// which column would be whose cannot be said.
func firstOfEachName(fields []Field) []Field {
	seen := map[string]bool{}
	return slices.DeleteFunc(fields, func(field Field) bool {
		repeated := field.Name != "" && seen[field.Name]
		seen[field.Name] = true
		return repeated
	})
}

// fieldsMatch reads the mode; the published profile of version 2 has it as a list of one.
func (r *schemaReader) fieldsMatch(o *object) FieldsMatch {
	allowed := []string{string(Exact), string(Equal), string(Subset), string(Superset), string(Partial)}
	if n := o.values["fieldsMatch"]; n != nil && n.Kind == yaml.SequenceNode && len(n.Content) == 1 {
		o.values["fieldsMatch"] = n.Content[0]
	}
	if mode := o.oneOf("fieldsMatch", allowed...); mode != "" {
		return FieldsMatch(mode)
	}
	return Exact
}

// missingValues reads a list of texts, or of {value, label} as version 2 also has it.
func (r *schemaReader) missingValues(o *object) ([]string, map[string]message.Text) {
	values := []string{}
	var labels map[string]message.Text
	for _, n := range o.items("missingValues", false) {
		var label message.Text
		if n.Kind == yaml.MappingNode {
			labelled, _ := r.object(n, whatMissingValue)
			label = r.title(labelled, "label")
			n = labelled.must("value")
			r.close(labelled)
		}
		s, ok := r.written(n, whatMissingValue)
		if !ok {
			continue
		}
		values = append(values, s)
		if !label.IsZero() {
			if labels == nil {
				labels = map[string]message.Text{}
			}
			labels[s] = label
		}
	}
	return values, labels
}

// names reads names of fields, each of which must be in the schema.
func (r *schemaReader) names(nodes []*yaml.Node, what message.Text, schema *Schema) []string {
	var names []string
	for _, n := range nodes {
		if s, ok := r.name(n, what); ok {
			r.checkField(n, s, what, schema)
			names = append(names, s)
		}
	}
	return names
}

func (r *schemaReader) name(n *yaml.Node, what message.Text) (string, bool) {
	before := len(r.found)
	s := r.readText(n, whatEachField.Format(message.P("what", what)))
	return s, len(r.found) == before
}

func (p *problems) checkField(n *yaml.Node, name string, what message.Text, schema *Schema) {
	if schema.Field(name) != nil {
		return
	}
	p.atWord(n, name, schema.Names(), faultNoField, message.P("what", what))
}

// foreignKey reads a reference. ok is false for one that cannot be looked up: to a table of another package (a pattern of the
// Data Package recipes, which a foreign descriptor may follow), or one that is no mapping.
func (r *schemaReader) foreignKey(o *object, schema *Schema) (key ForeignKey, ok bool) {
	defer r.close(o)
	o.must("fields")
	key.Fields = r.names(o.items("fields", true), whatForeignKey, schema)
	n := o.must("reference")
	if n == nil {
		return key, false
	}
	reference, ok := r.object(n, message.Same("reference"))
	if !ok {
		return key, false
	}
	defer r.close(reference)
	key.Resource = reference.text("resource")
	reference.must("fields")
	for _, n := range reference.items("fields", true) {
		s, ok := r.name(n, message.Same("reference"))
		if !ok {
			continue
		}
		if key.Resource == "" && reference.values["package"] == nil {
			r.checkField(n, s, message.Same("reference"), schema)
		}
		key.Reference = append(key.Reference, s)
	}
	if len(key.Fields) != len(key.Reference) {
		r.at(n, faultReferenceWidth, message.P("n", len(key.Fields)), message.P("other", len(key.Reference)))
	}
	return key, !r.foreign || reference.values["package"] == nil
}

// close refuses unknown keys, unless the descriptor is foreign.
func (r *schemaReader) close(o *object) {
	if !r.foreign {
		o.close()
	}
}

// checkNames tells names that stand twice in a standard, and spellings of one header label that two fields claim.
func (r *schemaReader) checkNames(fields []Field, nodes []*yaml.Node) {
	names, labels := map[string]bool{}, map[string]string{}
	for i, field := range fields {
		if field.Name == "" {
			continue
		}
		if names[field.Name] {
			r.at(nodes[i], named(faultFieldTwice, field.Name))
			continue
		}
		names[field.Name] = true
		own := map[string]bool{}
		for _, label := range append([]string{field.Label.EN, field.Label.FR}, field.Aliases...) {
			if owner, ok := labels[label]; ok && !own[label] {
				r.at(nodes[i], faultLabelTwice, message.P("label", label), message.P("name", field.Name), message.P("other", owner))
			}
			own[label], labels[label] = true, field.Name
		}
	}
}

// title reads a text for readers: in both languages; a foreign descriptor may have it in one, which then serves for both.
func (r *schemaReader) title(o *object, key string) message.Text {
	switch n := o.get(key); {
	case n != nil && r.foreign && n.Kind == yaml.ScalarNode:
		s, _ := r.written(n, message.Same(key))
		return message.Same(strings.TrimSpace(s))
	case n != nil && r.foreign && !isBilingual(n):
		return message.Text{}
	}
	return o.bilingual(key)
}

// isBilingual reports whether n is a mapping with texts en and fr.
func isBilingual(n *yaml.Node) bool {
	found := 0
	for key, value := range pairs(n) {
		if (key.Value == "en" || key.Value == "fr") && value.Kind == yaml.ScalarNode && value.Value != "" {
			found++
		}
	}
	return n.Kind == yaml.MappingNode && found == 2 && len(n.Content) == 4
}
