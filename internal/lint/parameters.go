package lint

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/cogwg/hvdlint/internal/message"
)

var (
	faultNoParameter = message.Text{
		EN: "the rule has no parameter “{name}”",
		FR: "la règle n’a pas de paramètre «\u00a0{name}\u00a0»",
	}
	faultParameter = message.Text{
		EN: "the parameter {name} must be {kind}, not “{value}”",
		FR: "le paramètre {name} doit être {kind}, et non «\u00a0{value}\u00a0»",
	}
)

// kinds are what parameters can be, by the kind of the Go type that holds them; kindNumber is every other.
var (
	kinds = map[reflect.Kind]message.Text{
		reflect.String: {EN: "text", FR: "un texte"},
		reflect.Bool:   {EN: "true or false", FR: "true ou false"},
		reflect.Int:    {EN: "a whole number", FR: "un nombre entier"},
		reflect.Int64:  {EN: "a whole number", FR: "un nombre entier"},
		reflect.Slice:  {EN: "a list", FR: "une liste"},
		reflect.Map:    {EN: "a mapping", FR: "un objet"},
	}
	kindNumber = message.Text{EN: "a number", FR: "un nombre"}
)

// Decode reads the requirement's parameters into a pointer to struct with yaml tags. A parameter that the struct does not
// have, or that is of another type, is a fault; all of them are told.
func (b *Binding) Decode(into any) error {
	known := parametersOf(into)
	var faults []error
	for _, name := range slices.Sorted(maps.Keys(b.Requirement.Params)) {
		value := b.Requirement.Params[name]
		kind, ok := known[name]
		if !ok {
			text := faultNoParameter.Format(message.P("name", name))
			faults = append(faults, b.Fault(message.DidYouMean(text, name, slices.Sorted(maps.Keys(known)))))
			continue
		}
		if err := decode(name, value, into); err != nil {
			faults = append(faults, b.Fault(faultParameter,
				message.P("name", name), message.P("kind", kind), message.P("value", fmt.Sprint(value))))
		}
	}
	return errors.Join(faults...)
}

// decode sets one parameter.
func decode(name string, value, into any) error {
	text, err := yaml.Marshal(map[string]any{name: value})
	if err != nil {
		return err
	}
	return yaml.Unmarshal(text, into)
}

// parametersOf returns the names in the tags of a pointer to struct, and what each parameter must be.
func parametersOf(into any) map[string]message.Text {
	known := map[string]message.Text{}
	for _, field := range reflect.VisibleFields(reflect.TypeOf(into).Elem()) {
		name, _, _ := strings.Cut(field.Tag.Get("yaml"), ",")
		of := field.Type
		if of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		kind, ok := kinds[of.Kind()]
		if !ok {
			kind = kindNumber
		}
		known[name] = kind
	}
	return known
}
