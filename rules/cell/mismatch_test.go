package cell

import (
	"strings"
	"testing"

	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// Each keyword is said in both languages, with the place and what the schema wants.
func TestSchemaMismatch(t *testing.T) {
	for _, test := range []struct{ schema, value, en, fr string }{
		{`{items: {type: integer}}`, `[1, 2.0, 3e2]`, "", ""},
		{`{type: object}`, `[1]`, "the value is an array, not an object", "la valeur est un tableau, et non un objet"},
		{`{items: {type: [integer, 'null']}}`, `[1, null, true]`, "/2 is true, not a whole number or null", "/2 est true, et non un nombre entier ou null"},
		{`{items: {enum: [1, a, {b: 1}]}}`, `["x"]`, "/0 is “x”, not 1, “a” or an object", "/0 est «\u00a0x\u00a0», et non 1, «\u00a0a\u00a0» ou un objet"},
		{`{items: {const: a}}`, `["b"]`, "/0 is “b”, not “a”", "/0 est «\u00a0b\u00a0», et non «\u00a0a\u00a0»"},
		{`{items: {pattern: '^a'}}`, `["b"]`, "/0 is “b”, which does not match the pattern ^a", "/0 est «\u00a0b\u00a0», qui ne correspond pas au motif ^a"},
		{`{items: {minimum: 1.5}}`, `[1]`, "/0 is 1, less than 1.5", "/0 est 1, inférieur à 1.5"},
		{`{items: {exclusiveMinimum: 1}}`, `[1]`, "/0 is 1, not more than 1", "/0 est 1, qui n’est pas supérieur à 1"},
		{`{items: {maximum: 1}}`, `[2]`, "/0 is 2, more than 1", "/0 est 2, supérieur à 1"},
		{`{items: {exclusiveMaximum: 1}}`, `[1]`, "/0 is 1, not less than 1", "/0 est 1, qui n’est pas inférieur à 1"},
		{`{items: {multipleOf: 2}}`, `[3]`, "/0 is 3, not a multiple of 2", "/0 est 3, qui n’est pas un multiple de 2"},
		{`{items: {minLength: 2}}`, `["é"]`, "/0 has 1 character, fewer than 2", "/0 compte 1 caractère, moins de 2"},
		{`{items: {maxLength: 2}}`, `["abc"]`, "/0 has 3 characters, more than 2", "/0 compte 3 caractères, plus de 2"},
		{`{minItems: 1}`, `[]`, "the value has 0 items, fewer than 1", "la valeur compte 0 élément, moins de 1"},
		{`{maxItems: 1}`, `[1, 2]`, "the value has 2 items, more than 1", "la valeur compte 2 éléments, plus de 1"},
		{`{items: {minProperties: 2}}`, `[{"a": 1}]`, "/0 has 1 name, fewer than 2", "/0 compte 1 nom, moins de 2"},
		{`{items: {maxProperties: 0}}`, `[{"a": 1}]`, "/0 has 1 name, more than 0", "/0 compte 1 nom, plus de 0"},
		{`{uniqueItems: true}`, `[1, 1.0]`, "the value has the same item twice", "la valeur contient deux fois le même élément"},
		{`{contains: {type: string}}`, `[1]`, "the value has none of the items that it must contain", "la valeur ne contient aucun des éléments qu’il faut"},
		{`{contains: {type: string}, minContains: 2}`, `["a"]`, "the value has too few of the items that it must contain", "la valeur contient trop peu des éléments qu’il faut"},
		{`{contains: {type: string}, maxContains: 1}`, `["a", "b"]`, "the value has too many items of one kind", "la valeur contient trop d’éléments d’une même sorte"},
		{`{items: {required: [a, b, c]}}`, `[{"b": 1}]`, "/0 lacks “a” and “c”", "il manque «\u00a0a\u00a0» et «\u00a0c\u00a0» à /0"},
		{`{items: {dependentRequired: {a: [b]}}}`, `[{"a": 1}]`, "/0 has “a”, so it must have “b” too", "/0 a «\u00a0a\u00a0», il lui faut donc aussi «\u00a0b\u00a0»"},
		{
			`{items: {properties: {a: true}, additionalProperties: false}}`, `[{"a": 1, "c": 1, "b": 1}]`,
			"/0 has “b” and “c”, which the schema does not know", "/0 a «\u00a0b\u00a0» et «\u00a0c\u00a0», que le schéma ne connaît pas",
		},
		{
			`{items: {patternProperties: {'^a': true}, additionalProperties: false}}`, `[{"b": 1}]`,
			"/0 has a name that the schema does not know", "/0 a un nom que le schéma ne connaît pas",
		},
		{`{items: {propertyNames: {maxLength: 1}}}`, `[{"ab": 1}]`, "the name of /0/ab is not one that the schema allows", "le nom de /0/ab n’est pas de ceux que le schéma permet"},
		{`{prefixItems: [true], items: false}`, `[1, 2]`, "/1 must not be there", "/1 ne doit pas s’y trouver"},
		{`{items: {properties: {type: false}}}`, `[{"type": 1}]`, "/0/type must not be there", "/0/type ne doit pas s’y trouver"},
		{`{items: {unevaluatedProperties: false}}`, `[{"a": 1}]`, "/0/a must not be there", "/0/a ne doit pas s’y trouver"},
		{
			`{items: {anyOf: [{type: string}, {type: object}]}}`, `[1]`,
			"/0 is 1, which fits none of the forms that the schema allows", "/0 est 1, qui ne correspond à aucune des formes que le schéma permet",
		},
		{
			`{items: {oneOf: [{minimum: 1}, {minimum: 2}]}}`, `[3]`,
			"/0 is 3, which does not fit just one of the forms that the schema allows", "/0 est 3, qui ne correspond pas à une seule des formes que le schéma permet",
		},
		{`{items: {not: {type: string}}}`, `["a"]`, "/0 is “a”, which the schema excludes", "/0 est «\u00a0a\u00a0», que le schéma exclut"},
		{`{items: {if: {minimum: 1}, then: {type: integer}}}`, `[1.5]`, "/0 is 1.5, not a whole number", "/0 est 1.5, et non un nombre entier"},
		{`{items: {$ref: '#/$defs/size'}, $defs: {size: {minimum: 1}}}`, `[0]`, "/0 is 0, less than 1", "/0 est 0, inférieur à 1"},
		{`{$id: 'https://example.org/s', items: {minimum: 1}}`, `[0]`, "/0 is 0, less than 1", "/0 est 0, inférieur à 1"},
		{`{items: {properties: {'a/b %': {type: string}}}}`, `[{"a/b %": 1}]`, "/0/a~1b % is 1, not text", "/0/a~1b % est 1, et non un texte"},
		{
			`{$schema: 'http://json-schema.org/draft-07/schema#', items: [{type: integer}], additionalItems: false}`, `[1, 2]`,
			"the value has 2 items, more than the schema knows", "la valeur compte 2 éléments, plus que le schéma n’en connaît",
		},
		{
			`{$schema: 'http://json-schema.org/draft-07/schema#', items: {format: date}}`, `["soon"]`,
			"/0 is “soon”, which is not of the format date", "/0 est «\u00a0soon\u00a0», qui n’est pas au format date",
		},
	} {
		check := bindRule(t, schemaMismatch, "{type: array, constraints: {jsonSchema: "+test.schema+"}}", nil)
		if !check.Fails(text(test.value)) {
			if test.en != "" {
				t.Errorf("%s: %s passes", test.schema, test.value)
			}
			continue
		}
		d := check.Explain(text(test.value))
		say(t, schemaMismatch, d, test.value)
		said, _ := d.Params[0].Value.(message.Text)
		if d.Variant != "" || said.EN != test.en || said.FR != test.fr {
			t.Errorf("%s, %s, variant %q:\n%s\n%s\nwant\n%s\n%s", test.schema, test.value, d.Variant, said.EN, said.FR, test.en, test.fr)
		}
	}
}

// The pattern is not shown where the field has a description, and several mismatches are told by the first place.
func TestSchemaMismatchVariants(t *testing.T) {
	described := bindRule(t, schemaMismatch, "{type: array, description: {en: codes, fr: des codes}, constraints: {jsonSchema: {items: {pattern: '^a'}}}}", nil)
	said, _ := described.Explain(text(`["b"]`)).Params[0].Value.(message.Text)
	if want := "/0 is “b”, which is not of the form that the description of the field gives"; said.EN != want {
		t.Errorf("got %s, want %s", said.EN, want)
	}
	run(t, schemaMismatch, "{type: object, constraints: {jsonSchema: {additionalProperties: {type: string}}}}", nil, []value{
		{`{"a": "x"}`, "ok", ""},
		{`{"b": 1, "a": 2, "c": 3}`, "several", ""},
		{`{"a": ` + strings.Repeat("[", 300) + strings.Repeat("]", 300) + `}`, "beyond", ""},
		{`{"a": "` + strings.Repeat("x", 1<<16) + `"}`, "beyond", ""},
		{`{`, "ok", ""}, // wrong-type tells it
	})
}

// The library writes exponents out in full, and panics at those it cannot: such numbers never reach it.
func TestNumbersThatTheLibraryCannotRead(t *testing.T) {
	run(t, schemaMismatch, "{type: array, constraints: {jsonSchema: {items: {type: integer, minimum: 0}}}}", nil, []value{
		{`[1e10000000]`, "beyond", ""},
		{`[1E-99999999999999999999]`, "beyond", ""},
		{`[-1e401]`, "beyond", ""},
		{`[` + strings.Repeat("9", 1001) + `]`, "beyond", ""},
		{`[1e400]`, "ok", ""},
		{`["1e10000000"]`, "", ""},
		{`["\"1e10000000"]`, "", ""},
	})
}

func TestSchemaMismatchOfNativeValues(t *testing.T) {
	check := bindRule(t, schemaMismatch, "{type: array, constraints: {jsonSchema: {minItems: 1}}}", nil)
	if !check.Fails(table.Cell{Text: []byte("[]"), Kind: table.Nested}) {
		t.Error("a nested value is not judged")
	}
	if other, err := tryBind(t, schemaMismatch, "type: string", nil); other != nil || err != nil {
		t.Error("the constraint is for arrays and objects")
	}
	if _, err := tryBind(t, schemaMismatch, "type: array", nil); err == nil {
		t.Error("a schema is needed")
	}
}
