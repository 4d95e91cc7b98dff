package standards

import (
	"bytes"
	_ "embed" // for standard.schema.json as text
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/cogwg/hvdlint/internal/standard"
)

//go:embed standard.schema.json
var schemaText []byte

// schemaURL is the schema's $id. Nothing is ever loaded from it or from anywhere else.
const schemaURL = "https://cogwg.github.io/hvdlint/standard.schema.json"

// Schema returns the JSON Schema of standard.yaml (draft 2020-12), for editors and other tools.
func Schema() []byte { return bytes.Clone(schemaText) }

// Parse reads a standard.yaml that somebody wrote: first by the strict parser, whose errors say what to do, then by the
// published JSON Schema. A document that the parser accepts and the schema refuses is a fault of ours; a test looks for it.
func Parse(name string, text []byte) (*standard.Standard, error) {
	parsed, err := standard.ParseWithLists(name, text, lists())
	if err != nil {
		return nil, err
	}
	if err := validate(name, text); err != nil {
		return nil, err
	}
	return parsed, nil
}

var compiled = sync.OnceValues(func() (*jsonschema.Schema, error) { return compile("standard.schema.json", schemaURL, schemaText) })

func compile(name, url string, text []byte) (*jsonschema.Schema, error) {
	compiler := jsonschema.NewCompiler()
	compiler.Draft = jsonschema.Draft2020
	// The library would follow file: references by itself.
	compiler.LoadURL = func(url string) (io.ReadCloser, error) {
		return nil, fmt.Errorf("%s is not loaded: the schema stands alone", url)
	}
	if err := compiler.AddResource(url, bytes.NewReader(text)); err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	schema, err := compiler.Compile(url)
	if err != nil {
		return nil, fmt.Errorf("compiling %s: %w", name, err)
	}
	return schema, nil
}

// validate judges a standard.yaml by the JSON Schema.
func validate(name string, text []byte) error { return validateBy(compiled, name, text) }

// validateBy judges a document by a JSON Schema. standard.Values has already refused the numbers that the library panics
// at; whatever else it may panic at is an error about the document, not the end of the program.
func validateBy(compiled func() (*jsonschema.Schema, error), name string, text []byte) (err error) {
	values, err := standard.Values(name, text)
	if err != nil {
		return err
	}
	schema, err := compiled()
	if err != nil {
		return err
	}
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%s: validating against its schema: %v", name, r)
		}
	}()
	err = schema.Validate(values)
	if invalid, ok := errors.AsType[*jsonschema.ValidationError](err); ok {
		return describe(name, invalid)
	}
	return err
}
