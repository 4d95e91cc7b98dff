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

// Types that only some constraints are for (Table Schema v2, Field Constraints). required, unique and enum are for all.
var (
	orderedTypes    = []string{"integer", "number", "date", "time", "datetime", "duration", "year", "yearmonth"}
	collectionTypes = []string{"string", "array", "object", "list"}

	constraintTypes = map[string][]string{
		"minLength": collectionTypes, "maxLength": collectionTypes, "pattern": {"string"}, "jsonSchema": {"array", "object"},
		"minimum": orderedTypes, "maximum": orderedTypes, "exclusiveMinimum": orderedTypes, "exclusiveMaximum": orderedTypes,
	}
)

// constraints reads the constraints of a field; typed is whether its type is written. One that its type does not have is told
// in our own standards; in those of others it is as if it were not there.
func (r *schemaReader) constraints(n *yaml.Node, field *Field, typed bool) Constraints {
	o, ok := r.object(n, message.Same("constraints"))
	if !ok {
		return Constraints{}
	}
	defer r.close(o)
	r.dropConstraints(o, field, typed)
	c := Constraints{
		Required:         o.flag("required", false),
		Unique:           o.flag("unique", false),
		MinLength:        o.length("minLength"),
		MaxLength:        o.length("maxLength"),
		Minimum:          r.bound(o, "minimum", field),
		Maximum:          r.bound(o, "maximum", field),
		ExclusiveMinimum: r.bound(o, "exclusiveMinimum", field),
		ExclusiveMaximum: r.bound(o, "exclusiveMaximum", field),
		Pattern:          o.text("pattern"),
		Enum:             r.enum(o, field),
		JSONSchema:       r.jsonSchema(o.get("jsonSchema")),
	}
	pattern := c.Pattern
	if r.foreign {
		pattern = RE2(pattern)
	}
	if _, err := regexp.Compile(pattern); err != nil {
		r.at(o.values["pattern"], faultPattern, message.P("reason", PatternFault(err)))
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

// dropConstraints takes out what the field's type does not have. A field of version 2 without a type is of any type; its profile
// takes such a field for a string, so what strings have stays.
func (r *schemaReader) dropConstraints(o *object, field *Field, typed bool) {
	for key, n := range pairs(o.node) {
		allowed, limited := constraintTypes[key.Value]
		if !limited || slices.Contains(allowed, field.Type) || !typed && slices.Contains(allowed, "string") {
			continue
		}
		if r.foreign {
			delete(o.values, key.Value)
			continue
		}
		r.at(n, faultNoConstraint, message.P("name", field.Name), message.P("type", field.Type), message.P("key", key.Value))
	}
}

func (r *schemaReader) enum(o *object, field *Field) []string {
	nodes := o.items("enum", false)
	if n := o.values["enum"]; n != nil && n.Kind == yaml.SequenceNode && len(nodes) == 0 {
		o.at(n, faultEmptyEnum)
	}
	var values []string
	for _, n := range nodes {
		// Null is no value, so no cell is ever compared with it.
		if r.foreign && n.ShortTag() == "!!null" {
			continue
		}
		value, ok := r.value(n, field, named(whatEach, "enum"))
		if !ok {
			continue
		}
		if !r.foreign {
			r.checkEnum(n, value, values, field)
		}
		values = append(values, value)
	}
	return values
}

// checkEnum tells a value that stands twice, and one that the categories do not have.
func (r *schemaReader) checkEnum(n *yaml.Node, value string, before []string, field *Field) {
	if slices.Contains(before, value) {
		r.at(n, faultEnumTwice, message.P("value", value))
	}
	isCategory := slices.ContainsFunc(field.Categories, func(c Category) bool { return c.Value == value })
	if len(field.Categories) > 0 && !isCategory {
		r.at(n, faultEnumCategory, message.P("value", value))
	}
}

// value reads a value as the field writes it: strings as they stand, numbers of JSON with the field's decimal sign, objects and
// arrays as JSON where values are such.
func (r *schemaReader) value(n *yaml.Node, field *Field, what message.Text) (string, bool) {
	if n != nil && n.Kind != yaml.ScalarNode {
		switch field.Type {
		case "object", "array", "geojson", "geopoint", "any":
			return string(inline(n)), true
		case "list":
			if hasScalars(n, yaml.SequenceNode) {
				return joinItems(n, field.Delimiter), true
			}
		}
	}
	s, ok := r.written(n, what)
	if ok && field.Type == "number" && n.ShortTag() == "!!float" {
		s = strings.Replace(s, ".", field.DecimalChar, 1)
	}
	return s, ok
}

func joinItems(n *yaml.Node, delimiter string) string {
	items := make([]string, len(n.Content))
	for i, item := range n.Content {
		items[i] = item.Value
	}
	return strings.Join(items, delimiter)
}

// wholeNumber and decimalNumber are what a bound of a number field may look like. An exponent beyond three digits is no
// bound of any data.
var (
	wholeNumber   = regexp.MustCompile(`^[+-]?[0-9]+$`)
	decimalNumber = regexp.MustCompile(`^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?$`)
)

// bound reads a bound as the field writes its values. That of a number must be one; those of other types are the rule's to
// understand.
func (r *schemaReader) bound(o *object, key string, field *Field) string {
	n := o.get(key)
	s, ok := r.value(n, field, message.Same(key))
	if !ok {
		return ""
	}
	number := s
	if field.Type == "integer" || field.Type == "number" {
		number = plainNumber(s, field)
	}
	switch {
	case s == "":
		r.at(n, faultNoText, message.P("what", key))
	case field.Type == "integer" && !wholeNumber.MatchString(number) && !isWhole(number):
		r.at(n, faultBoundInteger, message.P("key", key), message.P("value", s))
	case field.Type == "number" && !decimalNumber.MatchString(number):
		r.at(n, faultBoundNumber, message.P("key", key), message.P("value", s))
	case field.Type == "number":
		if _, err := strconv.ParseFloat(number, 64); err != nil {
			r.at(n, faultBoundRange, message.P("key", key), message.P("value", s))
		}
	}
	return s
}

// plainNumber writes a bound with digits and a point: without the group sign of its field, with a point for its decimal sign, and
// without what stands around a number that need not be bare.
func plainNumber(s string, field *Field) string {
	if decimalNumber.MatchString(s) && field.GroupChar != "." {
		return s
	}
	if field.GroupChar != "" {
		s = strings.ReplaceAll(s, field.GroupChar, "")
	}
	s = strings.Replace(s, field.DecimalChar, ".", 1)
	if !field.BareNumber {
		s = strings.TrimFunc(s, func(c rune) bool { return !strings.ContainsRune("+-.0123456789", c) })
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
