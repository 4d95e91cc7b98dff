// Package cell holds the rules of the cell family, one file and two pages each.
package cell

import (
	"embed"

	"github.com/cogwg/hvdlint/internal/lint"
)

//go:embed *.md
var pages embed.FS

// Rules lists the family. Order is the order of checks within a stage.
//
// In the Form stage repair comes before removal: the second half of a damaged letter may look like a control character
// (É as Ã and U+0089) or like padding (à as Ã and a no-break space). Removing a character may leave padding, so padding
// comes after control characters, and the rules about native kinds come last, when the text is as it was meant.
var Rules = []*lint.Rule{
	missingValue,

	mojibake,
	controlCharacter,
	paddedValue,
	notNFC,
	numberAsText,
	dateAsText,
	uncommonForm,

	nestedValue,
	undeclaredMissingMarker,
	suppressionMarker,
	groupedNumber,
	decimalComma,
	wrongType,

	placeholderValue,
	notInList,
	disallowedCharacter,
	tooShort,
	tooLong,
	patternMismatch,
	schemaMismatch,
	checkDigit,
	belowMinimum,
	aboveMaximum,
	smallCount,
}
