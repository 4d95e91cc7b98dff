package cell

import (
	"bytes"
	"unicode"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// missingValue finds cells without a value where every record must have one (Table Schema v2, constraint required and
// missingValues; an empty cell in a key or a count cannot be told from a lost one). A cell that a short record does not
// have at all is told by ragged-record.
var missingValue = &lint.Rule{
	ID: "missing-value", Family: lint.CellFamily, Stage: lint.Presence, Since: "0.1.0", Status: lint.Stable,
	Frictionless: "constraint-error", Pages: pages,
	Bind: func(b *lint.Binding) (lint.Check, error) {
		field, err := fieldOf(b, &noParams{})
		if err != nil {
			return nil, err
		}
		missing := make([][]byte, len(field.Missing))
		for i, m := range field.Missing {
			missing[i] = []byte(m)
		}
		return lint.CellCheck{
			Fails:   func(c table.Cell) bool { return c.Kind != table.Absent && lacksValue(c, missing) },
			Explain: func(c table.Cell) lint.Defect { return explainMissing(c, field.MissingLabels) },
		}, nil
	},
}

func lacksValue(c table.Cell, missing [][]byte) bool {
	if c.Kind == table.Null || isBlank(c.Text) {
		return true
	}
	for _, m := range missing {
		if bytes.Equal(c.Text, m) {
			return true
		}
	}
	return false
}

func explainMissing(c table.Cell, labels map[string]message.Text) lint.Defect {
	label, labelled := labels[string(c.Text)]
	switch {
	case labelled && len(c.Text) == 0:
		return defect("labelled", message.P("label", label))
	case labelled:
		return defect("labelled-marker", message.P("value", string(c.Text)), message.P("label", label))
	case c.Kind == table.Null || len(c.Text) == 0:
		return defect("")
	case isBlank(c.Text):
		return defect("blank")
	}
	return defect("marker", message.P("value", string(c.Text)))
}

// isBlank reports whether text holds nothing but white space.
func isBlank(text []byte) bool { return len(bytes.TrimFunc(text, unicode.IsSpace)) == 0 }
