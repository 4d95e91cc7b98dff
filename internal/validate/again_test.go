package validate_test

import (
	"slices"
	"testing"

	"github.com/cogwg/hvdlint/internal/validate"
	"github.com/cogwg/hvdlint/standards"
)

// A state that looks at whole records sees the same mended values in its second look as in its first.
func TestSecondLookAtWholeRecordsSeesMendedValues(t *testing.T) {
	both := "{en: example, fr: exemple}"
	parsed, err := standards.Parse("example.yaml", []byte(`
name: example
version: 1.0.0
status: draft
title: `+both+`
description: `+both+`
provenance: `+both+`
resources:
  - name: example
    title: `+both+`
    schema: {fieldsMatch: partial, fields: [{name: name, type: string}]}
requirements:
  - {id: padding, level: must, rule: padded-value, fields: [name], statement: `+both+`}
  - {id: records, level: must, rule: duplicate-record, statement: `+both+`}
`))
	if err != nil {
		t.Fatal(err)
	}
	run := mustCheck(t, "name,count\nJOHN,1\n JOHN,1\n JOHN,2\n", func(o *validate.Options) { o.Standard = parsed })
	if got := rulesFound(run); !slices.Contains(got, "duplicate-record@2") || slices.Contains(got, "duplicate-record@3") {
		t.Errorf("found %v", got)
	}
}
