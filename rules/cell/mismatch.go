package cell

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/cogwg/hvdlint/internal/message"
)

// mismatchTexts say by its keyword what a value does against a JSON Schema (draft 2020-12 and those before), because the
// library speaks English only. {place} is a JSON Pointer, or the value itself.
var mismatchTexts = map[string]message.Text{
	"type":             {EN: "{place} is {found}, not {limit}", FR: "{place} est {found}, et non {limit}"},
	"enum":             {EN: "{place} is {found}, not {limit}", FR: "{place} est {found}, et non {limit}"},
	"const":            {EN: "{place} is {found}, not {limit}", FR: "{place} est {found}, et non {limit}"},
	"format":           {EN: "{place} is {found}, which is not of the format {limit}", FR: "{place} est {found}, qui n’est pas au format {limit}"},
	"pattern":          {EN: "{place} is {found}, which does not match the pattern {limit}", FR: "{place} est {found}, qui ne correspond pas au motif {limit}"},
	"minimum":          {EN: "{place} is {found}, less than {limit}", FR: "{place} est {found}, inférieur à {limit}"},
	"exclusiveMinimum": {EN: "{place} is {found}, not more than {limit}", FR: "{place} est {found}, qui n’est pas supérieur à {limit}"},
	"maximum":          {EN: "{place} is {found}, more than {limit}", FR: "{place} est {found}, supérieur à {limit}"},
	"exclusiveMaximum": {EN: "{place} is {found}, not less than {limit}", FR: "{place} est {found}, qui n’est pas inférieur à {limit}"},
	"multipleOf":       {EN: "{place} is {found}, not a multiple of {limit}", FR: "{place} est {found}, qui n’est pas un multiple de {limit}"},
	"minLength":        {EN: "{place} has {size|character|characters}, fewer than {limit}", FR: "{place} compte {size|caractère|caractères}, moins de {limit}"},
	"maxLength":        {EN: "{place} has {size|character|characters}, more than {limit}", FR: "{place} compte {size|caractère|caractères}, plus de {limit}"},
	"minItems":         {EN: "{place} has {size|item|items}, fewer than {limit}", FR: "{place} compte {size|élément|éléments}, moins de {limit}"},
	"maxItems":         {EN: "{place} has {size|item|items}, more than {limit}", FR: "{place} compte {size|élément|éléments}, plus de {limit}"},
	"minProperties":    {EN: "{place} has {size|name|names}, fewer than {limit}", FR: "{place} compte {size|nom|noms}, moins de {limit}"},
	"maxProperties":    {EN: "{place} has {size|name|names}, more than {limit}", FR: "{place} compte {size|nom|noms}, plus de {limit}"},
	"uniqueItems":      {EN: "{place} has the same item twice", FR: "{place} contient deux fois le même élément"},
	"minContains":      {EN: "{place} has too few of the items that it must contain", FR: "{place} contient trop peu des éléments qu’il faut"},
	"contains":         {EN: "{place} has none of the items that it must contain", FR: "{place} ne contient aucun des éléments qu’il faut"},
	"maxContains":      {EN: "{place} has too many items of one kind", FR: "{place} contient trop d’éléments d’une même sorte"},
	"additionalItems":  {EN: "{place} has {size|item|items}, more than the schema knows", FR: "{place} compte {size|élément|éléments}, plus que le schéma n’en connaît"},
	"required":         {EN: "{place} lacks {names}", FR: "il manque {names} à {place}"},
	"dependentRequired": {
		EN: "{place} has {given}, so it must have {names} too", FR: "{place} a {given}, il lui faut donc aussi {names}",
	},
	"additionalProperties": {EN: "{place} has {names}, which the schema does not know", FR: "{place} a {names}, que le schéma ne connaît pas"},
	"propertyNames":        {EN: "the name of {place} is not one that the schema allows", FR: "le nom de {place} n’est pas de ceux que le schéma permet"},
	"anyOf":                {EN: "{place} is {found}, which fits none of the forms that the schema allows", FR: "{place} est {found}, qui ne correspond à aucune des formes que le schéma permet"},
	"oneOf":                {EN: "{place} is {found}, which does not fit just one of the forms that the schema allows", FR: "{place} est {found}, qui ne correspond pas à une seule des formes que le schéma permet"},
	"not":                  {EN: "{place} is {found}, which the schema excludes", FR: "{place} est {found}, que le schéma exclut"},
	"false":                {EN: "{place} must not be there", FR: "{place} ne doit pas s’y trouver"},
}

var (
	mismatchOther   = message.Text{EN: "{place} does not satisfy {keyword}", FR: "{place} ne satisfait pas à {keyword}"}
	mismatchPattern = message.Text{
		EN: "{place} is {found}, which is not of the form that the description of the field gives",
		FR: "{place} est {found}, qui n’a pas la forme que donne la description du champ",
	}
	mismatchName = message.Text{
		EN: "{place} has a name that the schema does not know",
		FR: "{place} a un nom que le schéma ne connaît pas",
	}
	wholeValue = message.Text{EN: "the value", FR: "la valeur"}
)

// jsonTypes are what the types of JSON Schema are called, with their articles.
var jsonTypes = map[string]message.Text{
	"string": {EN: "text", FR: "un texte"}, "number": {EN: "a number", FR: "un nombre"}, "integer": {EN: "a whole number", FR: "un nombre entier"},
	"boolean": {EN: "true or false", FR: "true ou false"}, "null": {EN: "null", FR: "null"},
	"array": {EN: "an array", FR: "un tableau"}, "object": {EN: "an object", FR: "un objet"},
}

// mismatches returns the errors that say most, by place: what lies under a keyword that gives several forms to choose from says
// nothing of which was meant. There is at least one.
func (s *jsonSchema) mismatches(invalid *jsonschema.ValidationError) []*jsonschema.ValidationError {
	var found []*jsonschema.ValidationError
	var collect func(e *jsonschema.ValidationError)
	collect = func(e *jsonschema.ValidationError) {
		switch last := e.KeywordLocation[strings.LastIndexByte(e.KeywordLocation, '/')+1:]; {
		case len(e.Causes) == 0, last == "anyOf", last == "oneOf", last == "minContains", last == "contains":
			found = append(found, e)
		default:
			for _, cause := range e.Causes {
				collect(cause)
			}
		}
	}
	collect(invalid)
	slices.SortFunc(found, func(a, b *jsonschema.ValidationError) int {
		return cmp.Or(cmp.Compare(a.InstanceLocation, b.InstanceLocation), cmp.Compare(a.AbsoluteKeywordLocation, b.AbsoluteKeywordLocation))
	})
	return found
}

// describe says one mismatch in both languages, from its keyword, the keyword's value in the schema and the place in the value.
func (s *jsonSchema) describe(e *jsonschema.ValidationError, value any) message.Text {
	keyword, limit, parent := s.keywordOf(e)
	found := lookUp(value, tokens(e.InstanceLocation))
	text, ok := mismatchTexts[keyword]
	switch {
	case !ok:
		text = mismatchOther
	case keyword == "pattern" && s.described:
		text = mismatchPattern
	}
	names, given := s.namesOf(keyword, e, limit, parent, found)
	switch {
	case names == nil && keyword == "required":
		text = mismatchOther
	case names == nil && keyword == "additionalProperties":
		text = mismatchName
	}
	var place any = wholeValue
	if pointer, err := url.PathUnescape(e.InstanceLocation); err == nil && pointer != "" {
		place = pointer
	}
	return text.Format(
		message.P("place", place), message.P("keyword", keyword), message.P("found", shown(found)), message.P("limit", limitOf(keyword, limit)),
		message.P("size", sizeOf(found)), message.P("names", quotedNames(names)), message.P("given", quotedNames(given)),
	)
}

// keywordOf returns the keyword that an error is about, its value, and the schema that has it. Where the schema is not ours (a
// metaschema), there is only the keyword.
func (s *jsonSchema) keywordOf(e *jsonschema.ValidationError) (keyword string, limit any, parent map[string]any) {
	if slices.Contains(tokens(e.KeywordLocation), "propertyNames") {
		return "propertyNames", nil, nil
	}
	base, _, _ := strings.Cut(s.compiled.Location, "#")
	document, path, _ := strings.Cut(e.AbsoluteKeywordLocation, "#")
	steps := tokens(path)
	if len(steps) == 0 {
		return "false", nil, nil
	}
	n := len(steps) - 1
	keyword = steps[n]
	if n >= 2 && (steps[n-2] == "dependentRequired" || steps[n-2] == "dependencies") {
		return "dependentRequired", steps[n-1 : n], nil
	}
	if document != base {
		return keyword, nil, nil
	}
	limit = lookUp(s.document, steps)
	if limit == false && keyword != "additionalProperties" && keyword != "additionalItems" {
		return "false", nil, nil
	}
	parent, _ = lookUp(s.document, steps[:n]).(map[string]any)
	if keyword == "minContains" && limit == nil {
		keyword = "contains"
	}
	return keyword, limit, parent
}

// namesOf returns the names that a keyword about them misses or refuses, in order, and the name that asked for them.
func (s *jsonSchema) namesOf(keyword string, e *jsonschema.ValidationError, limit any, parent map[string]any, found any) (names, given []string) {
	object, _ := found.(map[string]any)
	switch keyword {
	case "required":
		list, _ := limit.([]any)
		for _, item := range list {
			if name, ok := item.(string); ok && !hasName(object, name) {
				names = append(names, name)
			}
		}
	case "dependentRequired":
		given, _ = limit.([]string)
		_, path, _ := strings.Cut(e.AbsoluteKeywordLocation, "#")
		if name, ok := lookUp(s.document, tokens(path)).(string); ok {
			names = []string{name}
		}
	case "additionalProperties":
		known, _ := parent["properties"].(map[string]any)
		if parent == nil || hasName(parent, "patternProperties") {
			return nil, nil
		}
		for name := range object {
			if !hasName(known, name) {
				names = append(names, name)
			}
		}
		slices.Sort(names)
	}
	return names, given
}

func hasName(object map[string]any, name string) bool {
	_, ok := object[name]
	return ok
}

// tokens divides a JSON Pointer of the library, which escapes it as a URL as well.
func tokens(pointer string) []string {
	pointer = strings.TrimPrefix(pointer, "/")
	if pointer == "" {
		return nil
	}
	steps := strings.Split(pointer, "/")
	for i, step := range steps {
		if plain, err := url.PathUnescape(step); err == nil {
			step = plain
		}
		steps[i] = strings.NewReplacer("~1", "/", "~0", "~").Replace(step)
	}
	return steps
}

// lookUp follows steps into a JSON value; it returns nil where they lead nowhere.
func lookUp(value any, steps []string) any {
	for _, step := range steps {
		switch v := value.(type) {
		case map[string]any:
			value = v[step]
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i < 0 || i >= len(v) {
				return nil
			}
			value = v[i]
		default:
			return nil
		}
	}
	return value
}

// shown writes a JSON value inside a sentence: scalars as they are, the others by what they are.
func shown(value any) message.Text {
	switch v := value.(type) {
	case string:
		return message.Quoted(message.Same(message.Visible(v)))
	case map[string]any:
		return jsonTypes["object"]
	case []any:
		return jsonTypes["array"]
	case nil:
		return jsonTypes["null"]
	}
	return message.Same(message.Visible(fmt.Sprint(value)))
}

// limitOf writes the value of a keyword: types by their names, lists as alternatives.
func limitOf(keyword string, limit any) any {
	switch keyword {
	case "type", "enum":
		list, ok := limit.([]any)
		if !ok {
			list = []any{limit}
		}
		var texts []message.Text
		for _, item := range list {
			text := shown(item)
			if name, ok := item.(string); ok && keyword == "type" {
				text = jsonTypes[name]
			}
			texts = append(texts, text)
		}
		return message.Enumerate(texts, message.Or)
	case "const":
		return shown(limit)
	case "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties":
		if n, err := strconv.Atoi(fmt.Sprint(limit)); err == nil {
			return n
		}
	}
	return fmt.Sprint(limit)
}

// quotedNames enumerates names that are meant all at once.
func quotedNames(names []string) message.Text {
	var texts []message.Text
	for _, name := range names {
		texts = append(texts, shown(name))
	}
	return message.Enumerate(texts, message.And)
}

func sizeOf(value any) int {
	switch v := value.(type) {
	case string:
		return utf8.RuneCountInString(v)
	case []any:
		return len(v)
	case map[string]any:
		return len(v)
	}
	return 0
}
