package config

import (
	"bytes"
	_ "embed" // for config.schema.json as text
)

//go:embed config.schema.json
var schema []byte

// SchemaURL is where editors find the schema.
const SchemaURL = "https://raw.githubusercontent.com/cogwg/hvdlint/main/internal/config/config.schema.json"

// Schema returns the JSON Schema of the file (draft 2020-12), for editors and other tools. [Parse] agrees with it, and says more: which
// standards there are, and what leads out of a repository.
func Schema() []byte { return bytes.Clone(schema) }
