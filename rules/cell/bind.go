package cell

import (
	"fmt"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/table"
)

// noParams is what a rule without parameters decodes into, so that a parameter it does not have is an error.
type noParams struct{}

// fieldOf reads the requirement's parameters into params, a pointer to struct, and returns the field the rule looks at.
func fieldOf(b *lint.Binding, params any) (lint.Field, error) {
	if err := b.Decode(params); err != nil {
		return lint.Field{}, err
	}
	return b.Field("field")
}

// faulty makes an error about the parameters of the bound requirement.
func faulty(b *lint.Binding, format string, args ...any) error {
	return fmt.Errorf("requirement %s: rule %s: %s", b.Requirement.ID, b.Requirement.Rule, fmt.Sprintf(format, args...))
}

// defect makes a Defect from a variant and its parameters.
func defect(variant string, params ...message.Param) lint.Defect {
	return lint.Defect{Variant: variant, Params: params}
}

// written reports whether the cell holds characters as somebody wrote them, in which form can be judged.
func written(c table.Cell) bool { return c.Kind == table.Text }
