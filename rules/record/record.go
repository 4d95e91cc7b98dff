// Package record holds the rules of the record family, one file and two pages each.
//
// Each judges one record by itself. They run over every record of a file, so a record that passes costs no allocation.
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
	missingWhen,
	presentWhen,
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
