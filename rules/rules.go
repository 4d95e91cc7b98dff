// Package rules lists the catalogue: every rule, in the order in which checks run and reports list them.
package rules

import (
	"slices"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/rules/cell"
	"github.com/cogwg/hvdlint/rules/dataset"
	"github.com/cogwg/hvdlint/rules/file"
	"github.com/cogwg/hvdlint/rules/header"
	"github.com/cogwg/hvdlint/rules/record"
	"github.com/cogwg/hvdlint/rules/table"
)

// All returns every rule. The rules are shared: do not change them.
func All() []*lint.Rule {
	return slices.Concat(file.Rules, header.Rules, record.Rules, cell.Rules, table.Rules, dataset.Rules)
}

// Find returns the rule that has that id, or had it before, or nil.
func Find(id string) *lint.Rule { return lint.Find(All(), id) }
