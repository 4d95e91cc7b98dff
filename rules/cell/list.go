package cell

import (
	"bytes"
	"encoding/json"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// listForm is how a field writes its lists (Table Schema v2, list: delimiter, itemType): items with a delimiter between them, each in
// the default form of its type, white space and all. Where a format has lists of its own, a list may be one of those.
type listForm struct {
	delimiter []byte
	field     *standard.Field // what an item is
	item      *valueType      // nil: any text
}

func listFormOf(f *standard.Field) (*listForm, error) {
	form := &listForm{
		delimiter: []byte(f.Delimiter),
		field:     &standard.Field{Name: f.Name, Type: f.ItemType, DecimalChar: ".", BareNumber: true},
	}
	if len(form.delimiter) == 0 {
		form.delimiter = []byte{','}
	}
	if form.field.Type == "" {
		form.field.Type = "string"
	}
	var err error
	form.item, err = typeOf(form.field)
	return form, err
}

func (l *listForm) accepts(c table.Cell) bool {
	if l.item == nil && c.Kind != table.Nested {
		return true
	}
	return l.each(c, func(item table.Cell) bool { return l.item == nil || l.item.accepts(item) })
}

// each shows the items of a list to do, until that returns false. It reports whether the cell is a list and do saw all of it.
func (l *listForm) each(c table.Cell, do func(item table.Cell) bool) bool {
	switch c.Kind {
	case table.Text:
		for rest := c.Text; ; {
			item, more, cut := bytes.Cut(rest, l.delimiter)
			if !do(table.Cell{Text: item}) {
				return false
			}
			if !cut {
				return true
			}
			rest = more
		}
	case table.Nested:
		return eachNested(c.Text, do)
	}
	return do(c)
}

// eachNested is each for an array of JSON, whose items must not be nested again.
func eachNested(text []byte, do func(item table.Cell) bool) bool {
	var items []json.RawMessage
	if !isJSON(text, '[') || json.Unmarshal(text, &items) != nil {
		return false
	}
	for _, raw := range items {
		item := table.Cell{Text: raw, Kind: table.Number}
		switch raw[0] {
		case '"':
			var s string
			if json.Unmarshal(raw, &s) != nil {
				return false
			}
			item = table.Cell{Text: []byte(s)}
		case 't', 'f':
			item.Kind = table.Boolean
		case 'n', '[', '{':
			return false
		}
		if !do(item) {
			return false
		}
	}
	return true
}

// explain names the first item that is not of the type; a value that is no list at all has none.
func (l *listForm) explain(c table.Cell, params []message.Param) lint.Defect {
	n := 0
	var wrong []byte
	isList := l.each(c, func(item table.Cell) bool {
		n++
		wrong = item.Text
		return l.item == nil || l.item.accepts(item)
	})
	if l.item == nil || wrong == nil || isList {
		return defect("", params...)
	}
	return defect("item", message.P("type", typeName(l.field)), message.P("example", exampleOf(l.field, l.item)),
		message.P("n", n), message.P("item", string(wrong)), message.P("delimiter", string(l.delimiter)))
}

// example is a list of two items.
func (l *listForm) example() string {
	item := "a"
	if l.item != nil {
		item = exampleOf(l.field, l.item)
	}
	return item + string(l.delimiter) + item
}

// count counts the items of a list.
func (l *listForm) count(c table.Cell) int {
	if c.Kind == table.Text {
		return bytes.Count(c.Text, l.delimiter) + 1
	}
	n := 0
	l.each(c, func(table.Cell) bool { n++; return true })
	return n
}
