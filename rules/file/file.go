// Package file holds the rules of the file family, one file and two pages each.
//
// They judge what source and reader observed of a whole file. None of them looks at a record, so a fact is told once
// however many records it touches.
package file

import (
	"embed"

	"github.com/cogwg/hvdlint/internal/lint"
)

//go:embed *.md
var pages embed.FS

// Rules lists the family. Order is the order of checks within a stage.
var Rules = []*lint.Rule{
	unreadableFile,
	malformedFile,
	emptyFile,
	wrongEncoding,
	undecodableBytes,
	missingBOM,
	unexpectedBOM,
	wrongDelimiter,
	mixedLineEndings,
	textBeforeHeader,
	missingHeader,
}

// withoutParams binds a check that nothing in the requirement shapes; a parameter is then a mistake in the standard.
func withoutParams(check lint.ResourceCheck) func(*lint.Binding) (lint.Check, error) {
	return func(b *lint.Binding) (lint.Check, error) {
		if err := b.Decode(&struct{}{}); err != nil {
			return nil, err
		}
		return check, nil
	}
}
