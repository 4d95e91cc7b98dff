package record

import "github.com/cogwg/hvdlint/internal/lint"

// presentWhen finds a field with a value although another field says that there is none: a count beside the status
// "x" gives away what was to be withheld (domain, N06). A table may lack the other field; it is then empty in every
// record.
var presentWhen = &lint.Rule{
	ID: "present-when", Family: lint.RecordFamily, Stage: lint.Relation, Since: "0.1.0", Status: lint.Stable,
	Optional: []string{"other"}, Frictionless: "row-constraint", Pages: pages, Bind: bindPresentWhen,
}

func bindPresentWhen(b *lint.Binding) (lint.Check, error) {
	c, err := bindCondition(b)
	if err != nil {
		return nil, err
	}
	return lint.RecordCheck{
		Fails:   func(r lint.Record) bool { return r.Columns[c.field.Column].Valid(r.I) && c.holds(r) },
		Explain: c.explain,
		Sift:    c.sift,
	}, nil
}
