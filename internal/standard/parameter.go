package standard

import (
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/cogwg/hvdlint/internal/message"
)

// With returns a copy of the standard with other values for some of its parameters. A value is an integer, a number or a
// string, as the parameter's type demands; text that spells the number will do. An unknown parameter and a value of
// another type are errors.
func (s *Standard) With(values map[string]any) (*Standard, error) {
	changed := *s
	changed.Parameters = slices.Clone(s.Parameters)
	changed.Requirements = slices.Clone(s.Requirements)
	for _, name := range slices.Sorted(maps.Keys(values)) {
		i := slices.IndexFunc(changed.Parameters, func(p Parameter) bool { return p.Name == name })
		if i < 0 {
			text := faultStandardParameter.Format(message.P("standard", s.Name), message.P("word", name))
			return nil, message.NewFault(message.DidYouMean(text, name, parameterNames(s.Parameters)))
		}
		value, err := changed.Parameters[i].convert(values[name])
		if err != nil {
			return nil, err
		}
		changed.Parameters[i].Value = value
	}
	for i := range changed.Requirements {
		r := &changed.Requirements[i]
		if r.params != nil {
			r.Params, _ = resolve(r.params, changed.Parameters).(map[string]any)
		}
	}
	return &changed, nil
}

// convert makes a value one of the parameter's type.
func (p *Parameter) convert(value any) (any, error) {
	switch v := value.(type) {
	case int:
		value = int64(v)
	case string:
		if converted, ok := p.parse(v); ok {
			return converted, nil
		}
	}
	switch v := value.(type) {
	case int64:
		if p.Type == "integer" {
			return v, nil
		}
		if p.Type == "number" {
			return float64(v), nil
		}
	case float64:
		if p.Type == "number" && !math.IsInf(v, 0) && !math.IsNaN(v) {
			return v, nil
		}
	}
	return nil, message.NewFault(faultParameterType, message.P("name", p.Name), message.P("type", typesOfParameters[p.Type]),
		message.P("value", fmt.Sprint(value)))
}

func (p *Parameter) parse(text string) (any, bool) {
	switch p.Type {
	case "integer":
		i, err := strconv.ParseInt(text, 10, 64)
		return i, err == nil
	case "number":
		if !decimalNumber.MatchString(text) {
			return nil, false
		}
		f, err := strconv.ParseFloat(text, 64)
		return f, err == nil
	}
	return text, true
}

func parameterNames(parameters []Parameter) []string {
	var names []string
	for _, p := range parameters {
		names = append(names, p.Name)
	}
	return names
}

var parameterName = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// readParameters reads the mapping from names to {type, default, title}.
func (p *problems) readParameters(n *yaml.Node) []Parameter {
	if n == nil {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		p.at(n, faultNotMapping, message.P("what", "parameters"), message.P("kind", kindOf(n)))
		return nil
	}
	var parameters []Parameter
	for key, value := range pairs(n) {
		if !parameterName.MatchString(key.Value) {
			p.at(key, named(faultParameterName, key.Value))
		}
		o, ok := p.object(value, named(whatThisParameter, key.Value))
		if !ok {
			continue
		}
		o.must("type")
		parameter := Parameter{
			Name:  key.Value,
			Type:  o.oneOf("type", "integer", "number", "string"),
			Title: o.mustBilingual("title"),
		}
		if text, ok := o.written(o.must("default"), message.Same("default")); ok && parameter.Type != "" {
			var fits bool
			if parameter.Default, fits = parameter.parse(text); !fits {
				p.at(o.values["default"], faultDefault, message.P("name", key.Value),
					message.P("type", typesOfParameters[parameter.Type]), message.P("value", text))
			}
			parameter.Value = parameter.Default
		}
		o.close()
		parameters = append(parameters, parameter)
	}
	return parameters
}

// readValue reads the parameters of a requirement: texts, numbers, truth values, lists and mappings of them. A text $name
// must name a parameter of the standard; it is kept for resolve.
func (p *problems) readValue(n *yaml.Node, parameters []Parameter) any {
	switch n.Kind {
	case yaml.MappingNode:
		values := map[string]any{}
		for key, value := range pairs(n) {
			values[key.Value] = p.readValue(value, parameters)
		}
		return values
	case yaml.SequenceNode:
		values := []any{}
		for _, item := range n.Content {
			values = append(values, p.readValue(item, parameters))
		}
		return values
	}
	if name, ok := reference(n.Value); ok && n.Kind == yaml.ScalarNode {
		names := parameterNames(parameters)
		if !slices.Contains(names, name) {
			p.atWord(n, name, names, faultNoParameter)
		}
		return n.Value
	}
	return p.readScalar(n)
}

func (p *problems) readScalar(n *yaml.Node) any {
	text, ok := p.written(n, whatParameter)
	if !ok {
		return nil
	}
	switch n.ShortTag() {
	case "!!bool":
		return strings.EqualFold(text, "true")
	case "!!int":
		i, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			p.at(n, faultInteger, message.P("value", text))
		}
		return i
	case "!!float":
		f, err := strconv.ParseFloat(text, 64)
		if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
			p.at(n, faultNumber, message.P("value", text))
			return nil
		}
		return f
	}
	return text
}

// reference returns the name of the parameter that a text refers to.
func reference(text string) (string, bool) {
	name, ok := strings.CutPrefix(text, "$")
	return name, ok && parameterName.MatchString(name)
}

// resolve copies a value with references replaced by the values in force.
func resolve(value any, parameters []Parameter) any {
	switch v := value.(type) {
	case map[string]any:
		copied := make(map[string]any, len(v))
		for key, item := range v {
			copied[key] = resolve(item, parameters)
		}
		return copied
	case []any:
		copied := make([]any, len(v))
		for i, item := range v {
			copied[i] = resolve(item, parameters)
		}
		return copied
	case string:
		name, ok := reference(v)
		for _, p := range parameters {
			if ok && p.Name == name {
				return p.Value
			}
		}
	}
	return value
}
