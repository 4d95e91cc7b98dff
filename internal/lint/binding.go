package lint

import (
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// Binding is one requirement on one resource, as a rule sees it when it makes its check.
type Binding struct {
	Requirement *standard.Requirement
	Schema      *standard.Schema
	Resource    string // name of the resource; empty when the standard has none
	// Package is what a descriptor says of the dataset; nil: there is none. Only rules of the dataset family are given it.
	Package *standard.Package
	// Fields are the requirement's fields by role, each bound to a column. A requirement of which a field is in
	// no column is not bound at all, unless the rule is of the file or header family.
	Fields map[string][]Field
	// Native are the kinds, beside Text, that the format of the resource has; none for delimited text. A rule about what its
	// format cannot have makes no check.
	Native table.Kinds
	// Sheet says that the table stands on a sheet of a workbook, Tree that the records stand in a JSON text.
	Sheet, Tree bool
	// Locate returns a field that the table has beside those of the roles, and false for one that it lacks.
	Locate func(name string) (Field, bool)
	// Elsewhere shows the records of another resource of the dataset to a check of some of its fields, and returns the state that saw them
	// all, unfinished. It returns nil when there is no such table at hand, or it cannot be read.
	Elsewhere func(resource string, fields []string, check func([]Field) TableCheck) (State, error)
	// Previous shows the records of the earlier edition of the table to a check of some of its fields, and returns the state that saw them all,
	// unfinished. Fields that it lacks have column -1. The state is nil when the edition cannot be read. Previous may be called
	// as long as states are not finished; it is nil when there is no earlier edition.
	Previous func(fields []string, check func([]Field) TableCheck) (State, error)
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

var (
	faultOneField = message.Text{
		EN: "the role {role} takes one field, not {n}",
		FR: "le rôle {role} demande un champ, et non {n}",
	}
	faultNoField = message.Text{
		EN: "the role {role} takes at least one field",
		FR: "le rôle {role} demande au moins un champ",
	}
	faultBinding = message.Text{
		EN: "requirement {requirement}, rule {rule}: {text}",
		FR: "exigence {requirement}, règle {rule}\u00a0: {text}",
	}
)

// IsText reports whether characters are all that the format has: delimited text.
func (b *Binding) IsText() bool { return b.Native == 0 && !b.Sheet && !b.Tree }

// HasRows reports whether the table stands among other rows, as in delimited text and on a sheet.
func (b *Binding) HasRows() bool { return b.IsText() || b.Sheet }

// Field returns the only field of role, or a fault of the requirement.
func (b *Binding) Field(role string) (Field, error) {
	fields := b.Fields[role]
	if len(fields) != 1 {
		return Field{}, b.Fault(faultOneField, message.P("role", role), message.P("n", len(fields)))
	}
	return fields[0], nil
}

// Some returns the fields of role, of which there is at least one, or a fault of the requirement.
func (b *Binding) Some(role string) ([]Field, error) {
	if len(b.Fields[role]) == 0 {
		return nil, b.Fault(faultNoField, message.P("role", role))
	}
	return b.Fields[role], nil
}

// Fault returns an error that says in both languages what is wrong with the requirement as its standard binds it: its
// parameters, its roles, or a field that the rule cannot look at.
func (b *Binding) Fault(template message.Text, params ...message.Param) error {
	return message.NewFault(faultBinding,
		message.P("requirement", b.Requirement.ID), message.P("rule", b.Requirement.Rule), message.P("text", template.Format(params...)))
}
