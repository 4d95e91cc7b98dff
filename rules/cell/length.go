package cell

import (
	"unicode/utf8"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// lengthParams are those of too-short and too-long.
type lengthParams struct {
	Length *int `yaml:"length"`
}

// lengthOf reads the parameter of a rule about length and says how the field's values are counted; measure is nil for a type
// whose values have no length (Table Schema v2: minLength and maxLength are for collections: string, array, object, list).
func lengthOf(b *lint.Binding) (limit int, of *measure, err error) {
	var params lengthParams
	field, err := fieldOf(b, &params)
	if err != nil {
		return 0, nil, err
	}
	if params.Length == nil || *params.Length < 0 {
		return 0, nil, b.Fault(message.Text{EN: "length must be a number from 0 up", FR: "length doit être un nombre à partir de 0"})
	}
	return *params.Length, measureOf(field.Field), nil
}

// measure counts what a value is made of.
type measure struct {
	items bool // items of an array, names of an object; otherwise characters
}

func measureOf(f *standard.Field) *measure {
	switch f.Type {
	case "string", "any":
		return &measure{}
	case "array", "object", "list":
		return &measure{items: true}
	}
	return nil
}

func (m *measure) count(c table.Cell) int {
	if !m.items {
		return utf8.RuneCount(c.Text)
	}
	return countItems(c.Text)
}

// countItems counts the items of a JSON array or object, or of a list separated by commas.
func countItems(text []byte) int {
	depth, items, quoted, filled := 0, 0, false, false
	top := 0
	if len(text) > 0 && (text[0] == '[' || text[0] == '{') {
		top = 1
	}
	for i := 0; i < len(text); i++ {
		b := text[i]
		switch {
		case quoted:
			if b == '\\' {
				i++
			}
			quoted = b != '"'
		case b == ',' && depth == top:
			items++
		case b == '[' || b == '{':
			filled = filled || depth == top
			depth++
		case b == ']' || b == '}':
			depth--
		case b > ' ':
			quoted = b == '"'
			filled = filled || depth >= top
		}
	}
	if filled {
		items++
	}
	return items
}
