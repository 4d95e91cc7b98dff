package cell

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"github.com/cogwg/hvdlint/internal/standard"
	"github.com/cogwg/hvdlint/internal/table"
)

// canonical writes the values of a type, each in a spelling that all cells with the same value share: constraints compare values, not
// texts (Table Schema v2, Field Constraints). Exactly one of its fields is set.
type canonical struct {
	number   *numberForm
	date     *dateForm
	words    *booleanForm
	duration bool
	// other is for lists, points, objects and arrays. It allocates.
	other func(c table.Cell) ([]byte, bool)
}

// canonicalOf returns how the values of a field are compared, or nil when their text is all there is to them.
func canonicalOf(f *standard.Field) (*canonical, error) {
	switch f.Type {
	case "integer", "number":
		form := numberFormOf(f)
		return &canonical{number: &form}, nil
	case "boolean":
		return &canonical{words: booleanFormOf(f)}, nil
	case "date", "time", "datetime", "year", "yearmonth":
		form, err := dateFormOf(f)
		return &canonical{date: form}, err
	case "duration":
		return &canonical{duration: true}, nil
	case "list":
		other, err := canonicalList(f)
		return &canonical{other: other}, err
	case "object", "array", "geojson":
		return &canonical{other: canonicalJSON}, nil
	case "geopoint":
		if pointForms[f.Format] == nil {
			return nil, noFormat(f)
		}
		return &canonical{other: canonicalPoint(f.Format)}, nil
	}
	return nil, nil
}

// append appends the value of a cell to dst. It reports false for a cell that is not of the type.
func (v *canonical) append(dst []byte, c table.Cell) ([]byte, bool) {
	switch {
	case v.number != nil:
		return v.number.appendCanonical(dst, c)
	case v.date != nil:
		m, ok := v.date.of(c)
		return m.appendCanonical(dst), ok
	case v.words != nil:
		value, ok := v.words.value(c)
		return strconv.AppendBool(dst, value), ok
	case v.duration:
		d, ok := parseDuration(c.Text)
		return d.appendCanonical(dst), ok
	}
	value, ok := v.other(c)
	return append(dst, value...), ok
}

func (n *numberForm) appendCanonical(dst []byte, c table.Cell) ([]byte, bool) {
	var buffer [64]byte
	d, ok := n.read(buffer[:0], c)
	if !ok {
		return dst, false
	}
	return d.appendCanonical(dst), true
}

func canonicalPoint(format string) func(table.Cell) ([]byte, bool) {
	return func(c table.Cell) ([]byte, bool) {
		lon, lat, ok := pointForms[format](c.Text)
		x, isX := parseDecimal(lon)
		y, isY := parseDecimal(lat)
		return y.appendCanonical(append(x.appendCanonical(nil), ' ')), ok && isX && isY
	}
}

func canonicalList(f *standard.Field) (func(table.Cell) ([]byte, bool), error) {
	form, err := listFormOf(f)
	if err != nil {
		return nil, err
	}
	of, err := canonicalOf(form.field)
	if err != nil {
		return nil, err
	}
	return func(c table.Cell) ([]byte, bool) {
		var all []byte
		ok := form.each(c, func(item table.Cell) bool {
			is := true
			if of == nil {
				all = append(all, item.Text...)
			} else {
				all, is = of.append(all, item)
			}
			all = append(all, 0)
			return is
		})
		return all, ok
	}, nil
}

// canonicalJSON ignores white space, the order of names, and how numbers and characters are written.
func canonicalJSON(c table.Cell) ([]byte, bool) {
	decoder := json.NewDecoder(bytes.NewReader(c.Text))
	decoder.UseNumber()
	var value any
	if !json.Valid(c.Text) || decoder.Decode(&value) != nil {
		return nil, false
	}
	return appendJSON(nil, value), true
}

func appendJSON(dst []byte, value any) []byte {
	switch v := value.(type) {
	case map[string]any:
		dst = append(dst, '{')
		for _, name := range slices.Sorted(maps.Keys(v)) {
			dst = append(appendJSON(dst, name), ':')
			dst = append(appendJSON(dst, v[name]), ',')
		}
		return append(dst, '}')
	case []any:
		dst = append(dst, '[')
		for _, item := range v {
			dst = append(appendJSON(dst, item), ',')
		}
		return append(dst, ']')
	case json.Number:
		d, _ := parseDecimal([]byte(v)) // every number of JSON is one
		return d.appendCanonical(dst)
	}
	text, _ := json.Marshal(value) // a string, a boolean or null always has a JSON form
	return append(dst, text...)
}
