package record

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/table"
)

// missingWhen finds a field without a value although another field says that there is one: a count may be empty only
// where the status is "x" (domain, N06). A table may lack the other field; it is then empty in every record.
var missingWhen = &lint.Rule{
	ID: "missing-when", Family: lint.RecordFamily, Stage: lint.Relation, Since: "0.1.0", Status: lint.Stable,
	Optional: []string{"other"}, Frictionless: "row-constraint", Pages: pages, Bind: bindMissingWhen,
}

func bindMissingWhen(b *lint.Binding) (lint.Check, error) {
	c, err := bindCondition(b)
	if err != nil {
		return nil, err
	}
	fails := func(r lint.Record) bool {
		field := &r.Columns[c.field.Column]
		// A cell that a short record lacks is ragged-record's.
		return field.Missing(r.I) && field.Kind(r.I) != table.Absent && c.holds(r)
	}
	return lint.RecordCheck{Fails: fails, Explain: c.explain, Sift: siftMissing([]lint.Field{c.field})}, nil
}
