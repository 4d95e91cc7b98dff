// Package dataset holds the rules of the dataset family, one file and two pages each.
//
// They judge which tables were published together and what the descriptor beside them says. What is in the tables is for the other
// families.
package dataset

import (
	"embed"

	"github.com/cogwg/hvdlint/internal/lint"
)

//go:embed *.md
var pages embed.FS

// Rules lists the family.
var Rules = []*lint.Rule{
	missingResource,
	unexpectedResource,
	conflictingMetadata,
	missingMetadata,
	missingTranslation,
}

// withoutParams binds a check that nothing in the requirement shapes; a parameter is then a mistake in the standard.
func withoutParams(check lint.DatasetCheck) func(*lint.Binding) (lint.Check, error) {
	return func(b *lint.Binding) (lint.Check, error) {
		if err := b.Decode(&struct{}{}); err != nil {
			return nil, err
		}
		return check, nil
	}
}
