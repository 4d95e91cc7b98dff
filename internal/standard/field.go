package standard

import (
	"encoding/json"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/cogwg/hvdlint/internal/message"
)

// field reads one field. What the descriptor leaves out has the default of Table Schema, but that a missing type is
// string, as in version 1.
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
	if o.get("missingValues") != nil {
		field.MissingValues = r.missingValues(o)
	}
	if c := o.get("constraints"); c != nil {
		field.Constraints = r.constraints(c, field.Type)
	}
	r.ownProperties(o, &field)
	return field
}

func (r *schemaReader) fillDefaults(field *Field) {
	if field.Type == "" {
		field.Type = "string"
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
		if ok && len(field.Constraints.Enum) > 0 && !slices.Contains(field.Constraints.Enum, meant) {
			r.atWord(value, meant, field.Constraints.Enum, faultSynonym, message.P("synonym", key.Value))
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

func (r *schemaReader) constraints(n *yaml.Node, fieldType string) Constraints {
	o, ok := r.object(n, message.Same("constraints"))
	if !ok {
		return Constraints{}
	}
	defer r.close(o)
	c := Constraints{
		Required:         o.flag("required", false),
		Unique:           o.flag("unique", false),
		MinLength:        o.length("minLength"),
		MaxLength:        o.length("maxLength"),
		Minimum:          r.bound(o, "minimum", fieldType),
		Maximum:          r.bound(o, "maximum", fieldType),
		ExclusiveMinimum: r.bound(o, "exclusiveMinimum", fieldType),
		ExclusiveMaximum: r.bound(o, "exclusiveMaximum", fieldType),
		Pattern:          o.text("pattern"),
		Enum:             o.writtenList("enum"),
		JSONSchema:       r.jsonSchema(o.get("jsonSchema")),
	}
	if _, err := regexp.Compile(c.Pattern); err != nil {
		r.at(o.values["pattern"], faultPattern, message.P("reason", PatternFault(err)))
	}
	if enum := o.values["enum"]; enum != nil && enum.Kind == yaml.SequenceNode && len(enum.Content) == 0 {
		r.at(enum, faultEmptyEnum)
	}
	seen := map[string]bool{}
	for _, value := range c.Enum {
		if seen[value] && !r.foreign {
			r.at(o.values["enum"], faultEnumTwice, message.P("value", value))
		}
		seen[value] = true
	}
	return c
}

// jsonSchema reads the JSON Schema of a constraint, which has to be one that can be compiled.
func (r *schemaReader) jsonSchema(n *yaml.Node) []byte {
	switch {
	case n == nil:
		return nil
	case n.Kind != yaml.MappingNode:
		r.at(n, faultNotMapping, message.P("what", "jsonSchema"), message.P("kind", kindOf(n)))
		return nil
	}
	text, err := json.Marshal(valueOf(n))
	if err == nil {
		_, err = CompileJSONSchema(text)
	}
	if err != nil {
		r.at(n, message.TextOf(err))
	}
	return text
}

// wholeNumber and decimalNumber are what a bound of a number field may look like. An exponent beyond three digits is no
// bound of any data.
var (
	wholeNumber   = regexp.MustCompile(`^[+-]?[0-9]+$`)
	decimalNumber = regexp.MustCompile(`^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?$`)
)

// bound reads a bound as it is written. That of a number must be one; those of other types are the rule's to understand.
func (r *schemaReader) bound(o *object, key, fieldType string) string {
	s, ok := r.written(o.get(key), message.Same(key))
	if !ok {
		return ""
	}
	n := o.values[key]
	switch {
	case s == "":
		r.at(n, faultNoText, message.P("what", key))
	case fieldType == "integer" && !wholeNumber.MatchString(s) && !isWhole(s):
		r.at(n, faultBoundInteger, message.P("key", key), message.P("value", s))
	case fieldType == "number" && !decimalNumber.MatchString(s):
		r.at(n, faultBoundNumber, message.P("key", key), message.P("value", s))
	case fieldType == "number":
		if _, err := strconv.ParseFloat(s, 64); err != nil {
			r.at(n, faultBoundRange, message.P("key", key), message.P("value", s))
		}
	}
	return s
}

// isWhole accepts 1e6 and 5.0 as bounds of an integer.
func isWhole(s string) bool {
	if !decimalNumber.MatchString(s) {
		return false
	}
	r, ok := new(big.Rat).SetString(s)
	return ok && r.IsInt()
}
