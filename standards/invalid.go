package standards

import (
	"cmp"
	"errors"
	"path"
	"regexp"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/cogwg/hvdlint/internal/message"
)

// faults say by its keyword what a document does against the JSON Schema, because the library speaks English only.
var faults = map[string]message.Text{
	"required":             {EN: "lacks {names}", FR: "il manque {names}"},
	"additionalProperties": {EN: "has no {names}", FR: "{names} n’est pas permis"},
	"propertyNames":        {EN: "a name has another form than it must", FR: "un nom n’a pas la forme voulue"},
	"type":                 {EN: "the value is of another type", FR: "la valeur est d’un autre type"},
	"enum":                 {EN: "the value is none of those allowed", FR: "la valeur n’est pas parmi celles qui sont permises"},
	"const":                {EN: "the value is not the one allowed", FR: "la valeur n’est pas celle qui est permise"},
	"pattern":              {EN: "the text has another form than it must", FR: "le texte n’a pas la forme voulue"},
	"minLength":            {EN: "the text is empty", FR: "le texte est vide"},
	"minItems":             {EN: "the list is too short", FR: "la liste est trop courte"},
	"maxItems":             {EN: "the list is too long", FR: "la liste est trop longue"},
	"minimum":              {EN: "the number is too small", FR: "le nombre est trop petit"},
}

var (
	faultOther = message.Text{EN: "{keyword} does not allow this value", FR: "{keyword} ne permet pas cette valeur"}
	faultPlace = message.Text{EN: "{file}: {place}: {text}", FR: "{file}\u00a0: {place}\u00a0: {text}"}
)

// inQuotes are the names of properties in a message of the library.
var inQuotes = regexp.MustCompile(`'([^']*)'`)

// describe joins one fault for each leaf of a validation error: "standard.yaml: /resources/0: lacks title, schema".
func describe(name string, invalid *jsonschema.ValidationError) error {
	var all []error
	for _, cause := range invalid.Causes {
		all = append(all, describe(name, cause))
	}
	if len(all) > 0 {
		return errors.Join(all...)
	}
	keyword := path.Base(invalid.KeywordLocation)
	text, ok := faults[keyword]
	if !ok {
		text = faultOther
	}
	var names []string
	for _, match := range inQuotes.FindAllStringSubmatch(invalid.Message, -1) {
		names = append(names, message.Visible(match[1]))
	}
	text = text.Format(message.P("keyword", keyword), message.P("names", message.Same(strings.Join(names, ", "))))
	return message.NewFault(faultPlace,
		message.P("file", name), message.P("place", cmp.Or(invalid.InstanceLocation, "/")), message.P("text", text))
}
