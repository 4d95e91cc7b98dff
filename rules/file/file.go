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
	wrongFormat,
	misleadingExtension,
	unsafeFileName,
	emptyFile,
	wrongEncoding,
	undecodableBytes,
	missingBOM,
	unexpectedBOM,
	wrongDelimiter,
	mixedLineEndings,
	textBeforeHeader,
	missingHeader,
	textAfterData,
	repeatedName,
	severalDataSheets,
	severalTables,
	hiddenData,
	mergedCells,
	formulaCell,
	missingResult,
	errorCell,
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

// where binds a check without parameters that says something only of formats for which has is true.
func where(has func(*lint.Binding) bool, check lint.ResourceCheck) func(*lint.Binding) (lint.Check, error) {
	bind := withoutParams(check)
	return func(b *lint.Binding) (lint.Check, error) {
		bound, err := bind(b)
		if err != nil || !has(b) {
			return nil, err
		}
		return bound, nil
	}
}

// isCharacters says that a rule is about formats that are written in characters: delimited text and JSON.
func isCharacters(b *lint.Binding) bool { return b.IsText() || b.Tree }
