package cell

import (
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

var (
	faultMissing = message.Text{EN: "{name} is missing", FR: "il manque {name}"}
	faultEmpty   = message.Text{EN: "{name} must name at least one", FR: "{name} doit en nommer au moins un"}
)

// lacks makes an error about a parameter that has to be there.
func lacks(b *lint.Binding, name string) error { return b.Fault(faultMissing, message.P("name", name)) }

// isEmpty makes an error about a list that must not be empty.
func isEmpty(b *lint.Binding, name string) error { return b.Fault(faultEmpty, message.P("name", name)) }

// defect makes a Defect from a variant and its parameters.
func defect(variant string, params ...message.Param) lint.Defect {
	return lint.Defect{Variant: variant, Params: params}
}

// written reports whether the cell holds characters as somebody wrote them, in which form can be judged.
func written(c table.Cell) bool { return c.Kind == table.Text }
