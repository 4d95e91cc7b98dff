package standard

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/cogwg/hvdlint/internal/message"
)

var (
	faultNotJSONSchema = message.Text{
		EN: "jsonSchema is not a valid JSON Schema, at {place}",
		FR: "jsonSchema n’est pas un JSON Schema valide, à {place}",
	}
	faultSchemaElsewhere = message.Text{
		EN: "jsonSchema refers to {url}, and nothing is loaded from elsewhere",
		FR: "jsonSchema renvoie à {url}, et rien n’est chargé d’ailleurs",
	}
	faultSchemaReference = message.Text{
		EN: "jsonSchema has a reference ($ref, $schema, $id) that leads nowhere or in a circle",
		FR: "jsonSchema contient un renvoi ($ref, $schema, $id) qui ne mène nulle part ou tourne en rond",
	}
)

// jsonSchemaURL is where the JSON Schema of a constraint is said to be, for the references inside it. No such thing exists.
const jsonSchemaURL = "constraint:///jsonSchema"

// elsewhere is the error of a reference to another document.
type elsewhere struct{ url string }

func (e *elsewhere) Error() string { return e.url + " is not loaded: the schema stands alone" }

// CompileJSONSchema compiles the JSON Schema of a constraint (Table Schema v2, jsonSchema), which is of draft 2020-12 unless its
// "$schema" says otherwise. Neither files nor the network are ever read. An error is a [message.Fault].
//
// The result may be used by many goroutines. It panics at numbers that math/big does not read: whoever judges values of
// others with it keeps these from it.
func CompileJSONSchema(text []byte) (schema *jsonschema.Schema, err error) {
	defer func() {
		if recover() != nil {
			err = message.NewFault(faultSchemaReference)
		}
	}()
	compiler := jsonschema.NewCompiler()
	compiler.Draft = jsonschema.Draft2020
	// The library would follow file: references by itself.
	compiler.LoadURL = func(url string) (io.ReadCloser, error) { return nil, &elsewhere{url} }
	if err = compiler.AddResource(jsonSchemaURL, bytes.NewReader(text)); err == nil {
		schema, err = compiler.Compile(jsonSchemaURL)
	}
	if err == nil {
		return schema, nil
	}
	if other, ok := errors.AsType[*elsewhere](err); ok {
		return nil, message.NewFault(faultSchemaElsewhere, message.P("url", strings.TrimPrefix(other.url, "constraint:///")))
	}
	invalid, ok := errors.AsType[*jsonschema.ValidationError](err)
	if !ok {
		return nil, message.NewFault(faultSchemaReference)
	}
	return nil, message.NewFault(faultNotJSONSchema, message.P("place", firstPlace(invalid)))
}

// firstPlace returns the first place, as a JSON Pointer, that a document is told to be wrong at. The library has them in any
// order.
func firstPlace(invalid *jsonschema.ValidationError) string {
	if len(invalid.Causes) == 0 {
		return cmp.Or(invalid.InstanceLocation, "/")
	}
	first := ""
	for _, cause := range invalid.Causes {
		if place := firstPlace(cause); first == "" || place < first {
			first = place
		}
	}
	return first
}
