package cell

import (
	"bytes"
	"encoding/json"
	"errors"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// schemaMismatch finds arrays and objects that are not built as the JSON Schema of the field has it (Table Schema v2, constraint
// jsonSchema). Of what is wrong it tells the first by place. Alone among cell checks it takes memory for a cell that passes:
// a value has to be decoded to be judged.
var schemaMismatch = &lint.Rule{
	ID: "schema-mismatch", Family: lint.CellFamily, Stage: lint.Constraint, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "constraint-error", Pages: pages, Bind: bindSchema,
}

func bindSchema(b *lint.Binding) (lint.Check, error) {
	field, err := fieldOf(b, &noParams{})
	if err != nil {
		return nil, err
	}
	if field.Type != "array" && field.Type != "object" {
		return nil, nil // the constraint is for these alone
	}
	text := field.Constraints.JSONSchema
	if text == nil {
		return nil, lacks(b, "jsonSchema")
	}
	compiled, err := standard.CompileJSONSchema(text)
	if err != nil {
		return nil, b.Fault(message.TextOf(err))
	}
	document, _ := decodeJSON(text)
	s := &jsonSchema{compiled: compiled, document: document, described: !field.Description.IsZero()}
	return lint.CellCheck{
		Fails: func(c table.Cell) bool {
			value, ok := decodeJSON(c.Text)
			return ok && s.judge(value) != nil || !ok && json.Valid(c.Text)
		},
		Explain: s.explain,
	}, nil
}

// jsonSchema is a compiled JSON Schema and the document it was compiled from.
type jsonSchema struct {
	compiled  *jsonschema.Schema
	document  any
	described bool // the field has a description, which says what its patterns are for
}

// errBeyond is about a value at which the library panics.
var errBeyond = errors.New("the value cannot be judged")

// judge returns nil for a value that fits.
func (s *jsonSchema) judge(value any) (err error) {
	defer func() {
		if recover() != nil {
			err = errBeyond
		}
	}()
	return s.compiled.Validate(value)
}

// What a value may ask for: bytes of text, because the library keeps an error for each item that is wrong; arrays and objects
// inside each other; digits of a number; and its exponent, which the library writes out in full.
const (
	jsonSize     = 1 << 16
	jsonDepth    = 200
	jsonDigits   = 1000
	jsonExponent = 400
)

// decodeJSON decodes a JSON value with its numbers as written. It reports false for what is none, and for one that asks for more
// than it may.
func decodeJSON(text []byte) (any, bool) {
	if len(text) > jsonSize || !isModest(text) || !json.Valid(text) {
		return nil, false
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var value any
	return value, decoder.Decode(&value) == nil
}

// isModest reports whether a JSON text keeps to the limits of depth and numbers.
func isModest(text []byte) bool {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch b := text[i]; {
		case b == '"':
			for i++; i < len(text) && text[i] != '"'; i++ {
				if text[i] == '\\' {
					i++
				}
			}
		case b == '[' || b == '{':
			if depth++; depth > jsonDepth {
				return false
			}
		case b == ']' || b == '}':
			depth--
		case isDigit(b):
			size := numberSize(text[i:])
			if size > jsonDigits || !isModestNumber(text[i:i+size]) {
				return false
			}
			i += size - 1
		}
	}
	return true
}

func numberSize(text []byte) int {
	size := 0
	for size < len(text) && (isDigit(text[size]) || bytes.IndexByte([]byte("+-.eE"), text[size]) >= 0) {
		size++
	}
	return size
}

func isModestNumber(text []byte) bool {
	at := bytes.IndexAny(text, "eE")
	if at < 0 {
		return true
	}
	exponent, ok := parseExponent(text[at:])
	return ok && exponent <= jsonExponent && exponent >= -jsonExponent
}

func (s *jsonSchema) explain(c table.Cell) lint.Defect {
	value, ok := decodeJSON(c.Text)
	if !ok {
		return defect("beyond")
	}
	invalid, ok := errors.AsType[*jsonschema.ValidationError](s.judge(value))
	if !ok {
		return defect("beyond")
	}
	found := s.mismatches(invalid)
	first := message.P("mismatch", s.describe(found[0], value))
	if len(found) > 1 {
		return defect("several", first, message.P("count", len(found)))
	}
	return defect("", first)
}
