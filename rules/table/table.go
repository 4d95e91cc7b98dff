// Package table holds the rules that need many records: mergeable states, one file and two pages each.
package table

import (
	"embed"

	"github.com/cogwg/hvdlint/internal/lint"
)

//go:embed *.md
var pages embed.FS

// Rules lists the family.
var Rules = []*lint.Rule{
	duplicateKey, duplicateValue, duplicateRecord, nearDuplicateKey, danglingReference, rankMismatch, conflictingValues, gapInSeries,
	incompleteGroup, oversizedGroup, driftingThreshold, recoverableSuppression, inconsistentCase, truncatedValues, implausibleChange,
	swappedCategories, proportionMismatch, vanishedRecords, changedHistory,
}
