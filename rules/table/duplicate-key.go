package table

import (
	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/spill"
)

// duplicateKey finds records whose key was seen before (Table Schema v2, primaryKey; domain row N01).
//
// Records without a value in some field of the key are passed over: missing-value tells of them.
var duplicateKey = &lint.Rule{
	ID: "duplicate-key", Family: lint.TableFamily, Stage: lint.Group, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "primary-key", Pages: pages, Bind: bindDuplicateKey,
}

func bindDuplicateKey(b *lint.Binding) (lint.Check, error) {
	if err := b.Decode(&struct{}{}); err != nil {
		return nil, err
	}
	key, err := b.Some("key")
	if err != nil {
		return nil, err
	}
	options := &repeatOptions{rule: "duplicate-key", hasher: newKeyHasher(key), samples: b.Samples, spill: spillOf(b)}
	options.describe = func(row, leader *spill.Row, key string) lint.Defect {
		d := describeRepeated(row, leader)
		d.Value = key
		d.Params = append(d.Params, message.P("key", key))
		if key == "" {
			d.Variant = "unnamed"
		}
		return d
	}
	return options.check(), nil
}

// spillOf says where the states of a requirement keep what exceeds their memory.
func spillOf(b *lint.Binding) spill.Options {
	return spill.Options(b.Spill)
}
