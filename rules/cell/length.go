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
	of, err = measureOf(field.Field)
	return *params.Length, of, err
}

// measure counts what a value is made of.
type measure struct {
	items bool      // items of an array or a list, names of an object; otherwise characters
	list  *listForm // nil: no list
}

func measureOf(f *standard.Field) (*measure, error) {
	switch f.Type {
	case "string", "any":
		return &measure{}, nil
	case "array", "object":
		return &measure{items: true}, nil
	case "list":
		form, err := listFormOf(f)
		return &measure{items: true, list: form}, err
	}
	return nil, nil
}

func (m *measure) count(c table.Cell) int {
	switch {
	case m.list != nil:
		return m.list.count(c)
	case m.items:
		return countItems(c.Text)
	}
	return utf8.RuneCount(c.Text)
}

// countItems counts the items of a JSON array or the names of an object.
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
