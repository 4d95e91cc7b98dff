package cell

import (
	"cmp"

	"github.com/cogwg/hvdlint/internal/lint"
	"github.com/cogwg/hvdlint/internal/message"
	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// bound is the least or greatest value that a field allows, in the order of the field's type: numbers of any size by
// their exact value, dates and times by the calendar, durations where XML Schema orders them.
type bound struct {
	text string
	// order compares a cell with the bound. It reports false for a cell without a place in the order: NaN, or a text
	// that is not of the type, which wrong-type tells of.
	order    func(table.Cell) (int, bool)
	temporal bool
}

// boundOf reads text as a bound of the field. It returns nil for a type whose values have no order.
func boundOf(b *lint.Binding, f *standard.Field, text string) (*bound, error) {
	var order func(table.Cell) (int, bool)
	var err error
	temporal := isTemporal(f.Type)
	switch {
	case f.Type == "integer" || f.Type == "number":
		order = numberOrder(f, text)
	case temporal:
		order, err = dateOrder(f, text)
	case f.Type == "duration":
		order = durationOrder(text)
	default:
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if order == nil {
		return nil, b.Fault(message.Text{
			EN: "“{bound}” is not a value of type {type}, so nothing can be compared with it",
			FR: "«\u00a0{bound}\u00a0» n’est pas une valeur de type {type}; rien ne peut donc y être comparé",
		}, message.P("bound", text), message.P("type", f.Type))
	}
	return &bound{text: text, order: order, temporal: temporal}, nil
}

func numberOrder(f *standard.Field, text string) func(table.Cell) (int, bool) {
	form := numberFormOf(f)
	limit, ok := form.readOwn(text)
	if !ok || limit.special == notANumber {
		return nil
	}
	short, isShort := parseFixed([]byte(text))
	isShort = isShort && form.isPlain()
	return func(c table.Cell) (int, bool) {
		if isShort {
			if n, ok := parseFixed(c.Text); ok {
				switch {
				case n < short:
					return -1, true
				case n > short:
					return 1, true
				}
				return 0, true
			}
		}
		var buffer [64]byte
		d, ok := form.read(buffer[:0], c)
		if !ok {
			return 0, false
		}
		return d.compare(limit)
	}
}

// sortableLengths are those of the texts that XML Schema's forms have nearly always: with four digits of a year and no zone.
var sortableLengths = map[string]int{"date": len("YYYY-MM-DD"), "year": len("YYYY"), "yearmonth": len("YYYY-MM")}

func dateOrder(f *standard.Field, text string) (func(table.Cell) (int, bool), error) {
	form, err := dateFormOf(f)
	if err != nil {
		return nil, err
	}
	limit, ok := form.readOwn(text)
	if !ok {
		return nil, nil
	}
	// Texts of one length in the form of XML Schema sort as the calendar does, where no zone interferes.
	sortable := form.layouts[0].strict && len(form.layouts) == 1 && sortableLengths[f.Type] == len(text)
	return func(c table.Cell) (int, bool) {
		if sortable && len(c.Text) == len(text) && c.Kind != table.DateTime && isDigit(c.Text[0]) {
			return cmp.Compare(string(c.Text), text), true
		}
		m, ok := form.of(c)
		if !ok {
			return 0, false
		}
		return m.compare(&limit), true
	}, nil
}

func durationOrder(text string) func(table.Cell) (int, bool) {
	limit, ok := parseDuration([]byte(text))
	if !ok {
		return nil
	}
	return func(c table.Cell) (int, bool) {
		d, ok := parseDuration(c.Text)
		if !ok {
			return 0, false
		}
		return d.compare(&limit)
	}
}
