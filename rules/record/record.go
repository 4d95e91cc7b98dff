// Package record holds the rules of the record family, one file and two pages each.
//
// Each judges one record by itself. They run over every record of a file, so a record that passes costs no allocation, unless it
// has numbers of more than eighteen digits.
package record

import (
	"embed"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
)

//go:embed *.md
var pages embed.FS

// Rules lists the family. Order is the order of checks within a stage.
var Rules = []*lint.Rule{
	raggedRecord,
	blankRecord,
	totalRecord,
	pooledRecord,
	missingWhen,
	presentWhen,
	incompleteTogether,
	misorderedValues,
	sumMismatch,
}

// withoutParams binds a check that nothing in the requirement shapes; a parameter is then a mistake in the standard.
func withoutParams(check lint.RecordCheck) func(*lint.Binding) (lint.Check, error) {
	return func(b *lint.Binding) (lint.Check, error) {
		if err := b.Decode(&struct{}{}); err != nil {
			return nil, err
		}
		return check, nil
	}
}

// title is what messages call a field.
func title(field *standard.Field) message.Text {
	if field.Label.EN == "" || field.Label.FR == "" {
		return message.Same(message.Visible(field.Name))
	}
	return message.Text{EN: message.Visible(field.Label.EN), FR: message.Visible(field.Label.FR)}
}

// several returns the fields of role, of which there are at least two, or a fault of the requirement.
func several(b *lint.Binding, role string) ([]lint.Field, error) {
	fields := b.Fields[role]
	if len(fields) < 2 {
		return nil, b.Fault(faultTwoFields, message.P("role", role))
	}
	return fields, nil
}

var faultTwoFields = message.Text{
	EN: "the role {role} takes at least two fields",
	FR: "le rôle {role} demande au moins deux champs",
}

// together enumerates fields that are meant all at once: “a”, “b” and “c”. Of many it names the first.
func together(fields []lint.Field) message.Text {
	titles := make([]message.Text, len(fields))
	for i, field := range fields {
		titles[i] = message.Quoted(title(field.Field))
	}
	return message.Enumerate(titles, message.And)
}
