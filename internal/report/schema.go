package report

import _ "embed" // the schema

//go:embed report.schema.json
var schema string

// Schema returns the JSON Schema (2020-12) of what [JSON] writes.
func Schema() string { return schema }
