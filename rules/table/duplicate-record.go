package table

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/spill"
)

// duplicateRecord finds records that stand in the table a second time, equal in all its columns, also in those that the standard does
// not know (domain row N01).
//
// Records with too many or too few cells are passed over: nobody can tell what their cells are. So are those that the reader could not
// read as they were written.
var duplicateRecord = &lint.Rule{
	ID: "duplicate-record", Family: lint.TableFamily, Stage: lint.Group, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "duplicate-row", Pages: pages, Bind: bindDuplicateRecord,
}

func bindDuplicateRecord(b *lint.Binding) (lint.Check, error) {
	if err := b.Decode(&struct{}{}); err != nil {
		return nil, err
	}
	options := &repeatOptions{
		rule: "duplicate-record", hasher: keyHasher{whole: true}, samples: b.Samples, spill: spillOf(b), nameless: true,
		describe: func(row, leader *spill.Row, _ string) lint.Defect { return describeRepeated(row, leader) },
	}
	return options.check(), nil
}
