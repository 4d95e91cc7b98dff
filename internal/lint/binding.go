package lint

import (
	"bytes"
	"fmt"

	"go.yaml.in/yaml/v3"

	"github.com/cogwg/hvdlint/internal/standard"
)

// Binding is one requirement on one resource, as a rule sees it when it makes its check.
type Binding struct {
	Requirement *standard.Requirement
	Schema      *standard.Schema
	// Fields are the requirement's fields by role, each bound to a column. A requirement of which a field is in
	// no column is not bound at all, unless the rule is of the file or header family.
	Fields map[string][]Field
	// Samples is the number of defects to keep; 0 means all.
	Samples int
	// Spill is where states keep what exceeds their share of memory.
	Spill Spill
}

// Field is a field of the schema and the column of the batch that holds it.
type Field struct {
	*standard.Field
	Column int // index in Batch.Columns
	// Missing are the missing values in force: the field's, or the schema's.
	Missing []string
}

// Spill says how much memory a state may use and where the rest goes.
type Spill struct {
	Dir    string // folder for temporary files; empty: the system's
	Memory int64  // bytes a state may keep in memory; 0: the default of package spill
}

// Field returns the only field of role, or an error about the requirement.
func (b *Binding) Field(role string) (Field, error) {
	fields := b.Fields[role]
	if len(fields) != 1 {
		return Field{}, fmt.Errorf("requirement %s: rule %s needs one field as %q, not %d", b.Requirement.ID, b.Requirement.Rule, role, len(fields))
	}
	return fields[0], nil
}

// Decode reads the requirement's parameters into a pointer to struct with yaml tags. A parameter the struct does not
// have is an error.
func (b *Binding) Decode(into any) error {
	if len(b.Requirement.Params) == 0 {
		return nil
	}
	text, err := yaml.Marshal(b.Requirement.Params)
	if err != nil {
		return fmt.Errorf("requirement %s: reading parameters: %w", b.Requirement.ID, err)
	}
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(into); err != nil {
		return fmt.Errorf("requirement %s: parameters of rule %s: %w", b.Requirement.ID, b.Requirement.Rule, err)
	}
	return nil
}
