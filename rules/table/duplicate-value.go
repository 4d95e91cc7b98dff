package table

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/spill"
)

// duplicateValue finds values that were seen before where each must be another one (Table Schema v2, constraint unique of the role
// field, and uniqueKeys of the role key). Records without a value in some field of the key are not compared, as uniqueKeys has it.
var duplicateValue = &lint.Rule{
	ID: "duplicate-value", Family: lint.TableFamily, Stage: lint.Group, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "unique-error", Anchor: []string{"field", "key"}, Pages: pages, Bind: bindDuplicateValue,
}

func bindDuplicateValue(b *lint.Binding) (lint.Check, error) {
	if err := b.Decode(&struct{}{}); err != nil {
		return nil, err
	}
	var key []lint.Field
	var err error
	if len(b.Fields["key"]) > 0 {
		key = b.Fields["key"]
	} else {
		var field lint.Field
		field, err = b.Field("field")
		key = []lint.Field{field}
	}
	if err != nil {
		return nil, err
	}
	options := &repeatOptions{rule: "duplicate-value", hasher: newKeyHasher(key), samples: b.Samples, spill: spillOf(b)}
	options.describe = func(row, leader *spill.Row, text string) lint.Defect {
		d := describeRepeated(row, leader)
		d.Value = text
		d.Params = append(d.Params, message.P("value", text))
		if len(key) == 1 {
			d.At.Column, d.At.Field = key[0].Column+1, key[0].Name
		} else {
			d.Variant = "together"
		}
		if text == "" {
			d.Variant = "unnamed"
		}
		return d
	}
	return options.check(), nil
}
